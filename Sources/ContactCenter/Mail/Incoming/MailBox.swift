import Foundation

/// A box of a mail server whose letters become contacts (requirement S3.25, issue 8): one a project, or several.
///
/// The password is no field: it is sealed, and never shown.
package struct MailBox: Hashable, Sendable {
    package enum Security: String, CaseIterable, Sendable {
        /// Encrypted from the beginning (`imaps`).
        case tls
        /// The connection begins in clear and must become encrypted before anything is told.
        case startTLS = "starttls"
        /// In clear: for a server on this machine.
        case off

        /// Where servers listen for it.
        package var port: Int64 { self == .tls ? 993 : 143 }
    }

    package var name = ""
    /// The address that people write to: answers go there.
    package var address = ""
    /// One that is off is not looked into; what comes meanwhile is found when it is on again.
    package var isOn = true
    package var project: ProjectID?
    package var source: SourceID?
    /// What its contacts are about: who is asked to take them follows from it.
    package var reason: ReasonID?
    package var host = ""
    /// `nil`: the usual one, see `Security.port`.
    package var port: Int64?
    package var security = Security.tls
    package var user = ""
    /// `nil`: the inbox.
    package var folder: String?

    package init() {}

    /// Where it is read from.
    package var place: MailBoxPlace {
        MailBoxPlace(
            host: host,
            port: Int(port ?? security.port),
            security: security,
            user: user,
            folder: folder ?? "INBOX"
        )
    }
}

package typealias MailBoxID = RecordID<MailBox>

/// A folder on an IMAP server, and who reads it.
package struct MailBoxPlace: Hashable, Sendable {
    package var host: String
    package var port: Int
    package var security: MailBox.Security
    package var user: String
    package var folder: String

    package init(host: String, port: Int, security: MailBox.Security, user: String, folder: String) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.folder = folder
    }

    /// The server is on this machine: nobody listens in between.
    package var isLocal: Bool { ["localhost", "127.0.0.1", "::1"].contains(host.lowercased()) }
}

extension MailBox: KeptRecord {
    package static let kind = RecordKind.mailBoxes
    package static let fields: [RecordField<MailBox>] = [
        .text("name", \.name, limit: 200).unique,
        .text("address", \.address, limit: MailAddress.longest),
        .flag("is_on", \.isOn),
        .reference("project_id", \.project, to: .projects),
        .reference("source_id", \.source, to: .sources),
        .reference("reason_id", \.reason, to: .reasons, isRequired: true),
        .text("host", \.host, limit: 255),
        .integer("port", \.port, 1...65_535),
        .choice("security", \.security),
        .text("login", \.user, limit: 255),
        .text("folder", \.folder, limit: 255),
    ]

    package var contradictions: [FieldProblem] {
        var problems: [FieldProblem] = []
        if MailAddress(address) == nil { problems.append(FieldProblem("address", .malformed)) }
        if !host.utf8.allSatisfy({ $0.isLatinLetterOrDigit || "-.:_".utf8.contains($0) }) {
            problems.append(FieldProblem("host", .malformed))
        }
        // A password would cross a network in clear.
        if security == .off, !place.isLocal { problems.append(FieldProblem("security", .malformed)) }
        // Servers name folders in Latin letters alone; others are written by theirs (modified UTF-7).
        if let folder, !folder.utf8.allSatisfy({ (0x20...0x7E).contains($0) && !"\"\\".utf8.contains($0) }) {
            problems.append(FieldProblem("folder", .malformed))
        }
        return problems
    }
}

/// Why a box could not be looked into. The words for people belong to the page.
package enum MailBoxProblem: String, Error, Sendable, CaseIterable {
    /// Nobody has set the password.
    case noPassword = "no_password"
    /// The password cannot be unsealed.
    case noKey = "no_key"
    /// User or password are not right.
    case login
    case noFolder = "no_folder"
    case unknownHost = "unknown_host"
    case unreachable
    case timeout
    /// No encrypted connection came about: most often the certificate is not to be trusted.
    case tls
    case other
}

/// How a box does.
package struct MailBoxState: Hashable, Sendable {
    package var hasPassword: Bool
    /// When it was last looked into; `nil`: never.
    package var lookedAt: Date?
    /// Why that did not succeed.
    package var problem: MailBoxProblem?
    /// How many letters have come.
    package var received: Int
    package var lastAt: Date?

    package init(hasPassword: Bool, lookedAt: Date?, problem: MailBoxProblem?, received: Int, lastAt: Date?) {
        self.hasPassword = hasPassword
        self.lookedAt = lookedAt
        self.problem = problem
        self.received = received
        self.lastAt = lastAt
    }
}
