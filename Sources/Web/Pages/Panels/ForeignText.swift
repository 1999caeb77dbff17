/// What another program answered, as text: UTF-8 where it is that, else windows-1251, in which the programs of this country wrote before.
struct ForeignText: Hashable, Sendable {
    let text: String

    init(_ bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        text =
            String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map(Self.scalar(inWindows1251:))))
    }

    private static func scalar(inWindows1251 byte: UInt8) -> Unicode.Scalar {
        switch byte {
        case 0x00..<0x80: Unicode.Scalar(byte)
        case 0x80..<0xC0: upperHalf[Int(byte) - 0x80]
        // А to я, in their order.
        default: Unicode.Scalar(0x0410 + UInt32(byte) - 0xC0) ?? "\u{FFFD}"
        }
    }

    /// From 0x80 to 0xBF; 0x98 is nothing.
    private static let upperHalf: [Unicode.Scalar] = [
        "\u{402}", "\u{403}", "\u{201A}", "\u{453}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
        "\u{20AC}", "\u{2030}", "\u{409}", "\u{2039}", "\u{40A}", "\u{40C}", "\u{40B}", "\u{40F}",
        "\u{452}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
        "\u{FFFD}", "\u{2122}", "\u{459}", "\u{203A}", "\u{45A}", "\u{45C}", "\u{45B}", "\u{45F}",
        "\u{A0}", "\u{40E}", "\u{45E}", "\u{408}", "\u{A4}", "\u{490}", "\u{A6}", "\u{A7}",
        "\u{401}", "\u{A9}", "\u{404}", "\u{AB}", "\u{AC}", "\u{AD}", "\u{AE}", "\u{407}",
        "\u{B0}", "\u{B1}", "\u{406}", "\u{456}", "\u{491}", "\u{B5}", "\u{B6}", "\u{B7}",
        "\u{451}", "\u{2116}", "\u{454}", "\u{BB}", "\u{458}", "\u{405}", "\u{455}", "\u{457}",
    ]
}
