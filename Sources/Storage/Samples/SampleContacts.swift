import ContactCenter
import Foundation

/// A business that is made up, with its places, people, clients and many contacts, for the demo, the benchmarks and the tests.
///
/// The same seed makes the same business, up to the moment at which it ends.
package struct SampleContacts: Sendable {
    /// Why nothing was made.
    package struct NotEmpty: Error, CustomStringConvertible {
        package let description =
            "the database has clients or contacts already; made-up ones go into one that has neither"
    }

    package let count: Int
    package let clients: Int
    private let seed: UInt64
    private let end: Date

    private static let step = 2_000
    private static let fewContacts = 50_000
    private static let tables = ["contacts", "documents", "conversation_entries", "contact_texts"]
    private static let papers = [Document.Kind.repairRequest, .workOrder]
    private static let phones = ["0111", "0125", "0113"]
    private static let uncounted: Set<String> = ["dropped", "telesales", "applicant", "employee", "partner"]

    /// - Parameters:
    ///   - clients: how many there are; a third of the contacts, and a million at most, where nothing is said.
    ///   - end: the midnight after the last day.
    package init(_ count: Int, clients: Int? = nil, seed: UInt64, until end: Date) {
        self.count = count
        self.clients = clients ?? min(max(count / 3, 1), 1_000_000)
        self.seed = seed
        self.end = end
    }

    /// Who was there before, as the contacts are made in the order of time (decision D3).
    private struct Known {
        var clients: Set<Int> = []
        var numbers: Set<Int64> = []

        mutating func hasSeen(_ person: SampleContact.Person) -> Bool {
            switch person {
            case .client(let client): clients.contains(client)
            case .stranger(_, let phone): numbers.contains(Int64(phone) ?? 0)
            case .anonymous: false
            }
        }

        mutating func add(_ person: SampleContact.Person) {
            switch person {
            case .client(let client): clients.insert(client)
            case .stranger(_, let phone): numbers.insert(Int64(phone) ?? 0)
            case .anonymous: break
            }
        }
    }

    /// Fills a database that has neither clients nor contacts.
    ///
    /// - Throws: `NotEmpty`.
    package func fill(_ store: DataStore, numbers: any PhoneNumberReading) async throws {
        try await store.database.read { transaction in
            for table in ["clients", "contacts"] {
                guard try transaction.rows("SELECT 1 FROM \(table) LIMIT 1").isEmpty else { throw NotEmpty() }
            }
        }
        try await SampleClients(seed: seed, count: clients).fill(store, at: end)
        let records = try await store.database.write { [clients, end] in
            try SampleRecords(clients: clients, at: end, numbers: numbers, in: $0)
        }
        if count > Self.fewContacts {
            try await DroppedIndexes.filling(Self.tables, of: store) { try await fillRows(store, records, numbers) }
        } else {
            try await fillRows(store, records, numbers)
        }
        let drives = SampleDrives(cars: records.cars, clients: clients, end: end)
        try await store.database.write { transaction in
            try drives.write(in: transaction)
            for table in Self.tables + ["employees"] { try transaction.execute("ANALYZE \(table)") }
            // All facts are to be counted: that is said once.
            try transaction.execute("DELETE FROM fact_marks")
            try FactMark.all(in: transaction)
        }
    }

    private func fillRows(
        _ store: DataStore,
        _ records: SampleRecords,
        _ numbers: any PhoneNumberReading
    ) async throws {
        let calendar = SampleCalendar(count, until: end)
        var known = Known()
        var taken: Int64 = 0
        var documents: Int64 = 0
        for first in stride(from: 0, to: count, by: Self.step) {
            var batch = Batch()
            for number in first..<min(first + Self.step, count) {
                add(number, calendar, records, &known, numbers, &taken, &documents, to: &batch)
            }
            let rows = batch
            // Documents of each kind have a series of their own, in which these leave gaps.
            let series = [(ContactNumber.standardPrefix, taken)] + Self.papers.map { ($0.rawValue, documents) }
            // The database numbers its rows from 1 on.
            let ids = (first..<min(first + Self.step, count)).map { ContactID(Int64($0 + 1)) }
            try await store.database.write { transaction in
                try rows.write(series: series, in: transaction)
                try ContactTextTable.write(ids, in: transaction)
            }
        }
    }

    // MARK: - Contacts

    private struct Batch: Sendable {
        var contacts: [[SQLValue]] = []
        var documents: [[SQLValue]] = []
        var entries: [[SQLValue]] = []

        func write(series: [(prefix: String, last: Int64)], in transaction: any Transaction) throws {
            let columns = ContactTable.columns + ["has_appointment", "has_arrival"]
            let places = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
            try transaction.execute(
                "INSERT INTO contacts (\(columns.joined(separator: ", "))) VALUES (\(places))",
                each: contacts
            )
            try transaction.execute(
                """
                INSERT INTO documents (
                    kind, number, at, client_id, vehicle_id, contact_id, responsible_id, workshop_id, is_open, amount,
                    starts_at, ends_at, works
                ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                """,
                each: documents
            )
            try transaction.execute(
                "INSERT INTO conversation_entries (contact_id, ordinal, user_id, at, text) VALUES ($1, 1, $2, $3, $4)",
                each: entries
            )
            try transaction.execute(
                """
                INSERT INTO number_series (prefix, last) VALUES ($1, $2)
                ON CONFLICT (prefix) DO UPDATE SET last = excluded.last
                """,
                each: series.map { [.text($0), .integer($1)] }
            )
        }
    }

    private func add(
        _ number: Int,
        _ calendar: SampleCalendar,
        _ records: SampleRecords,
        _ known: inout Known,
        _ numbers: any PhoneNumberReading,
        _ taken: inout Int64,
        _ documents: inout Int64,
        to batch: inout Batch
    ) {
        let sample = SampleContact(
            number,
            at: calendar.moment(of: number),
            seed: seed,
            clients: clients,
            dids: records.dids.count,
            registrars: records.registrars.count,
            employees: records.employees.count
        )
        var contact = contact(sample, records)
        let id = Int64(number + 1)
        contact.baseContact = sample.continues.map { ContactID(id - Int64($0)) }
        if sample.state == .registered {
            taken += 1
            contact.number = ContactNumber(place: taken).text
            contact.registeredAt = sample.at + 90
            contact.novelty = Contact.Novelty(of: contact, hasEarlier: known.hasSeen(sample.person))
            if let reason = sample.reason, !Self.uncounted.contains(reason) { known.add(sample.person) }
            contact.work = work(of: contact, number)
        }
        batch.contacts.append(
            ContactTable.values(of: contact, numbers: numbers)
                + [.flag(sample.hasAppointment), .flag(sample.hasArrival)]
        )
        guard sample.hasAppointment else { return }
        let papers = [(Document.Kind.repairRequest, 1_800.0)] + (sample.hasArrival ? [(.workOrder, 90_000.0)] : [])
        for (kind, later) in papers {
            documents += 1
            batch.documents.append(document(kind, sample.at + later, documents, of: contact, id))
        }
        batch.entries.append([
            .integer(id), .integer(contact.registrar?.rawValue), .instant(sample.at + 60),
            .text("Записали, клиент предупреждён. \(contact.works ?? "")"),
        ])
    }

    /// All were taken and processed within hours; those of the last hours are not all done yet.
    private func work(of contact: Contact, _ number: Int) -> ContactWork? {
        guard contact.responsible != nil, !contact.isSettled, let handedAt = contact.registeredAt else { return nil }
        var work = ContactWork(handedAt: handedAt)
        let takenAt = handedAt + Double(number % 29 + 1) * 60
        let processedAt = takenAt + Double(number % 173 + 2) * 120
        if takenAt < end { (work.takenBy, work.takenAt) = (contact.registrar, takenAt) }
        if processedAt < end { (work.processedBy, work.processedAt) = (contact.registrar, processedAt) }
        return work
    }

    private func document(
        _ kind: Document.Kind,
        _ at: Date,
        _ number: Int64,
        of contact: Contact,
        _ id: Int64
    ) -> [SQLValue] {
        let digits = String(1_000_000_000 + number).dropFirst()
        let begins = kind == .repairRequest ? at + 20 * 3_600 : nil
        return [
            .text(kind), .text("A\(digits)"), .instant(at), .integer(contact.client?.rawValue),
            .integer(contact.vehicle?.rawValue), .integer(id), .integer(contact.responsible?.rawValue),
            .integer(contact.workshop?.rawValue), .flag(kind == .repairRequest), .integer(Int64(number % 97) * 50_000),
            .instant(begins), .instant(begins.map { $0 + 7_200 }), .text(contact.works),
        ]
    }

    private func contact(_ sample: SampleContact, _ records: SampleRecords) -> Contact {
        var contact = Contact()
        contact.state = sample.state
        contact.at = sample.at
        contact.channel = records.channels[sample.channel].map(ContactChannelID.init(_:))
        contact.reason = sample.reason.flatMap { records.reasons[$0] }.map(ReasonID.init(_:))
        contact.outcome = sample.outcome
        contact.isInquiry = sample.isInquiry
        contact.isStatusInquiry = sample.isStatusInquiry
        contact.works = sample.works
        contact.statedVehicle = sample.statedVehicle
        contact.registrar = UserID(records.registrars[sample.registrar])
        if let did = sample.did.map({ records.dids[$0] }) {
            contact.did = did.number
            contact.source = SourceID(did.source)
            contact.branch = BranchID(did.branch)
            contact.project = did.project.map(ProjectID.init(_:))
            contact.phone = Extension(Self.phones[sample.registrar % Self.phones.count])
        }
        if let responsible = sample.responsible.map({ records.employees[$0] }) {
            contact.responsible = EmployeeID(responsible.id)
            contact.department = DepartmentID(responsible.department)
            contact.workshop = responsible.workshop.map(WorkshopID.init(_:))
        }
        contact.topics = topics(of: sample, records)
        take(sample.person, into: &contact, records)
        return contact
    }

    /// Of most one, of some two; told by the moment, so that nothing else becomes another.
    private func topics(of sample: SampleContact, _ records: SampleRecords) -> [TopicID] {
        let known = sample.reason.flatMap { records.topics[$0] } ?? []
        let moment = Int(sample.at.timeIntervalSince1970) / 7
        guard !known.isEmpty, moment % 8 != 0 else { return [] }
        // The first ones are asked about more often.
        let first = min(moment % known.count, moment / 11 % known.count)
        let second = moment % 5 == 0 ? (first + 1 + moment / 13 % 2) % known.count : first
        return Set([known[first], known[second]]).sorted().map(TopicID.init(_:))
    }

    private func take(_ person: SampleContact.Person, into contact: inout Contact, _ records: SampleRecords) {
        switch person {
        case .client(let number):
            let client = SampleClient(number, seed: seed).client
            contact.client = ClientID(Int64(number + 1))
            contact.clientType = client.clientType
            contact.callerNumber = client.phones.first?.number
            contact.callerKey = client.phones.first?.key
            contact.personName = client.phones.first?.person ?? String(client.name.prefix(200))
            if records.vehicles[number] > 0 { contact.vehicle = VehicleID(records.vehicles[number]) }
        case .stranger(let name, let phone):
            contact.callerNumber = phone
            contact.callerKey = NumberKey("+7\(phone)")
            contact.personName = name
            contact.clientType = .private
        case .anonymous: break
        }
        // Who writes or comes does not call.
        if contact.did == nil { contact.phone = nil }
    }
}
