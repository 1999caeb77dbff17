import Foundation

/// A letter that came, as far as it could be understood. Nothing in it is trusted.
package struct ReceivedMail: Hashable, Sendable {
    /// What people should know of a letter that is not kept as it came.
    package enum Remark: String, CaseIterable, Sendable {
        /// Larger than a letter may be: only its beginning was read.
        case cut
        /// Its headers go on for ever: only their beginning was read.
        case headers
        /// Its parts lie in each other too deep, or are too many: some were not looked at.
        case parts
        /// Its letters are not in the character set that it names.
        case charset
        /// A file is too large, or there are too many: its name is all that is kept.
        case files
        /// A file is a program: its name is all that is kept.
        case program
        /// It is no letter that anybody can read.
        case unreadable
    }

    package struct File: Hashable, Sendable {
        package var name: String
        /// As its bytes say, else as the letter does: `application/pdf`.
        package var type: String
        /// Bytes, as it was sent.
        package var size: Int
        /// `nil` where it is not kept.
        package var bytes: [UInt8]?

        package init(name: String, type: String, size: Int, bytes: [UInt8]?) {
            self.name = name
            self.type = type
            self.size = size
            self.bytes = bytes
        }
    }

    /// Unicode scalars.
    package static let longestSubject = 300
    package static let longestText = 100_000
    /// Larger HTML is not kept; its words are.
    package static let longestHTML = 1_000_000
    package static let longestSender = 320

    /// Without the brackets; `nil` where it has none, or none that is one.
    package var id: MessageID?
    /// The letters that it answers, the nearest first.
    package var references: [MessageID] = []
    /// When it says that it was written.
    package var at: Date?
    /// As people read it; empty where it names none.
    package var sender = ""
    /// Where it can be answered.
    package var address: MailAddress?
    package var subject = ""
    package var text = ""
    /// As it came, to be shown where nothing in it does anything.
    package var html: String?
    package var files: [File] = []
    package var remarks: Set<Remark> = []
    /// The same for the same letter, however often it comes and whatever number it has.
    package var digest = ""

    package init() {}

    /// What stands in for one that nobody can read.
    package static func unreadable(digest: String) -> ReceivedMail {
        var mail = ReceivedMail()
        mail.remarks = [.unreadable]
        mail.digest = digest
        return mail
    }
}

/// By which letters name each other: `17.abc@example.org`.
package struct MessageID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package static let longest = 250

    package let rawValue: String

    /// - Returns: `nil` for what can stand in no header.
    package init?(rawValue: String) {
        guard (1...Self.longest).contains(rawValue.utf8.count),
            rawValue.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x3C && $0 != 0x3E })
        else { return nil }
        self.rawValue = rawValue
    }

    package var description: String { rawValue }

    /// Those that stand in a header, in brackets, in their order.
    package static func all(in header: String) -> [MessageID] {
        header.utf8.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false).dropFirst().compactMap {
            piece in
            guard let end = piece.firstIndex(of: UInt8(ascii: ">")) else { return nil }
            return MessageID(rawValue: String(decoding: piece[..<end], as: UTF8.self))
        }
    }

    /// Of a letter about a contact that we have sent.
    package var letterKey: ContactLetterKey? {
        let parts = rawValue.prefix { $0 != "@" }.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "contact" else { return nil }
        return ContactLetterKey(rawValue: String(parts[2]))
    }
}

extension Contact {
    /// Somebody has written; nobody has talked with them yet.
    package init(_ mail: ReceivedMail, in box: MailBox, at now: Date) {
        self.init()
        at = now
        project = box.project
        source = box.source
        reason = box.reason
        personName = Self.tidy(LetterText.line(mail.sender, limit: 200))
        comment = Self.comment(of: mail)
    }

    /// What is known stands first, on lines of its own.
    private static func comment(of mail: ReceivedMail) -> String? {
        var text = LetterText()
        text.add("E-mail", mail.address?.description)
        text.part()
        text.add(LetterText.line(mail.subject, limit: ReceivedMail.longestSubject))
        text.part()
        text.add(LetterText.cut(mail.text, to: 3_000))
        return tidy(LetterText.cut(text.text, to: 4_000))
    }
}
