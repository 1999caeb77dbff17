import Foundation

/// Counts the pages of a TIFF file: its image file directories, each of which names the next.
enum TIFFPages {
    /// - Returns: 0 for what is no TIFF; what is cut off or leads in a circle counts as far as it goes.
    static func count(in file: Data) -> Int {
        let bytes = [UInt8](file)
        guard let isLittle = isLittleEndian(bytes), var place = number(4, at: 4, in: bytes, isLittle) else { return 0 }
        var seen: Set<Int> = []
        while place != 0, !seen.contains(place), let entries = number(2, at: place, in: bytes, isLittle) {
            seen.insert(place)
            guard let next = number(4, at: place + 2 + 12 * entries, in: bytes, isLittle) else { break }
            place = next
        }
        return seen.count
    }

    private static func isLittleEndian(_ bytes: [UInt8]) -> Bool? {
        if bytes.starts(with: [0x49, 0x49, 42, 0]) { return true }
        return bytes.starts(with: [0x4D, 0x4D, 0, 42]) ? false : nil
    }

    private static func number(_ size: Int, at place: Int, in bytes: [UInt8], _ isLittle: Bool) -> Int? {
        guard place >= 0, place <= bytes.count - size else { return nil }
        let digits = bytes[place..<place + size]
        return (isLittle ? Array(digits.reversed()) : Array(digits)).reduce(0) { $0 << 8 | Int($1) }
    }
}
