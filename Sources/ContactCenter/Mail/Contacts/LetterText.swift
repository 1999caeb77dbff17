import Foundation

/// The text of a letter, of names and what stands behind them, a line each.
///
/// What callers and forms have said can look like nothing but what it is: further lines of a value are indented, so that none of them can
/// pass for a line of ours, and signs that turn the direction of writing are left out.
package struct LetterText: Hashable, Sendable {
    /// Unicode scalars of a text.
    package static let longest = 20_000
    private static let longestValue = 4_000

    private var lines: [String] = []

    package init() {}

    /// An empty line parts what follows.
    package mutating func part() {
        if let last = lines.last, !last.isEmpty { lines.append("") }
    }

    /// Words of ours, or of who writes the letter: lines as they are.
    package mutating func add(_ words: String) {
        lines += Self.lines(words)
    }

    /// `Клиент: Иванов`; nothing where nothing is known.
    package mutating func add(_ name: String, _ value: String?) {
        let said = Self.lines(value ?? "").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        guard let first = said.first else { return }
        lines.append("\(name): \(first)")
        lines += said.dropFirst().map { "    \($0)" }
    }

    package var text: String { Self.cut(lines.joined(separator: "\n"), to: Self.longest) }

    /// The text on one line, cut where it is longer.
    package static func line(_ text: String, limit: Int) -> String {
        cut(lines(text).joined(separator: " ").trimmingCharacters(in: .whitespaces), to: limit)
    }

    private static func lines(_ text: String) -> [String] {
        var lines = [String.UnicodeScalarView()]
        var last: UnicodeScalar?
        for scalar in text.unicodeScalars.prefix(longestValue) {
            switch scalar {
            case "\n" where last == "\r": break
            case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": lines.append(.init())
            case "\t": lines[lines.count - 1].append(" ")
            case _ where scalar.properties.generalCategory == .control || scalar.turnsWriting: break
            default: lines[lines.count - 1].append(scalar)
            }
            last = scalar
        }
        return lines.map { String($0) }
    }

    static func cut(_ text: String, to limit: Int) -> String {
        guard text.unicodeScalars.count > limit else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "\u{2026}"
    }
}

extension UnicodeScalar {
    /// Makes what follows be written from the other side.
    fileprivate var turnsWriting: Bool {
        (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) || (0x200E...0x200F).contains(value)
    }
}
