import ContactCenter

/// Figures as people read them.
extension Figure {
    /// Thin groups, a comma for decimals; lengths as counters have them.
    ///
    /// - Parameter decimals: of a percentage.
    func text(for viewer: Viewer, decimals: Int = 2) -> String {
        switch self {
        case .count(let count): return grouped(Int(count))
        case .duration(let milliseconds): return durationText(.milliseconds(milliseconds))
        case .percent:
            let units = Int(rounded(to: decimals) ?? 0)
            let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
            let mark = viewer.language.code == .english ? "." : ","
            let rest = String(scale + abs(units) % scale).dropFirst()
            return (units < 0 ? "−" : "") + grouped(abs(units) / scale) + (decimals == 0 ? "" : mark + rest)
        }
    }

    /// With a plus where it is more than nothing.
    func signedText(for viewer: Viewer, decimals: Int = 2) -> String {
        ((rounded(to: decimals) ?? 0) > 0 ? "+" : "") + text(for: viewer, decimals: decimals)
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
