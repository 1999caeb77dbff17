import ContactCenter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("The waiting queue by the API") struct APIWaitingTests {
    /// Contacts of people who came to the reception.
    private func visitor(_ site: APISite) async throws -> String {
        let channel = try await site.channelToWait()
        return "/contacts/\(try await site.add("/contacts", #"{"channel":\#(channel),"reason":1}"#))"
    }

    @Test(
        "S1.28 S1.30 S1.31 who came waits, is let forward, given to somebody, lost with a reason, or taken out",
        arguments: TestEngine.allCases
    )
    func queue(engine: TestEngine) async throws {
        try await APISite.with(on: engine) { site in
            let employee = try await site.add("/employees", #"{"name":"Рожин","user_id":1}"#)
            let reason = try await site.add("/lost-reasons", #"{"name":"Не захотел ждать"}"#)
            let first = try await visitor(site)
            let early = try await site.ask(.post, "\(first)/raise")
            #expect(early.code == "refused" && early.json["reason"]?.text == "not_waiting")
            let waiting = try await site.ask(.post, "\(first)/wait")
            #expect(waiting.json["waiting_since"]?.text == Call.sampleStart.iso)
            #expect(try await site.ask(.post, "\(first)/wait").json == waiting.json)
            #expect(try await site.ask(.post, "\(first)/raise").status == 200)
            #expect(try await site.ask(.post, "\(first)/give", "{}").errors == ["/employee": "required"])
            let nobody = try await site.ask(.post, "\(first)/give", #"{"employee":777}"#)
            #expect(nobody.errors == ["/employee": "no_such_record"])
            #expect(try await site.ask(.post, "\(first)/give", #"{"employee":\#(employee)}"#).status == 200)
            #expect(try await site.ask(.get, first).json["responsible"] == JSON(employee))
            let taken = try await site.ask(.post, "\(first)/take")
            #expect(taken.json["taken_by"] == 1)
            let standing = try await site.ask(.get, "\(first)/standing").json
            #expect(standing["waiting_since"] == .null && standing["taken_by"] == 1)

            let second = try await visitor(site)
            try await site.ask(.post, "\(second)/wait")
            let without = try await site.ask(.post, "\(second)/lose", #"{"reason":777}"#)
            #expect(without.errors == ["/reason": "no_such_record"])
            #expect(try await site.ask(.post, "\(second)/lose", #"{"why":1}"#).errors["/why"] == "unknown_field")
            #expect(try await site.ask(.post, "\(second)/lose", #"{"reason":\#(reason)}"#).status == 200)
            let lost = try await site.ask(.get, second).json
            #expect(lost["outcome"]?.text == "lost" && lost["state"]?.text == "registered")

            let third = try await visitor(site)
            try await site.ask(.post, "\(third)/wait")
            #expect(try await site.ask(.post, "\(third)/stop-waiting").json["waiting_since"] == .null)
            #expect(try await site.ask(.post, "\(third)/stop-waiting").json["reason"]?.text == "not_waiting")
            #expect(try await site.ask(.post, "/contacts/777/raise").status == 404)

            let counts = try await site.ask(.get, "/contacts/counts?state=registered").json
            #expect(counts["contacts"] == 1 && counts["waited"]?["count"] == 1)
            #expect(try await site.ask(.get, "/contacts/counts").json["contacts"] == 3)
            #expect(try await site.ask(.get, "/contacts/counts?sort=number").errors == ["sort": "unknown_field"])
        }
    }

    @Test("who comes by a telephone does not wait; who has no right to the reception changes no queue")
    func refused() async throws {
        try await APISite.with { site in
            let channels = try await site.ask(.get, "/contact-channels").items
            let phone = try #require(channels.first { $0["may_wait"] == false }?["id"]?.integer)
            let call = "/contacts/\(try await site.add("/contacts", #"{"channel":\#(phone)}"#))"
            #expect(try await site.ask(.post, "\(call)/wait").json["reason"]?.text == "may_not_wait")
        }
        try await APISite.with(permissions: [.contacts, .intake, .directories]) { site in
            let contact = try await visitor(site)
            #expect(try await site.ask(.post, "\(contact)/wait").status == 200)
            for (path, body) in [("raise", nil), ("lose", #"{"reason":1}"#), ("give", #"{"employee":1}"#)] {
                #expect(try await site.ask(.post, "\(contact)/\(path)", body).status == 403, "\(path)")
            }
        }
    }

    @Test("S1.32 one is handed over, over the version that was read", arguments: TestEngine.allCases)
    func hand(engine: TestEngine) async throws {
        try await APISite.with(on: engine) { site in
            let employee = try await site.add("/employees", #"{"name":"Карканица"}"#)
            let contact = try await visitor(site)
            let nobody = try await site.ask(.post, "\(contact)/hand", #"{"version":1,"employee":777}"#)
            #expect(nobody.errors == ["/employee": "no_such_record"])
            let handed = try await site.ask(.post, "\(contact)/hand", #"{"version":1,"employee":\#(employee)}"#)
            #expect(handed.json["responsible"] == JSON(employee) && handed.version == 2)
            let other = try await site.add("/employees", #"{"name":"Рожин"}"#)
            let stale = try await site.ask(.post, "\(contact)/hand", #"{"version":1,"employee":\#(other)}"#)
            #expect(stale.status == 409 && stale.json["current"]?["responsible"] == JSON(employee))
        }
    }
}
