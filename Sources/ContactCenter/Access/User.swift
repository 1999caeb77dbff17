/// The number of a user in the database.
package struct UserID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package var rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }
    package init(_ rawValue: Int64) { self.rawValue = rawValue }

    package var description: String { String(rawValue) }
}

/// What a person types to log in, in one spelling: small letters, no blanks around it.
package struct UserName: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    package let rawValue: String

    /// - Returns: `nil` for anything but 1 to 64 letters of any script, digits and `. _ - @`.
    package init?(rawValue: String) {
        let name = rawValue.trimmingPrefix(while: \.isWhitespace).lowercased()
        let trimmed = String(name[..<(name.lastIndex { !$0.isWhitespace }.map(name.index(after:)) ?? name.startIndex)])
        guard (1...64).contains(trimmed.unicodeScalars.count),
            trimmed.allSatisfy({ $0.isLetter || $0.isNumber || "._-@".contains($0) })
        else { return nil }
        self.rawValue = trimmed
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
