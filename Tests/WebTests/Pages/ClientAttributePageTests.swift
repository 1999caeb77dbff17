import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite("Attributes of clients on pages") struct ClientAttributePageTests {
    private static let rights = Rights([.clients: .all, .directories: .all, .contacts: .all])

    private static func add(_ name: String, _ form: String, to site: ContactSite) async throws {
        let added = try await site.ask(.post, "/directories/client-attributes/new", "name=\(name)&\(form)")
        #expect(added.status == .seeOther, "\(added.text)")
    }

    @Test(
        "S3.23 a supervisor makes attributes; they are filled in with the client, shown on the card, and clients are found by them"
    )
    func card() async throws {
        try await ContactSite.with(Self.rights) { site in
            try await Self.add("Policy%3Cb%3E", "kind=text&shown_on=panel&place=1", to: site)
            try await Self.add("Rest", "kind=money&shown_on=card&place=2", to: site)
            try await Self.add("Level", "kind=choice&choices=Gold%0ASilver&shown_on=card&place=3", to: site)
            let refused = "name=Empty&kind=choice&choices=&shown_on=card&place=4"
            let empty = try await site.ask(.post, "/directories/client-attributes/new", refused)
            #expect(empty.status == .unprocessableContent)

            let form = try await site.ask(.get, "/clients/new").text
            #expect(form.contains("name=\"attribute_1\"") && form.contains("Policy&lt;b&gt;"))
            #expect(form.contains("<option value=\"Gold\""))
            let wrong =
                "kind=person&name=Borovkov&client_type=private&attribute_1=%3Ci%3E7&attribute_2=lots&attribute_3=Gold"
            let answer = try await site.ask(.post, "/clients", wrong)
            #expect(answer.status == .unprocessableContent && answer.text.contains("Здесь нужна сумма"))
            #expect(answer.text.contains("value=\"lots\"") && answer.text.contains("value=\"&lt;i&gt;7\""))
            let good = wrong.replacing("lots", with: "1234,5")
            let added = try await site.ask(.post, "/clients", good)
            #expect(added.headers[.location] == "/clients/1")

            let card = try await site.ask(.get, "/clients/1").text
            #expect(card.contains("<bdi>Policy&lt;b&gt;</bdi></dt><dd><bdi>&lt;i&gt;7</bdi></dd>"))
            #expect(card.contains("1\u{2009}234,50") && card.contains("<dd><bdi>Gold</bdi></dd>"))
            let list = try await site.ask(.get, "/clients?attribute=2&value=1234,50").text
            #expect(list.contains("Borovkov") && list.contains("name=\"attribute\""))
            #expect(try await !site.ask(.get, "/clients?attribute=2&value=7").text.contains("Borovkov"))

            // One that the form does not show keeps its value.
            _ = try await site.ask(.post, "/directories/client-attributes/1/hide", "version=1")
            let change = "version=1&kind=person&name=Borovkov&client_type=private&attribute_2=&attribute_3=Silver"
            _ = try await site.ask(.post, "/clients/1", change)
            let kept = try #require(try await site.store.clients.client(ClientID(1)))
            #expect(kept.record.attributes == [ClientAttributeID(1): "<i>7", ClientAttributeID(3): "Silver"])
        }
    }

    @Test("S3.23 beside a call stand the attributes that a supervisor has placed there, and no others")
    func panel() {
        func filled(_ id: Int64, _ name: String, _ spot: ClientAttribute.Spot, _ value: String) -> FilledAttribute {
            var attribute = ClientAttribute()
            (attribute.name, attribute.spot, attribute.kind) = (name, spot, .date)
            return FilledAttribute(
                attribute: Kept(id: ClientAttributeID(id), version: 1, record: attribute),
                value: value
            )
        }
        var client = Client()
        client.name = "Боровков"
        var dossier = ClientDossier(client: Kept(id: ClientID(1), version: 1, record: client))
        dossier.attributes = [
            filled(1, "Полис до", .panel, "2027-02-03"), filled(2, "Рождён", .card, "1970-01-02"),
        ]
        let html = ClientPanel(viewer: .sample()).caller([dossier], number: "9535237271").markup
        #expect(html.contains("<dt><bdi>Полис до</bdi></dt><dd><bdi>03.02.2027</bdi></dd>") && !html.contains("Рождён"))
        dossier.attributes = []
        #expect(!ClientPanel(viewer: .sample()).caller([dossier], number: "9535237271").markup.contains("<dl"))
    }
}
