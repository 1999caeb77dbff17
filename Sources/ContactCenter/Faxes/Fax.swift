import Foundation

/// By which the PBX knows a fax: the extension that its dialplan sends it from, the name of the file with its pages, and what may
/// be asked for once by HTTP. Nobody guesses it: 32 random digits, some 106 bits.
package struct FaxKey: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String

    /// An extension is made of digits.
    private static let length = 32

    /// Whatever a PBX has told of: one that is no key is nobody's.
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }

    package static func random() -> FaxKey {
        var source = SystemRandomNumberGenerator()
        return FaxKey(String((0..<length).map { _ in Character(String(Int.random(in: 0...9, using: &source))) }))
    }

    /// Whether a text can be one: nothing else ever becomes part of a file's name.
    package var isWellFormed: Bool {
        rawValue.utf8.count == Self.length && rawValue.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

/// A fax as somebody has sent it (requirement S4.11).
package struct Fax: Hashable, Sendable {
    package var key: FaxKey
    package var user: UserID
    /// As the PBX dials it; `nil` where it goes into a call that delivered no number.
    package var number: String?
    /// The conversation that it went into; `nil` for one that was dialled.
    package var call: CallID?
    package var client: ClientID?
    package var document: DocumentID?
    /// What people call it, the name of the file that they chose; text for eyes, never a file's name of ours.
    package var title: String
    package var pages: Int
    package var at: Date

    /// Unicode scalars of a title.
    package static let longestTitle = 120

    package init(
        key: FaxKey,
        user: UserID,
        number: String?,
        call: CallID? = nil,
        client: ClientID? = nil,
        document: DocumentID? = nil,
        title: String,
        pages: Int,
        at: Date
    ) {
        self.key = key
        self.user = user
        self.number = number
        self.call = call
        self.client = client
        self.document = document
        self.title = Self.cleaned(title)
        self.pages = pages
        self.at = at
    }

    /// Without what is no text, and no longer than a line.
    private static func cleaned(_ title: String) -> String {
        let text = title.unicodeScalars.filter { !CharacterSet.controlCharacters.contains($0) }.prefix(longestTitle)
        return String(String.UnicodeScalarView(text)).trimmingCharacters(in: .whitespaces)
    }
}

package typealias FaxID = RecordID<Fax>

/// Why a fax did not arrive.
package enum FaxFailure: String, CaseIterable, Sendable {
    case busy
    case notAnswered = "not_answered"
    /// The number was not reached.
    case notReached = "not_reached"
    /// Somebody answered, but no fax machine did.
    case noFax = "no_fax"
    /// The connection broke before all pages were over.
    case dropped
    /// The machines did not come to an understanding, or the PBX could not read the pages; its own words say more.
    case refused
    /// The conversation into which it was to go had ended.
    case callOver = "call_over"
    /// The PBX's user lacks a right.
    case notPermitted = "not_permitted"
    /// The PBX cannot be heard.
    case notHeard = "not_heard"
    /// The PBX took the order, and no fax began.
    case notConfirmed = "not_confirmed"
}

/// How a fax ended.
package enum FaxEnd: Hashable, Sendable {
    case sent(pages: Int)
    /// - Parameters:
    ///   - pages: that had gone over until then.
    ///   - words: the PBX's own, such as `The call dropped prematurely`.
    case failed(FaxFailure, pages: Int, words: String?)
    /// Nobody was there to hear it.
    case unknown

    /// Unicode scalars of the PBX's words.
    package static let longestWords = 120
}

/// A fax in the journal.
package struct FaxEntry: Hashable, Sendable {
    package var id: FaxID
    package var fax: Fax
    package var userName: String
    package var clientName: String?
    package var documentNumber: String?
    /// `nil` while it is under way.
    package var end: FaxEnd?
    package var endedAt: Date?

    package init(
        id: FaxID,
        fax: Fax,
        userName: String,
        clientName: String? = nil,
        documentNumber: String? = nil,
        end: FaxEnd? = nil,
        endedAt: Date? = nil
    ) {
        self.id = id
        self.fax = fax
        self.userName = userName
        self.clientName = clientName
        self.documentNumber = documentNumber
        self.end = end
        self.endedAt = endedAt
    }
}
