import Foundation

/// What the people at phones do, as the calls tell it, and what the queues give them time for afterwards. A value: calls, seats and
/// queues go in, changed activities come out.
package struct PhoneActivities: Sendable {
    private var calls: [CallID: Call] = [:]
    private var seats: [Extension: UserID] = [:]
    private var told: [UserID: PersonActivity] = [:]
    private var wrapUps = WrapUps()

    package init() {}

    /// Begins anew.
    ///
    /// - Parameters:
    ///   - told: what was last known of the people.
    ///   - last: what was last answered at the phones of those who were known to work on it afterwards.
    package mutating func begin(
        _ calls: [Call],
        _ seats: some Sequence<Seat>,
        told: [UserID: PersonActivity],
        last: [Extension: Call] = [:],
        at now: Date
    ) {
        self.calls = Dictionary(calls.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        self.seats = Dictionary(seats.map { ($0.phone, $0.user) }, uniquingKeysWith: { $1 })
        self.told = told
        for (phone, call) in last where !wrapUps.calls.contains(call.id) {
            guard let user = self.seats[phone], told[user] == .wrapUp, let since = call.lastMoment(at: phone) else {
                continue
            }
            wrapUps.goOn(after: call, by: user, at: phone, since: since, now: now)
        }
    }

    /// Takes a call as it is now.
    ///
    /// - Returns: whom it has do something else, and since when.
    package mutating func take(_ call: Call, at now: Date) -> [PersonalActivity] {
        let old = calls[call.id]
        calls[call.id] = call.isEnded ? nil : call
        for phone in old?.concernedPhones ?? [] where (old?.isSpoken(at: phone) ?? false) && !call.isSpoken(at: phone) {
            guard let user = seats[phone] else { continue }
            wrapUps.begin(after: call, by: user, at: phone, since: call.lastMoment(at: phone) ?? now)
        }
        return changes(at: call.concernedPhones.union(old?.concernedPhones ?? []), by: call, at: now)
    }

    /// A call is part of another now, or is none.
    package mutating func forget(_ id: CallID, at now: Date) -> [PersonalActivity] {
        guard let gone = calls.removeValue(forKey: id) else { return [] }
        return changes(at: gone.concernedPhones, by: nil, at: now)
    }

    /// Who sits where now.
    package mutating func take(_ new: some Sequence<Seat>, at now: Date) -> [PersonalActivity] {
        let new = Dictionary(new.map { ($0.phone, $0.user) }, uniquingKeysWith: { $1 })
        guard new != seats else { return [] }
        let left = Set(seats.values).subtracting(new.values)
        let moved = Set(new.keys).union(seats.keys).filter { new[$0] != seats[$0] }
        seats = new
        return note(left.map { PersonalActivity(user: $0, activity: .none, at: now) })
            + changes(at: moved, by: nil, at: now)
    }

    // MARK: After the call

    /// The contacts of these calls are waited for.
    package var wrappedUp: Set<CallID> { wrapUps.calls }

    /// What the queues are like now.
    package mutating func take(_ queues: [QueueName: PBXQueue], _ rules: [QueueName: QueueRules]) {
        wrapUps.queues = queues
        wrapUps.rules = rules
    }

    /// Ends what has lasted as long as its queue gives.
    package mutating func endWrapUps(at now: Date) -> [PersonalActivity] {
        wrapUps.expire(at: now).flatMap { user, end in changes(of: user, at: end) }
    }

    /// The contacts of these calls are finished.
    package mutating func endWrapUps(after calls: Set<CallID>, at now: Date) -> [PersonalActivity] {
        wrapUps.end(after: calls).flatMap { changes(of: $0, at: now) }
    }

    /// The person is done with it, as was told elsewhere.
    package mutating func endWrapUp(of user: UserID, at now: Date) -> [PersonalActivity] {
        wrapUps.end(of: user)
        return changes(of: user, at: now)
    }

    private mutating func changes(of user: UserID, at moment: Date) -> [PersonalActivity] {
        changes(at: Set(seats.filter { $0.value == user }.keys), by: nil, at: moment)
    }

    /// What the people do whose activity is another than was told; to be asked after `begin`.
    package mutating func corrections(at now: Date) -> [PersonalActivity] {
        let away = Set(told.keys).subtracting(seats.values)
        return note(away.map { PersonalActivity(user: $0, activity: .none, at: now) })
            + changes(at: Set(seats.keys), by: nil, at: now)
    }

    /// - Parameter call: what has changed; its own times count where it tells any.
    private mutating func changes(at phones: Set<Extension>, by call: Call?, at now: Date) -> [PersonalActivity] {
        note(
            phones.compactMap { phone in
                guard let user = seats[phone] else { return nil }
                let (activity, since) = activity(at: phone)
                let moment = call.flatMap { since ?? $0.lastMoment(at: phone) } ?? now
                return PersonalActivity(user: user, activity: activity, at: moment)
            }
        )
    }

    private mutating func note(_ activities: [PersonalActivity]) -> [PersonalActivity] {
        activities.filter { activity in
            guard told[activity.user, default: .none] != activity.activity else { return false }
            told[activity.user] = activity.activity
            return true
        }
    }

    /// Of several calls at a phone the one counts that is spoken.
    private func activity(at phone: Extension) -> (PersonActivity, since: Date?) {
        var found: (activity: PersonActivity, since: Date?) = (.none, nil)
        for call in calls.values {
            guard let (activity, since) = call.activity(at: phone), activity.rank > found.activity.rank else {
                continue
            }
            found = (activity, since)
        }
        guard found.activity == .none, let since = seats[phone].flatMap({ wrapUps.since(of: $0, at: phone) }) else {
            return found
        }
        return (.wrapUp, since)
    }
}

/// That somebody's phone has them do something else.
package struct PersonalActivity: Hashable, Sendable {
    package var user: UserID
    package var activity: PersonActivity
    package var at: Date

    package init(user: UserID, activity: PersonActivity, at: Date) {
        self.user = user
        self.activity = activity
        self.at = at
    }
}

extension PersonActivity {
    fileprivate var rank: Int {
        switch self {
        case .none: 0
        case .wrapUp: 1
        case .ringing: 2
        case .hold: 3
        case .talking: 4
        }
    }
}

extension Call {
    /// What this call has a phone do, and since when; `nil` where it is out of it.
    fileprivate func activity(at phone: Extension) -> (PersonActivity, Date)? {
        guard !isEnded else { return nil }
        if let leg = legs.last(where: { $0.party == .phone(phone) && $0.state != .released }) {
            switch leg.state {
            case .ringing: return (.ringing, leg.stateSince)
            case .talking, .answered, .consulting: return (.talking, leg.stateSince)
            case .holding: return (.hold, leg.stateSince)
            case .calling, .released: return nil
            }
        }
        // Who placed the call has no leg of their own.
        guard isSpoken(at: phone), let answeredAt else { return nil }
        return (.talking, answeredAt)
    }

    /// When the phone was last part of it.
    fileprivate func lastMoment(at phone: Extension) -> Date? {
        legs.filter { $0.party == .phone(phone) }.compactMap(\.leftAt).max() ?? endedAt
    }
}
