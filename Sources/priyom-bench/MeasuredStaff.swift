import ContactCenter
import Foundation
import Storage

/// The operators of a benchmark as employees, and contacts for them, put into the database as the server puts them there.
struct MeasuredStaff: Sendable {
    struct Person: Sendable {
        /// What others are told that they are called.
        let name: String
        let user: UserID
        let employee: EmployeeID
        /// The header that a browser of theirs sends.
        let cookie: String
    }

    let people: [Person]
    private let store: DataStore
    private let visit: ContactChannelID

    /// - Parameter reader: with the operators, each logged in.
    init(of reader: MeasuredReader, in store: DataStore) async throws {
        self.store = store
        let channels = try await store.records.records(of: ContactChannel.self, includingHidden: false)
        guard let visit = channels.first(where: { $0.record.code == "visit" })?.id else {
            throw BenchmarkFailure("There is no channel for visits.")
        }
        self.visit = visit
        var people: [Person] = []
        for (phone, cookie) in reader.operators.sorted(by: { $0.key < $1.key }) {
            guard let name = UserName("bench\(phone)"), let user = try await store.access.account(named: name)?.user
            else { throw BenchmarkFailure("Nobody sits at \(phone).") }
            var employee = Employee()
            employee.name = user.displayName
            employee.phone = Extension(phone)
            employee.user = user.id
            let kept = try await store.records.add(employee, by: Self.author).kept
            people.append(Person(name: user.displayName, user: user.id, employee: kept.id, cookie: cookie))
        }
        self.people = people
    }

    /// A reason whose contacts are for these people to take.
    func addReason(for people: [Person]) async throws -> ReasonID {
        var reason = Reason()
        reason.registryCaption = "Услуги"
        reason.employees = people.map(\.employee)
        return try await store.records.add(reason, by: Self.author).kept.id
    }

    /// Visits, registered: who is concerned is told of each.
    func registerVisits(_ count: Int, for reason: ReasonID, outcome: Contact.Outcome? = nil) async throws -> [ContactID]
    {
        var visits: [ContactID] = []
        for _ in 0..<count {
            var contact = Contact()
            contact.at = Date()
            contact.channel = visit
            contact.reason = reason
            contact.outcome = outcome
            contact.personName = "Константин"
            let begun = try await store.contacts.begin(contact, by: Self.author).kept
            visits.append(try await store.contacts.register(begun.id, over: begun.version, by: Self.author).kept.id)
        }
        return visits
    }

    private static var author: RecordAuthor { RecordAuthor(nil, at: Date()) }
}

extension Saving {
    /// - Throws: `BenchmarkFailure` for what was not saved.
    fileprivate var kept: Kept<Record> {
        get throws {
            guard case .saved(let kept) = self else { throw BenchmarkFailure("Not saved: \(self)") }
            return kept
        }
    }
}
