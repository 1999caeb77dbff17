import ContactCenter
import Foundation
import TestSupport

@testable import Storage

/// Contacts at random over a week, written past the store, and the same in memory: the second opinion of the registry's
/// statements.
struct RandomRegistry {
    struct Entry {
        var id: ContactID
        var contact: Contact
        var hasAppointment: Bool
        var hasArrival: Bool
        var isHidden: Bool
    }

    var entries: [Entry] = []
    var people: [User] = []
    var employees: [EmployeeID] = []
    var clients: [ClientID] = []
    var reasons: [ReasonID] = []
    /// Of the employee with this number in `employees`, and of the department that is called as the people's.
    var ownEmployee: EmployeeID { employees[0] }

    static let period = Period(from: .sample(0), until: .sample(7 * 86_400))

    init(_ count: Int, seed: UInt64, in store: DataStore) async throws {
        var random = SeededRandom(seed: seed)
        people = [
            try await store.access.add(.sample("anna", department: "Колл-центр")),
            try await store.access.add(.sample("olga", department: "Сервис")),
        ]
        for (place, name) in ["Рожин Олег", "Карканица Сергей", "Ёлкин Пётр"].enumerated() {
            let user = place == 0 ? people[0].id.rawValue : nil
            employees.append(
                try await store.add(
                    "employees",
                    [("name", .text(name)), ("user_id", .integer(user))],
                    as: Employee.self
                )
            )
        }
        for name in ["Боровков Сергей", "Мясин Максим"] { clients.append(try await store.addClient(name)) }
        for code in ["private_repair", "parts", "dropped"] { reasons.append(try await store.reason(code)) }
        for number in 1...count { try await add(number, &random, in: store) }
    }

    private mutating func add(_ number: Int, _ random: inout SeededRandom, in store: DataStore) async throws {
        func flag(_ random: inout SeededRandom) -> Bool { Bool.random(using: &random) }
        var contact = Contact()
        // Some begin in the same millisecond.
        contact.at = .sample(Double(Int.random(in: -100..<(7 * 864), using: &random) * 100))
        contact.state = Int.random(in: 0..<5, using: &random) == 0 ? .unfinished : .registered
        contact.number = contact.state == .registered ? ContactNumber(place: Int64(number)).text : nil
        contact.registeredAt = contact.state == .registered ? contact.at : nil
        contact.registrar = people.randomElement(using: &random)?.id
        contact.responsible = flag(&random) ? employees.randomElement(using: &random) : nil
        contact.client = flag(&random) ? clients.randomElement(using: &random) : nil
        contact.reason = flag(&random) ? reasons.randomElement(using: &random) : nil
        contact.callerNumber = ["9535237271", "9037906350", "anonymous"].randomElement(using: &random)
        contact.callerKey = contact.callerNumber.flatMap { LibraryNumbers.read($0) }
        contact.did = ["6467171", "7559996"].randomElement(using: &random)
        contact.isInquiry = flag(&random)
        contact.novelty = Contact.Novelty.allCases.randomElement(using: &random)
        contact.clientType = ClientType.allCases.randomElement(using: &random)
        contact.personName = ["Илья", "Андрей", nil].randomElement(using: &random) ?? nil
        contact.works = ["Замена масла", "Ходовая: стук справа", nil].randomElement(using: &random) ?? nil
        if flag(&random) {
            var work = ContactWork(handedAt: contact.at)
            if flag(&random) {
                (work.takenBy, work.takenAt) = (people.randomElement(using: &random)?.id, contact.at + 60)
            }
            if flag(&random) {
                (work.processedBy, work.processedAt) = (people.randomElement(using: &random)?.id, contact.at + 600)
            }
            contact.work = work
        }
        let (hasAppointment, hasArrival) = (flag(&random), flag(&random))
        let isHidden = Int.random(in: 0..<10, using: &random) == 0
        let values = ContactTable.values(of: contact, numbers: .russian)
        let columns = ContactTable.columns + ["has_appointment", "has_arrival", "is_hidden"]
        let all = values + [.flag(hasAppointment), .flag(hasArrival), .flag(isHidden)]
        let id = try await store.add("contacts", Array(zip(columns, all)), as: Contact.self)
        try await store.database.write { try ContactTextTable.write([id], in: $0) }
        entries.append(
            Entry(
                id: id,
                contact: contact,
                hasAppointment: hasAppointment,
                hasArrival: hasArrival,
                isHidden: isHidden
            )
        )
    }

    /// What a filter finds, the latest first.
    func contacts(_ filter: RegistryFilter, in period: Period = Self.period) -> [ContactID] {
        entries.filter { !$0.isHidden && period.contains($0.contact.at) && matches(filter, $0) }
            .sorted { ($0.contact.at, $0.id) > ($1.contact.at, $1.id) }.map(\.id)
    }

