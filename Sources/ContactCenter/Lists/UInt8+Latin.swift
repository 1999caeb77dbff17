extension UInt8 {
    /// A Latin letter or a digit, as a byte of UTF-8.
    package var isLatinLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// Means nothing else in an address, nor in a header: Latin letters, digits, `-`, `.` and `_`.
    package var isUnreserved: Bool { isLatinLetterOrDigit || "-._".utf8.contains(self) }
}
