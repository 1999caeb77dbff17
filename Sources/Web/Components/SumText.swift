/// A sum as people read it, in the currency of the business: `50 000,00`, with blanks that break no line.
///
/// - Parameter hundredths: of the currency.
func sumText(_ hundredths: Int64) -> String {
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    var groups: [Substring] = []
    var digits = String(whole)[...]
    while digits.count > 3 {
        groups.insert(digits.suffix(3), at: 0)
        digits = digits.dropLast(3)
    }
    groups.insert(digits, at: 0)
    return "\(hundredths < 0 ? "−" : "")\(groups.joined(separator: "\u{A0}")),\(rest < 10 ? "0" : "")\(rest)"
}
