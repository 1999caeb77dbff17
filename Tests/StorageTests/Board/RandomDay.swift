import ContactCenter
import Foundation
import TestSupport

@testable import Storage

/// A business at random over more than a day, written to a database and counted one by one: the second opinion on a `DayBoard`.
struct RandomDay {
    struct Registered {
        var id: Int64
        var at: Date
        var isRegistered: Bool
        var isHidden: Bool
        var novelty: Contact.Novelty?
        var isInquiry: Bool
        var branch: Int64?
        /// The place of its call among the calls.
        var call: Int?
        var registrar: Int64?
        var stage: ContactWork.Stage?
        var dueAt: Date?
    }

    struct Paper {
        var kind: Document.Kind
        var at: Date
        var contact: Int64?
        var isHidden: Bool
    }

    private var people: ListedBusiness
    private(set) var calls: [Call] = []
    private var contacts: [Registered] = []
    private var papers: [Paper] = []
    let today: Period
    /// Late on the second day, so that who was missed on the first should have been called back.
    let now: Date

    private static let branches: [String: Int64] = ["6467171": 1, "7559996": 2]
    private static let queues = [QueueName("service"), QueueName("sales")]
    private let rules = MissedRules()
    private let serviceLevel = ServiceLevelRules()

    init(seed: UInt64) {
        people = ListedBusiness(calls: 1_000, seed: seed)
        let calendar = BusinessCalendar(.gmt)
        let day = calendar.day(of: ListedBusiness.instant(0)) + 1
        today = calendar.period(of: day)
        now = today.from + 20 * 3_600
        var random = SeededRandom(seed: seed)
        calls = people.calls.map { Self.waiting($0, using: &random) }
        // Some are reached when it is too late.
        calls += (0..<40).map { Self.lateReach($0) }
        people.calls = []
        contacts = (1...400).map { contact(Int64($0), using: &random) }
        papers = (0..<300).map { _ in
            Paper(
                kind: Document.Kind.allCases.randomElement(using: &random) ?? .appointment,
                at: .sample(
                    Double.random(in: 0...72_000, using: &random),
                    second: ListedBusiness.start
                ),
                contact: Bool.random(using: &random) ? Int64.random(in: 1...400, using: &random) : nil,
                isHidden: Int.random(in: 0..<8, using: &random) == 0
            )
        }
    }

    /// The same call, with a wait, or with none that is known.
    private static func waiting(_ call: Call, using random: inout SeededRandom) -> Call {
        var call = call
        guard call.direction == .inbound else { return call }
        call.queue = Bool.random(using: &random) ? queues.randomElement(using: &random) : nil
        call.caller.number =
            Int.random(in: 0..<12, using: &random) == 0
            ? "anonymous" : number(Int.random(in: 0..<80, using: &random))
        call.isHungUpByCaller = Bool.random(using: &random)
        let wait = Double(Int.random(in: 0...40_000, using: &random)) / 1_000
        switch Int.random(in: 0..<5, using: &random) {
        case 0: break
        case 1: call.rangAt = call.startedAt + 1
        default: call.queuedAt = call.startedAt + 1
        }
        let end = call.startedAt + 1 + wait
        let isAnswered = call.result == .answered
        call.answeredAt = isAnswered ? end : nil
        call.endedAt = isAnswered ? end + Double(Int.random(in: 2...60, using: &random)) : end
        for index in call.legs.indices where call.legs[index].result == .answered {
            call.legs[index].answeredAt = end
            call.legs[index].talkTime = .milliseconds(Int.random(in: 0...60_000, using: &random))
        }
        return call
    }

    private static func number(_ place: Int) -> String { "91600000\(place < 10 ? "0" : "")\(place)" }

    private static func lateReach(_ place: Int) -> Call {
        let second = ListedBusiness.start + 130_000 + Int64(place)
        var call = Call(
            id: .sample(2_000 + place, second: second),
            direction: .outbound,
            startedAt: .sample(0, second: second)
        )
        call.callerPhone = Extension("0111")
        call.dialled = number(place)
        call.result = .answered
        call.answeredAt = call.startedAt + 5
        call.endedAt = call.startedAt + 60
        return call
    }

