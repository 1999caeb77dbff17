/// Goes through the headers of one message's bytes; lines without a colon are passed over.
struct HeaderReader {
    /// Where a header stands: its name from `start` to `colon`, its value from `value` to `end`.
    struct Place {
        var start: Int
        var colon: Int
        var value: Int
        var end: Int
    }

    private let raw: UnsafeRawBufferPointer
    private let ending: LineEnding
    private(set) var position = 0

    init(_ raw: UnsafeRawBufferPointer) {
        self.raw = raw
        ending = raw.lineEnding
    }

    mutating func next() -> (name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer)? {
        nextPlace().map { (raw.slice($0.start..<$0.colon), raw.slice($0.value..<$0.end)) }
    }

    @inline(__always)
    mutating func nextPlace() -> Place? {
        var index = position
        while let found = raw.firstColonOrLineFeed(from: index) {
            if raw[found] == ASCII.colon { return nextPlace(colon: found) }
            index = found &+ 1
            if ending == .lf || (found > position && raw[found &- 1] == ASCII.carriageReturn) { position = index }
        }
        return nil
    }

    /// As `nextPlace`, where the next line is known to have its first colon there.
    @inline(__always)
    mutating func nextPlace(colon: Int) -> Place? {
        let afterColon = colon &+ 1
        guard let end = raw.endOfLine(startingAt: position, from: afterColon, ending) else { return nil }
        let value = afterColon < end && raw[afterColon] == ASCII.blank ? afterColon &+ 1 : afterColon
        defer { position = end &+ ending.length }
        return Place(start: position, colon: colon, value: value, end: end)
    }
}

extension UnsafeRawBufferPointer {
    /// As the message at hand ends.
    var lineEnding: LineEnding {
        count >= 2 && self[count - 2] == ASCII.carriageReturn ? .crlf : .lf
    }
}
