import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("The page of the statistics check") struct ReconciliationTests {
    private let access = SampleAccess()
    private let author = RecordAuthor(UserID(1), at: Call.sampleStart)

    @Test("S0.59 the register of missed calls stands beside what the PBX counted and what was registered")
    func besideMissedCalls() async throws {
        try await withSite(rights: Rights([.reconciliation: .all, .missed: .all])) { store, client in
            _ = try await store.reconciliation.catchUp(limit: 100)
            let headers: HTTPFields = [.cookie: SampleAccess.cookie, .accept: "text/html"]
            let page = try await client.ask(.get, "/missed?period=today", headers).text
            let text = page.withoutTags
            for words in [
                "По АТС входящих 5", "принято 5", "без ответа 0", "контактов 2", "не зарегистрировано 3",
            ] { #expect(text.contains(words), "\(words)") }
            #expect(page.contains("<a href=\"/reconciliation?period=today\">"))
        }
        try await withSite(rights: Rights([.missed: .all])) { _, client in
            let headers: HTTPFields = [.cookie: SampleAccess.cookie, .accept: "text/html"]
            let page = try await client.ask(.get, "/missed", headers)
            #expect(!page.text.contains("По АТС входящих"))
        }
    }

    /// A store with five answered calls, two of which have contacts.
    private func withSite(
        rights: Rights = Rights([.reconciliation: .all, .calls: .all, .contacts: .all]),
        _ test: @escaping @Sendable (DataStore, any TestClientProtocol) async throws -> Void
    ) async throws {
        try await TestEngine.sqlite.withDatabase { store in
            _ = try await store.access.add(
                NewUser(
                    name: try #require(UserName("marina")),
                    displayName: "Рогова Марина",
                    roles: [.supervisor],
                    password: PasswordHash("-")
                ),
                audit: AuditEntry(at: Call.sampleStart, user: nil, action: .userAdded)
            )
            var batch = JournalBatch(pbx: PBXName("office"))
            batch.calls = [
                call(1, from: "9535237271", did: "6467171", ago: 600), call(2, from: "4952139851", did: nil, ago: 500),
                call(3, from: "4952139851", did: nil, ago: 400), call(4, from: "<b>anonymous", did: nil, ago: 300),
                call(5, from: "9265550101", did: "6467171", ago: 200),
            ]
            _ = try await store.callJournal.commit(batch)
            _ = try await store.contacts.begin(batch.calls[0], at: Extension("0111"), by: author)
            var manual = Contact()
            manual.at = Call.sampleStart - 495
            manual.callerNumber = "+74952139851"
            _ = try await store.contacts.begin(manual, by: author)
            access.grant(rights, to: UserID(1))
            let application = try sampleApplication(
                journal: store.callJournal,
                access: access,
                contacts: store.contacts,
                reception: store.reception,
                reconciliation: store.reconciliation
            )
            try await application.test(.router) { try await test(store, $0) }
        }
    }

    private func call(_ number: Int, from caller: String, did: String?, ago seconds: Double) -> Call {
        let start = Call.sampleStart - seconds
        let id = CallID(pbx: PBXName("office"), linkedID: LinkedID("1.\(number)"), startSecond: Int64(number))
        var call = Call(id: id, direction: .inbound, startedAt: start)
        call.caller = CallerID(number: caller, name: nil)
        call.dialled = did
        call.result = .answered
        call.answeredAt = start + 5
        call.endedAt = start + 65
        call.answeredBy = .phone(Extension("0111"))
        var leg = CallLeg(ordinal: 0, party: .phone(Extension("0111")), calledAt: start + 1)
        leg.answeredAt = start + 5
        leg.leftAt = start + 65
        leg.state = .released
        leg.stateSince = start + 65
        leg.result = .answered
        call.legs = [leg]
        return call
    }

    private func ask(_ client: any TestClientProtocol, _ uri: String) async throws -> Answer {
        try await client.ask(.get, uri, [.cookie: SampleAccess.cookie, .accept: "text/html"])
    }

    private func send(_ client: any TestClientProtocol, _ uri: String, _ fields: String) async throws -> Answer {
        try await client.ask(
            .post,
            uri,
            [.cookie: SampleAccess.cookie, .accept: "text/html"],
            "token=\(SampleAccess.secret.formToken)&\(fields)"
        )
    }

    @Test("S0.52 the report unfolds from DID to phone, process, caller and contact, with subtotals on each level")
    func unfolds() async throws {
        try await withSite { _, client in
            let all = try await ask(client, "/reconciliation?period=today").text
            #expect(all.withoutTags.contains("по АТС 5 · контактов 2 · расходится 3"))
            #expect(all.withoutTags.contains("Городской номер не определён"))
            #expect(all.contains("href=\"/reconciliation?period=today&amp;did=.\""))
            let did = try await ask(client, "/reconciliation?period=today&did=.").text
            #expect(did.withoutTags.contains("Внутренний 0111"))
            let phone = try await ask(client, "/reconciliation?period=today&did=.&phone=0111").text.withoutTags
            #expect(phone.contains("Бизнес-процесс создан") && phone.contains("Нет бизнес-процесса"))
            let none = try await ask(client, "/reconciliation?period=today&did=.&phone=0111&process=no").text
            #expect(none.withoutTags.contains("8 (495) 213-98-51"))
            #expect(none.withoutTags.contains("АОН не передан"))
            #expect(!none.contains("<b>anonymous"))
            let made = try await ask(client, "/reconciliation?period=today&did=.&phone=0111&process=yes").text
            #expect(made.withoutTags.contains("по номеру, +5 с"))
            #expect(made.contains("href=\"/contacts/2\""))
        }
    }

    @Test("S0.55 beside the report the chosen call shows its fields, and links to what is near it")
    func chosen() async throws {
        try await withSite { store, client in
            var near = Contact()
            near.at = Call.sampleStart - 210
            _ = try await store.contacts.begin(near, by: author)
            let next = try await ask(client, "/reconciliation/next?period=today&call=office:1.4:4")
            let target = try #require(next.headers[.location])
            #expect(target.contains("call=office%3A1.5%3A5"))
            let page = try await ask(client, target.replacing("#chosen", with: "")).text
            let text = page.withoutTags
            #expect(text.contains("Звонок без контакта"))
            #expect(text.contains("8 (926) 555-01-01"))
            #expect(text.contains("-10 с") || text.contains("−10 с"))
            let linked = try await send(client, "/reconciliation/link?period=today", "call=office:1.5:5&contact=3")
            #expect(linked.headers[.location]?.contains("told=linked") == true)
            let after = try await ask(client, linked.headers[.location] ?? "").text.withoutTags
            #expect(after.contains("Звонок связан с контактом."))
            #expect(after.contains("по АТС 5 · контактов 3 · расходится 2"))
        }
    }

    @Test("a call is said to need no contact only with a reason, and that is taken back")
    func exempted() async throws {
        try await withSite { _, client in
            let empty = try await send(client, "/reconciliation/exempt?period=today", "call=office:1.5:5&reason=+")
            #expect(empty.headers[.location]?.contains("told=no-reason") == true)
            let sent = try await send(client, "/reconciliation/exempt?period=today", "call=office:1.5:5&reason=%3Ci%3E")
            #expect(sent.headers[.location]?.contains("told=exempted") == true, "\(sent)")
            let page = try await ask(client, "/reconciliation?period=today&call=office:1.5:5").text
            #expect(page.contains("&lt;i&gt;") && page.withoutTags.contains("расходится 2"))
            _ = try await send(client, "/reconciliation/undo?period=today", "call=office:1.5:5")
            let again = try await ask(client, "/reconciliation?period=today").text.withoutTags
            #expect(again.contains("расходится 3"))
        }
    }

    @Test("a contact is opened from a call that has none, as if it had been begun when the call was answered")
    func opened() async throws {
        try await withSite { store, client in
            let answer = try await send(client, "/reconciliation/open", "call=office:1.5:5")
            #expect(answer.headers[.location] == "/contacts/3")
            let contact = try #require(try await store.contacts.contact(ContactID(3))?.record)
            #expect(contact.callerNumber == "9265550101" && contact.phone == Extension("0111"))
            let page = try await ask(client, "/reconciliation?period=today").text.withoutTags
            #expect(page.contains("контактов 3"))
        }
    }

    @Test("who has no right to it sees and changes nothing")
    func rights() async throws {
        try await withSite(rights: Rights([.calls: .all])) { _, client in
            #expect(try await ask(client, "/reconciliation").status == .forbidden)
            let sent = try await send(client, "/reconciliation/exempt", "call=office:1.5:5&reason=x")
            #expect(sent.status == .forbidden)
        }
    }
}