    private func contact(_ id: Int64, using random: inout SeededRandom) -> Registered {
        let isHidden = Int.random(in: 0..<10, using: &random) == 0
        let at = Date.sample(Double.random(in: 0...72_000, using: &random), second: ListedBusiness.start)
        // Each call has one contact at most.
        let hasCall = !isHidden && Bool.random(using: &random)
        return Registered(
            id: id,
            at: at,
            isRegistered: Int.random(in: 0..<5, using: &random) > 0,
            isHidden: isHidden,
            novelty: Contact.Novelty.allCases.randomElement(using: &random),
            isInquiry: Bool.random(using: &random),
            branch: [1, 2, nil].randomElement(using: &random) ?? nil,
            call: hasCall ? Int(id) * 2 : nil,
            registrar: [1, 2, 3, nil].randomElement(using: &random) ?? nil,
            stage: (ContactWork.Stage.allCases.map(Optional.some) + [nil]).randomElement(using: &random) ?? nil,
            dueAt: Bool.random(using: &random)
                ? .sample(Double.random(in: 0...72_000, using: &random), second: ListedBusiness.start) : nil
        )
    }

    var selections: [BoardSelection] {
        let branches = [nil, BranchID(1), BranchID(2), BranchID(9)]
        let queues: [Set<QueueName>?] = [nil, [Self.queues[0]], Set(Self.queues), [QueueName("night")]]
        return branches.flatMap { branch in queues.map { BoardSelection(branch: branch, queues: $0) } }
    }

    // MARK: - Writing

    /// What people mark in the register, by the place of the call.
    private func isExcluded(_ place: Int) -> Bool { place % 13 == 0 }
    private func isHidden(_ place: Int) -> Bool { place % 17 == 0 }
    private func isSpam(_ place: Int) -> Bool { place % 19 == 0 }

    func write(to store: DataStore) async throws {
        try await people.write(to: store)
        try await store.database.write { transaction in
            try transaction.execute(
                "INSERT INTO branches (name) VALUES ($1)",
                each: [[.text("Первая")], [.text("Вторая")]]
            )
            try transaction.execute(
                "INSERT INTO dids (number, number_key, branch_id) VALUES ($1, $2, $3)",
                each: Self.branches.sorted { $0.value < $1.value }.map {
                    [.text($0.key), .text(TestNumbers.key($0.key)), .integer($0.value)]
                }
            )
        }
        for first in stride(from: 0, to: calls.count, by: 100) {
            let some = calls[first..<min(first + 100, calls.count)]
            _ = try await store.callJournal.commit(.of(Array(some)))
        }
        try await store.database.write { transaction in
            for (column, isMarked) in [
                ("excluded_at = 1", isExcluded), ("hidden_at = 1", isHidden), ("is_spam = 1", isSpam),
            ] {
                try transaction.execute(
                    """
                    UPDATE missed_calls SET \(column)
                    WHERE call_id = (SELECT id FROM calls WHERE pbx = $1 AND linkedid = $2 AND start_second = $3)
                    """,
                    each: calls.indices.filter(isMarked).map { CallTable.values(of: calls[$0].id) }
                )
            }
            try transaction.execute(contactStatement, each: contacts.map(values))
            try transaction.execute(
                "INSERT INTO documents (kind, number, at, contact_id, is_open, is_hidden) VALUES ($1, $2, $3, $4, 0, $5)",
                each: papers.enumerated().map { number, paper in
                    [
                        .text(paper.kind), .text("N\(number)"), .instant(paper.at), .integer(paper.contact),
                        .flag(paper.isHidden),
                    ]
                }
            )
        }
    }

    private var contactStatement: String {
        """
        INSERT INTO contacts (
            state, number, at, registered_at, is_hidden, novelty, is_inquiry, branch_id, pbx, linkedid, start_second,
            registrar_id, handed_at, taken_at, processed_at, due_at
        ) VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """
    }

    private func values(of contact: Registered) -> [SQLValue] {
        let call = contact.call.map { calls[$0].id }
        let stage = contact.stage
        return [
            .text(contact.isRegistered ? Contact.State.registered : .unfinished),
            .text(contact.isRegistered ? "A\(contact.id)" : nil), .instant(contact.at), .flag(contact.isHidden),
            .text(contact.novelty), .flag(contact.isInquiry), .integer(contact.branch), .text(call?.pbx),
            .text(call?.linkedID), .integer(call?.startSecond), .integer(contact.registrar),
            .instant(stage.map { _ in contact.at }), .instant(stage.flatMap { $0 == .unprocessed ? nil : contact.at }),
            .instant(stage == .processed ? contact.at : nil), .instant(contact.dueAt),
        ]
    }

    // MARK: - Counting

    private func place(of call: Call) -> DayBoard.Place {
        DayBoard.Place(branch: call.dialled.flatMap { Self.branches[$0] }.map { BranchID($0) }, queue: call.queue)
    }

    private func place(of contact: Registered?) -> DayBoard.Place {
        DayBoard.Place(
            branch: contact?.branch.map { BranchID($0) },
            queue: contact?.call.flatMap { calls[$0].queue }
        )
    }

    private func isToday(_ moment: Date, until end: Date?) -> Bool {
        moment >= today.from && moment < end ?? today.until
    }

