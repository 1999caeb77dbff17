import Foundation

/// The text of a template, understood: headings, paragraphs, lists and tables, with places to be filled.
///
///     # Счёт {number} от {date}
///     Плательщик: **{client}**
///
///     {services}
///
///     | Услуга | Сумма |
///     |---|---:|
///     | Всего | {total} |
///
/// It is read before anything is filled in: what stands in a place is text, whatever it looks like.
package struct TemplateText: Hashable, Sendable {
    package enum Block: Hashable, Sendable {
        /// `# `, `## ` and `### `: from 1 to 3.
        case heading(Int, [Run])
        /// Its lines.
        case paragraph([[Run]])
        /// `- `
        case list([[Run]])
        case table(Table)
        /// `{services}`
        case services
        /// `---`
        case rule
    }

    package struct Table: Hashable, Sendable {
        /// Empty where the second line is no `|---|---|`.
        package var head: [[Run]] = []
        package var rows: [[[Run]]] = []
        /// The columns that stand at the right: `|---:|`.
        package var atRight: Set<Int> = []
    }

    /// A part of a line that looks alike.
    package struct Run: Hashable, Sendable {
        package var piece: TextPiece
        /// Between `**` and `**`.
        package var isBold: Bool
    }

    package private(set) var blocks: [Block] = []

    package init(_ text: String) {
        var lines = Self.lines(of: text).map { $0.trimmingCharacters(in: .whitespaces) }[...]
        while let line = lines.first {
            if line.isEmpty || line == "---" || line == Self.services || Self.heading(line) != nil {
                lines.removeFirst()
                if let block = Self.single(line) { blocks.append(block) }
            } else if line.hasPrefix("|") {
                blocks.append(.table(Self.table(Self.take(from: &lines) { $0.hasPrefix("|") })))
            } else if line.hasPrefix("- ") {
                let items = Self.take(from: &lines) { $0.hasPrefix("- ") }
                blocks.append(.list(items.map { Self.runs(of: String($0.dropFirst(2))) }))
            } else {
                blocks.append(.paragraph(Self.take(from: &lines, while: Self.isProse).map(Self.runs)))
            }
        }
    }

    /// What is wrong with a text first of all.
    package static func problem(of text: String) -> TemplateProblem? {
        for (place, line) in lines(of: text).enumerated() {
            let names = TextPiece.pieces(of: String(line)).compactMap {
                if case .place(let name) = $0 { name } else { nil }
            }
            if let name = names.first(where: { TemplatePlaceholder(rawValue: $0) == nil }) {
                return .unknownPlaceholder(name, line: place + 1)
            }
            let isAlone = line.trimmingCharacters(in: .whitespaces) == services
            if names.contains(TemplatePlaceholder.services.rawValue), !isAlone { return .tableInLine(place + 1) }
        }
        return nil
    }

    // MARK: - Lines

    private static let services = "{\(TemplatePlaceholder.services.rawValue)}"

    /// Whatever the line ends are: a browser sends two characters, which Swift takes for one.
    private static func lines(of text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    private static func take(from lines: inout ArraySlice<String>, while fits: (String) -> Bool) -> [String] {
        let taken = lines.prefix(while: fits)
        lines = lines.dropFirst(taken.count)
        return Array(taken)
    }

    private static func isProse(_ line: String) -> Bool {
        !line.isEmpty && line != "---" && line != services && heading(line) == nil && !line.hasPrefix("|")
            && !line.hasPrefix("- ")
    }

    private static func single(_ line: String) -> Block? {
        if line == "---" { return .rule }
        if line == services { return .services }
        return heading(line).map { .heading($0.level, runs(of: $0.words)) }
    }

    private static func heading(_ line: String) -> (level: Int, words: String)? {
        let level = line.prefix { $0 == "#" }.count
        guard (1...3).contains(level), line.dropFirst(level).first == " " else { return nil }
        return (level, line.dropFirst(level).trimmingCharacters(in: .whitespaces))
    }

    // MARK: - Tables

    private static func table(_ lines: [String]) -> Table {
        var table = Table()
        var rows = lines.map(cells)
        if rows.count > 1, rows[1].allSatisfy({ $0.contains("-") && $0.allSatisfy { "-:".contains($0) } }) {
            table.head = rows[0].map(runs)
            table.atRight = Set(rows[1].indices.filter { rows[1][$0].hasSuffix(":") })
            rows.removeFirst(2)
        }
        table.rows = rows.map { $0.map(runs) }
        return table
    }

    /// `| a | b |`; the last bar may be missing.
    private static func cells(_ line: String) -> [String] {
        var cells = line.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        if cells.count > 1, cells.last == "" { cells.removeLast() }
        return cells
    }

    // MARK: - Runs

    /// A `**` without another is what it looks like.
    private static func runs(of line: String) -> [Run] {
        // `nil` for `**`.
        var pieces: [TextPiece?] = []
        for piece in TextPiece.pieces(of: line) {
            guard case .text(let text) = piece else {
                pieces.append(piece)
                continue
            }
            for (place, part) in text.components(separatedBy: "**").enumerated() {
                if place > 0 { pieces.append(nil) }
                if !part.isEmpty { pieces.append(.text(part)) }
            }
        }
        var marks = pieces.count { $0 == nil }
        marks -= marks % 2
        var runs: [Run] = []
        var isBold = false
        for piece in pieces {
            if let piece {
                runs.append(Run(piece: piece, isBold: isBold))
            } else if marks > 0 {
                isBold.toggle()
                marks -= 1
            } else {
                runs.append(Run(piece: .text("**"), isBold: isBold))
            }
        }
        return runs
    }
}
