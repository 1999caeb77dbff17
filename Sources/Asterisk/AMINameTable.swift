/// Finds chosen names of the protocol, of headers or of events, by their bytes.
///
/// Upper and lower case are the same, since Asterisk spells some names in two ways. Looking up allocates nothing and
/// compares eight bytes at a step: it is done for every line of the traffic.
public final class AMINameTable: Sendable {
    /// The longest name it takes, in bytes.
    public static let longestName = 24

    private static let slotBits = 9
    private static let slotCount = 1 << slotBits
    private static let noName: UInt8 = 0xff

    /// By the hash of a name its place in `names`, or that of another one with the same hash, then the next slot.
    /// Raw memory, written by `init` alone, because an array's checks would cost more than the search.
    private nonisolated(unsafe) let slots: UnsafeMutablePointer<UInt8>
    private nonisolated(unsafe) let names: UnsafeMutablePointer<Name>

    /// - Parameter names: up to 200 ASCII names, none longer than `longestName` and none of them twice.
    public init(_ names: [String]) {
        precondition(names.count <= 200, "more names than the table has room for")
        slots = .allocate(capacity: Self.slotCount)
        slots.initialize(repeating: Self.noName, count: Self.slotCount)
        self.names = .allocate(capacity: names.count)
        for (place, text) in names.enumerated() {
            var text = text
            let name = text.withUTF8 { Name(UnsafeRawBufferPointer($0)) }
            guard let name else { preconditionFailure("a name that is empty or too long: \(text)") }
            self.names.advanced(by: place).initialize(to: name)
            var slot = name.slot(of: Self.slotBits)
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
        guard let name = Name(name) else { return nil }
        return place(of: name)
    }

    /// As `place(of:)`, of the `length` bytes from `start` on, where more bytes follow.
    @inline(__always)
    func place(ofNameIn bytes: UnsafeRawBufferPointer, from start: Int, length: Int) -> Int? {
        guard let name = Name(in: bytes, from: start, length: length) else { return nil }
        return place(of: name)
    }

    @inline(__always)
    private func place(of name: Name) -> Int? {
        var slot = name.slot(of: Self.slotBits)
        while slots[slot] != Self.noName {
            let place = Int(slots[slot])
            if names[place] == name { return place }
            slot = (slot &+ 1) % Self.slotCount
        }
        return nil
    }
}

extension AMINameTable {
    /// A name of up to 24 bytes as words, in lower case: its beginning, its middle and its end, which may overlap.
    private struct Name: Equatable {
        private var first: UInt64 = 0
        private var middle: UInt64 = 0
        private var last: UInt64 = 0
        private let length: Int

        private static let lowerCase: UInt64 = 0x2020_2020_2020_2020

        @inline(__always)
        init?(_ name: UnsafeRawBufferPointer) {
            self.init(in: name, from: 0, length: name.count)
        }

        @inline(__always)
        init?(in bytes: UnsafeRawBufferPointer, from start: Int, length: Int) {
            guard length > 0, length <= AMINameTable.longestName else { return nil }
            self.length = length
            if length >= 8 {
                first = bytes.word(at: start) | Self.lowerCase
                last = bytes.word(at: start &+ length &- 8) | Self.lowerCase
                if length > 16 { middle = bytes.word(at: start &+ 8) | Self.lowerCase }
            } else if start &+ 8 <= bytes.count {
                let unused = UInt64(64 &- 8 &* length)
                first = ((bytes.word(at: start) | Self.lowerCase) &<< unused) &>> unused
            } else {
                for place in 0..<length { first |= UInt64(bytes[start &+ place] | 0x20) &<< UInt64(8 &* place) }
            }
        }

        /// A multiplicative hash; the names are ours, so nobody can choose them to collide.
        @inline(__always)
        func slot(of bits: Int) -> Int {
            let mixed =
                (first ^ (last &* 0x9e37_79b9_7f4a_7c15) ^ UInt64(truncatingIfNeeded: length)) &* 0xbf58_476d_1ce4_e5b9
            return Int(truncatingIfNeeded: mixed &>> UInt64(64 &- bits))
        }
    }
}
