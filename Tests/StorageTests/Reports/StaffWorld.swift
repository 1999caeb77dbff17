import ContactCenter
import Foundation
import TestSupport

@testable import Storage

/// A business of four people as a test knows it, to be counted one by one, and the same in a database.
struct StaffWorld {
    struct State {
        var id: Int64 = 0
        var user: Int
        var status: String
        var activity: String
        /// In minutes since the first day began; quarters of hours, which all clocks divide alike.
        var since: Int
        var until: Int
    }

    struct Seat {
        var id: Int64 = 0
        var phone: Int
        var user: Int
        var since: Int
        var until: Int?
    }

    struct Work {
        var id: Int64 = 0
        var at: Int
        var handedAt: Int?
        var takenAt: Int?
        var processedAt: Int?
        var responsible: Int?
        var registrar: Int
        var branch: Int
        var isBooked = false
        var isHidden = false
        var hasArrival = false
    }

    struct Task {
        var id: Int64 = 0
        var work: Int
        var employee: Int
        var due: Int
        var done: Int?
        var told: Int?
    }

    static let start: Int64 = 1_795_305_600
    static let first = BusinessCalendar(.gmt).day(of: Date(timeIntervalSince1970: Double(start)))
    static let days = (first + 1)...(first + 5)
    private static let length = 7 * 1_440
    static let zones: [String?] = [nil, "Asia/Kolkata", "Asia/Vladivostok", "Pacific/Auckland"]
    private static let numbers: any PhoneNumberReading = .russian
    static let dids = ["6467171", "7555053"]

    var users: [Int64] = []
    /// Of the last user there is none.
    var employees: [Int64] = []
    var branches: [Int64] = []
    var zoneOfBranch: [String?] = [nil, "Asia/Kolkata"]
    var branchOfEmployee: [Int?] = [0, 1, nil]
    var branchOfDID: [Int] = [0, 1]
    var states: [State] = []
    var seats: [Seat] = []
    var works: [Work] = []
    var tasks: [Task] = []
    var calls: [CallID: Call] = [:]
    var random: SeededRandom

    static func instant(_ minute: Int) -> Date { Date(timeIntervalSince1970: Double(start) + Double(minute) * 60) }
    private func value(_ minute: Int?) -> SQLValue { .instant(minute.map(Self.instant)) }

    // MARK: - Standing it up

    init(seed: UInt64, in store: DataStore) async throws {
        random = SeededRandom(seed: seed)
        for number in 0..<4 {
            users.append(
                try await Self.insert(
                    "INSERT INTO users (name, display_name, password_hash, created_at) VALUES ($1, $1, '', 0) RETURNING id",
                    [.text("person\(number)")],
                    store
                )
            )
        }
        for number in 0..<2 {
            branches.append(
                try await Self.insert(
                    "INSERT INTO branches (name, time_zone) VALUES ($1, $2) RETURNING id",
                    [.text("Branch \(number)"), zoneOfBranch[number].map { SQLValue.text($0) } ?? .null],
                    store
                )
            )
        }
        for number in 0..<3 {
            employees.append(
                try await Self.insert(
                    "INSERT INTO employees (name, user_id, branch_id) VALUES ($1, $2, $3) RETURNING id",
                    [
                        .text("Person \(number)"), .integer(users[number]),
                        .integer(branchOfEmployee[number].map { branches[$0] }),
                    ],
                    store
                )
            )
        }
        for (place, did) in Self.dids.enumerated() {
            _ = try await Self.insert(
                "INSERT INTO dids (number, number_key, branch_id) VALUES ($1, $2, $3) RETURNING id",
                [.text(did), .text(Self.key(did) ?? ""), .integer(branches[branchOfDID[place]])],
                store
            )
        }
        for user in 0..<4 { try await sit(user, store) }
        for user in 0..<4 { try await live(user, store) }
        for _ in 0..<40 { try await addWork(store) }
        for _ in 0..<30 { try await addTask(store) }
    }

    static func key(_ number: String) -> String? { numbers.read(number).key?.rawValue }

    private static func insert(_ statement: String, _ values: [SQLValue], _ store: DataStore) async throws -> Int64 {
        try await store.database.write { transaction in
            var row = try transaction.rows(statement, values)[0]
            return try row.integer()
        }
    }

    private func execute(_ statement: String, _ values: [SQLValue], _ store: DataStore) async throws {
        try await store.database.write { try $0.execute(statement, values) }
    }

