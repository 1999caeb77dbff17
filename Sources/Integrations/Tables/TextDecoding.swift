import ContactCenter

/// Turns the bytes of a text into UTF-8, a piece at a time; what is none in the encoding becomes U+FFFD.
struct TextDecoding {
    private let encoding: TextEncoding
    private let table: [[UInt8]]
    /// Bytes of a character that the piece before has begun.
    private var rest: [UInt8] = []

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
        table = (SingleByte.scalars(of: encoding) ?? []).map { Array(String(Character($0)).utf8) }
    }

    /// - Parameter isLast: nothing follows.
    mutating func text(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> [UInt8] {
        switch encoding {
        case .utf8: return Array(bytes)
        case .utf16Little, .utf16Big: return wide(rest + bytes, isLast: isLast)
        case .windows1251, .koi8, .cp866:
            var text: [UInt8] = []
            text.reserveCapacity(bytes.count * 2)
            for byte in bytes {
                if byte < 128 { text.append(byte) } else { text += table[Int(byte) - 128] }
            }
            return text
        }
    }

    private mutating func wide(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var place = 0
        while place + 1 < bytes.count {
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            units.append(encoding == .utf16Little ? second << 8 | first : first << 8 | second)
            place += 2
        }
        // The first half of a pair waits for the other one.
        if !isLast, let last = units.last, (0xD800..<0xDC00).contains(last) {
            units.removeLast()
            place -= 2
        }
        rest = Array(bytes[place...])
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}

/// Which encoding a text is in, by its marks and its letters.
enum EncodingGuess {
    /// - Returns: the encoding, and how many bytes of a mark stand before the text.
    static func encoding(of bytes: [UInt8]) -> (encoding: TextEncoding, mark: Int) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16Little, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16Big, 2) }
        let sample = bytes.prefix(256 * 1_024)
        if let wide = wide(sample) { return (wide, 0) }
        if isUTF8(sample, isWhole: sample.count == bytes.count) { return (.utf8, 0) }
        let scored = [TextEncoding.windows1251, .koi8, .cp866].map { ($0, score(sample, as: $0)) }
        return (scored.max { $0.1 < $1.1 }?.0 ?? .windows1251, 0)
    }

    /// Separators and digits have a zero beside them.
    private static func wide(_ bytes: ArraySlice<UInt8>) -> TextEncoding? {
        var (even, odd) = (0, 0)
        for (place, byte) in bytes.prefix(4_096).enumerated() where byte == 0 {
            if place % 2 == 0 { even += 1 } else { odd += 1 }
        }
        guard even + odd > 0, even + odd > bytes.prefix(4_096).count / 64 else { return nil }
        return odd > even ? .utf16Little : .utf16Big
    }

    private static func isUTF8(_ bytes: ArraySlice<UInt8>, isWhole: Bool) -> Bool {
        // The sample may end within a character.
        let text = isWhole ? bytes : bytes.prefix(upTo: bytes.lastIndex { $0 < 128 } ?? bytes.startIndex)
        return String(validating: text, as: UTF8.self) != nil
    }

    /// Small letters follow capital ones and not the other way round; what is no letter is seldom.
    private static func score(_ bytes: ArraySlice<UInt8>, as encoding: TextEncoding) -> Int {
        guard let scalars = SingleByte.scalars(of: encoding) else { return 0 }
        let kinds = scalars.map { scalar -> Kind in
            // Those that Russian and Ukrainian have.
            if common.contains(scalar) { return .small }
            if capitals.contains(scalar) { return .capital }
            return .other
        }
        var (score, before) = (0, Kind.other)
        for byte in bytes {
            guard byte >= 128 else {
                before = .other
                continue
            }
            let kind = kinds[Int(byte) - 128]
            switch kind {
            case .small: score += 3
            case .capital: score += before == .small ? -3 : 2
            case .other: score -= 3
            }
            before = kind
        }
        return score
    }

    private enum Kind { case small, capital, other }

    private static let common = Set("абвгдежзийклмнопрстуфхцчшщъыьэюяёєіїґ".unicodeScalars)
    private static let capitals = Set("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁЄІЇҐ".unicodeScalars)
}
