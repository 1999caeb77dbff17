import NIOCore

/// Takes the lines out of what a peer sends, however it is split; a line without an end is not kept for ever.
struct AGILines {
    /// Bytes of a line.
    static let longest = 4_096

    private var buffer = ByteBuffer()

    mutating func append(_ bytes: ByteBuffer) {
        buffer.discardReadBytes()
        buffer.writeImmutableBuffer(bytes)
    }

    /// - Returns: the next line without its end; `nil` until there is one.
    /// - Throws: `AGIError.lineTooLong`.
    mutating func next() throws(AGIError) -> String? {
        let bytes = buffer.readableBytesView
        let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
        let length = (end ?? bytes.endIndex) - bytes.startIndex
        guard length <= Self.longest else { throw .lineTooLong }
        guard end != nil else { return nil }
        let line = buffer.readString(length: length) ?? ""
        buffer.moveReaderIndex(forwardBy: 1)
        return line.last == "\r" ? String(line.dropLast()) : line
    }
}

/// Why a conversation was broken off.
enum AGIError: Error, Hashable {
    case lineTooLong
    case tooManyLines
    /// The peer ended the connection in the middle of its request.
    case cutOff
}
