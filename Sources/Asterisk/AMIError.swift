/// What went wrong between us and a PBX. Its description is a sentence for the operator: what happened and what to do.
public struct AMIError: Error, Equatable, Sendable {
    /// What happened.
    public enum Code: Equatable, Sendable {
        /// An outgoing header holds a CR, LF or NUL: nothing was sent.
        case invalidHeader(name: String)
        /// An outgoing line is longer than Asterisk reads, in bytes: nothing was sent.
        case headerTooLong(name: String, limit: Int)
        /// An action with this ActionID still waits for its answer: nothing was sent.
        case duplicateActionID(String)
        /// An action was to be sent while the session had no connection.
        case notConnected
        /// Nothing listens on that port.
        case connectionRefused
        /// The PBX could not be reached for another reason.
        case unreachable(String)
        /// TLS could not be set up, or the certificate was not accepted.
        case tlsFailed(String)
        /// The first line received was not that of an Asterisk manager.
        case notAManager(String)
        /// The PBX's own words: wrong name or secret, not allowed from this address, shutting down …
        case loginRefused(String)
        /// The user lacks the right to send this action.
        case permissionDenied(action: String)
        /// The PBX answered an action with an error: its own words.
        case refused(String)
        /// No answer came in time.
        case timedOut(waitingFor: String)
        /// The connection ended.
        case connectionLost
        /// The PBX sent a message longer than the limit, in bytes.
        case messageTooLong(limit: Int)
        /// A list answer had more items than the limit.
        case listTooLong(limit: Int)
    }

    /// What happened.
    public var code: Code
    /// The PBX's address as `host:port`, where a connection was concerned.
    public var host: String?

    /// - Parameter host: the PBX's address as `host:port`, where a connection was concerned.
    public init(_ code: Code, host: String? = nil) {
        self.code = code
        self.host = host
    }

    func at(_ host: String) -> AMIError { AMIError(code, host: self.host ?? host) }

    /// What comes from outside, fit for one line of a log: short, no control characters.
    static func printable(_ text: some StringProtocol) -> String {
        String(text.unicodeScalars.prefix(80).map { $0.properties.generalCategory == .control ? "?" : Character($0) })
    }
}

extension AMIError: CustomStringConvertible {
    /// What happened and what to do about it, in English.
    public var description: String { host.map { "\($0): \(sentence)" } ?? sentence }

    private var sentence: String {
        switch code {
        case .invalidHeader(let name):
            "header \(name) holds a line break or NUL; nothing was sent"
        case .headerTooLong(let name, let limit):
            "header \(name) makes a line of more than \(limit) bytes, which Asterisk does not read; nothing was sent"
        case .duplicateActionID(let id):
            "an action with the ActionID \(Self.printable(id)) still waits for its answer; nothing was sent"
        case .notConnected:
            "not connected to the PBX"
        case .connectionRefused:
            "connection refused; check that Asterisk runs and that manager.conf has enabled = yes and this port"
        case .unreachable(let reason):
            "cannot be reached (\(reason)); check the address, the network and the firewall"
        case .tlsFailed(let reason):
            "TLS failed (\(reason)); check tlsenable and tlsbindaddr in manager.conf and the certificate settings here"
        case .notAManager(let line):
            "this is no Asterisk manager port, it greeted with \"\(line)\"; check host, port and TLS"
        case .loginRefused(let message):
            "log-in refused (\(message)); check name, secret and permit/deny of the user in manager.conf"
        case .permissionDenied(let action):
            "permission denied for \(action); \(AMIRights.advice(for: action))"
        case .refused(let message):
            "the PBX answered: \(message)"
        case .timedOut(let subject):
            "timed out waiting for \(subject)"
        case .connectionLost:
            "connection lost"
        case .messageTooLong(let limit):
            "a message exceeds \(limit) bytes; if this is really Asterisk, raise the message limit"
        case .listTooLong(let limit):
            "a list has more than \(limit) items"
        }
    }
}
