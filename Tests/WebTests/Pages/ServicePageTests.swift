import ContactCenter
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Web

@Suite("Services, providers and policies on pages") struct ServicePageTests {
    private struct NotSaved: Error {}

    private static let rights = Rights([.contacts: .all, .intake: .own, .clients: .all, .directories: .all])
    private static let supervisor = Rights([
        .contacts: .all, .intake: .own, .clients: .all, .directories: .all, .policies: .all,
    ])

    private static func add<Record: KeptRecord>(_ record: Record, to store: DataStore) async throws -> RecordID<Record>
    {
        guard case .saved(let kept) = try await store.records.add(record, by: ContactSite.author) else {
            throw NotSaved()
        }
        return kept.id
    }

    /// Two services at one provider, a client with a policy for three pieces of the first, and a contact of that client.
    private struct Clinic {
        let client: ClientID
        let contact: ContactID
        let provider: ProviderID
        let policy: PolicyID
        let therapist: ServicePriceID
        let surgeon: ServicePriceID

        init(_ site: ContactSite) async throws {
            let store = site.store
            var client = Client()
            client.name = "Новоха <Інна>"
            guard case .saved(let kept) = try await store.clients.add(client, by: ContactSite.author) else {
                throw NotSaved()
            }
            self.client = kept.id
            contact = try await site.register { $0.client = kept.id }.id
            var provider = Provider()
            (provider.name, provider.company, provider.region) = ("ООО <Борис>", "Клиника АОН", "Киев")
            (provider.registryCode, provider.phones) = ("21522748", "ул. Красноармейская 55-А 238-00-00")
            self.provider = try await ServicePageTests.add(provider, to: store)
            var offers: [ServicePriceID] = []
            var services: [ServiceID] = []
            for (name, price) in [("Терапевт <1>", Int64(5_000_000)), ("Хирург", 120_050)] {
                var service = ServiceKind()
                service.name = name
                services.append(try await ServicePageTests.add(service, to: store))
                var line = ServicePrice()
                (line.provider, line.service, line.price) = (self.provider, services.last, price)
                offers.append(try await ServicePageTests.add(line, to: store))
            }
            (therapist, surgeon) = (offers[0], offers[1])
            var policy = Policy()
            (policy.client, policy.company, policy.number) = (kept.id, "СК Здорово", "К/<001031>")
            self.policy = try await ServicePageTests.add(policy, to: store)
            var limit = PolicyLimit()
            (limit.policy, limit.service, limit.pieces) = (self.policy, services[0], 3)
            _ = try await ServicePageTests.add(limit, to: store)
        }
    }

    @Test("S3.31 the card of a contact lists what was rendered with its columns and a total, and a line is taken off")
    func card() async throws {
        try await ContactSite.with(Self.rights) { site in
            let clinic = try await Clinic(site)
            let address = "/contacts/\(clinic.contact)/services"
            #expect(try await site.ask(.get, "/contacts/\(clinic.contact)").text.contains("Услуг не оказано"))
            let form = "offer=\(clinic.therapist)&policy=\(clinic.policy)&pieces=2"
            let rendered = try await site.ask(.post, address, form)
            #expect(rendered.status == .seeOther)
            let place = try #require(rendered.headers[.location])
            #expect(try await site.ask(.get, place).text.contains("Услуга записана"))
            _ = try await site.ask(.post, address, "offer=\(clinic.surgeon)&policy=none&pieces=1")

            let page = try await site.ask(.get, "/contacts/\(clinic.contact)").text
            let table = try #require(page.firstMatch(of: /<table class="table rendered">(.*?)<\/table>/)?.1)
            let head = String(table).matches(of: /<th scope="col"[^>]*>(.*?)<\/th>/).map { String($0.1) }
            #expect(head == ["Услуга", "Исполнитель", "шт.", "Цена", "Сумма", "Удал."])
            #expect(table.contains("Терапевт &lt;1&gt;") && table.contains("ООО &lt;Борис&gt;"))
            #expect(table.contains("<b>101\u{A0}200,50</b>") && table.contains("Итого"))
            // The running balance beside it.
            #expect(page.contains("К/&lt;001031&gt;") && page.contains("<b>1</b> <small class=\"muted\">/ 3</small>"))

            let lines = try await site.store.services.rendered(in: clinic.contact)
            let removed = try await site.ask(.post, "\(address)/remove", "id=\(lines[0].id)&home=card")
            #expect(removed.headers[.location] == "/contacts/\(clinic.contact)#services")
            #expect(try await site.store.services.rendered(in: clinic.contact).map(\.id) == [lines[1].id])
            let history = try await site.ask(.get, "/contacts/\(clinic.contact)").text
            #expect(history.contains("<b>3</b> <small class=\"muted\">/ 3</small>"))
        }
    }

