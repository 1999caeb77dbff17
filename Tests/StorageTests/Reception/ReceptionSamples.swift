import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

/// A desk with a receptionist, two specialists who log in and are named by a reason, and a supervisor.
struct SampleReception {
    let store: DataStore
    let receptionist: User
    let oleg: User
    let irina: User
    let boss: User
    let masterOleg: EmployeeID
    let masterIrina: EmployeeID
    let reason: ReasonID
    let visit: ContactChannelID

    init(_ store: DataStore) async throws {
        self.store = store
        func add(_ name: String, _ displayName: String, _ role: RoleName) async throws -> User {
            var user = NewUser.sample(name, roles: [role])
            user.displayName = displayName
            return try await store.access.add(user)
        }
        receptionist = try await add("reception", "Надежда", .receptionist)
        oleg = try await add("oleg", "Рожин Олег", .specialist)
        irina = try await add("irina", "Соколова Ирина", .specialist)
        boss = try await add("boss", "Начальник", .supervisor)
        masterOleg = try await store.addEmployee("Рожин Олег", [("user_id", .integer(oleg.id.rawValue))])
        masterIrina = try await store.addEmployee("Соколова Ирина", [("user_id", .integer(irina.id.rawValue))])
        // No other number of an employee may be found in this one.
        reason = try await store.add(
            "reasons",
            [
                ("category", .text("service")), ("registry_caption", .text("Услуги")), ("route", .text("employee")),
                ("employees", .text("\(masterOleg) \(masterIrina)")),
            ],
            as: Reason.self
        )
        visit = try await store.database.read { transaction in
            var row = try transaction.rows("SELECT id FROM contact_channels WHERE code = 'visit'")[0]
            return try row.id()
        }
    }

    func author(_ user: User? = nil, _ second: Double = 100) -> RecordAuthor { .sample(user ?? receptionist, second) }

    /// A visit, registered.
    func visit(
        responsible: EmployeeID? = nil,
        reason: ReasonID? = nil,
        _ change: (inout Contact) -> Void = { _ in }
    ) async throws -> ContactID {
        var contact = Contact()
        contact.at = .sample(50)
        contact.channel = visit
        contact.reason = reason ?? self.reason
        contact.responsible = responsible
        contact.personName = "Виталий"
        change(&contact)
        let begun = try await store.contacts.begin(contact, by: author()).kept
        _ = try await store.contacts.register(begun.id, over: begun.version, by: author()).kept
        return begun.id
    }

    /// A visit that waits since then.
    func waitingVisit(
        since second: Double = 100,
        priority: Int64 = 0,
        responsible: EmployeeID? = nil
    ) async throws -> ContactID {
        let contact = try await visit(responsible: responsible)
        #expect(try await store.reception.wait(contact, priority: priority, by: author(nil, second)) == .done)
        return contact
    }

    /// Keeps what somebody who goes on with a contact writes down over what stands there.
    func process(
        _ id: ContactID,
        by user: User,
        _ second: Double = 300,
        isDone: Bool = true,
        _ change: (inout Contact) -> Void = { _ in }
    ) async throws -> Saving<Contact> {
        let kept = try #require(try await store.contacts.contact(id))
        var contact = kept.record
        change(&contact)
        return try await store.contacts.process(
            contact,
            id,
            over: kept.version,
            isDone: isDone,
            by: author(user, second)
        )
    }

    func standing(_ contact: ContactID, _ user: User) async throws -> ContactStanding {
        try #require(try await store.reception.standing(of: contact, for: user.id))
    }

    /// What each of them has to read, the latest first.
    func unread(_ user: User) async throws -> [ContactNotification.Kind] {
        try await store.reception.inboxes(of: [user.id])[user.id]?.latest.map(\.kind) ?? []
    }

    var board: ReceptionBoard {
        get async throws { try await store.reception.board(since: .sample(0)) }
    }

    func lostReason(_ place: Int) async throws -> LostReasonID {
        try await store.database.read { transaction in
            var row = try transaction.rows("SELECT id FROM lost_reasons WHERE place = $1", [.integer(place)])[0]
            return try row.id()
        }
    }

    /// The only value of a statement about a contact.
    func text(_ expression: String, of contact: ContactID) async throws -> String? {
        try await store.database.read { transaction in
            var row = try transaction.rows(
                "SELECT \(expression) FROM waiting_contacts WHERE contact_id = $1",
                [.integer(contact.rawValue)]
            )[0]
            return try row.optionalText()
        }
    }
}
