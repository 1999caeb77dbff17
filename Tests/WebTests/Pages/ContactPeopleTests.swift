import ContactCenter
import Foundation
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("Whom a contact may be given to")
struct ContactPeopleTests {
    private func employee(_ name: String, _ phone: String, in site: ContactSite) async throws -> EmployeeID {
        var employee = Employee()
        (employee.name, employee.phone) = (name, Extension(phone))
        guard case .saved(let kept) = try await site.store.records.add(employee, by: ContactSite.author) else {
            throw ContactSite.NotRegistered()
        }
        return kept.id
    }

    /// The reason of the contacts names these people.
    private func name(_ people: [EmployeeID], in site: ContactSite) async throws {
        let kept = try #require(try await site.store.records.record(ReasonID(1)))
        var reason = kept.record
        reason.employees = people
        _ = try await site.store.records.change(kept.id, over: kept.version, to: reason, by: ContactSite.author)
    }

    @Test("S1.14 S1.16 S1.17 S1.25 the reason's employees come first, one of them chosen; the others are a press away")
    func eligible() async throws {
        try await ContactSite.with { site in
            let others = try await employee("Андреев <Пётр>", "0301", in: site)
            let master = try await employee("Рожин Олег", "0302", in: site)
            try await name([master], in: site)
            let kept = try await site.register()
            let table = try await site.ask(.get, "/contacts/\(kept.id)/people").text
            #expect(table.hasPrefix("<section class=\"card people-table only-preferred\">"))
            #expect(table.contains("value=\"\(master)\" checked") && !table.contains("value=\"\(others)\" checked"))
            #expect(table.contains("0302") && table.contains("Андреев &lt;Пётр&gt;"))
            #expect(table.contains("data-live=\"person-\(master)-line\"") && table.contains("load-cell"))
            #expect(!table.contains("class=\"notice warn\""))
            // Whoever has it already is not who is meant.
            _ = try await site.store.contacts.assign(
                [(kept.id, kept.version)],
                to: master,
                by: ContactSite.author
            )
            #expect(try await !site.ask(.get, "/contacts/\(kept.id)/people").text.contains(" checked> <bdi>"))
        }
    }

    @Test("S1.14 where nobody is named for the reason, or there is none yet, it says so and shows everybody")
    func nobody() async throws {
        try await ContactSite.with { site in
            let master = try await employee("Рожин Олег", "0302", in: site)
            try await name([], in: site)
            let kept = try await site.register()
            let table = try await site.ask(.get, "/contacts/\(kept.id)/people").text
            #expect(table.contains("никто не назначен") && table.contains("value=\"\(master)\""))
            #expect(table.hasPrefix("<section class=\"card people-table\">"))
            // As it is chosen in the form and not saved yet.
            try await name([master], in: site)
            let without = try await site.ask(.get, "/contacts/\(kept.id)/people?reason=").text
            #expect(without.contains("Цель контакта не выбрана"))
            let with = try await site.ask(.get, "/contacts/\(kept.id)/people?reason=1").text
            #expect(!with.contains("class=\"notice warn\""))
            #expect(try await site.ask(.get, "/contacts/999/people").status == .notFound)
        }
    }

    @Test("whoever may not see a contact sees nobody, but at the reception those who wait there")
    func rights() async throws {
        try await ContactSite.with(Rights([.intake: .own])) { site in
            let kept = try await site.register()
            #expect(try await site.ask(.get, "/contacts/\(kept.id)/people").status == .forbidden)
        }
        try await ContactSite.with(Rights([.reception: .all])) { site in
            let other = RecordAuthor(UserID(2), at: Call.sampleStart)
            let kept = try await site.register(by: other) { $0.channel = ContactChannelID(3) }
            #expect(try await site.ask(.get, "/contacts/\(kept.id)/people").status == .forbidden)
            _ = try await site.store.reception.wait(kept.id, priority: 0, by: other)
            #expect(try await site.ask(.get, "/contacts/\(kept.id)/people").status == .ok)
        }
    }
}
