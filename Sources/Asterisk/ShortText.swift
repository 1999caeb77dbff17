/// A text of 1 to 24 bytes as words, its beginning, its middle and its end, which may overlap: compared and hashed at once.
struct ShortText: Equatable {
    static let longest = 24

    private var first: UInt64 = 0
    private var middle: UInt64 = 0
    private var last: UInt64 = 0
    let length: Int

    /// Text of ASCII letters in lower case; other bytes may become others, the same ones the same.
    @inline(__always)
    init?(lowercased bytes: UnsafeRawBufferPointer, from start: Int, length: Int) {
        self.init(bytes, from: start, length: length, setting: 0x2020_2020_2020_2020)
    }

    /// The text as it is.
    @inline(__always)
    init?(_ bytes: UnsafeRawBufferPointer, from start: Int, length: Int) {
        self.init(bytes, from: start, length: length, setting: 0)
    }

    /// No text, which is like none.
    init() { length = 0 }

    @inline(__always)
    private init?(_ bytes: UnsafeRawBufferPointer, from start: Int, length: Int, setting bits: UInt64) {
        guard length > 0, length <= Self.longest, start &+ length <= bytes.count else { return nil }
        self.length = length
        if length >= 8 {
            first = bytes.word(at: start) | bits
            last = bytes.word(at: start &+ length &- 8) | bits
            if length > 16 { middle = bytes.word(at: start &+ 8) | bits }
        } else if start &+ 8 <= bytes.count {
            let unused = UInt64(truncatingIfNeeded: 64 &- 8 &* length)
            first = ((bytes.word(at: start) | bits) &<< unused) &>> unused
        } else {
            for place in (0..<length).reversed() {
                first = first &<< 8 | UInt64(bytes[start &+ place]) | bits & 0xff
            }
        }
    }

    /// A multiplicative hash, for texts of ours only: a stranger could choose some that collide.
    @inline(__always)
    func hash(ofBits bits: Int) -> Int {
        let mixed = first ^ (last &* 0x9e37_79b9_7f4a_7c15) ^ UInt64(truncatingIfNeeded: length)
        return Int(truncatingIfNeeded: (mixed &* 0xbf58_476d_1ce4_e5b9) &>> UInt64(truncatingIfNeeded: 64 &- bits))
    }
}