    private func matches(_ filter: RegistryFilter, _ entry: Entry) -> Bool {
        func agrees<Value: Equatable>(_ wanted: Value?, _ value: Value?) -> Bool { wanted == nil || wanted == value }
        let contact = entry.contact
        let flags =
            agrees(filter.isInquiry, contact.isInquiry) && agrees(filter.hasAppointment, entry.hasAppointment)
            && agrees(filter.hasArrival, entry.hasArrival) && agrees(filter.novelty, contact.novelty)
            && agrees(filter.state, contact.state) && agrees(filter.stage, contact.stage)
        let records =
            agrees(filter.client, contact.client) && agrees(filter.hasClient, contact.client != nil)
            && agrees(filter.clientType, contact.clientType)
            && agrees(filter.did, contact.did.flatMap(LibraryNumbers.read))
        let reason =
            switch filter.reason {
            case .reason(let reason): contact.reason == reason
            case .oneOf(let reasons): contact.reason.map(reasons.contains) ?? false
            case .some(.none): contact.reason == nil
            case nil: true
            }
        let employee =
            switch filter.employee {
            case .registrar(let user): contact.registrar == user
            case .responsible(let employee): contact.responsible == employee
            case .processor(let user): contact.work?.processedBy == user
            case .acceptor(let user): (contact.work?.takenBy ?? contact.registrar) == user
            // None of them belongs to a deal.
            case .dealResponsible(let employee): contact.responsible == employee
            case nil: true
            }
        let number =
            switch filter.number {
            case .caller(.whole(let key)): contact.callerKey == key
            case .caller(.ending(let digits)): contact.callerKey?.rawValue.hasSuffix(digits) ?? false
            case .contact(let number): contact.number == number
            case nil: true
            }
        let words = Folding.words(of: "\(contact.personName ?? "") \(contact.works ?? "")")
        let text = (filter.text?.words ?? []).allSatisfy { sought in
            words.contains { sought.count == 2 ? $0.hasPrefix(sought) : $0.contains(sought) }
        }
        return flags && records && reason && employee && number && text && isInReach(filter.reach, contact)
    }

    private func isInReach(_ reach: Sitters?, _ contact: Contact) -> Bool {
        let isOwnEmployees = contact.responsible == ownEmployee
        return switch reach {
        case .user(let user): contact.registrar == user || (isOwnEmployees && user == people[0].id)
        case .department(let name):
            people.contains { $0.id == contact.registrar && $0.department == name }
                || (isOwnEmployees && people[0].department == name)
        case nil: true
        }
    }

    func randomFilter(_ random: inout SeededRandom) -> RegistryFilter {
        func maybe<Value>(_ values: [Value], _ random: inout SeededRandom) -> Value? {
            Int.random(in: 0..<4, using: &random) == 0 ? values.randomElement(using: &random) : nil
        }
        var filter = RegistryFilter()
        filter.isInquiry = maybe([true, false], &random)
        filter.hasAppointment = maybe([true, false], &random)
        filter.hasArrival = maybe([true, false], &random)
        filter.novelty = maybe(Contact.Novelty.allCases, &random)
        filter.state = maybe([.registered, .unfinished], &random)
        filter.stage = maybe(ContactWork.Stage.allCases, &random)
        filter.client = maybe(clients, &random)
        filter.hasClient = filter.client == nil ? maybe([true, false], &random) : nil
        filter.clientType = maybe([.private, .partner], &random)
        filter.reason = maybe(
            reasons.map { .reason($0) } + [RegistryFilter.ReasonChoice.none, .oneOf(Array(reasons.prefix(2)))],
            &random
        )
        filter.did = maybe(["6467171", "7559996"].compactMap(LibraryNumbers.read), &random)
        filter.employee = maybe(
            people.flatMap { [.registrar($0.id), .processor($0.id), .acceptor($0.id)] }
                + employees.flatMap { [RegistryFilter.Employee.responsible($0), .dealResponsible($0)] },
            &random
        )
        filter.number = maybe([.caller(.ending("7271")), .caller(.whole(NumberKey("+79037906350")))], &random)
        filter.text = maybe(["масл", "ст", "илья ход", "нет такого"].compactMap(SoughtText.init(typed:)), &random)
        filter.reach = maybe([.user(people[0].id), .user(people[1].id), .department("Сервис")], &random)
        return filter
    }
}

private enum LibraryNumbers {
    static let numbers: any PhoneNumberReading = .russian

    static func read(_ number: String) -> NumberKey? { numbers.read(number).key }
}
