import ContactCenter
import Foundation
import HummingbirdTesting
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("The traffic panel") struct ReceptionPageTests {
    private static let receptionist = Rights([
        .contacts: .own, .intake: .own, .reception: .all, .clients: .all, .workspace: .own,
    ])
    /// The visit, as the program ships it.
    private static let visit = ContactChannelID(3)

    /// Somebody who waits, registered by somebody else.
    private func waitingVisit(_ site: ContactSite, at seconds: Double = -300) async throws -> ContactID {
        let author = RecordAuthor(UserID(2), at: Call.sampleStart + seconds)
        let visit = try await site.register(by: author) {
            $0.channel = Self.visit
            $0.personName = "<b>Виталий"
        }
        _ = try await site.store.reception.wait(visit.id, priority: 0, by: author)
        return visit.id
    }

    private func board(_ site: ContactSite) async throws -> ReceptionBoard {
        try await site.store.reception.board(since: Call.sampleStart - 3_600)
    }

    @Test("S1.1 a button for each channel in its order, with its key, begins a contact of it at once")
    func doors() async throws {
        try await ContactSite.with(Self.receptionist) { site in
            let page = try await site.ask(.get, "/reception").text
            for (digit, name) in [(1, "Телефонный звонок"), (3, "Визит"), (8, "Выезд")] {
                #expect(page.contains("value=\"\(digit)\" data-key=\"Digit\(digit)\""), "\(name)")
                #expect(page.contains("<bdi>\(name)</bdi>"))
            }
            let begun = try await site.ask(.post, "/reception/contacts", "channel=3")
            #expect(begun.status == .seeOther)
            let place = try #require(begun.headers[.location])
            let id = try #require(Int64(place.replacing("/intake/", with: "")))
            let contact = try #require(try await site.store.contacts.contact(ContactID(id)))
            #expect(contact.record.channel == Self.visit && contact.record.state == .unfinished)
            #expect(contact.record.registrar == UserID(1) && contact.record.at == Call.sampleStart)
            #expect(try await site.ask(.post, "/reception/contacts", "channel=77").status == .badRequest)
        }
    }

    @Test("a hidden channel has no button, and who may not take contacts has none at all")
    func hiddenDoors() async throws {
        try await ContactSite.with(Self.receptionist) { site in
            _ = try await site.store.records.setHidden(ContactChannelID(8), over: 1, to: true, by: ContactSite.author)
            let page = try await site.ask(.get, "/reception").text
            #expect(page.contains("Приглашение") && !page.contains("Выезд"))
        }
        try await ContactSite.with(Rights([.reception: .all])) { site in
            let page = try await site.ask(.get, "/reception").text
            #expect(!page.contains("class=\"doors\""))
            #expect(try await site.ask(.post, "/reception/contacts", "channel=3").status == .forbidden)
        }
        try await ContactSite.with(Rights([.contacts: .all])) { site in
            let answer = try await site.ask(.get, "/reception")
            #expect(answer.status == .forbidden)
        }
    }

    @Test("S1.30 a message blinks while somebody waits, with how many and how long the longest")
    func alert() async throws {
        try await ContactSite.with(Self.receptionist) { site in
            #expect(ReceptionPage(try await board(site)).alert == "")
            _ = try await waitingVisit(site, at: -660)
            _ = try await waitingVisit(site, at: -60)
            let words = ReceptionPage(try await board(site)).alert
            #expect(words.contains("class=\"blink\""))
            #expect(words.withoutTags.contains("В очереди ожидания 2 клиента"))
            #expect(words.withoutTags.contains("дольше всех 11 минут"))
        }
    }

    @Test("S1.31 who waits is given to an employee, or marked as lost with a reason and not without one")
    func queue() async throws {
        try await ContactSite.with(Self.receptionist) { site in
            let (first, second) = try await (waitingVisit(site, at: -120), waitingVisit(site, at: -60))
            let page = ReceptionPage(try await board(site))
            let rows = page.parts(at: Call.sampleStart).html(in: .waiting, for: .sample(at: Call.sampleStart)).markup
            #expect(rows.contains("data-key=\"KeyA\"") && rows.contains("data-key=\"KeyL\""))
            #expect(rows.contains("<bdi>&lt;b&gt;Виталий</bdi>") && !rows.contains("<b>Виталий"))
            var employee = Employee()
            employee.name = "Рожин Олег"
            let master = try await site.store.records.add(employee, by: ContactSite.author).kept
            let form = "contact=\(first)&employee=\(master.id)&back=%2Freception"
            #expect(try await site.ask(.post, "/reception/give", form).headers[.location] == "/reception")
            #expect(try await site.store.contacts.contact(first)?.record.responsible == master.id)
            let late = try await site.ask(.post, "/reception/give", form)
            #expect(late.headers[.location] == "/reception?refused=gone")
            #expect(try await site.ask(.get, "/reception?refused=gone").text.contains("уже не в очереди"))

            let without = try await site.ask(.post, "/reception/lose", "contact=\(second)&reason=")
            #expect(without.headers[.location] == "/reception?refused=reason")
            #expect(try await board(site).waiting.map(\.contact) == [second])
            let lost = try await site.ask(
                .post,
                "/reception/lose",
                "contact=\(second)&reason=1&back=%2Fcontacts%2F\(second)"
            )
            #expect(lost.headers[.location] == "/contacts/\(second)")
            #expect(try await site.store.contacts.contact(second)?.record.outcome == .lost)
        }
    }

    @Test("S1.28 a visit is registered and put into the queue from its card; a call is not")
    func wait() async throws {
        try await ContactSite.with(Self.receptionist) { site in
            var contact = Contact()
            contact.at = Call.sampleStart
            contact.channel = Self.visit
            let begun = try await site.store.contacts.begin(contact, by: ContactSite.author).kept
            #expect(try await site.ask(.get, "/contacts/\(begun.id)").text.contains("value=\"wait\""))
            let form = "version=1&reason=1&do=wait"
            #expect(try await site.ask(.post, "/contacts/\(begun.id)", form).status == .seeOther)
            #expect(try await site.store.contacts.contact(begun.id)?.record.state == .registered)
            #expect(try await board(site).waiting.map(\.contact) == [begun.id])
            let page = try await site.ask(.get, "/contacts/\(begun.id)").text
            #expect(page.contains("Ждёт в очереди") && !page.contains("value=\"wait\""))
            #expect(try await site.ask(.post, "/contacts/\(begun.id)/stop-waiting", "x=1").status == .seeOther)
            #expect(try await board(site).waiting.isEmpty)
            let call = try await site.register()
            #expect(try await !site.ask(.get, "/contacts/\(call.id)").text.contains("value=\"wait\""))
        }
    }

    @Test("S1.32 who is told of a contact opens it, takes it by a key, and is told who was quicker")
    func take() async throws {
        try await ContactSite.with(Rights([.contacts: .own])) { site in
            let author = RecordAuthor(UserID(2), at: Call.sampleStart - 60)
            func master(_ name: String, _ user: Int64) async throws -> EmployeeID {
                var employee = Employee()
                employee.name = name
                employee.user = UserID(user)
                return try await site.store.records.add(employee, by: author).kept.id
            }
            let (own, other) = try await (master("Рогова Марина", 1), master("Рожин Олег", 2))
            let reason = try #require(try await site.store.records.record(ReasonID(1)))
            var named = reason.record
            named.employees = [own, other]
            _ = try await site.store.records.change(reason.id, over: reason.version, to: named, by: author)
            let strange = try await site.register(by: author) { $0.outcome = .informed }
            #expect(try await site.ask(.get, "/contacts/\(strange.id)").status == .forbidden)

            let contact = try await site.register(by: author)
            let page = try await site.ask(.get, "/contacts/\(contact.id)")
            #expect(page.text.contains("data-key=\"KeyT\""))
            let taken = try await site.ask(.post, "/contacts/\(contact.id)/claim", "x=1")
            #expect(taken.headers[.location] == "/contacts/\(contact.id)")
            #expect(try await site.store.contacts.contact(contact.id)?.record.responsible == own)
            #expect(try await site.ask(.get, "/contacts/\(contact.id)").text.contains("Контакт взяли Вы"))

            let lost = try await site.register(by: author)
            _ = try await site.store.reception.claim(lost.id, by: author)
            let late = try await site.ask(.post, "/contacts/\(lost.id)/claim", "x=1")
            #expect(late.text.withoutTags.contains("Контакт уже взял(а) Рогова &lt;Марина"))
        }
    }
}

extension ReceptionPage {
    fileprivate var alert: String {
        parts(at: Call.sampleStart).html(in: .alert, for: .sample(at: Call.sampleStart)).markup
    }
}

extension Saving {
    fileprivate struct NotSaved: Error {
        var saving: Saving
    }

    fileprivate var kept: Kept<Record> {
        get throws {
            guard case .saved(let kept) = self else { throw NotSaved(saving: self) }
            return kept
        }
    }
}
