import ContactCenter

/// What the numbers of one exchange have in common: they differ in their last five digits, which numbering plans do not tell apart in
/// numbers of ten digits or more. So one of them says how all are read and written, at a twentieth of the library's time.
///
/// North America's plan does, and has no blocks. Of the others that the library knows, in sixty thousand drawn numbers there were twelve,
/// services of Cambodia and Myanmar and numbers of San Marino, of which a block says that they exist and the library that they do not.
struct NumberBlock {
    /// How many digits at the end are a number's own.
    private static let own = 5
    /// Of a national number. Shorter ones, of small countries and of services, are told apart to their last digit.
    static let fewestDigits = 10

    /// E.164 without a number's own digits.
    private let e164: String
    /// As somebody in the country writes one of them.
    private let written: [UInt8]

    /// What all numbers of a block begin with, as they are delivered, without punctuation: `8916197`.
    ///
    /// - Returns: `nil` for what has anything but digits and punctuation behind a plus, and for what is too short or too long.
    static func head(of raw: String) -> String? {
        var head = ""
        for (place, scalar) in raw.unicodeScalars.enumerated() {
            switch scalar {
            case "0"..."9": head.unicodeScalars.append(scalar)
            case "+" where place == 0: head = "+"
            case " ", "-", "(", ")": continue
            default: return nil
            }
        }
        // What is longer than any number with its plus is none.
        guard (fewestDigits...16).contains(head.utf8.count) else { return nil }
        return String(head.dropLast(own))
    }

    /// The block of a number that the library has read.
    ///
    /// - Returns: `nil` in North America, and where the last digits do not stand at the end of all that was made of the number.
    init?(of number: PhoneNumber) {
        guard case .whole(let e164, extension: nil) = number.kind, !e164.rawValue.hasPrefix("+1") else { return nil }
        let tail = Self.tail(of: number.raw)
        let written = Array(number.written.utf8)
        guard e164.rawValue.utf8.suffix(Self.own).elementsEqual(tail),
            written.filter(Self.isDigit).suffix(Self.own).elementsEqual(tail)
        else { return nil }
        self.e164 = String(e164.rawValue.dropLast(Self.own))
        self.written = written
    }

    /// - Parameter raw: has the block's head.
    func number(_ raw: String) -> PhoneNumber {
        let tail = Self.tail(of: raw)
        var written = written
        var place = written.endIndex
        for digit in tail.reversed() {
            repeat { place -= 1 } while !Self.isDigit(written[place])
            written[place] = digit
        }
        return PhoneNumber(
            raw: raw,
            kind: .whole(E164(e164 + String(decoding: tail, as: UTF8.self)), extension: nil),
            written: String(decoding: written, as: UTF8.self)
        )
    }

    private static func tail(of raw: String) -> [UInt8] { raw.utf8.filter(isDigit).suffix(own) }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
