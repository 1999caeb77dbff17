import Foundation

/// Something that the business knows of its clients beyond what every business does: a policy's number, the rest of an insured sum. A
/// supervisor says what there is, people and imports fill it in (requirement S3.23).
package struct ClientAttribute: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case text
        case number
        /// A sum of the currency.
        case money
        case date
        /// One of those that are named.
        case choice
    }

    /// Where it stands.
    package enum Spot: String, CaseIterable, Sendable {
        /// On the client's card.
        case card
        /// There, and in the panel beside a call.
        case panel
    }

    /// As people call it: `Остаток страховой суммы`.
    package var name = ""
    package var kind = Kind.text
    /// What may be chosen, one a line.
    package var choices: String?
    package var spot = Spot.card
    /// Its place among the others, from 1.
    package var place: Int64 = 0

    package init() {}
}

package typealias ClientAttributeID = RecordID<ClientAttribute>

extension ClientAttribute: KeptRecord {
    package static let kind = RecordKind.clientAttributes
    package static let fields: [RecordField<ClientAttribute>] = [
        .text("name", \.name, limit: 200).unique,
        .choice("kind", \.kind),
        .lines("choices", \.choices, limit: 4_000),
        .choice("shown_on", \.spot),
        .integer("place", \.place, 0...9_999),
    ]

    package var contradictions: [FieldProblem] {
        kind == .choice && options.isEmpty ? [FieldProblem("choices", .required)] : []
    }
}

extension ClientAttribute {
    /// How many characters a value may have.
    package static let longestValue = 400

    /// What may be chosen, in its order.
    package var options: [String] {
        (choices ?? "").split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// A value as it is kept, from what was typed or came with an import: `1 234,5` of money becomes `1234.50`, `03.04.2026` becomes
    /// `2026-04-03`. What is kept reads the same again.
    ///
    /// - Returns: `nil` for nothing.
    package func value(of typed: String) -> Result<String?, Problem> {
        let line = typed.split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
        guard !line.isEmpty else { return .success(nil) }
        guard line.unicodeScalars.count <= Self.longestValue else {
            return .failure(Problem(kind: .tooLong(limit: Self.longestValue)))
        }
        let value: String? =
            switch kind {
            case .text: line
            case .number: Self.decimal(line, places: 6)
            case .money: Self.decimal(line, places: 2).map(Self.cents)
            case .date: Self.day(line)?.description
            case .choice: option(line)
            }
        return value.map { .success($0) } ?? .failure(Problem(kind: .malformed))
    }

    package struct Problem: Error, Hashable, Sendable {
        package var kind: FieldProblem.Kind
    }

    /// In whatever letters.
    private func option(_ typed: String) -> String? {
        let words = Folding.words(of: typed)
        return options.first { $0 == typed } ?? options.first { Folding.words(of: $0) == words }
    }

    /// `-1 234,50` as `-1234.5`; at most 15 digits before the point.
    private static func decimal(_ typed: String, places: Int) -> String? {
        var text = typed.filter { !$0.isWhitespace }.replacing(",", with: ".").replacing("\u{2212}", with: "-")[...]
        let isNegative = text.first == "-"
        if isNegative { text = text.dropFirst() }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            (1...15).contains(parts[0].utf8.count)
        else { return nil }
        var fraction = parts.count > 1 ? parts[1] : ""
        while fraction.last == "0" { fraction = fraction.dropLast() }
        guard fraction.utf8.count <= places else { return nil }
        let digits = parts[0].drop { $0 == "0" }
        let whole = digits.isEmpty ? "0" : String(digits)
        let number = fraction.isEmpty ? whole : "\(whole).\(fraction)"
        return isNegative && number != "0" ? "-\(number)" : number
    }

    /// `1234.5` as `1234.50`.
    private static func cents(_ number: String) -> String {
        let parts = number.split(separator: ".")
        let fraction = parts.count > 1 ? parts[1] : ""
        return "\(parts[0]).\(fraction)\(String(repeating: "0", count: 2 - fraction.count))"
    }

    /// As forms have it, or as people write it: `03.04.2026`.
    private static func day(_ typed: String) -> Day? {
        if let day = Day(typed) { return day }
        let parts = typed.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].utf8.count == 4, parts[0].utf8.count <= 2, parts[1].utf8.count <= 2,
            let dayOfMonth = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
        else { return nil }
        return Day(year: year, month: month, dayOfMonth: dayOfMonth)
    }
}

/// An attribute with a client's value of it.
package struct FilledAttribute: Hashable, Sendable {
    package var attribute: Kept<ClientAttribute>
    /// As it is kept.
    package var value: String

    package init(attribute: Kept<ClientAttribute>, value: String) {
        self.attribute = attribute
        self.value = value
    }
}

/// A value to be written, of many: what an import brings.
package struct AttributeValue: Hashable, Sendable {
    package var client: ClientID
    package var attribute: ClientAttributeID
    /// As it came; nothing takes the value away.
    package var value: String

    package init(client: ClientID, attribute: ClientAttributeID, value: String) {
        self.client = client
        self.attribute = attribute
        self.value = value
    }
}
