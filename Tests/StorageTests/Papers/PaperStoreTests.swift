import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Papers in the database") struct PaperStoreTests {
    private struct Desk {
        var store: DataStore
        var anna: User
        var contact: Kept<Contact>

        func paper(_ kind: DocumentTemplate.Kind = .invoice, key: ContactLetterKey = .random()) -> Paper {
            Paper(
                key: key,
                subject: .contact(contact.id),
                template: DocumentTemplateID(1),
                title: "Счёт",
                kind: kind,
                at: .sample(10),
                author: anna.id
            )
        }

        @discardableResult
        func add(_ paper: Paper) async throws -> PaperID {
            let audit = AuditEntry(at: .sample(10), user: anna.id, action: .paperMade, subject: "contact:\(contact.id)")
            return try await store.papers.add(paper, audit: audit) { "<p>№ \($0)</p>" }
        }
    }

    private func withDesk(_ engine: TestEngine, _ test: @escaping @Sendable (Desk) async throws -> Void) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            try await test(Desk(store: store, anna: anna, contact: try await store.register(1, by: anna)))
        }
    }

    @Test(
        "S3.4 a paper is kept with number, date, author and page; each kind is numbered by itself, without a gap",
        arguments: TestEngine.allCases
    )
    func kept(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let paper = desk.paper()
            let first = try await desk.add(paper)
            let again = try await desk.add(paper)
            #expect(again == first)
            let second = try await desk.add(desk.paper())
            let act = try await desk.add(desk.paper(.act))
            let kept = try #require(try await desk.store.papers.paper(first))
            #expect(kept.number == "СЧ-00001" && kept.paper == paper && kept.authorName == "Петрова Анна")
            #expect(!kept.hasPDF)
            #expect(try await desk.store.papers.page(of: first) == "<p>№ СЧ-00001</p>")
            let all = try await desk.store.papers.papers(of: .contact(desk.contact.id), limit: 9)
            #expect(
                all.map(\.id) == [act, second, first] && all.map(\.number) == ["АК-00001", "СЧ-00002", "СЧ-00001"]
            )
            #expect(try await desk.store.papers.paper(PaperID(99)) == nil)
        }
    }

    @Test("S3.4 of the same form that is sent many times at once one paper is made", arguments: TestEngine.allCases)
    func once(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let paper = desk.paper()
            let made = try await withThrowingTaskGroup(of: PaperID.self) { group in
                for _ in 1...8 { group.addTask { try await desk.add(paper) } }
                return try await group.reduce(into: Set<PaperID>()) { $0.insert($1) }
            }
            #expect(made.count == 1)
            let next = try await desk.add(desk.paper())
            #expect(try await desk.store.papers.paper(next)?.number == "СЧ-00002")
        }
    }

    @Test("S3.4 its print is kept once, and goes with a letter", arguments: TestEngine.allCases)
    func printed(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.add(desk.paper())
            #expect(try await desk.store.papers.pdf(of: id) == nil)
            let pdf: [UInt8] = Array("%PDF-1.7 ".utf8) + [0, 255, 128]
            try await desk.store.papers.keep(pdf, of: id)
            try await desk.store.papers.keep([1], of: id)
            #expect(try await desk.store.papers.pdf(of: id) == pdf)
            #expect(try await desk.store.papers.paper(id)?.hasPDF == true)
            let letter = ContactLetter(
                key: .random(),
                contact: desk.contact.id,
                user: desk.anna.id,
                at: .sample(20),
                extent: .brief,
                recipients: ["anna@example.org"].compactMap { MailAddress($0) },
                subject: "Счёт",
                text: "Во вложении",
                paper: id
            )
            let audit = AuditEntry(at: .sample(20), user: desk.anna.id, action: .contactMailed)
            #expect(try await desk.store.letters.add(letter, audit: audit))
            let due = try #require(try await desk.store.letterOutbox.claim(at: .sample(30), until: .sample(60)))
            let attachment = try #require(due.message.attachment)
            #expect(attachment.bytes == pdf && attachment.name == "Счёт СЧ-00001.pdf")
            #expect(attachment.latinName == "document-\(id).pdf" && due.message.text.contains("Во вложении"))
            #expect(try await desk.store.letters.letters(of: desk.contact.id, limit: 1).first?.letter == letter)
        }
    }

    @Test(
        "S3.4 templates are kept in order; there are some to begin with, and one with an unknown place is refused",
        arguments: TestEngine.allCases
    )
    func templates(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let shipped = try await store.records.records(of: DocumentTemplate.self, includingHidden: false)
            #expect(shipped.map(\.record.kind) == [.letter, .invoice, .act])
            #expect(shipped.allSatisfy { $0.record.problems.isEmpty })
            var template = DocumentTemplate()
            (template.name, template.text) = ("Новый", "{nobody}")
            let refused = try await store.records.add(template, by: .sample())
            #expect(
                refused == .refused([FieldProblem("text", .template(.unknownPlaceholder("nobody", line: 1)))])
            )
            template.text = "'; DROP TABLE papers; --"
            guard case .saved(let kept) = try await store.records.add(template, by: .sample()) else {
                Issue.record("It was not kept")
                return
            }
            #expect(kept.record.text == template.text)
        }
    }
}
