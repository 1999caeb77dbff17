/// A phone number as people write it in Russia: `8 (953) 523-72-71`, `646-71-71`.
///
/// For display only: what is not such a number (an extension, a foreign number, text) stays as it was delivered.
func phoneText(_ number: String) -> String {
    var digits = Array(number.utf8)
    let isInternational = digits.first == UInt8(ascii: "+")
    if isInternational { digits.removeFirst() }
    guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return number }

    let first = digits.first
    if digits.count == 11, first == UInt8(ascii: "7") || first == UInt8(ascii: "8") && !isInternational { return national(digits.dropFirst()) }
    guard !isInternational else { return number }
    return switch digits.count {
    case 10 where firstOfCodes.contains(first ?? 0): national(digits[...])
    case 7: grouped(digits[...], [3, 2, 2])
    default: number
    }
}

/// Geographic codes of Russia begin with 3, 4 or 8, mobile ones with 9.
private let firstOfCodes: [UInt8] = Array("3489".utf8)

/// Ten digits with the trunk prefix and the code in brackets.
private func national(_ digits: ArraySlice<UInt8>) -> String {
    "8 (" + String(decoding: digits.prefix(3), as: UTF8.self) + ") " + grouped(digits.dropFirst(3), [3, 2, 2])
}

private func grouped(_ digits: ArraySlice<UInt8>, _ lengths: [Int]) -> String {
    var rest = digits
    return lengths.map { length in
        defer { rest = rest.dropFirst(length) }
        return String(decoding: rest.prefix(length), as: UTF8.self)
    }.joined(separator: "-")
}
