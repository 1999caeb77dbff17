import ContactCenter
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Topics by the API") struct APITopicTests {
    @Test("S3.37 S3.38 topics are kept below each other, put on a contact, and contacts are listed by them")
    func life() async throws {
        try await APISite.with { site in
            let insurance = try await site.add("/topics", #"{"name":"Страхование"}"#)
            let hull = try await site.add("/topics", #"{"name":"КАСКО","parent_id":\#(insurance)}"#)
            let other = try await site.add("/topics", #"{"name":"Прочее"}"#)
            let path = "/topics/\(insurance)"
            let circle = try await site.ask(.patch, path, #"{"version":1,"parent_id":\#(hull)}"#)
            #expect(circle.status == 422)
            #expect(circle.json["errors"]?.elements?.first?["code"] == "contradiction")

            let contact = try await site.add("/contacts", #"{"channel":1,"topics":[\#(other),\#(hull)]}"#)
            let read = try await site.ask(.get, "/contacts/\(contact)")
            #expect(read.json["topics"] == [JSON(hull), JSON(other)])
            let wrong = try await site.ask(.patch, "/contacts/\(contact)", #"{"version":1,"topics":[99]}"#)
            #expect(wrong.status == 422 && wrong.json["errors"]?.elements?.first?["pointer"] == "/topics")
            #expect(try await site.ask(.get, "/contacts?topic=\(insurance)").items.count == 1)
            let cleared = try await site.ask(.patch, "/contacts/\(contact)", #"{"version":1,"topics":[]}"#)
            #expect(cleared.json["topics"] == [])
            #expect(try await site.ask(.get, "/contacts?topic=\(insurance)").items.isEmpty)
        }
    }
}
