/// Reads one JSON value from the bytes of a request (RFC 8259), within bounds: nothing may be nested deeper than `deepest`, and no
/// name may stand twice in an object, because two readers would understand that differently.
struct JSONReader {
    /// What is nested deeper means nothing to us.
    static let deepest = 16

    /// Why a text is no JSON, and where.
    struct Failure: Error, Hashable {
        enum Kind: String, Hashable {
            case empty
            case notUnicode = "not_unicode"
            case unexpected
            case tooDeep = "too_deep"
            case duplicateName = "duplicate_name"
        }

        var kind: Kind
        /// From 1.
        var line: Int
        /// Bytes of the line before it, and one.
        var column: Int
    }

    private let bytes: [UInt8]
    private var place = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// - Throws: `Failure`.
    static func read(_ bytes: [UInt8]) throws -> JSON {
        var reader = JSONReader(bytes)
        guard String(validating: bytes, as: UTF8.self) != nil else { throw reader.failure(.notUnicode) }
        reader.skipBlanks()
        guard reader.next != nil else { throw reader.failure(.empty) }
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.next == nil else { throw reader.failure(.unexpected) }
        return value
    }

    // MARK: -

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private func failure(_ kind: Failure.Kind, at place: Int? = nil) -> Failure {
        let before = bytes.prefix(place ?? self.place)
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        return Failure(kind: kind, line: line, column: before.count - lineStart + 1)
    }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: byte) else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ byte: Unicode.Scalar) throws {
        guard take(byte) else { throw failure(.unexpected) }
    }

    private mutating func value(depth: Int) throws -> JSON {
        guard depth <= Self.deepest else { throw failure(.tooDeep) }
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws -> JSON {
        let isThere = word.withUTF8Buffer { bytes[place...].starts(with: $0) }
        guard isThere else { throw failure(.unexpected) }
        place += word.utf8CodeUnitCount
        return value
    }

    private mutating func object(depth: Int) throws -> JSON {
        place += 1
        var members: [JSON.Member] = []
        var names: Set<String> = []
        skipBlanks()
        if take("}") { return .object(members) }
        repeat {
            skipBlanks()
            let start = place
            guard next == UInt8(ascii: "\"") else { throw failure(.unexpected) }
            let name = try string()
            guard names.insert(name).inserted else { throw failure(.duplicateName, at: start) }
            skipBlanks()
            try expect(":")
            members.append(JSON.Member(name, try value(depth: depth + 1)))
            skipBlanks()
        } while take(",")
        try expect("}")
        return .object(members)
    }

    private mutating func array(depth: Int) throws -> JSON {
        place += 1
        var elements: [JSON] = []
        skipBlanks()
        if take("]") { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
            skipBlanks()
        } while take(",")
        try expect("]")
        return .array(elements)
    }

    private mutating func number() throws -> JSON {
        let start = place
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return .number(String(decoding: bytes[start..<place], as: UTF8.self))
    }

    private mutating func digits() throws {
        let start = place
        while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
        if place == start { throw failure(.unexpected) }
    }

    private mutating func string() throws -> String {
        place += 1
        var text: [UInt8] = []
        while true {
            guard let byte = next, byte >= 0x20 else { throw failure(.unexpected) }
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text.append(contentsOf: String(try escaped()).utf8)
            default: text.append(byte)
            }
        }
    }

    private mutating func escaped() throws -> Unicode.Scalar {
        let start = place
        guard let byte = next else { throw failure(.unexpected) }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try scalar(from: start)
        default: throw failure(.unexpected, at: start)
        }
    }

    /// Of `\u0451`, or of the two halves of a scalar beyond 16 bits.
    private mutating func scalar(from start: Int) throws -> Unicode.Scalar {
        let first = try fourDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), take("\\"), take("u") else { throw failure(.unexpected, at: start) }
        let second = try fourDigits()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw failure(.unexpected, at: start) }
        return scalar
    }

    private mutating func fourDigits() throws -> UInt32 {
        let end = place + 4
        guard end <= bytes.count else { throw failure(.unexpected) }
        let digits = bytes[place..<end]
        let isHexadecimal = digits.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
        guard isHexadecimal, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw failure(.unexpected)
        }
        place = end
        return value
    }
}
