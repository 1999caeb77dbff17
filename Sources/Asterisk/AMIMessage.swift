import NIOCore

/// One AMI message: a view on the bytes received, whose headers are read when asked for.
///
/// Copying it copies no bytes. It keeps alive the bytes it was received with, up to one socket read (64 KiB), so what is
/// kept for long should be kept as values taken from it.
///
/// A line without a colon is not a header. A value may hold anything but the line ending: colons, quotes, bytes that are
/// no UTF-8, nothing at all; `<unknown>` is what Asterisk writes for an absent number or name and is given as it is.
public struct AMIMessage: Sendable, Hashable {
    @usableFromInline let buffer: ByteBuffer

    init(received buffer: ByteBuffer) {
        self.buffer = buffer
    }

    /// A message of these headers, in order, for whoever plays the PBX.
    ///
    /// CR and LF in a name or value become blanks: no value makes a second header.
    public init(_ headers: [(name: String, value: String)]) {
        var buffer = ByteBuffer()
        for header in headers {
            buffer.writeBytes(header.name.utf8.lazy.map(Self.onOneLine))
            buffer.writeStaticString(": ")
            buffer.writeBytes(header.value.utf8.lazy.map(Self.onOneLine))
            buffer.writeStaticString("\r\n")
        }
        buffer.writeStaticString("\r\n")
        self.buffer = buffer
    }

    /// One message as it came over the wire, without the blank line that ends it (or the banner line).
    public init(bytes: some Sequence<UInt8>) {
        var buffer = ByteBuffer(bytes: bytes)
        if buffer.readableBytesView.last != ASCII.lineFeed { buffer.writeStaticString("\r\n") }
        let (isBanner, lineEnding) = buffer.withUnsafeReadableBytes {
            ($0.starts(with: Self.bannerStart), $0.lineEnding)
        }
        if !isBanner { buffer.writeStaticString(lineEnding == .crlf ? "\r\n" : "\n") }
        self.buffer = buffer
    }

    private static func onOneLine(_ byte: UInt8) -> UInt8 {
        byte == ASCII.carriageReturn || byte == ASCII.lineFeed ? ASCII.blank : byte
    }

    /// The message exactly as received, with the blank line that ends it: what a recording is made of.
    public var bytes: ByteBufferView { buffer.readableBytesView }

    /// The name of an event, or `nil` if this is a response or the banner.
    public var event: String? { withEventName(amiText) }

    /// `Success`, `Error`, `Goodbye` …, or `nil` if this is an event or the banner. `OriginateResponse` and other *events*
    /// that have a header of this name are no responses.
    public var response: String? {
        buffer.withUnsafeReadableBytes { raw in
            raw.valueOfFirstHeader("Response:").map { amiText(raw.slice($0)) }
        }
    }

    /// The ActionID of the action that this answers, alone or as part of a list; unasked events have none.
    public var actionID: String? { self["ActionID"] }

    /// The text of the banner line, such as `Asterisk Call Manager/11.0.0`; `nil` for everything else.
    public var banner: String? {
        buffer.withUnsafeReadableBytes { raw in
            guard raw.starts(with: Self.bannerStart) else { return nil }
            return amiText(raw.slice(0..<(raw.endOfLine(from: 0, raw.lineEnding) ?? raw.count)))
        }
    }

    static let bannerStart: StaticString = "Asterisk Call Manager/"

    /// The first value of the header, its name compared without case; `""` is a value, `nil` means no such header.
    public subscript(_ name: String) -> String? {
        withNameBytes(name) { wanted in
            buffer.withUnsafeReadableBytes { raw in
                var headers = HeaderReader(raw)
                while let header = headers.next() {
                    if header.name.equalsIgnoringCase(wanted) { return amiText(header.value) }
                }
                return nil
            }
        }
    }

    /// All values of a header that may be repeated (`Variable`, `ChanVariable`, `Output`), in order.
    public func values(of name: String) -> [String] {
        var values: [String] = []
        withNameBytes(name) { wanted in
            forEachHeader { name, value in
                if name.equalsIgnoringCase(wanted) { values.append(amiText(value)) }
            }
        }
        return values
    }

    /// All headers in the order received, repeated ones included.
    public var headers: [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        forEachHeader { headers.append((amiText($0), amiText($1))) }
        return headers
    }

    /// What a command printed, line by line: the `Output` headers, or the raw text of Asterisk 13 and before
    /// (`Response: Follows` … `--END COMMAND--`).
    public var output: [String] {
        response == "Follows" ? outputThatFollows : values(of: "Output")
    }

    private var outputThatFollows: [String] {
        let text = buffer.withUnsafeReadableBytes { raw in
            var headers = HeaderReader(raw)
            var outputStart = 0
            while let header = headers.next(), Self.namesBeforeOutput.contains(amiText(header.name)) {
                outputStart = headers.position
            }
            return amiText(raw.slice(outputStart..<raw.count))
        }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        return Array(lines.prefix { $0 != "--END COMMAND--" })
    }

    private static let namesBeforeOutput: Set = ["Response", "Privilege", "ActionID", "Message"]

    /// One pass over all headers that allocates nothing. The bytes are valid during the call of `body` only.
    ///
    /// - Parameter body: gets name and value as received, without the line ending and the blank after the colon.
    public func forEachHeader(_ body: (_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Void) {
        buffer.withUnsafeReadableBytes { raw in
            var headers = HeaderReader(raw)
            while let header = headers.next() { body(header.name, header.value) }
        }
    }

    /// All bytes of the message, which are valid during the call of `body` only.
    @inlinable
    public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        buffer.withUnsafeReadableBytes(body)
    }

    /// Looks at the event's name without allocating; `nil` for responses and the banner.
    @inlinable
    public func withEventName<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R? {
        withUnsafeBytes { raw in
            guard let name = Self.eventName(in: raw) else { return nil }
            return body(name)
        }
    }

    @usableFromInline static func eventName(in raw: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard let place = raw.valueOfFirstHeader("Event:") else { return nil }
        return raw.slice(place)
    }

    private func withNameBytes<R>(_ name: String, _ body: (UnsafeRawBufferPointer) -> R) -> R {
        var name = name
        return name.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }
}

extension AMIMessage: CustomStringConvertible {
    /// The message as text, for logs at debug level: it may hold telephone numbers.
    public var description: String { buffer.withUnsafeReadableBytes { amiText($0) } }
}

/// The bytes as text. What is no UTF-8 becomes `U+FFFD`, so the rest stays readable.
public func amiText(_ raw: UnsafeRawBufferPointer) -> String {
    String(decoding: raw, as: UTF8.self)
}

extension UnsafeRawBufferPointer {
    /// Where the value of the first header stands if its name, given with the colon, is this one.
    fileprivate func valueOfFirstHeader(_ name: StaticString) -> Range<Int>? {
        guard starts(with: name), let end = endOfLine(from: 0, lineEnding) else { return nil }
        return Swift.min(valueStart(afterColon: name.utf8CodeUnitCount - 1), end)..<end
    }

    fileprivate func valueStart(afterColon colon: Int) -> Int {
        colon + 1 < count && self[colon + 1] == ASCII.blank ? colon + 2 : colon + 1
    }
}
