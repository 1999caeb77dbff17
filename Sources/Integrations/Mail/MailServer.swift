import ContactCenter

/// The mail server that letters are handed to, and whose they are.
package struct MailServer: Sendable, CustomStringConvertible, CustomReflectable {
    package enum Security: String, CaseIterable, Sendable {
        /// The connection begins in clear and must become encrypted before anything is told.
        case startTLS = "starttls"
        /// Encrypted from the beginning (`smtps`).
        case tls
        /// In clear: for a server on this machine.
        case off

        /// Where servers listen for it.
        package var port: Int {
            switch self {
            case .startTLS: 587
            case .tls: 465
            case .off: 25
            }
        }
    }

    package var host: String
    package var port: Int
    package var security: Security
    /// `nil` where nobody logs in.
    package var user: String?
    package var password: String?
    /// The path of a PEM file with the authority that the certificate is checked against; `nil`: the system's.
    package var authority: String?
    package var from: MailSender

    package init(
        host: String,
        port: Int? = nil,
        security: Security = .startTLS,
        user: String? = nil,
        password: String? = nil,
        authority: String? = nil,
        from: MailSender
    ) {
        self.host = host
        self.port = port ?? security.port
        self.security = security
        self.user = user
        self.password = password
        self.authority = authority
        self.from = from
    }

    /// `smtp://smtp.example.org:587`; never user and password.
    package var description: String {
        "\(security == .tls ? "smtps" : "smtp")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
