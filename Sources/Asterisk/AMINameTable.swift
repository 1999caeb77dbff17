/// Finds chosen names of the protocol, of headers or of events, by their bytes.
///
/// Upper and lower case are the same, since Asterisk spells some names in two ways. Looking up allocates nothing and
/// compares eight bytes at a step: it is done for every line of the traffic.
public final class AMINameTable: Sendable {
    /// The longest name it takes, in bytes.
    public static let longestName = ShortText.longest

    private static let slotBits = 9
    private static let slotCount = 1 << slotBits
    private static let noName: UInt8 = 0xff

    /// By the hash of a name its place in `names`, or that of another one with the same hash, then the next slot.
    /// Raw memory, written by `init` alone, because an array's checks would cost more than the search.
    private nonisolated(unsafe) let slots: UnsafeMutablePointer<UInt8>
    private nonisolated(unsafe) let names: UnsafeMutablePointer<ShortText>

    /// - Parameter names: up to 200 ASCII names, none longer than `longestName` and none of them twice.
    public init(_ names: [String]) {
        precondition(names.count <= 200, "more names than the table has room for")
        slots = .allocate(capacity: Self.slotCount)
        slots.initialize(repeating: Self.noName, count: Self.slotCount)
        self.names = .allocate(capacity: names.count)
        for (place, text) in names.enumerated() {
            var text = text
            let name = text.withUTF8 { ShortText(lowercased: UnsafeRawBufferPointer($0), from: 0, length: $0.count) }
            guard let name else { preconditionFailure("a name that is empty or too long: \(text)") }
            self.names.advanced(by: place).initialize(to: name)
            var slot = name.hash(ofBits: Self.slotBits)
            while slots[slot] != Self.noName { slot = (slot + 1) % Self.slotCount }
            slots[slot] = UInt8(place)
        }
    }

    deinit {
        slots.deallocate()
        names.deallocate()
    }

    /// The place of the name among those given to `init`, or `nil` if it is none of them.
    public func place(of name: UnsafeRawBufferPointer) -> Int? {
        place(ofNameIn: name, from: 0, length: name.count)
    }

    /// As `place(of:)`, of the `length` bytes from `start` on, where more bytes follow.
    @inline(__always)
    func place(ofNameIn bytes: UnsafeRawBufferPointer, from start: Int, length: Int) -> Int? {
        guard let name = ShortText(lowercased: bytes, from: start, length: length) else { return nil }
        return place(of: name)
    }

    @inline(__always)
    private func place(of name: ShortText) -> Int? {
        var slot = name.hash(ofBits: Self.slotBits)
        while slots[slot] != Self.noName {
            let place = Int(slots[slot])
            if names[place] == name { return place }
            slot = (slot &+ 1) % Self.slotCount
        }
        return nil
    }
}
