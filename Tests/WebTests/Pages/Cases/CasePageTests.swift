import ContactCenter
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Web

@Suite("The pages of cases and tasks") struct CasePageTests {
    private func location(_ answer: Answer) throws -> String {
        #expect(answer.status == .seeOther)
        return try #require(answer.headers[.location])
    }

    private func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    private func client(_ site: ContactSite) async throws -> ClientID {
        var client = Client()
        client.name = "Новоха <Инна>"
        guard case .saved(let kept) = try await site.store.clients.add(client, by: ContactSite.author) else {
            throw ContactSite.NotRegistered()
        }
        return kept.id
    }

    /// An action after which another comes.
    private func action(_ site: ContactSite, _ name: String, next: TaskActionID? = nil) async throws -> TaskActionID {
        var action = TaskAction()
        (action.name, action.next) = (name, next)
        guard case .saved(let kept) = try await site.store.records.add(action, by: ContactSite.author) else {
            throw ContactSite.NotRegistered()
        }
        return kept.id
    }

    private func version(of task: String, in page: String) throws -> String {
        let form = try #require(page.range(of: "/tasks/\(task)/"))
        return String(try #require(page[form.upperBound...].firstMatch(of: /name="version" value="(\d+)"/)?.1))
    }

    @Test(
        "S3.32, S3.33 a case is opened from a contact, its tasks stand on the board as a tree, and one press makes the next of them"
    )
    func board() async throws {
        try await ContactSite.with { site in
            let client = try await client(site)
            let check = try await action(site, "Проверить <всё>")
            let order = try await action(site, "Заказать мед-ты", next: check)
            let kept = try await site.register { ($0.client, $0.works) = (client, "боль в суставе") }
            let card = try await site.ask(.get, "/contacts/\(kept.id)").text
            #expect(card.contains("href=\"/contacts/\(kept.id)/case\""))
            let form = try await site.ask(.get, "/contacts/\(kept.id)/case").text
            #expect(form.contains("боль в суставе</textarea>") && form.contains("Новоха &lt;Инна&gt;"))
            let sent = """
                contact=\(kept.id)&title=\(encoded("Госпитализация"))&client_id=\(client)&company=\(encoded("СК Здорово"))\
                &policy_code=\(encoded("К/001031"))&text=\(encoded("заказать <b>"))&action_id=\(order)
                """
            let place = try location(try await site.ask(.post, "/cases", sent))
            #expect(place == "/cases/1?done=opened")
            let page = try await site.ask(.get, place).text
            #expect(page.contains("00001") && page.contains("заказать &lt;b&gt;") && page.contains("Заказать мед-ты"))

            let board = try await site.ask(.get, "/tasks?whose=all").text
            for words in [
                "Клиенты / Дело / Содержание", "Тематика", "Категория", "Действие", "Новоха &lt;Инна&gt;",
                "СК Здорово &quot;К/001031&quot;", "href=\"/cases/1\">00001</a>", "Госпитализация",
                "заказать &lt;b&gt;",
                "role=\"checkbox\" aria-checked=\"false\"",
            ] {
                #expect(board.contains(words), "\(words)")
            }
            // The contact tells the state of its tasks.
            let contact = try await site.ask(.get, "/contacts/\(kept.id)").text
            #expect(contact.contains("00001 Госпитализация") && contact.contains("Заказать мед-ты"))

            let back = "version=1&back=\(encoded("/tasks?whose=all"))"
            let done = try location(try await site.ask(.post, "/tasks/1/done", back))
            #expect(done == "/tasks?whose=all&done=1")
            let after = try await site.ask(.get, done).text
            #expect(after.contains("Выполнено: <bdi>Заказать мед-ты</bdi>"))
            #expect(after.contains("title=\"Проверить &lt;всё&gt;: выполнено\""))
            #expect(try await site.ask(.get, "/tasks?whose=all&state=done").text.contains("aria-checked=\"true\""))
            let stages = try await site.ask(.get, "/cases/1").text
            #expect(stages.contains("todo done") && stages.contains("title=\"Проверить &lt;всё&gt;: выполнено\""))
            // Taken back, what followed goes.
            let version = try version(of: "1", in: after)
            _ = try location(try await site.ask(.post, "/tasks/1/reopen", "version=\(version)&back=//evil.example"))
            let again = try await site.ask(.get, "/tasks?whose=all").text
            #expect(again.contains("/tasks/1/done") && !again.contains("/tasks/2/"))
        }
    }

    @Test("S3.12 a task is handed over on its case; to nobody it is not, and a second who does it is told")
    func handed() async throws {
        try await ContactSite.with { site in
            let order = try await action(site, "Позвонить")
            let sent = "title=A&text=B&action_id=\(order)"
            _ = try location(try await site.ask(.post, "/cases", sent))
            var employee = Employee()
            employee.name = "Рожин <Олег>"
            guard case .saved(let oleg) = try await site.store.records.add(employee, by: ContactSite.author) else {
                return
            }
            let page = try await site.ask(.get, "/cases/1").text
            #expect(page.contains("Рожин &lt;Олег&gt;") && page.contains("никому не поручено"))
            let nobody = try location(try await site.ask(.post, "/tasks/1/hand", "version=1&employee=&department="))
            #expect(nobody == "/cases/1?done=nobody#entry-1")
            #expect(try await site.ask(.get, "/cases/1?done=nobody").text.contains("Передать некому"))
            let handed = try location(
                try await site.ask(.post, "/tasks/1/hand", "version=1&employee=\(oleg.id)&due_at=2026-12-01T10:00")
            )
            #expect(handed == "/cases/1?done=handed#entry-1")
            #expect(try await site.ask(.get, "/cases/1").text.contains("<bdi>Рожин &lt;Олег&gt;</bdi></small>"))
            let stale = try location(try await site.ask(.post, "/tasks/1/hand", "version=1&employee=\(oleg.id)"))
            #expect(stale.contains("done=stale"))
            #expect(try await site.ask(.post, "/tasks/1/hand", "version=2&due_at=x").status == .badRequest)
        }
    }

    @Test("what is wrong with an entry is said, and nothing that was typed is lost; a case out of reach is refused")
    func wrong() async throws {
        try await ContactSite.with { site in
            let answer = try await site.ask(.post, "/cases", "title=&text=%3Cb%3E&company=X")
            #expect(answer.status == .unprocessableContent && answer.text.contains("&lt;b&gt;</textarea>"))
            _ = try location(try await site.ask(.post, "/cases", "title=A"))
            let empty = try await site.ask(.post, "/cases/1/entries", "text=&action_id=1")
            #expect(empty.status == .unprocessableContent)
            #expect(try await site.ask(.post, "/cases/2/entries", "text=x").status == .notFound)
            #expect(try await site.ask(.get, "/cases/x").status == .notFound)
            #expect(try await site.ask(.post, "/tasks/1/done", "version=1").status == .notFound)
            let hidden = try location(try await site.ask(.post, "/cases/1/hide", "version=1"))
            #expect(try await site.ask(.get, hidden).text.contains("Запись скрыта"))
        }
        try await ContactSite.with(Rights([.contacts: .own])) { site in
            var other = Case()
            other.title = "Чужое"
            _ = try await site.store.cases.open(
                other,
                with: nil,
                by: RecordAuthor(UserID(2), at: ContactSite.author.at)
            )
            #expect(try await site.ask(.get, "/cases/1").status == .forbidden)
            #expect(try await site.ask(.post, "/cases/1", "version=1&title=Мое").status == .forbidden)
        }
        try await ContactSite.with(Rights([.calls: .all])) { site in
            for address in ["/tasks", "/cases/1", "/news/tasks", "/tasks/calendar", "/cases/new"] {
                let answer = try await site.ask(.get, address)
                #expect(answer.status == .forbidden, "\(address)")
            }
        }
    }

    @Test("S3.14 a calendar subscribes to a secret address without a session; revoked, it is none any more")
    func calendar() async throws {
        try await ContactSite.with { site in
            var employee = Employee()
            (employee.name, employee.user) = ("Рогова", UserID(1))
            _ = try await site.store.records.add(employee, by: ContactSite.author)
            let order = try await action(site, "Позвонить, срочно")
            _ = try location(try await site.ask(.post, "/cases", "title=A&text=B&action_id=\(order)"))
            let made = try await site.ask(.post, "/tasks/calendar", "do=make").text
            let secret = try #require(made.firstMatch(of: /\/calendar\/([A-Za-z0-9_-]{43})\/events\.ics/)?.1)
            #expect(try await !site.ask(.get, "/tasks/calendar").text.contains(secret))
            let events = try await site.client.ask(.get, "/calendar/\(secret)/events.ics")
            #expect(events.status == .ok && events.headers[.contentType] == "text/calendar; charset=utf-8")
            #expect(events.text.contains("BEGIN:VEVENT\r\n") && events.text.contains("SUMMARY:Позвонить\\, срочно"))
            let tasks = try await site.client.ask(.get, "/calendar/\(secret)/tasks.ics").text
            #expect(tasks.contains("BEGIN:VTODO\r\n") && tasks.contains("STATUS:NEEDS-ACTION"))
            for address in [
                "/calendar/\(secret)/x.ics", "/calendar/\(String(repeating: "x", count: 43))/events.ics",
                "/calendar/x/events.ics",
            ] {
                #expect(try await site.client.ask(.get, address).status == .notFound, "\(address)")
            }
            _ = try location(try await site.ask(.post, "/tasks/calendar", "do=revoke"))
            #expect(try await site.client.ask(.get, "/calendar/\(secret)/events.ics").status == .notFound)
        }
    }

    @Test("S3.14 the board is asked again when something about tasks was written, and by nothing else")
    func live() async {
        var pulse = Pulse(.tasks)
        let quiet = pulse.parts(at: .distantPast)
        pulse.apply(.contact(ContactID(1)))
        #expect(pulse.parts(at: .distantPast) == quiet && pulse.interest == .tasks)
        pulse.apply(.tasks)
        #expect(pulse.parts(at: .distantPast) != quiet && pulse.parts(at: .distantPast).map(\.region) == [.tasks])
        let feed = ChangeFeed()
        let updates = feed.updates(.tasks)
        feed.publish(ContactID(1), at: .start)
        feed.publishTasks(at: .start)
        feed.finish()
        var told = 0
        for await update in updates {
            if case .changes(let changes) = update.content { told += changes.count }
        }
        #expect(told == 1)
    }
}
