/// Where chosen headers stand in a message, for whoever reads several headers of every message.
///
///     let index = AMIHeaderIndex(of: ["Channel", "Uniqueid"], kinds: 1)
///     index.read(message, kind: 0) {
///         if let channel = index[0].map(amiText) { … }
///     }
///
/// One pass over the bytes finds all of them. One index serves every message in turn, so that finding allocates nothing.
/// It is not thread-safe.
public final class AMIHeaderIndex {
    /// Where a value stands in the message that was read so manieth.
    private struct Place {
        var message = 0
        var start = 0
        var end = 0
    }

    /// What a line of the last message of a kind began with, colon included, and which header that is, -1 for none sought.
    private struct Line {
        var beginning = ShortText()
        var place = -1
    }

    private static let linesOfKind = 32

    private let names: AMINameTable
    private let kinds: Int
    /// A PBX writes the headers of one event always in the same order, so most lines need not be searched for a colon.
    private let lines: UnsafeMutablePointer<Line>
    private let count: Int
    private let places: UnsafeMutablePointer<Place>
    private var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    private var number = 0

    /// - Parameters:
    ///   - names: as `AMINameTable` takes them.
    ///   - kinds: how many kinds of messages `read` tells apart.
    public init(of names: [String], kinds: Int) {
        self.names = AMINameTable(names)
        count = names.count
        places = .allocate(capacity: count)
        places.initialize(repeating: Place(), count: count)
        self.kinds = kinds
        lines = .allocate(capacity: kinds * Self.linesOfKind)
        lines.initialize(repeating: Line(), count: kinds * Self.linesOfKind)
    }

    deinit {
        places.deallocate()
        lines.deallocate()
    }

    /// Finds the headers, and keeps them for the time of the call of `body`.
    ///
    /// - Parameter kind: a number below `kinds`. The result does not depend on it: it is quicker where messages of one kind
    ///   have the same headers in the same order.
    public func read(_ message: AMIMessage, kind: Int, _ body: () -> Void) {
        precondition(kind >= 0 && kind < kinds, "no such kind of message in the index")
        message.withUnsafeBytes { bytes in
            self.bytes = bytes
            number += 1
            findHeaders(in: bytes, lines + kind * Self.linesOfKind)
            body()
            // What is asked for later is not there, instead of being read from bytes that are gone.
            number += 1
            self.bytes = UnsafeRawBufferPointer(start: nil, count: 0)
        }
    }

    /// The value of the header, the first if it is repeated, or `nil` if the message has none such.
    ///
    /// The bytes are valid during the call of `body` in `read` only.
    public subscript(_ place: Int) -> UnsafeRawBufferPointer? {
        precondition(place >= 0 && place < count, "no such header in the index")
        let found = places[place]
        return found.message == number && number > 0 ? bytes.slice(found.start..<found.end) : nil
    }

    private func findHeaders(in bytes: UnsafeRawBufferPointer, _ lines: UnsafeMutablePointer<Line>) {
        let (names, places, number) = (names, places, number)
        var headers = HeaderReader(bytes)
        var line = 0
        while true {
            let start = headers.position
            let place: Int
            let header: HeaderReader.Place
            if line < Self.linesOfKind, Self.begins(lines[line], bytes, at: start) {
                guard let next = headers.nextPlace(colon: start &+ lines[line].beginning.length &- 1) else { return }
                place = lines[line].place
                header = next
            } else {
                guard let next = headers.nextPlace() else { return }
                let length = next.colon &- next.start
                place = names.place(ofNameIn: bytes, from: next.start, length: length) ?? -1
                header = next
                if line < Self.linesOfKind { learn(next, place, in: bytes, as: lines + line) }
            }
            line &+= 1
            if place >= 0, places[place].message != number {
                places[place] = Place(message: number, start: header.value, end: header.end)
            }
        }
    }

    /// A name with an LF is left out: whether a line ends there depends on how the message's lines end.
    private func learn(
        _ header: HeaderReader.Place,
        _ place: Int,
        in bytes: UnsafeRawBufferPointer,
        as line: UnsafeMutablePointer<Line>
    ) {
        guard let beginning = ShortText(bytes, from: header.start, length: header.colon - header.start + 1),
            !bytes.slice(header.start..<header.colon).contains(ASCII.lineFeed)
        else { return }
        line.pointee = Line(beginning: beginning, place: place)
    }

    @inline(__always)
    private static func begins(_ line: Line, _ bytes: UnsafeRawBufferPointer, at start: Int) -> Bool {
        guard let beginning = ShortText(bytes, from: start, length: line.beginning.length) else { return false }
        return beginning == line.beginning
    }
}
