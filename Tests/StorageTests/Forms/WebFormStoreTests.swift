import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Web forms are kept, and become contacts")
struct WebFormStoreTests {
    private struct Desk {
        var store: DataStore
        var admin: UserID
        var form: Kept<WebForm>

        var author: RecordAuthor { RecordAuthor(admin, at: .sample(10)) }

        func audit(_ action: AuditEntry.Action) -> AuditEntry {
            AuditEntry(at: .sample(10), user: admin, action: action, subject: "form:\(form.id)")
        }

        func setKey(_ digest: TokenDigest?) async throws -> Bool {
            try await store.webForms.setKey(
                digest,
                of: form.id,
                by: author,
                audit: audit(digest == nil ? .formKeyRevoked : .formKeyMade)
            )
        }

        func receive(_ values: [String: String], at second: Double = 20) async throws -> Kept<Contact> {
            let request = try WebRequest(values, by: form.record, numbers: .russian)
            let audit = AuditEntry(at: .sample(second), user: nil, action: .formReceived, address: "192.0.2.1")
            return try await store.webForms.receive(request, by: form, at: .sample(second), audit: audit)
        }

        func client(_ name: String, phone: String? = nil, email: String? = nil) async throws -> ClientID {
            var client = Client()
            client.name = name
            client.phones = phone.map { [ClientPhone(number: $0)] } ?? []
            client.emails = email.map { [$0] } ?? []
            guard case .saved(let kept) = try await store.clients.add(client, by: author) else { throw NotKept() }
            return kept.id
        }
    }

    private struct NotKept: Error {}

    private func withDesk(
        _ engine: TestEngine,
        reason: String = "private_repair",
        _ test: @escaping (Desk) async throws -> Void
    ) async throws {
        try await engine.withDatabase { store in
            let admin = try await store.access.add(.sample("anna", roles: [.supervisor])).id
            var form = WebForm()
            (form.name, form.reason) = ("Заявка", try await store.reason(reason))
            let author = RecordAuthor(admin, at: .sample(0))
            guard case .saved(let kept) = try await store.records.add(form, by: author) else { throw NotKept() }
            try await test(Desk(store: store, admin: admin, form: kept))
        }
    }

