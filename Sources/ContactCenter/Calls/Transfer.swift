import Foundation

/// One handing-over of an answered call to somebody else (requirement S4.20).
package struct Transfer: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable {
        /// REFER or the PBX's own blind transfer.
        case blind
        case attended
        /// The caller's channel was sent elsewhere by AMI Redirect.
        case amiRedirect = "ami_redirect"
    }

    package var kind: Kind
    package var from: Party?
    /// The extension or number the call was sent to.
    package var to: Party
    /// Asked for; in an attended transfer the moment the consultation began.
    package var at: Date
    /// When the caller and the new person were joined; `nil` if never.
    package var completedAt: Date?
    /// The call came back to the one who had transferred it.
    package var isReturned = false

    package var isAnswered: Bool { completedAt != nil }

    package init(kind: Kind, from: Party?, to: Party, at: Date) {
        self.kind = kind
        self.from = from
        self.to = to
        self.at = at
    }
}

/// The call was steered elsewhere before any person had answered. It is no transfer.
package struct Steering: Hashable, Sendable, Codable {
    /// The phone that rang until then, else the service (IVR context, queue) the caller was in.
    package var from: String
    package var to: Party
    package var at: Date

    package init(from: String, to: Party, at: Date) {
        self.from = from
        self.to = to
        self.at = at
    }
}

/// One sound file the PBX wrote for a call (requirement S4.6).
package struct Recording: Hashable, Sendable, Codable {
    /// The full path on the PBX.
    package var path: String
    package var startedAt: Date
    /// How long the recorded channel was bridged while recording; of a message in a mailbox, how long the caller was there,
    /// which includes the greeting.
    package var length: Duration = .zero

    package init(path: String, startedAt: Date) {
        self.path = path
        self.startedAt = startedAt
    }

    /// The last part of the path.
    package var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }
}
