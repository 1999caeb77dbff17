import Foundation

/// A letter to be sent by e-mail: plain text, with a file or without.
package struct MailMessage: Hashable, Sendable {
    /// The same for the same letter, however often it is sent: by it a receiver's program knows a double. Latin letters, digits,
    /// dots and dashes.
    package var id: String
    package var at: Date
    /// All of them see each other.
    package var recipients: [MailAddress]
    package var subject: String
    package var text: String
    package var attachment: MailAttachment?
    /// The letter that it answers; `nil` for one that the program writes by itself.
    package var answers: MessageID?
    /// Where it is answered, where that is not whom it comes from.
    package var replyTo: MailAddress?

    package init(
        id: String,
        at: Date,
        recipients: [MailAddress],
        subject: String,
        text: String,
        attachment: MailAttachment? = nil,
        answers: MessageID? = nil,
        replyTo: MailAddress? = nil
    ) {
        self.id = id
        self.at = at
        self.recipients = recipients
        self.subject = subject
        self.text = text
        self.attachment = attachment
        self.answers = answers
        self.replyTo = replyTo
    }
}

/// A file that goes with a letter.
package struct MailAttachment: Hashable, Sendable {
    /// As people read it: `Статистика 2026-11-01.xlsx`.
    package var name: String
    /// For programs that know Latin letters only.
    package var latinName: String
    /// `text/csv`
    package var contentType: String
    package var bytes: [UInt8]

    package init(name: String, latinName: String, contentType: String, bytes: [UInt8]) {
        self.name = name
        self.latinName = latinName
        self.contentType = contentType
        self.bytes = bytes
    }
}
