import Foundation

/// Something that a form asks for, written as a line: `phone*: Ваш телефон`. The star says that it must be filled in; the words behind the
/// colon are what visitors read, and may be left out where the field is one of those that are known.
package struct WebFormField: Hashable, Sendable {
    /// What goes into a field of the contact, or finds the client; anything else stands in its comment.
    package enum Meaning: String, CaseIterable, Sendable {
        case name
        case phone
        case email
        case message
        case car
    }

    /// Of one form.
    package static let most = 20

    /// The name of the input.
    package let key: String
    package let caption: String?
    package let isRequired: Bool

    package static let standard = [Meaning.name, .phone, .email, .message].map {
        WebFormField(key: $0.rawValue, caption: nil, isRequired: false)
    }

    private init(key: String, caption: String?, isRequired: Bool) {
        self.key = key
        self.caption = caption
        self.isRequired = isRequired
    }

    /// - Returns: `nil` for a line that is none: no name of Latin letters, or one without words that is none of the known.
    package init?(line: String) {
        let sides = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        var key = sides[0].trimmingCharacters(in: .whitespaces)[...]
        isRequired = key.last == "*"
        if isRequired { key = key.dropLast() }
        let caption = sides.count > 1 ? sides[1].trimmingCharacters(in: .whitespaces) : ""
        guard (1...32).contains(key.utf8.count), key.utf8.allSatisfy({ Self.signs.contains($0) }),
            key != WebForm.trap, caption.unicodeScalars.count <= 100,
            !caption.isEmpty || Meaning(rawValue: String(key)) != nil
        else { return nil }
        self.key = String(key)
        self.caption = caption.isEmpty ? nil : caption
    }

    private static let signs = Set("abcdefghijklmnopqrstuvwxyz0123456789_-".utf8)

    /// `nil`: it stands in the comment.
    package var meaning: Meaning? { Meaning(rawValue: key) }

    /// Unicode scalars.
    package var limit: Int {
        switch meaning {
        case .name: 200
        case .phone: 64
        case .email: MailAddress.longest
        case .message: 2_500
        case .car: 100
        case nil: 400
        }
    }
}