    private mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }

    /// At their own phone for half of the time, then at that of the next person.
    private mutating func sit(_ user: Int, _ store: DataStore) async throws {
        let change = 4_000 + number(0..<1_000)
        for seat in [
            Seat(phone: user, user: user, since: 0, until: 3_900),
            Seat(phone: (user + 1) % 4, user: user, since: change + 1_000, until: nil),
        ] {
            var seat = seat
            seat.id = try await Self.insert(
                "INSERT INTO seatings (phone, user_id, since, until) VALUES ($1, $2, $3, $4) RETURNING id",
                [.text("010\(seat.phone)"), .integer(users[user]), value(seat.since), value(seat.until)],
                store
            )
            seats.append(seat)
        }
    }

    /// States without gaps, some over midnight, some for days.
    private mutating func live(_ user: Int, _ store: DataStore) async throws {
        var minute = 15 * number(0..<20)
        while minute < Self.length {
            let long = number(0..<12) == 0
            let until = min(minute + 15 * (1 + number(0..<(long ? 230 : 14))), Self.length)
            let status = ["available", "busy", "away", "own", "offline", "available"][number(0..<6)]
            let activity = ["none", "ringing", "talking", "hold", "wrap_up", "none"][number(0..<6)]
            var state = State(user: user, status: status, activity: activity, since: minute, until: until)
            state.id = try await write(state, until: until, store)
            states.append(state)
            minute = until
        }
        // What lasts is not counted yet.
        let open = State(user: user, status: "available", activity: "none", since: minute, until: minute)
        _ = try await write(open, until: nil, store)
    }

    private func write(_ state: State, until: Int?, _ store: DataStore) async throws -> Int64 {
        try await Self.insert(
            """
            INSERT INTO person_states (user_id, status, own_name, activity, since, until)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
            """,
            [
                .integer(users[state.user]), .text(state.status), state.status == "own" ? .text("Обед") : .null,
                .text(state.activity), value(state.since), value(until),
            ],
            store
        )
    }

    private mutating func addWork(_ store: DataStore) async throws {
        let at = number(0..<Self.length - 400)
        var work = Work(at: at, registrar: number(0..<4), branch: number(0..<2))
        if number(0..<4) > 0 {
            work.handedAt = at + number(0..<30)
            work.responsible = number(0..<4) > 0 ? number(0..<3) : nil
        }
        work.isBooked = number(0..<2) == 0
        let values: [SQLValue] = [
            .text("S\(works.count)"), value(work.at), value(work.handedAt),
            .integer(work.responsible.map { employees[$0] }), .integer(users[work.registrar]),
            .integer(branches[work.branch]), .flag(work.isBooked),
        ]
        work.id = try await Self.insert(
            """
            INSERT INTO contacts (
                state, number, at, registered_at, handed_at, responsible_id, registrar_id, branch_id, has_appointment
            ) VALUES ('registered', $1, $2, $2, $3, $4, $5, $6, $7) RETURNING id
            """,
            values,
            store
        )
        works.append(work)
    }

    private mutating func addTask(_ store: DataStore) async throws {
        var task = Task(work: number(0..<works.count), employee: number(0..<3), due: number(0..<Self.length))
        task.id = try await Self.insert(
            """
            INSERT INTO reminders (contact_id, employee_id, text, due_at, made_at) VALUES ($1, $2, 'Перезвонить', $3, 0)
            RETURNING id
            """,
            [.integer(works[task.work].id), .integer(employees[task.employee]), value(task.due)],
            store
        )
        tasks.append(task)
    }

    // MARK: - What happens

    mutating func call(_ number: Int) -> Call {
        let id = CallID.sample(number)
        let minute = self.number(0..<Self.length - 30)
        let isOut = self.number(0..<4) == 0
        var call = Call(id: id, direction: isOut ? .outbound : .inbound, startedAt: Self.instant(minute))
        call.caller = CallerID(number: isOut ? "0101" : "95352372\(10 + self.number(0..<80))", name: "<b>Анна</b>")
        call.dialled = isOut ? "9535237271" : Self.dids[self.number(0..<2)]
        call.queue = self.number(0..<2) == 0 ? QueueName("service") : nil
        if isOut { call.callerPhone = Extension("010\(self.number(0..<5))") }
        for ordinal in 0..<self.number(0..<5) {
            let phone = Party.phone(Extension("010\(self.number(0..<5))"))
            var leg = CallLeg(ordinal: ordinal, party: phone, calledAt: call.startedAt + Double(ordinal) * 20)
            if self.number(0..<5) > 0 { leg.rangAt = leg.calledAt + 1 }
            if self.number(0..<3) == 0 { leg.answeredAt = leg.calledAt + 1 + Double(self.number(1..<15)) }
            leg.leftAt = (leg.answeredAt ?? leg.calledAt) + Double(self.number(1..<300))
            leg.result = leg.answeredAt == nil ? .noAnswer : .answered
            leg.talkTime = leg.answeredAt == nil ? .zero : .seconds(self.number(0..<200))
            leg.holdTime = leg.answeredAt == nil ? .zero : .seconds(self.number(0..<50))
            leg.state = .released
            leg.stateSince = leg.leftAt ?? leg.calledAt
            call.legs.append(leg)
        }
        call.answeredAt = call.legs.compactMap(\.answeredAt).min()
        call.result = call.answeredAt == nil ? isOut ? .unanswered : .missed : .answered
        // Some go on.
        call.endedAt = self.number(0..<10) == 0 ? nil : call.startedAt + 700
        return call
    }

    /// One of the things that may be changed afterwards.
    ///
    /// - Returns: what it was, for whoever reads why a test failed.
    mutating func change(_ store: DataStore) async throws -> String {
        switch number(0..<12) {
        case 0...2:
            let written = (0..<12).map { _ in number(0..<90) }.map { call($0) }
            for call in written { calls[call.id] = call }
            let last = Dictionary(written.map { ($0.id, $0) }) { $1 }
            _ = try await store.callJournal.commit(.of(Array(last.values)))
            return "calls"
        case 3:
            let ids = calls.keys.filter { !merged.contains($0) }.sorted { "\($0)" < "\($1)" }
            guard ids.count > 2 else { return "nothing" }
            let (gone, into) = (ids[number(0..<ids.count / 2)], ids[ids.count - 1])
            calls[gone] = nil
            _ = try await store.callJournal.commit(.of(merges: [.init(call: gone, into: into)]))
            // Its row is another's for ever.
            merged.insert(gone)
            return "merge"
        case 4:
            let place = number(0..<states.count)
            states[place].status = ["available", "away", "offline"][number(0..<3)]
            states[place].until = states[place].since + max(1, (states[place].until - states[place].since) / 30) * 15
            try await execute(
                "UPDATE person_states SET status = $2, own_name = NULL, until = $3 WHERE id = $1",
                [.integer(states[place].id), .text(states[place].status), value(states[place].until)],
                store
            )
            return "state"
        case 5:
            let gone = states.remove(at: number(0..<states.count))
            try await execute("DELETE FROM person_states WHERE id = $1", [.integer(gone.id)], store)
            return "state gone"
        case 6:
            let employee = number(0..<3)
            branchOfEmployee[employee] = [0, 1, nil][number(0..<3)]
            try await execute(
                "UPDATE employees SET branch_id = $2, version = version + 1 WHERE id = $1",
                [.integer(employees[employee]), .integer(branchOfEmployee[employee].map { branches[$0] })],
                store
            )
            return "employee"
        case 7:
            let branch = number(0..<2)
            zoneOfBranch[branch] = Self.zones[number(0..<Self.zones.count)]
            try await execute(
                "UPDATE branches SET time_zone = $2 WHERE id = $1",
                [.integer(branches[branch]), zoneOfBranch[branch].map { SQLValue.text($0) } ?? .null],
                store
            )
            return "zone"
        case 8...9: return try await changeWork(store)
        case 10: return try await changeTask(store)
        default:
            let place = number(0..<seats.count)
            guard let until = seats[place].until else { return "nothing" }
            seats[place].until = max(seats[place].since + 1, until - number(0..<2_000))
            try await execute(
                "UPDATE seatings SET until = $2 WHERE id = $1",
                [.integer(seats[place].id), value(seats[place].until)],
                store
            )
            return "seat"
        }
    }

    /// Calls that are part of others whatever is written of them.
    private(set) var merged: Set<CallID> = []

    private mutating func changeWork(_ store: DataStore) async throws -> String {
        let place = number(0..<works.count)
        switch number(0..<4) {
        case 0: works[place].isHidden.toggle()
        case 1: works[place].branch = number(0..<2)
        case 2: works[place].hasArrival.toggle()
        default:
            if let handedAt = works[place].handedAt {
                works[place].takenAt = handedAt + number(0..<90)
                works[place].processedAt = number(0..<2) == 0 ? works[place].takenAt.map { $0 + 200 } : nil
                works[place].responsible = number(0..<3)
            }
        }
        let work = works[place]
        try await execute(
            """
            UPDATE contacts SET is_hidden = $2, branch_id = $3, has_arrival = $4, taken_at = $5, processed_at = $6,
                responsible_id = $7, version = version + 1
            WHERE id = $1
            """,
            [
                .integer(work.id), .flag(work.isHidden), .integer(branches[work.branch]), .flag(work.hasArrival),
                value(work.takenAt), value(work.processedAt), .integer(work.responsible.map { employees[$0] }),
            ],
            store
        )
        return "contact"
    }

    private mutating func changeTask(_ store: DataStore) async throws -> String {
        let place = number(0..<tasks.count)
        switch number(0..<3) {
        case 0: tasks[place].told = tasks[place].due
        case 1: tasks[place].done = tasks[place].due + number(0..<130) - 10
        default: tasks[place].due = number(0..<Self.length)
        }
        let task = tasks[place]
        try await execute(
            "UPDATE reminders SET told_at = $2, done_at = $3, due_at = $4 WHERE id = $1",
            [.integer(task.id), value(task.told), value(task.done), value(task.due)],
            store
        )
        return "reminder"
    }
}
