import ContactCenter

/// Figures as people read them.
extension Figure {
    /// Thin groups, a comma for decimals, two of them in a percentage; lengths as counters have them.
    func text(for viewer: Viewer) -> String {
        switch self {
        case .count(let count): return grouped(Int(count))
        case .duration(let milliseconds): return durationText(.milliseconds(milliseconds))
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
        case .duration(let milliseconds): Double(milliseconds) / 1_000
        }
    }

    /// A count as a share of all; others as they are (requirement S2.20).
    func share(of whole: Figure?) -> Figure? {
        guard case .count(let part) = self else { return self }
        guard case .count(let all)? = whole, all != 0 else { return nil }
        return .percent(part, of: all)
    }
}
