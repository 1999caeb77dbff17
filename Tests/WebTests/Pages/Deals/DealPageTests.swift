import ContactCenter
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Web

@Suite("The pages of deals") struct DealPageTests {
    private func client(_ site: ContactSite, _ name: String = "Боровков <Сергей>") async throws -> ClientID {
        var client = Client()
        client.name = name
        guard case .saved(let kept) = try await site.store.clients.add(client, by: ContactSite.author) else {
            throw ContactSite.NotRegistered()
        }
        return kept.id
    }

    private func location(_ answer: Answer) throws -> String {
        #expect(answer.status == .seeOther)
        return try #require(answer.headers[.location])
    }

    private func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    @Test("S2.11, S2.27 a contact becomes a deal by the form that it fills in, and the deal's card shows its inquiries")
    func made() async throws {
        try await ContactSite.with { site in
            let client = try await client(site)
            let kept = try await site.register { ($0.client, $0.works) = (client, "Замена масла") }
            let card = try await site.ask(.get, "/contacts/\(kept.id)").text
            #expect(card.contains("href=\"/contacts/\(kept.id)/deal\"") && card.contains("Занести в сделки"))
            let form = try await site.ask(.get, "/contacts/\(kept.id)/deal").text
            #expect(form.contains("value=\"Боровков &lt;Сергей&gt;\"") && form.contains("Замена масла</textarea>"))
            #expect(form.contains("Открытых сделок у клиента нет"))
            let sent =
                "contact=\(kept.id)&name=\(encoded("Масло <5W30>"))&client_id=\(client)&stage_id=1&amount=12500,50"
            let place = try location(try await site.ask(.post, "/deals", sent))
            #expect(place.hasSuffix("?done=joined"))
            let page = try await site.ask(.get, place).text
            #expect(
                page.contains("<h1><bdi>Масло &lt;5W30&gt;</bdi></h1>") && page.contains("Обращение добавлено в сделку")
            )
            #expect(page.contains("href=\"/contacts/\(kept.id)\"") && page.contains("Заведено вручную"))
            #expect(page.contains("aria-current=\"step\"") && page.contains("value=\"12500,50\""))
            let now = try #require(try await site.store.contacts.contact(kept.id)).record
            #expect(now.isInquiry && now.deal != nil)
            #expect(try await site.ask(.get, "/contacts/\(kept.id)").text.contains("Масло &lt;5W30&gt;"))
            // What is wrong is said, and nothing is lost.
            let wrong = try await site.ask(
                .post,
                "/deals",
                "contact=\(kept.id)&name=&client_id=\(client)&stage_id=1&comment=%3Cb%3E"
            )
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("&lt;b&gt;</textarea>"))
        }
    }

    @Test("S2.27 another inquiry of the client joins an open deal, and leaves it again")
    func joined() async throws {
        try await ContactSite.with { site in
            let client = try await client(site)
            _ = try await site.ask(.post, "/deals", "name=Oil&client_id=\(client)&stage_id=1")
            _ = try await site.ask(.post, "/deals", "name=Lost&client_id=\(client)&stage_id=6")
            let kept = try await site.register { $0.client = client }
            let choice = try await site.ask(.get, "/contacts/\(kept.id)/deal").text
            #expect(choice.contains("Oil") && !choice.contains("Lost"))
            let deal = try #require(choice.firstMatch(of: /name="deal" value="(\d+)"/)?.1)
            let address = "/contacts/\(kept.id)/deal"
            let stale = try location(try await site.ask(.post, address, "deal=\(deal)&version=1"))
            #expect(try await site.ask(.get, stale).text.contains("изменил другой сотрудник"))
            let place = try location(try await site.ask(.post, address, "deal=\(deal)&version=\(kept.version)"))
            #expect(place == "/deals/\(deal)?done=joined")
            #expect(try await site.ask(.get, place).text.contains("href=\"/contacts/\(kept.id)\""))
            #expect(try await site.ask(.get, address).text.contains("Убрать из сделки"))
            _ = try location(try await site.ask(.post, address, "deal=&version=\(kept.version + 1)"))
            #expect(try await site.store.contacts.contact(kept.id)?.record.deal == nil)
            #expect(try await site.ask(.post, address, "deal=99&version=\(kept.version + 2)").status == .badRequest)
        }
    }

    @Test("S2.11 a stage is changed by one press, also to the next one; who was overtaken is told so")
    func stages() async throws {
        try await ContactSite.with { site in
            let place = try location(try await site.ask(.post, "/deals", "name=Oil&stage_id=1"))
            let path = String(place.prefix { $0 != "?" })
            let page = try await site.ask(.get, path).text
            #expect(page.contains("data-key=\"KeyN\"") && page.contains("name=\"stage\" value=\"2\""))
            let moved = try location(try await site.ask(.post, "\(path)/stage", "stage=2&version=1"))
            let after = try await site.ask(.get, moved).text
            #expect(after.contains("Сделка переведена: <bdi>Переговоры</bdi>"))
            let stale = try location(try await site.ask(.post, "\(path)/stage", "stage=5&version=1"))
            #expect(try await site.ask(.get, stale).text.contains("сделку изменил другой сотрудник"))
            #expect(try await site.ask(.post, "\(path)/stage", "stage=99&version=2").status == .badRequest)
            _ = try await site.ask(.post, "\(path)/stage", "stage=5&version=2")
            // Whoever has bought goes on nowhere.
            #expect(try await !site.ask(.get, path).text.contains("data-key=\"KeyN\""))
            let history = try await site.ask(.get, path).text
            #expect(history.contains("Переговоры") && history.contains("Успешно завершена"))
            let overtaken = try await site.ask(.post, path, "name=Other&stage_id=2&version=1")
            #expect(overtaken.status == .conflict)
            #expect(try await site.ask(.post, "\(path)/hide", "version=3").status == .seeOther)
            #expect(try await !site.ask(.get, "/deals").text.contains("Oil"))
            #expect(try await site.ask(.get, "/deals?hidden=1").text.contains("Oil"))
            #expect(try await site.ask(.post, "\(path)/restore", "version=4").status == .seeOther)
        }
    }

    @Test("S2.11 the list of deals counts each stage, and is narrowed by stage, text and whether they are over")
    func list() async throws {
        try await ContactSite.with { site in
            for (name, stage) in [("Oil", 1), ("Tyres", 1), ("Body", 5)] {
                _ = try await site.ask(.post, "/deals", "name=\(name)&stage_id=\(stage)&amount=1000")
            }
            let page = try await site.ask(.get, "/deals").text
            #expect(page.contains("3 сделки") && page.contains("<b class=\"number\">2</b>"))
            #expect(page.contains("href=\"/deals?stage=1\""))
            let first = try await site.ask(.get, "/deals?stage=1").text
            #expect(
                first.contains("2 сделки") && !first.contains(">Body<") && first.contains("<b class=\"number\">1</b>")
            )
            let won = try await site.ask(.get, "/deals?kind=won").text
            #expect(won.contains("Body") && !won.contains("Tyres"))
            let found = try await site.ask(.get, "/deals?text=tyr").text
            #expect(found.contains("Tyres") && !found.contains("Body"))
            #expect(try await site.ask(.get, "/deals?text=%25").status == .badRequest)
            #expect(try await site.ask(.get, "/deals?after=x&stage=%27&client=-1").status == .ok)
        }
    }

    @Test("a deal out of reach is opened, changed and joined by nobody")
    func reach() async throws {
        try await ContactSite.with(Rights([.contacts: .own])) { site in
            var deal = Deal()
            (deal.name, deal.stage) = ("Чужая", FunnelStageID(1))
            let other = RecordAuthor(UserID(2), at: Call.sampleStart)
            guard case .saved(let theirs) = try await site.store.deals.add(deal, of: nil, by: other) else {
                throw ContactSite.NotRegistered()
            }
            let path = "/deals/\(theirs.id)"
            #expect(try await site.ask(.get, path).status == .forbidden)
            for act in ["", "/stage", "/hide", "/restore"] {
                #expect(
                    try await site.ask(.post, path + act, "version=1&stage=2&name=x&stage_id=1").status == .forbidden,
                    "\(act)"
                )
            }
            #expect(try await !site.ask(.get, "/deals").text.contains("Чужая"))
            let own = try await site.register()
            let join = try await site.ask(.post, "/contacts/\(own.id)/deal", "deal=\(theirs.id)&version=\(own.version)")
            #expect(join.status == .forbidden)
            #expect(try await site.ask(.get, "/deals/99").status == .notFound)
        }
    }
}