    @Test(
        "S3.28, S3.30 the operator sees what is available to the client, by whom, and all that is known of a provider"
    )
    func offers() async throws {
        try await ContactSite.with(Self.rights) { site in
            let clinic = try await Clinic(site)
            let address = "/contacts/\(clinic.contact)/services"
            // The policy pays for one of the two.
            let own = try await site.ask(.get, address).text
            #expect(own.contains("Терапевт &lt;1&gt;") && own.contains("50\u{A0}000,00") && own.contains("3 шт."))
            #expect(!own.contains("1\u{A0}200,50"))
            let paid = try await site.ask(.get, "\(address)?policy=none").text
            #expect(paid.contains("1\u{A0}200,50") && paid.contains("без ограничений"))
            #expect(!paid.contains("id=\"provider\""))
            let provider = try await site.ask(.get, "\(address)?provider=\(clinic.provider)").text
            for words in ["Клиника АОН", "Киев", "21522748", "ул. Красноармейская 55-А 238-00-00", "ЕДРПОУ"] {
                #expect(provider.contains(words), "\(words)")
            }
            // Where nothing is offered and nothing was rendered the card says nothing of services.
            let other = try await site.register(ago: 30)
            #expect(try await site.ask(.get, "/contacts/\(other.id)").text.contains("id=\"services\""))
            for offer in [clinic.therapist, clinic.surgeon] {
                _ = try await site.store.records.setHidden(offer, over: 1, to: true, by: ContactSite.author)
            }
            #expect(try await !site.ask(.get, "/contacts/\(other.id)").text.contains("id=\"services\""))
        }
    }

    @Test("S3.29 what goes beyond a limit is refused, whoever asks, unless the setting says otherwise")
    func refused() async throws {
        try await ContactSite.with(Self.supervisor) { site in
            let clinic = try await Clinic(site)
            let address = "/contacts/\(clinic.contact)/services"
            let form = "offer=\(clinic.therapist)&policy=\(clinic.policy)&pieces=4"
            let answer = try await site.ask(.post, address, form)
            #expect(answer.status == .conflict)
            #expect(answer.text.contains("не покрывает столько") && answer.text.contains("Осталось: 3 шт."))
            #expect(!answer.text.contains("name=\"allow\""))
            #expect(try await site.ask(.post, address, "\(form)&allow=1&reason=x").status == .forbidden)
            for (form, words) in [
                ("offer=\(clinic.surgeon)&policy=\(clinic.policy)&pieces=1", "не покрывает такую услугу"),
                ("offer=\(clinic.therapist)&policy=99&pieces=1", "больше не действует"),
                ("offer=99&policy=none&pieces=1", "больше нет"),
                ("offer=\(clinic.therapist)&policy=none&pieces=0", "целое число"),
                ("offer=\(clinic.therapist)&policy=none&pieces=-1e5", "целое число"),
            ] {
                let refused = try await site.ask(.post, address, form)
                #expect(refused.status == .conflict && refused.text.contains(words), "\(form)")
            }
            #expect(try await site.store.services.rendered(in: clinic.contact).isEmpty)
        }
    }

    @Test("S3.29 where the setting says so a supervisor lets a service be rendered beyond the limit and says why")
    func allowed() async throws {
        var configuration = WebConfiguration()
        configuration.overLimit = .supervisor
        try await ContactSite.with(Self.supervisor, configuration: configuration) { site in
            let clinic = try await Clinic(site)
            let address = "/contacts/\(clinic.contact)/services"
            let form = "offer=\(clinic.therapist)&policy=\(clinic.policy)&pieces=4"
            let answer = try await site.ask(.post, address, form)
            #expect(answer.status == .conflict && answer.text.contains("name=\"allow\" value=\"1\""))
            #expect(try await site.ask(.post, address, "\(form)&allow=1&reason=%20").status == .conflict)
            let reason = "%D0%94%D0%B0%20%3Cb%3E"
            #expect(try await site.ask(.post, address, "\(form)&allow=1&reason=\(reason)").status == .seeOther)
            let page = try await site.ask(.get, "/contacts/\(clinic.contact)").text
            #expect(page.contains("сверх лимита") && page.contains("Да &lt;b&gt;"))
            let entry = try #require(try await site.store.access.auditLog(limit: 1).first)
            #expect(entry.action == .limitExceeded && entry.subject == "contact:\(clinic.contact)")
            #expect(entry.user == UserID(1) && entry.fields == ["policy:\(clinic.policy)"])
        }
        try await ContactSite.with(Self.rights, configuration: configuration) { site in
            let clinic = try await Clinic(site)
            let address = "/contacts/\(clinic.contact)/services"
            let form = "offer=\(clinic.therapist)&policy=\(clinic.policy)&pieces=4"
            let answer = try await site.ask(.post, address, form)
            #expect(answer.status == .conflict && answer.text.contains("супервизор"))
            #expect(!answer.text.contains("name=\"allow\""))
            #expect(try await site.ask(.post, address, "\(form)&allow=1&reason=x").status == .forbidden)
        }
    }

