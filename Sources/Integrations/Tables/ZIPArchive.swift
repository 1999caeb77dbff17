import CZlib
import ContactCenter

/// The parts of a ZIP file, by its directory at the end. What no spreadsheet program makes (parts in several files, more than 4 GB) is
/// damage.
struct ZIPArchive {
    struct Limits: Sendable {
        /// Bytes of all parts that are read, unpacked.
        var unpacked = 1 << 30
        /// To how many bytes one may be unpacked: texts of tables seldom reach 40.
        var ratio = 250
        /// Bytes below which the ratio says nothing: a million empty rows are packed well.
        var small = 256 << 20
    }

    struct Part: Sendable {
        var name: String
        var method: UInt16
        var packed: Int
        var offset: Int
        var isEncrypted: Bool
    }

    static let signature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    let bytes: [UInt8]
    private let limits: Limits
    private(set) var parts: [String: Part] = [:]

    init(_ bytes: [UInt8], _ limits: Limits) throws {
        self.bytes = bytes
        self.limits = limits
        let end = try Self.end(of: bytes)
        var place = Self.long(bytes, end + 16)
        for _ in 0..<Self.short(bytes, end + 10) {
            guard place + 46 <= bytes.count, Self.long(bytes, place) == 0x0201_4B50 else {
                throw TableProblem(.damaged)
            }
            let (name, extra, comment) = (
                Self.short(bytes, place + 28), Self.short(bytes, place + 30), Self.short(bytes, place + 32)
            )
            let next = place + 46 + name + extra + comment
            guard next <= bytes.count else { throw TableProblem(.damaged) }
            let part = Part(
                name: String(decoding: bytes[place + 46..<place + 46 + name], as: UTF8.self),
                method: UInt16(Self.short(bytes, place + 10)),
                packed: Self.long(bytes, place + 20),
                offset: Self.long(bytes, place + 42),
                isEncrypted: Self.short(bytes, place + 8) & 1 == 1
            )
            // Names differ by more than their letters' size in no workbook.
            parts[part.name.lowercased()] = part
            place = next
        }
    }

    /// Where the directory's end stands, before a comment of any length.
    private static func end(of bytes: [UInt8]) throws -> Int {
        var place = bytes.count - 22
        while place >= 0, place >= bytes.count - 22 - 65_535 {
            if long(bytes, place) == 0x0605_4B50 { return place }
            place -= 1
        }
        throw TableProblem(.damaged)
    }

    /// - Returns: `nil` where there is no such part.
    func stream(_ name: String) throws -> Inflating? {
        guard let part = parts[name.lowercased()] else { return nil }
        guard !part.isEncrypted else { throw TableProblem(.encrypted, part: part.name) }
        let header = part.offset
        guard header + 30 <= bytes.count, Self.long(bytes, header) == 0x0403_4B50 else {
            throw TableProblem(.damaged, part: part.name)
        }
        let start = header + 30 + Self.short(bytes, header + 26) + Self.short(bytes, header + 28)
        guard start + part.packed <= bytes.count, [0, 8].contains(part.method) else {
            throw TableProblem(.damaged, part: part.name)
        }
        return Inflating(bytes, start..<start + part.packed, isStored: part.method == 0, part: part.name, limits)
    }

    private static func short(_ bytes: [UInt8], _ place: Int) -> Int { Int(bytes[place]) | Int(bytes[place + 1]) << 8 }
    private static func long(_ bytes: [UInt8], _ place: Int) -> Int {
        short(bytes, place) | short(bytes, place + 2) << 16
    }
}

/// A part of an archive while it is unpacked, a piece at a time.
final class Inflating {
    let part: String
    private let bytes: [UInt8]
    private var place: Int
    private let end: Int
    private let isStored: Bool
    private let limits: ZIPArchive.Limits
    private let packed: Int
    private var unpacked = 0
    /// Where it stands zlib remembers.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var isOver = false
    private var isOpen = false

    private static let piece = 64 * 1_024

    init(_ bytes: [UInt8], _ range: Range<Int>, isStored: Bool, part: String, _ limits: ZIPArchive.Limits) {
        self.bytes = bytes
        (place, end) = (range.lowerBound, range.upperBound)
        packed = max(range.count, 1)
        self.isStored = isStored
        self.part = part
        self.limits = limits
        stream.initialize(to: z_stream())
        if !isStored { isOpen = priyom_inflate_init(stream) == Z_OK }
    }

    deinit {
        if isOpen { inflateEnd(stream) }
        stream.deallocate()
    }

    /// - Returns: `nil` at the end.
    func next() throws -> [UInt8]? {
        guard !isOver else { return nil }
        let piece = isStored ? stored() : try inflated()
        unpacked += piece.count
        guard unpacked <= limits.unpacked, unpacked <= limits.small || unpacked / packed <= limits.ratio else {
            throw TableProblem(.tooLarge, part: part)
        }
        return piece.isEmpty && isOver ? nil : piece
    }

    private func stored() -> [UInt8] {
        let next = min(end, place + Self.piece)
        defer { place = next }
        isOver = next == end
        return Array(bytes[place..<next])
    }

    private func inflated() throws -> [UInt8] {
        guard isOpen else { throw TableProblem(.damaged, part: part) }
        var status = Z_OK
        let input = min(end, place + Self.piece) - place
        let output = [UInt8](unsafeUninitializedCapacity: Self.piece) { output, count in
            bytes.withUnsafeBufferPointer { source in
                // It reads from there and writes nothing.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress! + place)
                stream.pointee.avail_in = UInt32(input)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(Self.piece)
                status = inflate(stream, Z_NO_FLUSH)
                place += input - Int(stream.pointee.avail_in)
                count = Self.piece - Int(stream.pointee.avail_out)
            }
        }
        if status == Z_STREAM_END {
            isOver = true
        } else if status != Z_OK || output.isEmpty && place == end {
            // Also where it ends before its end.
            throw TableProblem(.damaged, part: part)
        }
        return output
    }
}
