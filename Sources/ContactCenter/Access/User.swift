import Foundation

/// The number of a user in the database.
package struct UserID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package var rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }
    package init(_ rawValue: Int64) { self.rawValue = rawValue }

    package var description: String { String(rawValue) }
}

/// What a person types to log in, in one spelling: small letters, one character for é and for ａ, no blanks around it.
package struct UserName: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    package let rawValue: String

    /// - Returns: `nil` for anything but 1 to 64 letters of any script, digits and `. _ - @`; also for what nobody sees.
    package init?(rawValue: String) {
        // Databases compare bytes, so that the same letters must be the same bytes.
        let name = rawValue.precomposedStringWithCompatibilityMapping.lowercased()
            .precomposedStringWithCompatibilityMapping.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...64).contains(name.unicodeScalars.count), name.allSatisfy(\.belongsInName) else { return nil }
        self.rawValue = name
    }

    package init?(_ text: String) { self.init(rawValue: text) }

    package var description: String { rawValue }

    package static func < (left: UserName, right: UserName) -> Bool { left.rawValue < right.rawValue }
}

/// Somebody who may log in.
package struct User: Hashable, Sendable {
    package var id: UserID
    package var name: UserName
    /// As colleagues know them: `Петрова Анна`. At most 200 characters.
    package var displayName: String
    /// All that they may do is the sum of what these allow.
    package var roles: Set<RoleName>
    package var department: String?
    /// The phone on their desk, offered at the log-in (decision D25).
    package var phone: Extension?
    /// May not log in; kept because the history names them (decision D21).
    package var isDisabled: Bool

    package init(
        id: UserID,
        name: UserName,
        displayName: String,
        roles: Set<RoleName>,
        department: String? = nil,
        phone: Extension? = nil,
        isDisabled: Bool = false
    ) {
        self.id = id
        self.name = name
        self.displayName = displayName
        self.roles = roles
        self.department = department
        self.phone = phone
        self.isDisabled = isDisabled
    }
}

extension Character {
    /// A letter or digit with its accents and vowel signs, or one of the four signs.
    fileprivate var belongsInName: Bool {
        guard !"._-@".contains(self) else { return true }
        return unicodeScalars.enumerated().allSatisfy { place, scalar in
            guard !scalar.properties.isDefaultIgnorableCodePoint else { return false }
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber:
                return true
            case .nonspacingMark, .spacingMark: return place > 0
            default: return false
            }
        }
    }
}
