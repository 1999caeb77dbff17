import Foundation

/// How somebody can be reached at this moment: by which phone, what its line does, and what they say of themselves (requirements
/// S1.16, S1.17, S1.18).
package struct Reachability: Hashable, Sendable {
    /// Where they sit, else the phone on their card.
    package var phone: Extension?
    /// `nil` where the PBX does not tell.
    package var line: LineState?
    /// `nil` for who does not log in.
    package var presence: Presence?

    package init(phone: Extension? = nil, line: LineState? = nil, presence: Presence? = nil) {
        self.phone = phone
        self.line = line
        self.presence = presence
    }

    package enum Degree: Int, Comparable, Sendable {
        /// The next call would be taken.
        case free
        /// On the phone, or at work on the last call.
        case engaged
        /// They say that they are busy or away.
        case unavailable
        /// Not logged in, or the phone is not there.
        case unreachable

        package static func < (left: Degree, right: Degree) -> Bool { left.rawValue < right.rawValue }
    }

    package var degree: Degree {
        guard let line, line != .offline else { return .unreachable }
        switch presence?.status {
        case .offline: return .unreachable
        case .busy, .away, .own: return .unavailable
        case .available, nil: return line == .ready && !(presence?.isWrappingUp ?? false) ? .free : .engaged
        }
    }

    /// Since when they are free; `nil` for who is not, and for who does not log in, of whom nobody knows it.
    package var freeSince: Date? { degree == .free ? presence?.freeSince : nil }

    /// Who is asked first: the freer one, of the free ones the one who has been so for longest.
    package func comes(before other: Reachability) -> Bool? {
        if degree != other.degree { return degree < other.degree }
        let (mine, others) = (freeSince ?? .distantFuture, other.freeSince ?? .distantFuture)
        return mine == others ? nil : mine < others
    }
}

extension Floor {
    /// Of each person, by whom they log in as and the phone on their card; the seats are looked through once.
    package func reachabilities(of people: [(user: UserID?, phone: Extension?)], at now: Date) -> [Reachability] {
        let sitting = Dictionary(seats.values.map { ($0.user, $0.phone) }, uniquingKeysWith: { $1 })
        return people.map { user, cardPhone in
            let phone = user.flatMap { sitting[$0] } ?? cardPhone
            return Reachability(
                phone: phone,
                line: phone.flatMap { phones[$0] },
                presence: user.map { presences[$0] ?? Presence(status: .offline, since: now) }
            )
        }
    }
}
