import ContactCenter
import Foundation
import Integrations
import TestSupport
import Testing

@testable import Storage

@Suite("Letters about contacts are kept and sent")
struct ContactLetterStoreTests {
    private struct Desk {
        var store: DataStore
        var contact: ContactID
        var author: UserID

        func letter(_ subject: String = "Контакт", at second: Double = 0) -> ContactLetter {
            ContactLetter(
                key: .random(),
                contact: contact,
                user: author,
                at: .sample(second),
                extent: .full,
                recipients: ["anna@example.org", "boris@example.org"].compactMap { MailAddress($0) },
                subject: subject,
                text: "Клиент: Иванов\nТелефон: 8 (953) 523-72-71"
            )
        }

        @discardableResult
        func add(_ letter: ContactLetter) async throws -> Bool {
            try await store.letters.add(letter, audit: audit("full"))
        }

        func again(_ id: ContactLetterID, at now: Date) async throws -> Bool {
            try await store.letters.sendAgain(id, of: contact, at: now, audit: audit("again"))
        }

        func latest() async throws -> KeptContactLetter {
            try #require(try await store.letters.letters(of: contact, limit: 1).first)
        }

        private func audit(_ field: String) -> AuditEntry {
            AuditEntry(at: .sample(0), user: author, action: .contactMailed, subject: "contact:1", fields: [field])
        }
    }

    private func withDesk(_ engine: TestEngine, _ test: @escaping (Desk) async throws -> Void) async throws {
        try await engine.withDatabase { store in
            let author = try await store.access.add(.sample("anna")).id
            try await test(Desk(store: store, contact: try await store.register(1).id, author: author))
        }
    }

    private func courier(
        _ store: DataStore,
        _ peer: SMTPPeer,
        at now: @escaping @Sendable () -> Date
    ) throws -> ContactLetterCourier {
        let server = MailServer(
            host: "127.0.0.1",
            port: peer.port,
            security: .off,
            from: try #require(MailSender("Приём <reports@example.org>"))
        )
        return ContactLetterCourier(outbox: store.letterOutbox, mail: CurlMail(server), now: now, logger: .silent)
    }

    @Test(
        "S3.19 a letter is kept as it was written, once, with a line in the audit log",
        arguments: TestEngine.allCases
    )
    func kept(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let letter = desk.letter("Контакт «1»'; DROP TABLE x")
            #expect(try await desk.add(letter))
            #expect(try await !desk.add(letter))
            try await desk.add(desk.letter(at: 1))
            let letters = try await desk.store.letters.letters(of: desk.contact, limit: 10)
            #expect(letters.count == 2)
            let first = try #require(letters.last)
            #expect(first.letter == letter && first.state == .waiting(next: .sample(0)) && first.attempts == 0)
            #expect(first.author != nil && !first.mayBeSentAgain)
            #expect(try await desk.store.letters.letters(of: ContactID(77), limit: 10).isEmpty)
            let entries = try await desk.store.access.auditLog(limit: 10).filter { $0.action == .contactMailed }
            #expect(entries.count == 2)
        }
    }

    @Test("S3.19 the mail server gets it once, however many servers send", arguments: TestEngine.allCases)
    func together(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let peer = try SMTPPeer()
            defer { peer.stop() }
            for number in 1...8 { try await desk.add(desk.letter("Контакт \(number)\r\nBcc: x@example.org")) }
            let other = try await DataStore.open(desk.store.location, numbers: .russian, logger: .silent)
            try await withThrowingTaskGroup { tasks in
                for store in [desk.store, other, desk.store, other] {
                    let courier = try courier(store, peer) { .sample(10) }
                    tasks.addTask { while try await courier.sendOne() {} }
                }
                try await tasks.waitForAll()
            }
            await other.close()
            #expect(peer.letters.count == 8)
            let ids = peer.letters.compactMap { $0.lines.first { $0.hasPrefix("Message-ID:") } }
            #expect(Set(ids).count == 8)
            for letter in peer.letters {
                #expect(letter.envelope.dropFirst() == ["RCPT TO:<anna@example.org>", "RCPT TO:<boris@example.org>"])
                #expect(!letter.lines.contains { $0.hasPrefix("Bcc") })
            }
            let kept = try await desk.latest()
            #expect(kept.state == .sent(.sample(10)) && kept.attempts == 1 && !kept.mayBeSentAgain)
            #expect(try await !desk.again(kept.id, at: .sample(20)))
        }
    }

    @Test("S3.19 what is refused is seen, tried later and later, and again by a press", arguments: TestEngine.allCases)
    func refused(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let (full, peer) = (try SMTPPeer(answering: ["RCPT TO:<boris": "550 no such user"]), try SMTPPeer())
            defer {
                full.stop()
                peer.stop()
            }
            try await desk.add(desk.letter())
            let clock = SampleClock()
            clock.pass(Date.sample(1).timeIntervalSince(clock.now))
            let refusing = try courier(desk.store, full) { clock.now }
            #expect(try await refusing.sendOne())
            #expect(try await !refusing.sendOne())
            let waiting = try await desk.latest()
            #expect(waiting.state == .waiting(next: .sample(61)) && waiting.problem == .refused)
            #expect(waiting.answer == "550 no such user" && waiting.mayBeSentAgain && full.letters.isEmpty)
            clock.pass(2 * 86_400)
            #expect(try await refusing.sendOne())
            let failed = try await desk.latest()
            #expect(failed.state == .failed(clock.now) && failed.attempts == 2 && failed.mayBeSentAgain)
            #expect(try await !refusing.sendOne())
            #expect(try await desk.again(failed.id, at: clock.now))
            #expect(try await !desk.again(failed.id, at: clock.now))
            #expect(try await !desk.store.letters.letters(of: desk.contact, limit: 1)[0].mayBeSentAgain)
            #expect(try await courier(desk.store, peer) { clock.now }.sendOne())
            #expect(peer.letters.count == 1)
            let sent = try await desk.latest()
            #expect(sent.state == .sent(clock.now) && sent.problem == nil && sent.attempts == 1)
        }
    }

    @Test(
        "S3.19 a claim runs out when who held it is gone; who gave it back made nothing of it",
        arguments: TestEngine.allCases
    )
    func claims(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let outbox = desk.store.letterOutbox
            try await desk.add(desk.letter())
            let lost = try #require(try await outbox.claim(at: .sample(1), until: .sample(900)))
            #expect(try await outbox.claim(at: .sample(899), until: .sample(999)) == nil)
            let held = try #require(try await outbox.claim(at: .sample(900), until: .sample(1_800)))
            #expect(held.attempts == 2 && held.letter == lost.letter)
            // Who lost the claim says nothing any more.
            try await outbox.note(.sent, of: lost, at: .sample(901), next: nil)
            #expect(try await desk.latest().state == .waiting(next: .sample(0)))
            try await outbox.giveBack(held)
            #expect(try await desk.latest().attempts == 1)
            #expect(try await outbox.claim(at: .sample(902), until: .sample(1_800)) != nil)
        }
    }
}
