import Foundation

/// Looks into boxes of mail servers.
package protocol MailBoxReading: Sendable {
    /// Nothing is asked of the server yet.
    func session(at place: MailBoxPlace, password: String) -> any MailBoxSession
}

/// One look into a box. It is asked for one thing at a time, and closed when it goes.
package protocol MailBoxSession: Sendable {
    /// Logs in and opens the folder.
    func open() async throws(MailBoxProblem) -> OpenedMailBox
    /// The letters with this number or a greater one, in the order of their numbers.
    func list(from number: Int64) async throws(MailBoxProblem) -> [ListedMail]
    /// - Parameter most: bytes; no more is fetched of a letter that is larger.
    /// - Returns: the letter as it crossed the network; `nil` where it is not there any more.
    func letter(_ listed: ListedMail, most: Int) async throws(MailBoxProblem) -> [UInt8]?
}

/// A folder, as the server tells of it.
package struct OpenedMailBox: Hashable, Sendable {
    /// While it is the same (`UIDVALIDITY`), a number is one letter for ever.
    package var validity: Int64
    /// The number of the next letter that comes (`UIDNEXT`); 0 where the server does not tell.
    package var next: Int64

    package init(validity: Int64, next: Int64) {
        self.validity = validity
        self.next = next
    }
}

package struct ListedMail: Hashable, Sendable {
    /// The server's (`UID`).
    package var number: Int64
    /// Bytes.
    package var size: Int
    /// When it came to the server.
    package var at: Date?

    package init(number: Int64, size: Int, at: Date?) {
        self.number = number
        self.size = size
        self.at = at
    }
}

/// How far a box has been read.
package struct MailBoxPosition: Hashable, Sendable {
    package var validity: Int64
    /// All letters up to this number are contacts, or were there before the box was ours.
    package var number: Int64

    package init(validity: Int64, number: Int64) {
        self.validity = validity
        self.number = number
    }

    /// Where reading goes on.
    ///
    /// - A box that was never read begins now: what was in it before is nobody's matter.
    /// - Where the server has numbered it anew, it is read from its beginning, but for what came more than a day before it was last
    ///   read; letters that are contacts already are known by what they are.
    ///
    /// - Returns: from where, and since when letters must have come; `nil` for the time where all are meant.
    package static func next(
        after position: MailBoxPosition?,
        in box: OpenedMailBox,
        lookedAt: Date?
    ) -> (position: MailBoxPosition, since: Date?) {
        guard let position else {
            return (MailBoxPosition(validity: box.validity, number: max(0, box.next - 1)), nil)
        }
        if position.validity == box.validity { return (position, nil) }
        return (MailBoxPosition(validity: box.validity, number: 0), (lookedAt ?? .distantPast) - 86_400)
    }
}
