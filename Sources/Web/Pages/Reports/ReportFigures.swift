import ContactCenter

/// Figures as people read them.
extension Figure {
    /// Thin groups, a comma for decimals, two of them in a percentage.
    func text(for viewer: Viewer) -> String {
        switch self {
        case .count(let count): return grouped(Int(count))
        case .percent:
            let hundredths = Int(hundredths ?? 0)
            let mark = viewer.language.code == .english ? "." : ","
            return (hundredths < 0 ? "−" : "")
                + "\(grouped(abs(hundredths) / 100))\(mark)\(twoDigits(abs(hundredths) % 100))"
        }
    }

    /// To sort by.
    var size: Double {
        switch self {
        case .count(let count): Double(count)
        case .percent(let part, let whole): Double(part) / Double(whole)
        }
    }
}
