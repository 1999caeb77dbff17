import ContactCenter
import Foundation
import Storage
import TestSupport

/// A business whose calls are listed: three people at three phones, two departments, calls of every kind.
struct ListedBusiness {
    static let users = [1, 2, 3].map { UserID($0) }
    static let departments = [1: "Колл-центр", 2: "Колл-центр", 3: "Сервис"]
    static let phones = ["0111", "0125", "0113"].map { Extension($0) }
    /// The second in which the first call begins: 22 November 2026, 16:26:46 UTC.
    static let start: Int64 = 1_795_364_806

    /// Who sat where, since when and until when, in seconds after the start.
    var seatings: [(user: Int, phone: Extension, since: Int64, until: Int64?)] = []
    var calls: [Call] = []

    /// The same calls for the same seed.
    init(calls count: Int, seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for phone in Self.phones {
            var second: Int64 = -100
            while second < Int64(count) * 60 {
                let length = Int64.random(in: 200...2_000, using: &random)
                let isLast = second + length >= Int64(count) * 60
                let user = Int.random(in: 0...3, using: &random)
                // Nobody is at two phones; who cannot be there leaves it empty.
                let isFree = !seatings.contains {
                    $0.user == user && ($0.until ?? .max) > second && $0.since < second + length
                }
                if user > 0, isFree { seatings.append((user, phone, second, isLast ? nil : second + length)) }
                second += length + Int64.random(in: 0...300, using: &random)
            }
        }
        calls = (0..<count).map { Self.call($0, using: &random) }
    }

    private static func call(_ number: Int, using random: inout SeededRandom) -> Call {
        let second = start + Int64(number) * 60
        let direction = CallDirection.allCases.randomElement(using: &random) ?? .inbound
        var call = Call(
            id: .sample(number, second: second),
            direction: direction,
            startedAt: .sample(Double.random(in: 0...2, using: &random), second: second)
        )
        let stranger = ["9535237271", "4952139851", "+74952139851", "anonymous", "00002604"].randomElement(
            using: &random
        )
        let phone = phones.randomElement(using: &random) ?? phones[0]
        if direction == .inbound {
            call.caller.number = stranger
            call.dialled = ["6467171", "7559996"].randomElement(using: &random)
        } else {
            call.callerPhone = phone
            call.caller.number = phone.rawValue
            call.dialled = direction == .outbound ? stranger : phones.randomElement(using: &random)?.rawValue
        }
        call.queue = Bool.random(using: &random) ? QueueName("service") : nil
        call.result = CallFilter.kinds(of: direction).compactMap { CallResult(rawValue: $0.rawValue) }
            .randomElement(using: &random)
        let isAnswered = call.result == .answered
        call.cause = isAnswered ? nil : CallCause.allCases.randomElement(using: &random)
        call.answeredAt = isAnswered ? call.startedAt + 5 : nil
        for ordinal in 0..<Int.random(in: 0...3, using: &random) {
            let party = phones.randomElement(using: &random).map(Party.phone) ?? .outside("1")
            var leg = CallLeg(ordinal: ordinal, party: party, calledAt: call.startedAt + Double(ordinal))
            leg.state = .released
            leg.stateSince = call.startedAt + 10
            leg.result = isAnswered && ordinal == 0 ? .answered : .cancelled
            leg.answeredAt = isAnswered && ordinal == 0 ? call.answeredAt : nil
            call.legs.append(leg)
        }
        if isAnswered, Int.random(in: 0..<4, using: &random) == 0 {
            let target = phones.randomElement(using: &random) ?? phones[0]
            call.transfers = [Transfer(kind: .blind, from: nil, to: .phone(target), at: call.startedAt + 8)]
        }
        call.endedAt = call.startedAt + 20
        return call
    }

