/// What others see of a person (requirements S1.18, S1.22).
package enum PresenceStatus: Hashable, Sendable {
    case available
    case busy
    case away
    /// One that the person has named.
    case own(OwnStatus)
    /// Logged in nowhere, or no page of theirs is open any more.
    case offline
}

/// What a person says of themselves; it stays while they are off-line.
package enum ChosenStatus: Hashable, Sendable {
    case available
    case busy
    case away
    case own(OwnStatus)

    package var asSeen: PresenceStatus {
        switch self {
        case .available: .available
        case .busy: .busy
        case .away: .away
        case .own(let status): .own(status)
        }
    }
}

/// The name that a person has given to a status of their own: 1 to 40 characters in one line.
package struct OwnStatus: RawRepresentable, Hashable, Sendable, Comparable {
    package let rawValue: String

    /// - Returns: `nil` for what is empty or too long.
    package init?(rawValue: String) {
        let name = rawValue.inOneLine
        guard (1...40).contains(name.unicodeScalars.count) else { return nil }
        self.rawValue = name
    }

    package init?(_ text: String) { self.init(rawValue: text) }

    package static func < (left: OwnStatus, right: OwnStatus) -> Bool { left.rawValue < right.rawValue }

    /// How many of them one person may have.
    package static let most = 20
}

/// What a person adds to their status (requirement S1.23): at most 200 characters in one line.
package struct PresenceNote: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    /// - Returns: `nil` for what is empty or too long.
    package init?(rawValue: String) {
        let note = rawValue.inOneLine
        guard (1...200).contains(note.unicodeScalars.count) else { return nil }
        self.rawValue = note
    }

    package init?(_ text: String) { self.init(rawValue: text) }
}

extension String {
    /// Without control characters and without blanks around it; what parts lines becomes a blank. Such a text may stand in a
    /// header of the PBX.
    fileprivate var inOneLine: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .lineSeparator, .paragraphSeparator, .surrogate: " "
                    default: scalar
                    }
                }
            )
        ).split(separator: " ").joined(separator: " ")
    }
}
