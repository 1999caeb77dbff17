import ContactCenter
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Web

@Suite("The page of leads") struct LeadPageTests {
    private static let supervisor = Rights([.contacts: .all, .intake: .own, .calls: .all])

    private func inquiry(
        _ site: ContactSite,
        ago: Double = 60,
        _ change: (inout Contact) -> Void = { _ in }
    ) async throws
        -> Kept<Contact>
    {
        try await site.register(ago: ago) { contact in
            contact.isInquiry = true
            change(&contact)
        }
    }

    private func employee(_ site: ContactSite, _ name: String, user: UserID? = nil) async throws -> EmployeeID {
        var employee = Employee()
        (employee.name, employee.user) = (name, user)
        guard case .saved(let kept) = try await site.store.records.add(employee, by: ContactSite.author) else {
            throw ContactSite.NotRegistered()
        }
        return kept.id
    }

    private func deal(
        _ site: ContactSite,
        _ name: String,
        of lead: Kept<Contact>? = nil,
        _ change: (inout Deal) -> Void = { _ in }
    )
        async throws -> Kept<Deal>
    {
        var deal = Deal()
        (deal.name, deal.stage) = (name, FunnelStageID(1))
        change(&deal)
        let seen = lead.map { SeenLead(id: $0.id, version: $0.version) }
        guard case .saved(let kept) = try await site.store.deals.add(deal, of: seen, by: ContactSite.author) else {
            throw ContactSite.NotRegistered()
        }
        return kept
    }

