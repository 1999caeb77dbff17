import NIOCore

/// Bytes in, messages out, wherever the bytes were split or joined. Pure: no socket, no clock.
///
///     var decoder = AMIDecoder()
///     decoder.append(bytes)
///     while let message = try decoder.next() { … }
///
/// It copies only the message that lies across two appended pieces. A banner line is recognised at any message
/// boundary, so that recordings of several connections can be read as one.
///
/// Memory: what was appended and not yet taken out; a message that grows beyond the limit is an error, not a burden.
public struct AMIDecoder: Sendable {
    private let messageLimit: Int
    private var buffer = ByteBuffer()
    /// What was appended behind a message that had begun.
    private var following = ByteBuffer()
    /// So many bytes in front of `following` stand at the end of `buffer` too.
    private var taken = 0
    private var expectsBanner: Bool
    /// As the first line of the connection ended.
    private var lineEnding: LineEnding?
    /// The first line of the message at hand is there and is not a banner.
    private var isPastFirstLine = false
    /// So many readable bytes hold no end, which keeps byte-wise feeding linear.
    private var scanned = 0

    /// - Parameters:
    ///   - messageLimit: the longest message accepted, in bytes, its blank line included.
    ///   - expectsBanner: the first line is a message of its own, whatever it says (`AMIMessage.banner` tells whether a
    ///     PBX said it), unless it is the header that begins a message.
    public init(messageLimit: Int = 1 << 20, expectsBanner: Bool = true) {
        self.messageLimit = messageLimit
        self.expectsBanner = expectsBanner
    }

    /// Adds the bytes that follow. The buffer is shared, but for the end of a message that has begun.
    public mutating func append(_ bytes: ByteBuffer) {
        while takeFollowing() {}
        following = bytes
        taken = 0
    }

    /// Adds the bytes that follow.
    public mutating func append(_ bytes: some Sequence<UInt8>) {
        append(ByteBuffer(bytes: bytes))
    }

    /// The next whole message, or `nil` until more bytes are appended.
    ///
    /// - Throws: `AMIError` with `.messageTooLong`. What was appended is gone then and the connection is of no more use.
    ///   Everything else is a message, however strange.
    public mutating func next() throws(AMIError) -> AMIMessage? {
        repeat {
            if taken > 0 { giveBackTaken() }
            let length = findMessage()
            guard length ?? buffer.readableBytes + 1 <= messageLimit else {
                forgetMessage()
                (buffer, following, taken) = (ByteBuffer(), ByteBuffer(), 0)
                throw AMIError(.messageTooLong(limit: messageLimit))
            }
            if let length, let bytes = buffer.readSlice(length: length) {
                forgetMessage()
                return AMIMessage(received: bytes)
            }
        } while takeFollowing()
        return nil
    }

    /// Puts more of what follows behind the message that has begun, as much again as there is of it.
    ///
    /// - Returns: false if nothing follows.
    private mutating func takeFollowing() -> Bool {
        guard buffer.readableBytes > 0 else {
            guard following.readableBytes > 0 else { return false }
            (buffer, following, taken) = (following, ByteBuffer(), 0)
            return true
        }
        let length = min(following.readableBytes, max(512, buffer.readableBytes))
        guard length > 0, let bytes = following.readSlice(length: length) else { return false }
        buffer = buffer.slice()
        buffer.writeImmutableBuffer(bytes)
        taken += length
        return true
    }

    /// Goes on in `following` alone, once the message that lay across has been read.
    private mutating func giveBackTaken() {
        guard buffer.readableBytes <= taken else { return }
        following.moveReaderIndex(to: following.readerIndex - buffer.readableBytes)
        (buffer, following, taken) = (following, ByteBuffer(), 0)
    }

    private mutating func forgetMessage() {
        isPastFirstLine = false
        scanned = 0
    }

    /// Goes to the beginning of the next message.
    ///
    /// - Returns: its length, or `nil` if its end has not come.
    private mutating func findMessage() -> Int? {
        let (blanks, length) = buffer.withUnsafeReadableBytes { raw in
            let blanks = scanned == 0 ? raw.lengthOfBlankLines : 0
            let rest = UnsafeRawBufferPointer(rebasing: raw[blanks...])
            guard !rest.isEmpty else { return (blanks, Int?.none) }
            let length = lengthOfBanner(in: rest) ?? lengthToBlankLine(in: rest)
            scanned = rest.count
            return (blanks, length)
        }
        if blanks > 0 { buffer.moveReaderIndex(forwardBy: blanks) }
        return length
    }

    private mutating func lengthOfBanner(in raw: UnsafeRawBufferPointer) -> Int? {
        guard !isPastFirstLine, lineEnding == nil || expectsBanner || raw.first == AMIMessage.bannerStart.utf8Start[0]
        else {
            isPastFirstLine = true
            return nil
        }
        guard let lineFeed = raw.firstIndex(of: ASCII.lineFeed, from: scanned) else { return nil }
        let isBanner = raw.starts(with: AMIMessage.bannerStart) || (expectsBanner && !raw.startsWithKnownHeader)
        if isBanner || lineEnding == nil {
            lineEnding = lineFeed > 0 && raw[lineFeed - 1] == ASCII.carriageReturn ? .crlf : .lf
        }
        expectsBanner = false
        isPastFirstLine = true
        scanned = 0
        return isBanner ? lineFeed + 1 : nil
    }

    private func lengthToBlankLine(in raw: UnsafeRawBufferPointer) -> Int? {
        guard isPastFirstLine, let lineEnding else { return nil }
        return raw.endOfMessage(from: max(0, scanned - lineEnding.length), lineEnding)
    }
}

extension UnsafeRawBufferPointer {
    /// What every message of Asterisk begins with.
    fileprivate var startsWithKnownHeader: Bool { starts(with: "Event:") || starts(with: "Response:") }

    fileprivate var lengthOfBlankLines: Int {
        var length = 0
        while length < count, self[length] == ASCII.carriageReturn || self[length] == ASCII.lineFeed { length += 1 }
        return length
    }
}
