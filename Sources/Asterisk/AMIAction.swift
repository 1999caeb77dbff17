import NIOCore

/// An action to be sent to the PBX: `Action: Name` and headers.
///
/// Whatever a name or value holds, it can never become a second header or action: line breaks make encoding fail.
///
///     let reply = try await session.send(.redirect(channel: "PJSIP/trunk-0000002a", to: "0201", context: "from-internal"))
public struct AMIAction: Sendable, Equatable {
    /// The action's name, such as `Redirect`.
    public var name: String
    /// The headers after `Action` and `ActionID`, in order, repeated ones included.
    public var headers: [Header]
    /// What the PBX repeats in every message that answers. Given by the session if `nil`.
    ///
    /// `OriginateResponse` goes to every client of the PBX, so an id should be unlike those of others. Keep it short:
    /// Asterisk cuts off the answer's line end where the id has more than some 240 bytes.
    public var actionID: String?

    /// One header of an action.
    public struct Header: Sendable, Equatable {
        /// The header's name.
        public var name: String
        /// The header's value.
        public var value: String

        /// - Parameters:
        ///   - name: the header's name.
        ///   - value: the header's value.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// - Parameters:
    ///   - name: the action's name.
    ///   - headers: name and value of each further header, in order.
    ///   - actionID: what the PBX repeats in its answers; given by the session if `nil`.
    public init(_ name: String, _ headers: [(String, String)] = [], actionID: String? = nil) {
        self.name = name
        self.headers = headers.map { Header($0.0, $0.1) }
        self.actionID = actionID
    }

    /// The bytes to send.
    ///
    /// - Throws: `AMIError` with `.invalidHeader` if a name or value holds CR, LF or NUL, or a name a colon, and
    ///   `.headerTooLong` for a line that Asterisk would throw away together with its message.
    public func encoded() throws(AMIError) -> ByteBuffer {
        var buffer = ByteBuffer()
        try Self.write(Header("Action", name), to: &buffer)
        if let actionID { try Self.write(Header("ActionID", actionID), to: &buffer) }
        for header in headers { try Self.write(header, to: &buffer) }
        buffer.writeStaticString("\r\n")
        return buffer
    }

    /// The input buffer of a manager session in Asterisk holds 1024 bytes, the line ending included.
    private static let lineLimit = 1_022

    private static func write(_ header: Header, to buffer: inout ByteBuffer) throws(AMIError) {
        let isValid =
            !header.name.isEmpty && !header.name.utf8.contains(where: { breaksLine($0) || $0 == ASCII.colon })
            && !header.value.utf8.contains(where: breaksLine)
        guard isValid else { throw AMIError(.invalidHeader(name: AMIError.printable(header.name))) }
        let line = "\(header.name): \(header.value)"
        guard line.utf8.count <= lineLimit else {
            throw AMIError(.headerTooLong(name: AMIError.printable(header.name), limit: lineLimit))
        }
        buffer.writeString(line)
        buffer.writeStaticString("\r\n")
    }

    private static func breaksLine(_ byte: UInt8) -> Bool {
        byte == ASCII.carriageReturn || byte == ASCII.lineFeed || byte == 0
    }
}
