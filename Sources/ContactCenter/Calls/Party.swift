/// One who takes part in a call: a phone of ours or an outside number.
package enum Party: Hashable, Sendable, Codable {
    case phone(Extension)
    /// A number outside the PBX, as it was dialled or delivered: `89161234567`.
    case outside(String)

    /// What people read: the extension or the outside number.
    package var number: String {
        switch self {
        case .phone(let phone): phone.rawValue
        case .outside(let number): number
        }
    }

    package var phone: Extension? {
        if case .phone(let phone) = self { phone } else { nil }
    }
}

/// What the PBX delivered about the calling side (requirement S0.6). Anything in it was chosen by a stranger.
package struct CallerID: Hashable, Sendable, Codable {
    /// The number as delivered; `nil` when caller ID was withheld or not delivered, never `<unknown>`.
    package var number: String?
    /// The display name (CNAM) as delivered.
    package var name: String?

    package init(number: String? = nil, name: String? = nil) {
        self.number = number
        self.name = name
    }
}