    @Test("S2.12, S2.13 shows inquiries alone, with their deals, in the order of the requirement")
    func columns() async throws {
        try await ContactSite.with { site in
            let lead = try await inquiry(site) { $0.works = "Диагностика <подвески>" }
            try await site.register { $0.personName = "Не обращение" }
            _ = try await deal(site, "Замена <масла>", of: lead) { $0.comment = "Срочно & тихо" }
            let page = try await site.ask(.get, "/leads").text
            let head = try #require(page.firstMatch(of: /<thead>(.*?)<\/thead>/)?.1)
            let names = head.matches(of: /<th scope="col"[^>]*>(.*?)<\/th>/).map { match in
                String(match.1).firstMatch(of: /<abbr title="([^"]*)"/).map { String($0.1) }
                    ?? String(match.1).replacing(/<[^>]*>/, with: "")
            }
            #expect(
                names.filter { !$0.isEmpty } == [
                    "Номер", "Дата", "Сделка", "Этап воронки", "Тип обращения", "Источник", "Статус", "Менеджер",
                    "Тип источника", "Место", "Качество лида", "Вид обращения", "Дополнительно",
                ]
            )
            #expect(page.contains("Замена &lt;масла&gt;") && page.contains("Срочно &amp; тихо"))
            #expect(page.contains("Диагностика &lt;подвески&gt;"))
            #expect(page.contains("Первый контакт") && page.contains("1 обращение"))
            #expect(!page.contains("Не обращение"))
        }
    }

    @Test("S2.12 a lilac keyboard for what was entered by hand, a blue envelope for what the client wrote")
    func pictures() async throws {
        try await ContactSite.with { site in
            _ = try await inquiry(site) { $0.channel = ContactChannelID(3) }
            _ = try await inquiry(site) { $0.channel = ContactChannelID(5) }
            let page = try await site.ask(.get, "/leads").text
            #expect(page.contains("class=\"channel violet\"><span title=\"Заведено вручную\">"))
            #expect(page.contains("class=\"channel blue\"><span title=\"Текстовая заявка\">"))
        }
    }

    @Test("S2.14 the filter stands above the list, and what is set there is kept in the address")
    func filter() async throws {
        try await ContactSite.with { site in
            _ = try await inquiry(site) { ($0.quality, $0.personName) = (LeadQualityID(1), "Илья") }
            let lead = try await inquiry(site) { $0.works = "Кузов" }
            _ = try await deal(site, "Кузовной ремонт", of: lead)
            let page = try await site.ask(.get, "/leads").text
            for field in ["funnel", "quality", "source_type", "kind", "employee", "department", "channel", "text"] {
                #expect(page.contains("name=\"\(field)\""), "\(field)")
            }
            #expect(page.contains("href=\"/leads?period=month\"") || page.contains("/leads?period="))
            #expect(!page.contains("role=\"group\" aria-label=\"Обращение\""))
            let good = try await site.ask(.get, "/leads?quality=1").text
            #expect(good.contains("1 обращение") && !good.contains("Кузовной ремонт"))
            let none = try await site.ask(.get, "/leads?funnel=none").text
            #expect(none.contains("1 обращение") && !none.contains("Кузовной ремонт"))
            #expect(try await site.ask(.get, "/leads?funnel=1").text.contains("Кузовной ремонт"))
            #expect(try await !site.ask(.get, "/leads?funnel=2").text.contains("Кузовной ремонт"))
        }
    }

    @Test("S2.15 the setting says whose a lead is", arguments: LeadBinding.allCases)
    func binding(binding: LeadBinding) async throws {
        var configuration = WebConfiguration()
        configuration.leadBinding = binding
        try await ContactSite.with(configuration: configuration) { site in
            let oleg = try await employee(site, "Рожин Олег")
            let lead = try await inquiry(site)
            _ = try await deal(site, "Масло", of: lead) { $0.responsible = oleg }
            let page = try await site.ask(.get, "/leads").text
            let cell = page.contains("<td class=\"clip\" title=\"Рожин Олег\"><bdi>Рожин Олег</bdi></td>")
            #expect(cell == (binding == .deal))
            #expect(page.contains("value=\"\(binding == .deal ? "d\(oleg)" : "a1")\""))
            let found = try await site.ask(.get, "/leads?employee=d\(oleg)").text
            #expect(found.contains("1 обращение"))
        }
    }

    @Test(
        "S2.16 marked leads are taken, handed over and deleted; what was not done is said with why, and deleting is undone"
    )
    func acts() async throws {
        try await ContactSite.with { site in
            _ = try await employee(site, "Рогова Марина", user: UserID(1))
            let oleg = try await employee(site, "Рожин <Олег>")
            let leads = [try await inquiry(site), try await inquiry(site, ago: 61)]
            func seen(_ lead: Kept<Contact>) async throws -> String {
                let version = try #require(try await site.store.contacts.contact(lead.id)).version
                return "contact=\(lead.id).\(version)"
            }
            let both = try await leads.asyncMap(seen).joined(separator: "&")
            var place = try #require(
                try await site.ask(.post, "/leads/hand?period=week", "\(both)&employee=\(oleg)").headers[.location]
            )
            #expect(place.hasPrefix("/leads?period=week&done=hand-2&whom=\(oleg)"))
            #expect(
                try await site.ask(.get, place).text.contains("Передано <bdi>Рожин &lt;Олег&gt;</bdi>: 2 обращения")
            )
            // Both are as they were seen no more.
            place = try #require(try await site.ask(.post, "/leads/take", both).headers[.location])
            let page = try await site.ask(.get, place).text
            #expect(page.contains("Не выполнено: 2 обращения.") && page.contains("изменены другим сотрудником"))
            let number = try #require(leads[0].record.number)
            #expect(page.contains(number))
            let fresh = try await seen(leads[0])
            place = try #require(try await site.ask(.post, "/leads/take", fresh).headers[.location])
            #expect(try await site.ask(.get, place).text.contains("Теперь Ваши: 1 обращение"))

            place = try #require(try await site.ask(.post, "/leads/hide", try await seen(leads[1])).headers[.location])
            let hidden = try await site.ask(.get, place).text
            #expect(hidden.contains("Удалено: 1 обращение") && hidden.contains("1 обращение</span>"))
            let undo = try #require(hidden.firstMatch(of: /name="leads" value="([^"]*)"/)?.1)
            place = try #require(try await site.ask(.post, "/leads/restore", "leads=\(undo)").headers[.location])
            #expect(try await site.ask(.get, place).text.contains("Возвращено: 1 обращение"))
            // Hostile addresses say nothing that was not done.
            #expect(try await site.ask(.get, "/leads?done=hide-%3Cb%3E&left=x.y-7.changed&undo=%22%3E").status == .ok)
            let none = try await site.ask(.post, "/leads/hand", "\(fresh)&employee=99").headers[.location]
            #expect(try await site.ask(.get, try #require(none)).text.contains("Передать некому"))
        }
    }

    @Test("S2.16 who sees their own contacts alone changes no others, and deletes none")
    func scope() async throws {
        try await ContactSite.with(Rights([.contacts: .own])) { site in
            _ = try await employee(site, "Рогова Марина", user: UserID(1))
            let other = try await site.register(by: RecordAuthor(UserID(2), at: .now)) { $0.isInquiry = true }
            let body = "contact=\(other.id).\(other.version)"
            let place = try #require(try await site.ask(.post, "/leads/take", body).headers[.location])
            let page = try await site.ask(.get, place).text
            #expect(page.contains("Нет права на эти обращения: 1"))
            let number = try #require(other.record.number)
            #expect(!page.contains(number))
            #expect(try await site.ask(.post, "/leads/hide", body).status == .forbidden)
            #expect(try await !site.ask(.get, "/leads").text.contains("data-hide"))
            #expect(try await site.store.contacts.contact(other.id)?.version == other.version)
        }
        try await ContactSite.with(Rights([.calls: .all])) { site in
            for path in ["/leads", "/deals", "/leads/people", "/deals/new"] {
                let status = try await site.ask(.get, path).status
                #expect(status == .forbidden, "\(path)")
            }
        }
    }
}

extension Array {
    fileprivate func asyncMap<Other>(_ transform: (Element) async throws -> Other) async rethrows -> [Other] {
        var others: [Other] = []
        for element in self { others.append(try await transform(element)) }
        return others
    }
}
