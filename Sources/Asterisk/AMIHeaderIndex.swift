/// Where chosen headers stand in a message, for whoever reads several headers of every message.
///
///     let index = AMIHeaderIndex(of: ["Channel", "Uniqueid"])
///     index.read(message) {
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

    private let names: AMINameTable
    private let count: Int
    private let places: UnsafeMutablePointer<Place>
    private var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    private var number = 0

    /// - Parameter names: as `AMINameTable` takes them.
    public init(of names: [String]) {
        self.names = AMINameTable(names)
        count = names.count
        places = .allocate(capacity: count)
        places.initialize(repeating: Place(), count: count)
    }

    deinit { places.deallocate() }

    /// Finds the headers, and keeps them for the time of the call of `body`.
    public func read(_ message: AMIMessage, _ body: () -> Void) {
        message.withUnsafeBytes { bytes in
            self.bytes = bytes
            number += 1
            findHeaders(in: bytes)
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

    private func findHeaders(in bytes: UnsafeRawBufferPointer) {
        let (names, places, number) = (names, places, number)
        var headers = HeaderReader(bytes)
        while let header = headers.nextPlace() {
            guard let place = names.place(ofNameIn: bytes, from: header.start, length: header.colon &- header.start),
                places[place].message != number
            else { continue }
            places[place] = Place(message: number, start: header.value, end: header.end)
        }
    }
}