    @Test(
        "S2.11 a form is known by its key alone, which is made anew or revoked, and not while it is off or hidden",
        arguments: TestEngine.allCases
    )
    func keys(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let store = desk.store.webForms
            #expect(try await store.form(of: TokenDigest("a")) == nil)
            #expect(try await store.state(of: desk.form.id) == WebFormState(keyMadeAt: nil, received: 0, lastAt: nil))
            #expect(try await desk.setKey(TokenDigest("a")))
            #expect(try await store.form(of: TokenDigest("a"))?.record == desk.form.record)
            #expect(try await store.state(of: desk.form.id)?.keyMadeAt == .sample(10))
            #expect(try await desk.setKey(TokenDigest("b")))
            #expect(try await store.form(of: TokenDigest("a")) == nil)
            var form = try #require(try await desk.store.records.record(desk.form.id))
            form.record.isOn = false
            _ = try await desk.store.records.change(form.id, over: form.version, to: form.record, by: desk.author)
            #expect(try await store.form(of: TokenDigest("b")) == nil)
            form.record.isOn = true
            _ = try await desk.store.records.change(form.id, over: form.version + 1, to: form.record, by: desk.author)
            #expect(try await store.form(of: TokenDigest("b")) != nil)
            _ = try await desk.store.records.setHidden(form.id, over: form.version + 2, to: true, by: desk.author)
            #expect(try await store.form(of: TokenDigest("b")) == nil)
            _ = try await desk.store.records.setHidden(form.id, over: form.version + 3, to: false, by: desk.author)
            #expect(try await desk.setKey(nil))
            #expect(try await store.form(of: TokenDigest("b")) == nil)
            let missing = try await store.setKey(
                TokenDigest("c"),
                of: WebFormID(99),
                by: desk.author,
                audit: desk.audit(.formKeyMade)
            )
            #expect(!missing)
            let actions = try await desk.store.access.auditLog(limit: 10).map(\.action)
            #expect(actions.filter { $0 == .formKeyMade }.count == 2 && actions.contains(.formKeyRevoked))
            let history = try await desk.store.records.history(of: desk.form.id, limit: 10)
            #expect(history.filter { $0.fields.map(\.name) == ["key"] }.count == 3)
        }
    }

    @Test(
        "S2.11 what is sent is a registered contact by the web, for somebody to take, and people are told of it",
        arguments: TestEngine.allCases
    )
    func received(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let hostile = "'; DROP TABLE contacts; --\0<script>"
            let kept = try await desk.receive(["phone": "8 953 523-72-71", "message": hostile])
            let contact = try #require(try await desk.store.contacts.contact(kept.id)).record
            #expect(contact.state == .registered && contact.number != nil && contact.registrar == nil)
            #expect(contact.work?.stage == .unprocessed && contact.comment == "'; DROP TABLE contacts; --<script>")
            let channels = try await desk.store.records.records([try #require(contact.channel)])
            #expect(channels.first?.record.code == "web")
            #expect(contact.novelty == .firstTime && contact.client == nil)
            let inbox = try #require(try await desk.store.reception.inboxes(of: [desk.admin])[desk.admin])
            #expect(inbox.latest.map(\.subject) == [.contact(kept.id)])
            #expect(try await desk.store.contacts.worklist(WorklistQuestion(of: nil)).map(\.id) == [kept.id])
            let state = try await desk.store.webForms.state(of: desk.form.id)
            #expect(state?.received == 1 && state?.lastAt == .sample(20))
            let entry = try #require(try await desk.store.access.auditLog(limit: 1).first)
            #expect(entry.action == .formReceived && entry.subject == "form:\(desk.form.id) contact:\(kept.id)")
            #expect(entry.address == "192.0.2.1" && entry.user == nil)
        }
    }

    @Test(
        "S2.11 it is somebody's to take whatever its reason says, and not lost where the reason asks for more",
        arguments: TestEngine.allCases
    )
    func reasons(engine: TestEngine) async throws {
        try await withDesk(engine, reason: "telesales") { desk in
            let kept = try await desk.receive(["phone": "9535237271"])
            #expect(kept.record.state == .registered && kept.record.work?.stage == .unprocessed)
            try await desk.store.database.write { transaction in
                try transaction.execute("UPDATE reasons SET route = 'base_contact' WHERE code = 'telesales'")
            }
            let unfinished = try await desk.receive(["phone": "9535237272"])
            #expect(unfinished.record.state == .unfinished)
            let inbox = try #require(try await desk.store.reception.inboxes(of: [desk.admin])[desk.admin])
            #expect(Set(inbox.latest.map(\.subject)) == [.contact(kept.id), .contact(unfinished.id)])
        }
    }

    @Test(
        "S2.11 the client is found by the telephone, else by the e-mail, and is nobody where it is that of several",
        arguments: TestEngine.allCases
    )
    func clients(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let anna = try await desk.client("Анна", phone: "89535237271", email: "Anna@Example.org")
            let boris = try await desk.client("Борис", phone: "89535237272", email: "shared@example.org")
            _ = try await desk.client("Вера", email: "shared@example.org")
            #expect(try await desk.receive(["phone": "+7 953 523 72 71"]).record.client == anna)
            #expect(try await desk.receive(["email": "anna@example.ORG"]).record.client == anna)
            let both = ["phone": "8 953 523 72 72", "email": "anna@example.org"]
            #expect(try await desk.receive(both).record.client == boris)
            #expect(try await desk.receive(["email": "shared@example.org"]).record.client == nil)
            #expect(try await desk.receive(["phone": "84950000000"]).record.client == nil)
            #expect(try await desk.receive(["phone": "89535237271"]).record.novelty == .repeat)
        }
    }
}
