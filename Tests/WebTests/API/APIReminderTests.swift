import ContactCenter
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Reminders by the API") struct APIReminderTests {
    private func begin(_ site: APISite) async throws -> (contact: Int64, employee: Int64) {
        (
            try await site.add("/contacts", #"{"channel":1}"#),
            try await site.add("/employees", #"{"name":"Рожин Олег","user_id":1}"#)
        )
    }

    private func body(_ employee: Int64, due: String = "2026-11-27T10:00:00Z") -> String {
        #"{"employee":\#(employee),"text":"Перезвонить","phone":"8 953 523-72-71","due_at":"\#(due)"}"#
    }

    @Test("S0.34 a reminder is left for an employee, changed over its version, done, listed as done and taken up again")
    func life() async throws {
        try await APISite.with { site in
            let (contact, employee) = try await begin(site)
            let made = try await site.ask(.post, "/contacts/\(contact)/reminders", body(employee))
            #expect(made.status == 201 && made.json["contact"] == JSON(contact) && made.json["made_by"] == 1)
            #expect(made.json["phone_e164"]?.text == "+79535237271" && made.json["done_at"] == .null)
            #expect(made.answer.headers[.location] == "/api/v1/reminders/\(made.id)")
            let path = "/reminders/\(made.id)"
            #expect(try await site.ask(.get, path).json == made.json)
            #expect(try await site.ask(.get, "/reminders").items == [made.json])
            #expect(try await site.ask(.get, "/contacts/\(contact)/reminders").items == [made.json])

            let other = try await site.add("/employees", #"{"name":"Смирнова Ольга"}"#)
            let change = #"{"version":1,"employee":\#(other),"due_at":"2026-11-28T10:00:00+03:00","phone":null}"#
            let changed = try await site.ask(.patch, path, change)
            #expect(changed.json["employee"] == JSON(other) && changed.json["phone"] == .null && changed.version == 2)
            #expect(
                changed.json["due_at"]?.text == "2026-11-28T07:00:00.000Z"
                    && changed.json["text"]?.text == "Перезвонить"
            )
            let stale = try await site.ask(.patch, path, #"{"text":"Иначе"}"#, headers: [.ifMatch: "\"1\""])
            #expect(stale.status == 412 && stale.json["current"]?["version"] == 2)
            #expect(try await site.ask(.patch, path, #"{"text":"Иначе"}"#).status == 428)
            // Somebody else is to do it now.
            #expect(try await site.ask(.get, "/reminders").items.isEmpty)
            #expect(try await site.ask(.get, "/reminders?whose=all").items == [changed.json])

            let done = try await site.ask(.post, "\(path)/done")
            #expect(done.json["done_at"]?.text == Call.sampleStart.iso)
            #expect(try await site.ask(.post, "\(path)/done").json == done.json)
            #expect(try await site.ask(.get, "/reminders?whose=all").items.isEmpty)
            #expect(try await site.ask(.get, "/reminders?whose=all&state=done").items == [done.json])
            #expect(try await site.ask(.post, "\(path)/reopen").json["done_at"] == .null)
            let history = try await site.ask(.get, "/contacts/\(contact)/changes").items
            #expect(history.count { $0["fields"]?.elements?.contains { $0["name"]?.text == "reminder" } == true } == 2)
        }
    }

    @Test("what a reminder cannot be is told by its field; the same request by one key leaves one")
    func refused() async throws {
        try await APISite.with { site in
            let (contact, employee) = try await begin(site)
            let path = "/contacts/\(contact)/reminders"
            let none = try await site.ask(.post, path, #"{"text":" ","phone":7,"whom":1}"#)
            #expect(
                none.errors == [
                    "/text": "required", "/phone": "wrong_type", "/whom": "unknown_field", "/employee": "required",
                    "/due_at": "required",
                ]
            )
            #expect(try await site.ask(.post, path, body(77)).errors == ["/employee": "no_such_record"])
            #expect(try await site.ask(.post, path, body(employee, due: "завтра")).errors == ["/due_at": "malformed"])
            #expect(try await site.ask(.post, "/contacts/99/reminders", body(employee)).status == 404)
            let key: HTTPFields = [.idempotencyKey: "once"]
            let one = try await site.ask(.post, path, body(employee), headers: key)
            let again = try await site.ask(.post, path, body(employee), headers: key)
            #expect(one.status == 201 && again.json == one.json)
            #expect(try await site.ask(.get, path).items.count == 1)
            let change = #"{"version":1,"text":null,"due_at":null}"#
            #expect(
                try await site.ask(.patch, "/reminders/\(one.id)", change).errors == [
                    "/text": "required", "/due_at": "required",
                ]
            )
        }
    }

    @Test("pages follow each other by the time when they are due; who sees own ones reads no others")
    func pages() async throws {
        try await APISite.with(roles: [.operator]) { site in
            try await APISite.add(user: "olga", [.operator], to: site.store)
            var employees: [EmployeeID] = []
            for user in [1, 2] {
                var employee = Employee()
                employee.name = "Сотрудник \(user)"
                employee.user = UserID(Int64(user))
                guard case .saved(let kept) = try await site.store.records.add(employee, by: APISite.author) else {
                    return
                }
                employees.append(kept.id)
            }
            let contact = try await site.add("/contacts", #"{"channel":1}"#)
            var own: [Int64] = []
            for hour in [12, 11, 10] {
                let due = "2026-11-27T\(hour):00:00Z"
                let path = "/contacts/\(contact)/reminders"
                own.insert(try await site.add(path, body(employees[0].rawValue, due: due)), at: 0)
                // For a colleague.
                let theirs = try await site.add(path, body(employees[1].rawValue, due: due))
                #expect(try await site.ask(.get, "/reminders/\(theirs)").status == 404)
                #expect(try await site.ask(.post, "/reminders/\(theirs)/done").status == 404)
            }
            var seen: [Int64?] = []
            var next: String? = "/reminders?limit=1"
            while let address = next {
                let page = try await site.ask(.get, address)
                seen += page.items.map { $0["id"]?.integer }
                next = page.json["next"]?.text
            }
            #expect(seen == own)
            #expect(try await site.ask(.get, "/reminders?whose=all").status == 403)
            #expect(try await site.ask(.get, "/reminders?after=x").code == "bad_cursor")
        }
    }
}
