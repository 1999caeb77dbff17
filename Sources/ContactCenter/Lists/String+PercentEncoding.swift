extension String {
    /// As it may stand in an address: Latin letters and digits are kept, all else becomes `%` and two digits for each byte of UTF-8.
    ///
    /// - Parameter signs: of ASCII, that are kept as well.
    package func percentEncoded(keeping signs: String = "-._") -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in utf8 {
            if byte.isLatinLetterOrDigit || signs.utf8.contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