    @Test("S3.29 a client's card shows policies with what is left, and who may keeps them and their limits")
    func policies() async throws {
        try await ContactSite.with(Self.supervisor) { site in
            let clinic = try await Clinic(site)
            let card = try await site.ask(.get, "/clients/\(clinic.client)").text
            #expect(card.contains("К/&lt;001031&gt;") && card.contains("<b>3</b> <small class=\"muted\">/ 3</small>"))
            #expect(card.contains("href=\"/policies/new?client=\(clinic.client)\""))
            let form = "client=\(clinic.client)&company=Alfa&number=7&first_day=2026-01-01&last_day=2026-12-31"
            let added = try await site.ask(.post, "/policies", form)
            let place = try #require(added.headers[.location])
            #expect(try await site.ask(.get, place).text.contains("Без лимитов"))
            let policy = try #require(place.split(separator: "/").last)
            let limited = try await site.ask(
                .post,
                "/policy-limits",
                "policy=\(policy)&service_id=&pieces=&amount=1000,50"
            )
            #expect(limited.headers[.location] == "\(place)#limits")
            #expect(try await site.ask(.get, place).text.contains("<b>1\u{A0}000,50</b>"))
            let nothing = try await site.ask(.post, "/policy-limits", "policy=\(policy)&service_id=1&pieces=&amount=")
            #expect(nothing.status == .unprocessableContent)
            let double = try await site.ask(.post, "/policy-limits", "policy=\(policy)&service_id=&pieces=2&amount=")
            #expect(double.status == .unprocessableContent && double.text.contains("Уже занято"))
            let stale = try await site.ask(.post, place, "version=9&company=Beta&number=7")
            #expect(stale.status == .conflict)
            #expect(try await site.ask(.post, "\(place)/hide", "version=1").status == .seeOther)
            #expect(try await !site.ask(.get, "/clients/\(clinic.client)").text.contains("Alfa"))
        }
        // Others see them and keep none.
        try await ContactSite.with(Self.rights) { site in
            let clinic = try await Clinic(site)
            let card = try await site.ask(.get, "/clients/\(clinic.client)").text
            #expect(card.contains("К/&lt;001031&gt;") && !card.contains("/policies/"))
            for address in ["/policies/new", "/policies/\(clinic.policy)", "/policy-limits/1"] {
                #expect(try await site.ask(.get, address).status == .forbidden)
            }
            #expect(
                try await site.ask(.post, "/policies", "client=\(clinic.client)&company=A&number=1").status
                    == .forbidden
            )
        }
    }

    @Test("S3.30 a provider's card has all its fields and its price list, which leads to another price")
    func provider() async throws {
        try await ContactSite.with(Self.rights) { site in
            let clinic = try await Clinic(site)
            let page = try await site.ask(.get, "/directories/providers/\(clinic.provider)").text
            for label in [
                "Учреждение", "Компания", "Статус", "Категория", "Регион", "Группа", "Специализация",
                "Название (полное)",
                "Город", "ЕДРПОУ", "ОКПО", "Факс", "E-mail", "Юр. адрес", "Адреса и телефоны",
            ] {
                #expect(page.contains(label), "\(label)")
            }
            #expect(page.contains("Прайс-лист") && page.contains("1\u{A0}200,50"))
            let link = "/directories/service-prices/new?provider_id=\(clinic.provider)"
            #expect(page.contains("href=\"\(link)\""))
            let form = try await site.ask(.get, link).text
            #expect(form.contains("<option value=\"\(clinic.provider)\" selected>"))
            let list = try await site.ask(.get, "/directories/service-prices?q=\u{445}\u{438}\u{440}").status
            #expect(list == .ok)
        }
    }

    @Test(
        "sums are read in groups of three digits",
        arguments: [
            (0, "0,00"), (5, "0,05"), (120_050, "1\u{A0}200,50"), (123_456_789, "1\u{A0}234\u{A0}567,89"),
            (-150, "−1,50"),
        ]
    )
    func sums(hundredths: Int64, text: String) { #expect(sumText(hundredths) == text) }
}
