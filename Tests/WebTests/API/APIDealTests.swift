import ContactCenter
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Deals by the API") struct APIDealTests {
    @Test("S2.11 a deal is made, moved and listed, and a contact is put into it")
    func life() async throws {
        try await APISite.with { site in
            let made = try await site.ask(.post, "/deals", #"{"name":"Замена масла","stage_id":1,"amount":1250000}"#)
            #expect(made.status == 201 && made.json["created_by"] == 1 && made.json["created_at"] != .null)
            let moved = try await site.ask(.patch, "/deals/\(made.id)", #"{"version":1,"stage_id":2}"#)
            #expect(moved.json["stage_id"] == 2 && moved.version == 2)
            #expect(try await site.ask(.get, "/deals?stage_id=2").items.map { $0["id"] } == [made.json["id"]])
            #expect(try await site.ask(.get, "/deals?stage_id=1").items.isEmpty)
            #expect(try await site.ask(.get, "/deals?after=x").status == 400)
            let wrong = try await site.ask(.post, "/deals", #"{"name":"","stage_id":99,"created_by":2}"#)
            #expect(wrong.status == 422)
            let contact = try await site.add("/contacts", #"{"channel":1,"reason":1,"is_inquiry":true}"#)
            let joined = try await site.ask(
                .patch,
                "/contacts/\(contact)",
                #"{"version":1,"deal":\#(made.id),"quality":1}"#
            )
            #expect(joined.json["quality"] == 1 && joined.json["deal"] == made.json["id"])
            let found = try await site.ask(.get, "/contacts?deal=\(made.id)&funnel=2&quality=1").items
            #expect(found.count == 1)
            #expect(try await site.ask(.get, "/contacts?funnel=x").status == 400)
        }
    }
}
