import ContactCenter
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Calls held against contacts by the API") struct APIReconciliationTests {
    private func answered(_ number: Int, in site: APISite) async throws -> Call {
        try await site.commit(.inbound("\(number)", from: "8953523727\(number)"), answeredBy: Extension("0111"))
    }

    @Test("S0.52 the report is told level by level, down to the calls that have no contact")
    func levels() async throws {
        try await APISite.with { site in
            let call = try await answered(1, in: site)
            let group = try #require(try await site.ask(.get, "/reconciliation?period=today").items.first)
            #expect(group["total"] == 1 && group["registered"] == 0 && group["open"] == 1)
            let did = SitePath.percentEncoded(group["did"]?.text ?? ".")
            let phones = try await site.ask(.get, "/reconciliation?period=today&did=\(did)").items
            #expect(phones.map { $0["phone"]?.text } == ["0111"])
            let last = try await site.ask(.get, "/reconciliation?period=today&did=\(did)&phone=0111").items
            #expect(last.map { $0["has_contact"] } == [false])
            let calls = "/reconciliation/calls?period=today&did=\(did)&phone=0111"
            let open = try await site.ask(.get, "\(calls)&process=no").items
            #expect(open.map { $0["call"]?.text } == [call.id.description] && open.first?["contact"] == .null)
            #expect(try await site.ask(.get, "\(calls)&process=yes").items.isEmpty)
            #expect(try await site.ask(.get, calls).errors == ["process": "required"])
            #expect(try await site.ask(.get, "/reconciliation?phone=0111").errors == ["did": "required"])
            let next = "/reconciliation/next?period=today"
            #expect(try await site.ask(.get, next).json["call"] == open.first)
            #expect(try await site.ask(.get, "\(next)&call=\(call.id)").json["call"] == .null)
        }
    }

    @Test("S0.58 a call is given its contact by hand, or said to need none with a reason, and each is taken back")
    func repairs() async throws {
        try await APISite.with { site in
            let (one, two) = (try await answered(1, in: site), try await answered(2, in: site))
            let path = "/reconciliation/calls/\(one.id)"
            let contact = try await site.add("/contacts", #"{"channel":3}"#)
            #expect(
                try await site.ask(.post, "\(path)/link", #"{"contact":99}"#).errors == ["/contact": "no_such_record"]
            )
            let linked = try await site.ask(.post, "\(path)/link", #"{"contact":\#(contact)}"#)
            #expect(linked.json["contact"]?["id"] == JSON(contact) && linked.json["match"]?.text == "hand")
            let taken = try await site.ask(.post, "/reconciliation/calls/\(two.id)/link", #"{"contact":\#(contact)}"#)
            #expect(taken.code == "refused" && taken.json["call"]?.text == one.id.description)
            #expect(try await site.ask(.post, "\(path)/undo").json["contact"] == .null)

            #expect(try await site.ask(.post, "\(path)/exempt", #"{"reason":" "}"#).errors == ["/reason": "required"])
            let exempt = try await site.ask(.post, "\(path)/exempt", #"{"reason":"Проверка связи"}"#)
            #expect(exempt.json["exemption"]?.text == "Проверка связи")
            #expect(try await site.ask(.get, "/reconciliation?period=today").items.first?["exempt"] == 1)
            #expect(try await site.ask(.post, "\(path)/undo").json["exemption"] == .null)
            #expect(try await site.ask(.get, path).json["candidates"]?.elements?.isEmpty == false)
            #expect(try await site.ask(.post, "/reconciliation/calls/office:none:1/undo").status == 404)
        }
    }

    @Test("S0.55 a contact is opened for a call that has none, and belongs to it from then on")
    func opening() async throws {
        try await APISite.with { site in
            let call = try await answered(1, in: site)
            let made = try await site.ask(.post, "/reconciliation/calls/\(call.id)/contact")
            #expect(made.status == 201 && made.json["phone"]?.text == "0111")
            let matched = try await site.ask(.get, "/reconciliation/calls/\(call.id)").json["call"]
            #expect(matched?["contact"]?["id"] == JSON(made.id) && matched?["match"]?.text == "call")
        }
        try await APISite.with(roles: [.operator]) { site in
            let answer = try await site.ask(.get, "/reconciliation")
            #expect(answer.status == 403)
        }
    }
}
