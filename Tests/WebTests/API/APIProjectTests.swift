import ContactCenter
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Projects by the API") struct APIProjectTests {
    @Test(
        "S3.1 S3.21 projects are kept, put on numbers and contacts, and contacts are listed by them; scripts hang to them"
    )
    func life() async throws {
        try await APISite.with { site in
            let topic = try await site.add("/topics", #"{"name":"КАСКО"}"#)
            let body = #"{"number":"204","name":"Страхование","greeting":"Добрый день!","topics":[\#(topic)]}"#
            let project = try await site.add("/projects", body)
            let same = try await site.ask(.post, "/projects", #"{"number":"204","name":"Банк"}"#)
            #expect(same.errors == ["/number": "taken"])
            let wrong = try await site.ask(.post, "/projects", #"{"number":"205","name":"Банк","mail_box":"polis"}"#)
            #expect(wrong.status == 422 && wrong.json["errors"]?.elements?.first?["pointer"] == "/mail_box")
            _ = try await site.add("/dids", #"{"number":"6467171","project_id":\#(project)}"#)

            let contact = try await site.add("/contacts", #"{"channel":1,"project":\#(project)}"#)
            #expect(try await site.ask(.get, "/contacts/\(contact)").json["project"] == JSON(project))
            let none = try await site.ask(.patch, "/contacts/\(contact)", #"{"version":1,"project":99}"#)
            #expect(none.status == 422 && none.json["errors"]?.elements?.first?["pointer"] == "/project")
            #expect(try await site.ask(.get, "/contacts?project=\(project)").items.count == 1)
            _ = try await site.ask(.patch, "/contacts/\(contact)", #"{"version":1,"project":null}"#)
            #expect(try await site.ask(.get, "/contacts?project=\(project)").items.isEmpty)

            let hung = try await site.ask(.post, "/scripts/1/uses", #"{"projects":[\#(project)]}"#)
            #expect(hung.json["projects"] == [JSON(project)] && hung.json["channels"] == [])
            let noSuch = try await site.ask(.post, "/scripts/1/uses", #"{"projects":[99]}"#)
            #expect(noSuch.errors == ["/projects": "no_such_record"])
        }
    }
}
