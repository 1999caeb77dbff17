import ContactCenter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("The reception by the API") struct APIReceptionTests {
    @Test(
        "S1.28 S1.30 S1.31 who waits, what was registered today and the figures of the day are told as the panel shows them",
        arguments: TestEngine.allCases
    )
    func board(engine: TestEngine) async throws {
        try await APISite.with(on: engine) { site in
            let none = try await site.ask(.get, "/reception").json
            #expect(none["waiting"] == [] && none["registered"] == [] && none["channels"] == [])
            #expect(none["longest_since"] == .null && none["mean_wait_ms"] == .null && none["lost"] == 0)

            let employee = try await site.add("/employees", #"{"name":"Рожин","user_id":1}"#)
            let reason = try await site.add("/lost-reasons", #"{"name":"Не захотел ждать"}"#)
            let channel = try await site.channelToWait()
            func visitor(_ more: String = "") async throws -> Int64 {
                try await site.add("/contacts", #"{"channel":\#(channel),"reason":1\#(more)}"#)
            }
            let first = try await visitor(#","person_name":"Виталий","responsible":\#(employee)"#)
            let (second, third) = (try await visitor(), try await visitor())
            for contact in [first, second, third] {
                #expect(try await site.ask(.post, "/contacts/\(contact)/wait").status == 200)
                site.clock.forward(60)
            }
            try await site.ask(.post, "/contacts/\(second)/raise")
            try await site.ask(.post, "/contacts/\(third)/lose", #"{"reason":\#(reason)}"#)
            let fourth = try await visitor()
            try await site.ask(.post, "/contacts/\(fourth)/drop", #"{"version":1}"#)

            let board = try await site.ask(.get, "/reception").json
            let waiting = board["waiting"]?.elements ?? []
            #expect(waiting.map { $0["contact"] } == [JSON(second), JSON(first)])
            #expect(waiting.last?["since"]?.text == Call.sampleStart.iso)
            #expect(waiting.last?["person"]?.text == "Виталий" && waiting.last?["responsible_name"]?.text == "Рожин")
            #expect(board["longest_since"]?.text == Call.sampleStart.iso)
            let registered = board["registered"]?.elements ?? []
            let lost = try #require(registered.first { $0["contact"] == JSON(third) })
            #expect(lost["state"]?.text == "lost" && lost["lost_reason_name"]?.text == "Не захотел ждать")
            let dropped = try #require(registered.first { $0["contact"] == JSON(fourth) })
            #expect(dropped["state"]?.text == "outcome" && dropped["outcome"]?.text == "dropped")
            #expect(registered.count == 2 && board["lost"] == 1)
            #expect(board["channels"]?.elements?.map { $0["count"] } == [2])

            // What is of yesterday is no more there; who waits waits on.
            site.clock.forward(86_400)
            let next = try await site.ask(.get, "/reception").json
            #expect(next["registered"] == [] && next["lost"] == 0 && next["waiting"]?.elements?.count == 2)
        }
    }

    @Test("who has no right to the reception is not told, neither a token nor its user; it reaches all of the house")
    func rights() async throws {
        try await APISite.with(permissions: [.contacts, .intake]) { site in
            let refused = try await site.ask(.get, "/reception")
            #expect(refused.status == 403 && refused.code == "forbidden")
        }
        try await APISite.with(roles: [.specialist]) { site in
            let refused = try await site.ask(.get, "/reception")
            #expect(refused.status == 403)
        }
        try await APISite.with(roles: [.advancedOperator]) { site in
            try await site.add(user: "sales", in: "Продажи")
            let contact = try await site.contact(of: UserID(2), channel: site.storedChannelToWait())
            let author = RecordAuthor(UserID(2), at: Call.sampleStart)
            #expect(try await site.store.reception.wait(contact, priority: 0, by: author) == .done)
            let waiting = try await site.ask(.get, "/reception").json["waiting"]?.elements
            #expect(waiting?.map { $0["contact"] } == [JSON(contact.rawValue)])
            #expect(try await site.ask(.get, "/reception?day=2026-04-03").errors == ["day": "unknown_field"])
        }
    }
}

extension APISite {
    private struct NotMade: Error {}

    /// Somebody of another department than the program's user.
    func add(user: String, in department: String) async throws {
        let user = NewUser(
            name: .sample(user),
            displayName: user,
            roles: [.operator],
            department: department,
            password: PasswordHash("-")
        )
        let audit = AuditEntry(at: Call.sampleStart, user: nil, action: .userAdded)
        _ = try await store.access.add(user, audit: audit)
    }

    /// A record as somebody with more rights than the program's user adds it.
    func keep<Record: KeptRecord>(_ record: Record) async throws -> RecordID<Record> {
        guard case .saved(let kept) = try await store.records.add(record, by: Self.author) else { throw NotMade() }
        return kept.id
    }

    /// A contact that somebody else took.
    func contact(of user: UserID, channel: ContactChannelID = ContactChannelID(1)) async throws -> ContactID {
        var contact = Contact()
        contact.at = Call.sampleStart
        contact.channel = channel
        let author = RecordAuthor(user, at: Call.sampleStart)
        guard case .saved(let kept) = try await store.contacts.begin(contact, by: author) else { throw NotMade() }
        return kept.id
    }

    /// As `channelToWait`, where the program may not read directories.
    func storedChannelToWait() async throws -> ContactChannelID {
        let channels = try await store.records.records(of: ContactChannel.self, includingHidden: false)
        return try #require(channels.first { $0.record.mayWait }?.id)
    }
}
