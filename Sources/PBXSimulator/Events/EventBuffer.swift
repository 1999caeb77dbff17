import NIOCore

/// The bytes of AMI messages on their way out, with the class of each.
package struct EventBuffer {
    /// Where a message ends, and which log-ins want it.
    struct Mark {
        var end: Int
        var eventClass: EventClass
    }

    package private(set) var bytes = ByteBuffer()
    private(set) var marks: [Mark] = []

    var isEmpty: Bool { marks.isEmpty }
    var messageCount: Int { marks.count }

    /// Begins an event of its class; headers follow, then `end`.
    mutating func event(_ name: StaticString, _ eventClass: EventClass) {
        bytes.writeStaticString("Event: ")
        bytes.writeStaticString(name)
        bytes.writeStaticString("\r\nPrivilege: ")
        bytes.writeStaticString(eventClass.privilege)
        bytes.writeStaticString("\r\n")
    }

    @inline(__always)
    mutating func header(_ name: StaticString, _ value: String) {
        bytes.writeStaticString(name)
        bytes.writeStaticString(": ")
        bytes.writeString(value)
        bytes.writeStaticString("\r\n")
    }

    mutating func header(_ name: StaticString, _ value: StaticString) {
        bytes.writeStaticString(name)
        bytes.writeStaticString(": ")
        bytes.writeStaticString(value)
        bytes.writeStaticString("\r\n")
    }

    mutating func header(_ name: StaticString, _ value: some BinaryInteger) {
        header(name, String(value))
    }

    /// A header whose name is not known before: of a line of a file, of an action.
    mutating func named(_ name: String, _ value: String) {
        bytes.writeString("\(name): \(value)\r\n")
    }

    /// Headers that were rendered before.
    mutating func rendered(_ headers: [UInt8]) {
        bytes.writeBytes(headers)
    }

    /// A header whose name has a prefix, as in `DestChannel`.
    mutating func header(_ prefix: StaticString, _ name: StaticString, _ value: String) {
        bytes.writeStaticString(prefix)
        header(name, value)
    }

    mutating func end(_ eventClass: EventClass) {
        bytes.writeStaticString("\r\n")
        marks.append(Mark(end: bytes.writerIndex, eventClass: eventClass))
    }

    /// Adds a whole message that was rendered elsewhere.
    mutating func append(message: some Sequence<UInt8>, _ eventClass: EventClass) {
        bytes.writeBytes(message)
        marks.append(Mark(end: bytes.writerIndex, eventClass: eventClass))
    }

    /// Takes everything out and leaves the buffer empty.
    mutating func take() -> EventBuffer {
        let taken = self
        bytes = ByteBuffer()
        bytes.reserveCapacity(taken.bytes.writerIndex)
        marks.removeAll(keepingCapacity: true)
        return taken
    }

    mutating func clear() {
        bytes.clear()
        marks.removeAll(keepingCapacity: true)
    }

    /// The messages of the given classes alone.
    func bytes(of classes: EventClass) -> ByteBuffer {
        guard classes != .all else { return bytes }
        var filtered = ByteBuffer()
        var start = 0
        for mark in marks {
            if !classes.isDisjoint(with: mark.eventClass),
                var slice = bytes.getSlice(at: start, length: mark.end - start)
            {
                filtered.writeBuffer(&slice)
            }
            start = mark.end
        }
        return filtered
    }
}
