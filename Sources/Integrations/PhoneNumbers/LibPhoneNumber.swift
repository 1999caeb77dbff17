import CPhoneNumber
import ContactCenter
import Synchronization

/// Telephone numbers by Google's libphonenumber.
///
/// Reading one takes some 16 µs, and the same few numbers are asked for again and again: by every change of their call and
/// by every page that shows it. So what was read is remembered, and of long numbers what all of their exchange have in common,
/// which files with a hundred thousand of them live by.
package final class LibPhoneNumber: PhoneNumberReading {
    /// No number with its punctuation and extension is as long in UTF-8; what is longer is not looked at.
    private static let longest = 64
    /// What fewer digits are is a phone of the house or a short number, whatever the library would make of it.
    private static let fewestDigits = 6
    private static let mostRemembered = 4_096
    private static let mostBlocks = 32_768

    package let country: Country
    private let remembered = Mutex<[String: PhoneNumber]>([:])
    private let blocks = Mutex<[String: NumberBlock]>([:])

    package init(country: Country) {
        self.country = country
    }

    /// Whether there is such a country; by another one only numbers with a `+` are understood.
    package static func knows(_ country: Country) -> Bool { c_phone_number_knows_region(country.rawValue) }

    package func read(_ raw: String) -> PhoneNumber {
        if let known = remembered.withLock({ $0[raw] }) { return known }
        let number = readByBlock(raw) ?? understand(raw)
        if raw.utf8.count <= Self.longest {
            remembered.withLock { remembered in
                // Forgetting all is as good as forgetting the oldest, and costs no order to keep.
                if remembered.count >= Self.mostRemembered { remembered.removeAll(keepingCapacity: true) }
                remembered[raw] = number
            }
        }
        return number
    }

    /// - Returns: `nil` where no number of the same block has been read.
    private func readByBlock(_ raw: String) -> PhoneNumber? {
        guard raw.utf8.count <= Self.longest, let head = NumberBlock.head(of: raw) else { return nil }
        return blocks.withLock { $0[head] }?.number(raw)
    }

    private func rememberBlock(of number: PhoneNumber) {
        guard let head = NumberBlock.head(of: number.raw), let block = NumberBlock(of: number) else { return }
        blocks.withLock { blocks in
            if blocks.count >= Self.mostBlocks { blocks.removeAll(keepingCapacity: true) }
            blocks[head] = block
        }
    }

    private func understand(_ raw: String) -> PhoneNumber {
        let text = raw.withoutInvisible
        guard text.utf8.count <= Self.longest else { return PhoneNumber(raw: raw, kind: .unusable) }
        let digits = text.dialledDigits
        if let digits, digits.utf8.count < Self.fewestDigits { return PhoneNumber(raw: raw, kind: .local(digits)) }

        let found = text.utf8CString.withUnsafeBufferPointer { text in
            c_phone_number_read(text.baseAddress, text.count - 1, country.rawValue)
        }
        let written = string(of: found.written)
        switch (found.kind, digits) {
        case (CPhoneNumberKindWhole, _):
            let e164 = E164(string(of: found.e164))
            let ending = string(of: found.extension)
            guard !ending.isEmpty else {
                let number = PhoneNumber(raw: raw, kind: .whole(e164, extension: nil), written: written)
                if found.national_digits >= NumberBlock.fewestDigits { rememberBlock(of: number) }
                return number
            }
            // As telephones write what is dialled after the answer: it is read in every language.
            return PhoneNumber(raw: raw, kind: .whole(e164, extension: ending), written: "\(written), \(ending)")
        case (CPhoneNumberKindWithoutArea, let digits?):
            return PhoneNumber(raw: raw, kind: .local(digits), written: written)
        case (_, let digits?):
            return PhoneNumber(raw: raw, kind: .local(digits))
        default:
            return PhoneNumber(raw: raw, kind: .unusable)
        }
    }
}

/// The text in a buffer of C, up to its NUL.
private func string<Buffer>(of buffer: Buffer) -> String {
    withUnsafeBytes(of: buffer) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
}

extension String {
    /// Without control characters and those that only set the direction of writing: numbers are copied from everywhere.
    fileprivate var withoutInvisible: String {
        if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
        let visible = unicodeScalars.filter { scalar in
            let category = scalar.properties.generalCategory
            return category != .control && category != .format
        }
        return String(String.UnicodeScalarView(visible))
    }

    /// What is dialled of a number without `+`: digits, `*` and `#`, the punctuation left out.
    ///
    /// - Returns: `nil` for other text, for what is too long, and for zeros alone, which some exchanges deliver for a withheld
    ///   number.
    fileprivate var dialledDigits: String? {
        let punctuation = Set(" -().".utf8)
        let dialled = utf8.filter { !punctuation.contains($0) }
        let isNumber = dialled.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2A || $0 == 0x23 }
        guard isNumber, dialled.count <= NumberKey.longest, dialled.contains(where: { $0 != 0x30 }) else { return nil }
        return String(decoding: dialled, as: UTF8.self)
    }
}
