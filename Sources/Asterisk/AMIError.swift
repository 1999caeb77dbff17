/// What went wrong between us and a PBX, and what to do about it.
public struct AMIError: Error, Equatable, Sendable {
    /// What happened.
    public enum Code: Equatable, Sendable {
        /// The PBX sent a message longer than the limit, in bytes.
        case messageTooLong(limit: Int)
    }

    /// What happened.
    public var code: Code
    /// The PBX's address, where one was concerned.
    public var host: String?

    /// - Parameter host: the PBX's address, where one was concerned.
    public init(_ code: Code, host: String? = nil) {
        self.code = code
        self.host = host
    }
}