    private func countsAsMissed(_ place: Int) -> Bool {
        MissedRules.isMissed(calls[place]) && rules.counts(calls[place]) && !isExcluded(place) && !isHidden(place)
            && !isSpam(place)
    }

    /// When the caller was first reached by a later call.
    private func reachedAt(_ place: Int) -> Date? {
        let call = calls[place]
        guard let key = TestNumbers.key(call.caller.number) else { return nil }
        return calls.enumerated().filter { _, later in
            let other = later.direction == .inbound ? later.caller.number : later.dialled
            return later.startedAt > call.startedAt && rules.reaches(later) && TestNumbers.key(other) == key
        }
        .min { ($0.element.startedAt, $0.offset) < ($1.element.startedAt, $1.offset) }?.element.answeredAt
    }

    func figures(of selection: BoardSelection, until end: Date? = nil) -> DayFigures {
        var figures = DayFigures()
        for (number, call) in calls.enumerated()
        where call.direction == .inbound && isToday(call.startedAt, until: end) && selection.includes(place(of: call)) {
            let isAnswered = call.result == .answered
            let isReached = call.queuedAt != nil || call.rangAt != nil
            figures[.calls] += 1
            if isAnswered { figures[.answered] += 1 }
            if isReached || isAnswered { figures[.reached] += 1 }
            if isAnswered, let wait = call.waitTime(asOf: now) {
                figures[.timed] += 1
                figures[.waitMilliseconds] += wait.inMilliseconds
                if wait <= serviceLevel.within { figures[.inTime] += 1 }
            }
            guard countsAsMissed(number) else { continue }
            if isReached { figures[.missedWaiting] += 1 }
            let window = TimeInterval(rules.callBackWindow.components.seconds)
            if reachedAt(number).map({ $0 > call.startedAt + window }) ?? true { figures[.missed] += 1 }
        }
        for contact in contacts
        where !contact.isHidden && isToday(contact.at, until: end) && selection.includes(place(of: contact)) {
            if contact.stage == .unprocessed { figures[.unprocessed] += 1 }
            guard contact.isRegistered else { continue }
            figures[.contacts] += 1
            if contact.novelty == .firstTime { figures[.firstTime] += 1 }
            if contact.novelty == .repeat { figures[.repeat] += 1 }
            if contact.isInquiry { figures[.inquiries] += 1 }
        }
        for paper in papers where !paper.isHidden && isToday(paper.at, until: end) {
            guard selection.includes(place(of: contacts.first { $0.id == paper.contact })) else { continue }
            if Document.appointments.contains(paper.kind) { figures[.appointments] += 1 }
            if Document.arrivals.contains(paper.kind) { figures[.arrivals] += 1 }
        }
        return figures
    }

    func callBacks(of selection: BoardSelection) -> DayBoard.CallBacks {
        var since: [String: Date] = [:]
        for (number, call) in calls.enumerated()
        where countsAsMissed(number) && selection.includes(place(of: call)) && reachedAt(number) == nil {
            let caller = TestNumbers.key(call.caller.number)?.rawValue ?? "\(number)"
            since[caller] = min(since[caller] ?? .distantFuture, call.startedAt)
        }
        let window = TimeInterval(rules.callBackWindow.components.seconds)
        return DayBoard.CallBacks(owed: since.count, overdue: since.values.count { $0 < now - window })
    }

    var callsByHour: [Int64] {
        (0..<24).map { hour in
            let from = today.from + Double(hour) * 3_600
            let own = calls.count {
                $0.direction == .inbound && $0.startedAt >= from && $0.startedAt < from + 3_600
            }
            return Int64(own)
        }
    }

    var overdueContacts: Int64 {
        let overdue = contacts.count { contact in
            guard !contact.isHidden, let stage = contact.stage, stage != .processed, let due = contact.dueAt else {
                return false
            }
            return due <= now
        }
        return Int64(overdue)
    }

    func work(of user: UserID) -> (handled: Int64, talkTime: Duration, registered: Int64) {
        var filter = CallFilter()
        filter.kind = .answered
        filter.person = user
        let own = calls.filter { isToday($0.startedAt, until: nil) }
        let handled = own.count { people.matches($0, filter) }
        var talkTime = Duration.zero
        for call in own where call.direction == .inbound && call.result == .answered {
            for leg in call.legs {
                guard let phone = leg.party.phone,
                    people.sitter(at: phone, on: leg.calledAt).map(Int64.init) == user.rawValue
                else { continue }
                talkTime += leg.talkTime
            }
        }
        let registered = contacts.count {
            $0.isRegistered && !$0.isHidden && $0.registrar == user.rawValue && isToday($0.at, until: nil)
        }
        return (Int64(handled), talkTime, Int64(registered))
    }
}
