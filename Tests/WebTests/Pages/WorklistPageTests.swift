import ContactCenter
import Foundation
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("The worklist") struct WorklistPageTests {
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
            let page = try await site.ask(.get, "/worklist").text
            #expect(page.contains("просрочено 6 мин") && page.components(separatedBy: "просрочено 6").count == 2)
            #expect(page.contains("href=\"tel:+79535237271\""))
            #expect(page.contains("<bdi>Перезвонить \u{202e}клиенту</bdi>") && !page.contains("<b>Константин"))
            #expect(page.contains("A00000001") && page.contains("Уточнить срок"))
            let done = try await site.ask(.post, "/reminders/\(late)/done", "x=1")
            #expect(done.headers[.location] == "/worklist?done=\(late)")
            let after = try await site.ask(.get, "/worklist?done=\(late)").text
            #expect(after.contains("Напоминание выполнено") && !after.contains("просрочено 6"))
            let list = try await site.ask(.get, "/worklist?state=done").text
            #expect(list.contains("клиенту") && !list.contains("Уточнить срок"))
            let back = try await site.ask(.post, "/reminders/\(late)/reopen?state=done", "x=1")
            #expect(back.headers[.location] == "/worklist?state=done")
            #expect(try await site.ask(.get, "/worklist").text.contains("просрочено 6 мин"))
        }
    }

    @Test("who sees own contacts sees own reminders and is done with no others")
    func others() async throws {
        try await ContactSite.with(Rights([.contacts: .own])) { site in
            let contact = try await site.register()
            let other = try await employee("Смирнова Ольга", of: 2, in: site)
            let theirs = try await remind(other, of: contact.id, "Чужое дело", due: -60, in: site)
            for address in [
                "/worklist", "/worklist?whose=all", "/worklist?whose=department", "/worklist?employee=\(other)",
            ] {
                let page = try await site.ask(.get, address)
                #expect(page.status == .ok && !page.text.contains("Чужое дело"))
            }
            _ = try await site.ask(.post, "/reminders/\(theirs)/done", "x=1")
            #expect(try await site.store.contacts.reminders(ReminderQuestion(of: nil)).count == 1)
            #expect(try await !site.ask(.get, "/worklist?done=\(theirs)").text.contains("выполнено</b>"))
        }
        try await ContactSite.with(Rights([.workspace: .own])) { site in
            let answer = try await site.ask(.get, "/worklist")
            #expect(answer.status == .forbidden)
        }
    }

    @Test("the page that reminders had leads here")
    func moved() async throws {
        try await ContactSite.with { site in
            let answer = try await site.ask(.get, "/reminders?whose=all&state=done")
            #expect(answer.status == .seeOther && answer.headers[.location] == "/worklist?whose=all&state=done")
        }
    }

    /// A contact in the hands of the reader's employee, who did not register it.
    private func given(
        to employee: EmployeeID,
        due seconds: Double? = nil,
        in site: ContactSite
    ) async throws -> Kept<Contact> {
        let kept = try await site.register { $0.personName = "<b>Константин" }
        let colleague = RecordAuthor(UserID(2), at: Call.sampleStart - 600)
        var contact = kept.record
        contact.responsible = employee
        contact.dueAt = seconds.map { Call.sampleStart + $0 }
        guard
            case .saved(let given) = try await site.store.contacts.save(
                contact,
                kept.id,
                over: kept.version,
                by: colleague
            )
        else { throw ContactSite.NotRegistered() }
        return given
    }

    @Test(
        "S1.32 a contact stands there until it is processed: taken, with a next action, done; what is overdue is marked"
    )
    func contact() async throws {
        try await ContactSite.with { site in
            let own = try await employee("Рогова Мария", of: 1, in: site)
            let kept = try await given(to: own, due: -360, in: site)
            let page = try await site.ask(.get, "/worklist").text
            #expect(page.contains("Не обработаны") && page.contains("просрочено 6 мин"))
            #expect(page.contains("id=\"work-\(kept.id)\" class=\"overdue\"") && !page.contains("<b>Константин"))
            let taking = try await site.ask(.post, "/contacts/\(kept.id)/claim", "back=%2Fworklist")
            #expect(taking.headers[.location] == "/worklist")
            #expect(try await site.ask(.get, "/news/worklist").text.contains("В работе"))

            func process(_ fields: String) async throws -> Answer {
                let version = try await site.store.contacts.contact(kept.id)?.version ?? 0
                return try await site.ask(
                    .post,
                    "/contacts/\(kept.id)/process",
                    "version=\(version)&back=%2Fworklist&\(fields)"
                )
            }
            let refused = try await process("do=keep&next_action=Позвонить&due_at=")
            #expect(refused.status == .badRequest && refused.text.contains("value=\"Позвонить\""))
            #expect(refused.text.contains("id=\"work-card-due_at-error\""))
            let next = try await process("do=keep&next_action=Позвонить&due_at=2031-01-05T10:30")
            #expect(next.headers[.location] == "/worklist")
            let list = try await site.ask(.get, "/worklist").text
            #expect(list.contains("Позвонить") && !list.contains("просрочено 6"))
            let done = try await process("do=done&result=Записан&next_action=&due_at=")
            #expect(done.headers[.location] == "/worklist?processed=\(kept.id)")
            let after = try await site.ask(.get, "/worklist?processed=\(kept.id)").text
            #expect(after.contains("Контакт обработан") && after.contains("Всё обработано"))
            #expect(try await site.ask(.get, "/worklist?state=done").text.contains("Записан"))
            let version = try await site.store.contacts.contact(kept.id)?.version ?? 0
            _ = try await site.ask(.post, "/contacts/\(kept.id)/reopen", "version=\(version)&back=%2Fworklist")
            #expect(try await site.ask(.get, "/worklist").text.contains("id=\"work-\(kept.id)\""))
            // Over a version from before nothing is written, and what was typed stays.
            let stale = try await site.ask(.post, "/contacts/\(kept.id)/process", "version=1&do=done&result=Иначе")
            #expect(stale.status == .conflict && stale.text.contains(">Иначе</textarea>"))
        }
    }

    @Test("S1.32 a contact is handed to another employee; where one goes on is the worklist, and nowhere else")
    func handing() async throws {
        try await ContactSite.with { site in
            let own = try await employee("Рогова Мария", of: 1, in: site)
            let other = try await employee("Смирнова Ольга", of: 2, in: site)
            let kept = try await given(to: own, in: site)
            let fields = "version=\(kept.version)&employee=\(other)"
            let answer = try await site.ask(
                .post,
                "/contacts/\(kept.id)/hand",
                "\(fields)&back=%2Fworklist%3Fwhose%3Dall"
            )
            #expect(answer.headers[.location] == "/worklist?whose=all&handed=\(other)")
            #expect(try await site.store.contacts.contact(kept.id)?.record.responsible == other)
            #expect(
                try await site.ask(.get, "/worklist?handed=\(other)").text.contains(
                    "Контакт передан: <bdi>Смирнова Ольга"
                )
            )
            let abroad = try await site.ask(
                .post,
                "/contacts/\(kept.id)/hand",
                "\(fields)&back=https%3A%2F%2Fevil.example"
            )
            #expect(abroad.headers[.location] == "/contacts/\(kept.id)")
        }
    }
}
