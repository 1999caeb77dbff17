#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

enum ASCII {
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let blank = UInt8(ascii: " ")
    static let colon = UInt8(ascii: ":")
}

/// How the lines of a connection or a transcript end.
///
/// Asterisk writes CRLF, and then a lone LF is part of a value (old versions let them through), not the start of a header:
/// what a caller can put into a value must not become a header. LF alone is for transcripts that lost their CRs.
enum LineEnding {
    case crlf
    case lf

    var length: Int { self == .crlf ? 2 : 1 }
}

extension UnsafeRawBufferPointer {
    /// Where `byte` stands first at or after `start`.
    func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        guard let base = baseAddress, start < count, let found = memchr(base + start, Int32(byte), count - start) else {
            return nil
        }
        return UnsafeRawPointer(found) - base
    }

    /// Where the line that begins at `start` ends: the index of its line ending, or `nil` if that has not come.
    func endOfLine(from start: Int, _ ending: LineEnding) -> Int? {
        endOfLine(startingAt: start, from: start, ending)
    }

    /// As `endOfLine(from:_:)`, where the line is known not to end before `from`.
    @inline(__always)
    func endOfLine(startingAt start: Int, from: Int, _ ending: LineEnding) -> Int? {
        var from = from
        while let lineFeed = firstLineFeed(from: from) {
            if ending == .lf { return lineFeed }
            if lineFeed > start, self[lineFeed - 1] == ASCII.carriageReturn { return lineFeed - 1 }
            from = lineFeed + 1
        }
        return nil
    }

    /// Where the first LF at or after `start` stands. Values are short, so this is quicker than `memchr`.
    @inline(__always)
    private func firstLineFeed(from start: Int) -> Int? {
        var index = start
        while index &+ 8 <= count {
            let found = Self.markZeroBytes(word(at: index) ^ Self.lineFeeds)
            if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < count {
            if self[index] == ASCII.lineFeed { return index }
            index &+= 1
        }
        return nil
    }

    /// Where the first colon or LF at or after `start` stands.
    @inline(__always)
    func firstColonOrLineFeed(from start: Int) -> Int? {
        var index = start
        while index &+ 8 <= count {
            let word = word(at: index)
            let found = Self.markZeroBytes(word ^ Self.colons) | Self.markZeroBytes(word ^ Self.lineFeeds)
            if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < count {
            if self[index] == ASCII.colon || self[index] == ASCII.lineFeed { return index }
            index &+= 1
        }
        return nil
    }

    private static var lineFeeds: UInt64 { 0x0a0a_0a0a_0a0a_0a0a }
    private static var colons: UInt64 { 0x3a3a_3a3a_3a3a_3a3a }

    /// The lowest bit set tells the first byte that is 0; none if none is.
    @inline(__always)
    private static func markZeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }

    /// Eight bytes, the first of them the lowest. All of them are to be within the buffer.
    @inline(__always)
    func word(at index: Int) -> UInt64 {
        UInt64(littleEndian: loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// The index after the first blank line, looking from `start` on: where the message ends.
    ///
    /// A blank line shows as two LF, side by side or with a CR between. Most of the traffic is skipped unread, so this scan
    /// is what decoding costs: it compares 64 bytes at a step.
    func endOfMessage(from start: Int, _ ending: LineEnding) -> Int? {
        let distance = ending.length
        var index = start
        while index &+ 64 &+ distance <= count {
            guard hasPair(in64BytesFrom: index, distance) else {
                index &+= 64
                continue
            }
            let lineFeed = firstPair(from: index, distance)
            if isBlankLine(after: lineFeed, ending) { return lineFeed + distance + 1 }
            index = lineFeed + 1
        }
        while index + distance < count {
            if isBlankLine(after: index, ending) { return index + distance + 1 }
            index += 1
        }
        return nil
    }

    /// Whether one of 64 bytes is LF, as is the one `distance` bytes on.
    @inline(__always)
    private func hasPair(in64BytesFrom index: Int, _ distance: Int) -> Bool {
        let pairs =
            pairs(in16BytesFrom: index, distance) .| pairs(in16BytesFrom: index &+ 16, distance)
            .| pairs(in16BytesFrom: index &+ 32, distance) .| pairs(in16BytesFrom: index &+ 48, distance)
        let words = unsafeBitCast(pairs, to: SIMD2<UInt64>.self)
        return words[0] | words[1] != 0
    }

    @inline(__always)
    private func pairs(in16BytesFrom index: Int, _ distance: Int) -> SIMDMask<SIMD16<Int8>> {
        let lineFeeds = SIMD16<UInt8>(repeating: ASCII.lineFeed)
        let (here, there) = (
            loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self),
            loadUnaligned(fromByteOffset: index &+ distance, as: SIMD16<UInt8>.self)
        )
        return (here .== lineFeeds) .& (there .== lineFeeds)
    }

    /// Where that LF is, known to exist within the 64 bytes.
    private func firstPair(from start: Int, _ distance: Int) -> Int {
        var index = start
        while true {
            let pairs = Self.markZeroBytes(
                (word(at: index) ^ Self.lineFeeds) | (word(at: index &+ distance) ^ Self.lineFeeds)
            )
            if pairs != 0 { return index &+ pairs.trailingZeroBitCount / 8 }
            index &+= 8
        }
    }

    private func isBlankLine(after lineFeed: Int, _ ending: LineEnding) -> Bool {
        guard self[lineFeed] == ASCII.lineFeed, self[lineFeed + ending.length] == ASCII.lineFeed else { return false }
        return ending == .lf || self[lineFeed + 1] == ASCII.carriageReturn
    }

    func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: self[range]) }

    /// Compares with an ASCII text, upper and lower case being the same.
    func equalsIgnoringCase(_ text: UnsafeRawBufferPointer) -> Bool {
        count == text.count && indices.allSatisfy { self[$0].asciiLowercased == text[$0].asciiLowercased }
    }

    func starts(with text: StaticString) -> Bool {
        guard let baseAddress, count >= text.utf8CodeUnitCount else { return false }
        return memcmp(baseAddress, text.utf8Start, text.utf8CodeUnitCount) == 0
    }
}

extension UInt8 {
    fileprivate var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5a ? self | 0x20 : self }
}
