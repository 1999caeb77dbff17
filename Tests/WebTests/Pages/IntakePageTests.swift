import ContactCenter
import Foundation
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("The page of a contact that is taken") struct IntakePageTests {
    private static let rights = Rights([.workspace: .own, .intake: .own, .contacts: .own, .clients: .all])

    /// What the page's form says of where it is.
    private func place(_ page: String) throws -> String {
        let step = try #require(page.firstMatch(of: /name="step" value="([a-z_]*)"/)?.1)
        let revision = try #require(page.firstMatch(of: /name="revision"\s+value="(\d+)"/)?.1)
        return "step=\(step)&revision=\(revision)"
    }

    /// A contact without a call, begun by the reader; its address.
    private func begin(_ site: ContactSite) async throws -> String {
        try #require(try await site.ask(.post, "/intake", "x=1").headers[.location])
    }

    private func go(
        _ address: String,
        _ form: String,
        _ site: ContactSite,
        move: String = "next"
    ) async throws -> Answer {
        let place = try place(try await site.ask(.get, address).text)
        return try await site.ask(.post, "\(address)/step", "\(place)&move=\(move)&\(form)")
    }

    private func reason(_ code: String, _ site: ContactSite) async throws -> Kept<Reason> {
        let reasons = try await site.store.records.records(of: Reason.self, includingHidden: false)
        return try #require(reasons.first { $0.record.code == code })
    }

    @Test("S0.11 is led through by forms alone, and nothing typed is lost when something is missing")
    func forms() async throws {
        try await ContactSite.with(Self.rights) { site in
            let address = try await begin(site)
            #expect(address == "/intake/1")
            let name = "%3Cscript%3Ealert(1)%3C/script%3E%E2%80%AE%00%0B"
            #expect(try await go(address, "person_name=\(name)", site).headers[.location] == address)
            var page = try await site.ask(.get, address).text
            #expect(page.contains("data-step=\"reason\"") && !page.contains("<script>alert"))
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;\u{202e}"))
            let parts = try await reason("parts", site)
            _ = try await go(address, "reason=\(parts.id)", site)
            page = try await site.ask(.get, address).text
            #expect(page.contains("data-step=\"employee\""))
            // What nobody can have typed is no answer to anything.
            _ = try await go(address, "transfer=connected&employee=x&outcome=dropped&appointment_document=7", site)
            let run = try #require(try await site.store.scripts.run(of: ContactID(1)))
            #expect(run.step == "employee" && run.answers["outcome"] == nil)
            #expect(run.answers["appointment_document"] == nil)
        }
    }

    @Test("text of a megabyte is refused, and the draft is as it was")
    func large() async throws {
        try await ContactSite.with(Self.rights) { site in
            let address = try await begin(site)
            _ = try await go(address, "person_name=Anna", site, move: "stay")
            let large = try await go(address, "works=\(String(repeating: "x", count: 1_000_000))", site, move: "stay")
            #expect(large.status == .contentTooLarge)
            let run = try #require(try await site.store.scripts.run(of: ContactID(1)))
            #expect(run.answers["person_name"] == "Anna" && run.answers["works"] == nil)
            // Longer than the field, but no megabyte: the field says so.
            let long = String(repeating: "y", count: 4_000)
            _ = try await go(address, "person_name=\(long)", site)
            #expect(try await site.ask(.get, address).text.contains("data-step=\"reason\""))
            #expect(try await site.store.contacts.contact(ContactID(1))?.record.personName == "Anna")
        }
    }

    @Test("who does not take the contact sees who does, changes nothing, and may take it over")
    func held() async throws {
        try await ContactSite.with(Rights([.intake: .own, .contacts: .all])) { site in
            var contact = Contact()
            contact.at = Call.sampleStart
            contact.channel = ContactChannelID(3)
            let olga = RecordAuthor(UserID(2), at: Call.sampleStart)
            guard case .saved(let kept) = try await site.store.contacts.begin(contact, by: olga) else {
                throw ContactSite.NotRegistered()
            }
            let address = "/intake/\(kept.id)"
            let page = try await site.ask(.get, address).text
            #expect(page.contains("Контакт ведёт <bdi>Рогова &lt;Марина&gt;</bdi>") && !page.contains("step-form"))
            let run = try #require(try await site.store.scripts.run(of: kept.id))
            let form = "step=reason&revision=\(run.revision)&move=next&person_name=Anna"
            _ = try await site.ask(.post, "\(address)/step", form)
            #expect(try await site.store.scripts.run(of: kept.id) == run)
            #expect(try await site.ask(.post, "\(address)/drop", "x=1").text.contains("Контакт ведёт"))
            #expect(try await site.ask(.post, "\(address)/take", "x=1").headers[.location] == address)
            #expect(try await site.ask(.get, address).text.contains("step-form"))
            #expect(try await site.store.contacts.contact(kept.id)?.record.registrar == UserID(1))
        }
        try await ContactSite.with(Self.rights) { site in
            let olga = RecordAuthor(UserID(2), at: Call.sampleStart)
            guard case .saved(let kept) = try await site.store.contacts.begin(Contact(), by: olga) else {
                throw ContactSite.NotRegistered()
            }
            // Somebody else's, and not in a call with the reader.
            let answer = try await site.ask(.post, "/intake/\(kept.id)/take", "x=1")
            #expect(answer.status == .forbidden)
        }
    }

    @Test("those whom the reason names are offered first; for who was deleted colleagues are")
    func people() async throws {
        try await ContactSite.with(Self.rights) { site in
            func employee(_ name: String, _ department: DepartmentID?) async throws -> Kept<Employee> {
                var employee = Employee()
                employee.name = name
                employee.department = department
                guard case .saved(let kept) = try await site.store.records.add(employee, by: ContactSite.author) else {
                    throw ContactSite.NotRegistered()
                }
                return kept
            }
            var department = Department()
            department.name = "Отдел з/ч"
            guard case .saved(let shop) = try await site.store.records.add(department, by: ContactSite.author) else {
                throw ContactSite.NotRegistered()
            }
            _ = try await employee("Аверин Пётр", nil)
            let named = try await employee("Соколова Ирина", nil)
            let gone = try await employee("Матвеев Роман", shop.id)
            _ = try await employee("Яшин Лев", shop.id)
            var parts = try await reason("parts", site)
            parts.record.employees = [named.id]
            _ = try await site.store.records.change(
                parts.id,
                over: parts.version,
                to: parts.record,
                by: ContactSite.author
            )
            let address = try await begin(site)
            _ = try await go(address, "reason=\(parts.id)", site)
            func order(_ page: String) -> [String] {
                let table = page.components(separatedBy: "people-table").last ?? ""
                return ["Аверин", "Матвеев", "Соколова", "Яшин"].compactMap { name in
                    table.range(of: "</label>").map { _ in (name, table.range(of: "<bdi>\(name)")) }
                }.compactMap { name, range in range.map { (name, $0.lowerBound) } }
                    .sorted { $0.1 < $1.1 }.map(\.0)
            }
            var page = try await site.ask(.get, address).text
            #expect(order(page) == ["Соколова", "Аверин", "Матвеев", "Яшин"])
            #expect(page.contains("Показать подходящих") && page.contains("only-preferred"))
            _ = try await go(address, "employee=\(gone.id)&transfer=connected", site, move: "stay")
            _ = try await site.store.records.setHidden(gone.id, over: 1, to: true, by: ContactSite.author)
            page = try await site.ask(.get, address).text
            #expect(page.contains("<bdi>Матвеев Роман</bdi> больше не работает"))
            #expect(order(page) == ["Яшин", "Соколова", "Аверин"])
        }
    }
}