    /// Writes it all, the people first.
    func write(to store: DataStore) async throws {
        try await store.database.write { transaction in
            for (number, department) in Self.departments.sorted(by: { $0.key < $1.key }) {
                try transaction.execute(
                    """
                    INSERT INTO users (name, display_name, department, password_hash, created_at)
                    VALUES ($1, $2, $3, '', 0)
                    """,
                    [.text("user\(number)"), .text("Сотрудник \(number)"), .text(department)]
                )
            }
            for seating in self.seatings {
                try transaction.execute(
                    "INSERT INTO seatings (user_id, phone, since, until) VALUES ($1, $2, $3, $4)",
                    [
                        .integer(seating.user), .text(seating.phone), .instant(Self.instant(seating.since)),
                        .instant(seating.until.map(Self.instant)),
                    ]
                )
            }
        }
        for call in calls { _ = try await store.callJournal.commit(.of(call)) }
    }

    static func instant(_ seconds: Int64) -> Date { Date(timeIntervalSince1970: Double(start + seconds)) }

    // MARK: - The second opinion

    func sitter(at phone: Extension, on moment: Date) -> Int? {
        seatings.first { seating in
            seating.phone == phone && Self.instant(seating.since) <= moment
                && (seating.until.map(Self.instant) ?? .distantFuture) > moment
        }?.user
    }

    func matches(_ call: Call, _ filter: CallFilter) -> Bool {
        guard call.direction == filter.direction else { return false }
        switch filter.kind {
        case .transferred: if call.transfers.isEmpty { return false }
        case let kind?: if call.result?.rawValue != kind.rawValue { return false }
        case nil: break
        }
        let targets = call.transfers.compactMap(\.to.phone)
        let parts = call.legs.filter {
            $0.result == .answered || call.result != .answered || targets.contains($0.party.phone ?? Extension(""))
        }
        var taking = parts.compactMap { leg in leg.party.phone.map { ($0, leg.calledAt) } }
        if let phone = call.callerPhone { taking.append((phone, call.startedAt)) }
        let people = Set(taking.compactMap { sitter(at: $0.0, on: $0.1) })
        let reached = Set(call.phoneMoments.compactMap { sitter(at: $0.phone, on: $0.at) })
        let number = TestNumbers.key(call.direction == .outbound ? call.dialled : call.caller.number)
        let isNumber =
            switch filter.number {
            case .whole(let key)?: number == key
            case .ending(let digits)?: number?.rawValue.hasSuffix(digits) ?? false
            case nil: true
            }
        let isReached =
            switch filter.reach {
            case .user(let user)?: reached.contains(Int(user.rawValue))
            case .department(let department)?: reached.contains { Self.departments[$0] == department }
            case nil: true
            }
        return isNumber && isReached
            && (filter.cause == nil || call.cause == filter.cause)
            && (filter.queue == nil || call.queue == filter.queue)
            && (filter.did == nil || TestNumbers.key(call.dialled) == filter.did)
            && (filter.phone.map { phone in taking.contains { $0.0 == phone } || targets.contains(phone) } ?? true)
            && (filter.person.map { people.contains(Int($0.rawValue)) } ?? true)
            && (filter.department.map { department in people.contains { Self.departments[$0] == department } } ?? true)
    }

    static func filter(using random: inout SeededRandom) -> CallFilter {
        func some<Value>(_ values: [Value], using random: inout SeededRandom) -> Value? {
            Int.random(in: 0..<4, using: &random) == 0 ? values.randomElement(using: &random) : nil
        }
        var filter = CallFilter(direction: CallDirection.allCases.randomElement(using: &random) ?? .inbound)
        filter.kind = some(CallFilter.kinds(of: filter.direction), using: &random)
        filter.cause = some([.ringing, .inQueue, .busy], using: &random)
        filter.person = some(users, using: &random)
        filter.department = some(["Колл-центр", "Сервис", "Никто"], using: &random)
        filter.phone = some(phones, using: &random)
        filter.did = some([TestNumbers.key("6467171")].compactMap(\.self), using: &random)
        filter.queue = some([QueueName("service")], using: &random)
        filter.number = some(
            ["8 495 213-98-51", "7271", "2604", "213-98-51"].compactMap { CallFilter.Number($0, by: .russian) },
            using: &random
        )
        filter.reach = some([.user(users[0]), .user(users[2]), .department("Колл-центр")], using: &random)
        return filter
    }
}

enum TestNumbers {
    static func key(_ number: String?) -> NumberKey? {
        number.flatMap { numbers.read($0).key }
    }

    private static let numbers: any PhoneNumberReading = .russian
}
