import ContactCenter
import Foundation
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("The page of reminders") struct ReminderPageTests {
    private func employee(_ name: String, of user: Int64?, in site: ContactSite) async throws -> EmployeeID {
        var employee = Employee()
        employee.name = name
        employee.user = user.map { UserID($0) }
        guard case .saved(let kept) = try await site.store.records.add(employee, by: ContactSite.author) else {
            throw ContactSite.NotRegistered()
        }
        return kept.id
    }

    private func remind(
        _ employee: EmployeeID,
        of contact: ContactID,
        _ text: String,
        due seconds: Double,
        in site: ContactSite
    ) async throws -> ReminderID {
        try await site.store.contacts.remind(
            Reminder(
                contact: contact,
                employee: employee,
                text: text,
                phone: "8 953 523-72-71",
                dueAt: Call.sampleStart + seconds,
                madeBy: UserID(2),
                madeAt: Call.sampleStart - 3_600
            )
        ).get().id
    }

    @Test("S0.34 who, when and what about; overdue ones are marked, a press calls, another one is done with it")
    func page() async throws {
        try await ContactSite.with { site in
            let contact = try await site.register { $0.personName = "<b>Константин" }
            let own = try await employee("Рогова Мария", of: 1, in: site)
            let late = try await remind(own, of: contact.id, "Перезвонить \u{202e}клиенту", due: -360, in: site)
            _ = try await remind(own, of: contact.id, "Уточнить срок", due: 600, in: site)
            let page = try await site.ask(.get, "/reminders").text
            #expect(page.contains("просрочено 6 мин") && page.components(separatedBy: "просрочено 6").count == 2)
            #expect(page.contains("href=\"tel:+79535237271\""))
            #expect(page.contains("<bdi>Перезвонить \u{202e}клиенту</bdi>") && !page.contains("<b>Константин"))
            #expect(page.contains("A00000001") && page.contains("Уточнить срок"))
            let done = try await site.ask(.post, "/reminders/\(late)/done", "x=1")
            #expect(done.headers[.location] == "/reminders?done=\(late)")
            let after = try await site.ask(.get, "/reminders?done=\(late)").text
            #expect(after.contains("Напоминание выполнено") && !after.contains("просрочено 6"))
            let list = try await site.ask(.get, "/reminders?state=done").text
            #expect(list.contains("клиенту") && !list.contains("Уточнить срок"))
            let back = try await site.ask(.post, "/reminders/\(late)/reopen?state=done", "x=1")
            #expect(back.headers[.location] == "/reminders?state=done")
            #expect(try await site.ask(.get, "/reminders").text.contains("просрочено 6 мин"))
        }
    }

    @Test("who sees own contacts sees own reminders and is done with no others")
    func others() async throws {
        try await ContactSite.with(Rights([.contacts: .own])) { site in
            let contact = try await site.register()
            let other = try await employee("Смирнова Ольга", of: 2, in: site)
            let theirs = try await remind(other, of: contact.id, "Чужое дело", due: -60, in: site)
            for address in ["/reminders", "/reminders?whose=all", "/reminders?whose=department"] {
                let page = try await site.ask(.get, address)
                #expect(page.status == .ok && !page.text.contains("Чужое дело"))
            }
            _ = try await site.ask(.post, "/reminders/\(theirs)/done", "x=1")
            #expect(try await site.store.contacts.reminders(ReminderQuestion(of: nil)).count == 1)
            #expect(try await !site.ask(.get, "/reminders?done=\(theirs)").text.contains("выполнено</b>"))
        }
        try await ContactSite.with(Rights([.workspace: .own])) { site in
            let answer = try await site.ask(.get, "/reminders")
            #expect(answer.status == .forbidden)
        }
    }

    @Test("a page hears that its list has changed")
    func news() async throws {
        try await ContactSite.with { site in
            let contact = try await site.register()
            let own = try await employee("Рогова Мария", of: 1, in: site)
            let page = try await site.ask(.get, "/reminders").text
            let news = try #require(page.firstMatch(of: /data-news="([^"]*)"/)?.1).replacing("&amp;", with: "&")
            #expect(try await site.ask(.get, String(news)).text == "")
            _ = try await remind(own, of: contact.id, "Новое", due: 60, in: site)
            #expect(try await site.ask(.get, String(news)).text == "Список изменился")
        }
    }
}
