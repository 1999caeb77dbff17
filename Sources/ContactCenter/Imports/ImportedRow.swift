import Foundation

/// What a row of a table says of a client, read as its mapping has it.
package struct ImportedRow: Hashable, Sendable {
    package struct Value: Hashable, Sendable {
        package var field: ImportField
        package var rule: MergeRule
        /// One, but for lists; none is empty.
        package var texts: [String]
        package var isKey: Bool
    }

    /// One for each field that the row says something about.
    package var values: [Value] = []
    /// What was left out of it.
    package var remarks: [ImportRemark] = []

    package init(_ cells: [String], by mapping: ImportMapping) {
        for (place, column) in mapping.columns.enumerated() where place < cells.count {
            guard let field = column.field else { continue }
            let text = Self.plain(cells[place], keepsLines: field == .note)
            guard !text.isEmpty else { continue }
            add(Self.texts(text, of: field), of: field, by: column)
        }
        check()
    }

    package subscript(_ field: ImportField) -> Value? { values.first { $0.field == field } }

    private mutating func add(_ texts: [String], of field: ImportField, by column: ImportMapping.Column) {
        guard let place = values.firstIndex(where: { $0.field == field }) else {
            values.append(Value(field: field, rule: column.rule, texts: texts, isKey: column.isKey))
            return
        }
        if field.isList {
            values[place].texts += texts
        } else {
            // Surname, first name, and what follows them.
            values[place].texts = [(values[place].texts + texts).joined(separator: field == .note ? "\n" : " ")]
        }
    }

    /// What is no address and no year is left out, and said so.
    private mutating func check() {
        for place in values.indices {
            let field = values[place].field
            switch field {
            case .email:
                leaveOut(at: place, .noEmail) { MailAddress($0) != nil }
            case .year:
                leaveOut(at: place, .malformed) { Int64($0).map { (1_885...2_200).contains($0) } ?? false }
            case .kind:
                leaveOut(at: place, .malformed) { Client.Kind(imported: $0) != nil }
            case .clientType:
                leaveOut(at: place, .malformed) { ClientType(imported: $0) != nil }
            case .plate, .vin:
                leaveOut(at: place, .malformed) { $0.unicodeScalars.count <= 32 && !Folding.code(of: $0).isEmpty }
            default: break
            }
        }
        values.removeAll { $0.texts.isEmpty }
    }

    private mutating func leaveOut(at place: Int, _ kind: ImportRemark.Kind, unless isGood: (String) -> Bool) {
        let bad = values[place].texts.filter { !isGood($0) }
        guard !bad.isEmpty else { return }
        values[place].texts.removeAll { !isGood($0) }
        remarks += bad.map { ImportRemark(kind, field: values[place].field, text: $0) }
    }

    // MARK: - Cells

    /// Without blanks around and control characters; on one line, unless it may have several.
    private static func plain(_ cell: String, keepsLines: Bool) -> String {
        let lines = cell.split(whereSeparator: \.isNewline).map { line in
            let plain = line.map { character -> Character in
                character.unicodeScalars.contains { $0.properties.generalCategory == .control } ? " " : character
            }
            return plain.split { $0.isWhitespace }.map { String($0) }.joined(separator: " ")
        }.filter { !$0.isEmpty }
        return lines.joined(separator: keepsLines ? "\n" : " ")
    }

    private static func texts(_ text: String, of field: ImportField) -> [String] {
        switch field {
        case .phone: phones(in: text)
        case .email:
            text.split { ",; ".contains($0) }.map(String.init)
        case .year: [String(text.prefix(text.dropFirst(4).first.map { !$0.isNumber } ?? false ? 4 : text.count))]
        default: [text]
        }
    }

    /// `8 916 123-45-67, 495 1234567` are two; `7.9161978596E10` is one that a spreadsheet took for a quantity.
    static func phones(in text: String) -> [String] {
        if let number = quantity(text) { return [number] }
        return text.split { ",;/|".contains($0) }.map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }.map { quantity($0) ?? $0 }
    }

    /// - Returns: `nil` for what is no whole quantity written as such.
    private static func quantity(_ text: String) -> String? {
        let point = text.replacing(",", with: ".")
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "E") || $0 == UInt8(ascii: "e") }) || text.hasSuffix(".0"),
            text.utf8.allSatisfy({ "0123456789.,+Ee".utf8.contains($0) }), let number = Double(point),
            number > 0, number < 1e15, number.rounded() == number
        else { return nil }
        return String(Int64(number))
    }
}

extension Client.Kind {
    /// `ООО`, `юр. лицо`, `организация`, `person`.
    package init?(imported text: String) {
        let words = Folding.words(of: text)
        func begins(_ stems: [String]) -> Bool { words.contains { word in stems.contains { word.hasPrefix($0) } } }
        if begins(["юр", "организ", "орган", "компан", "ооо", "тов", "compan", "legal"]) {
            self = .organisation
        } else if begins(["физ", "фіз", "частн", "приват", "person", "individual", "private", "человек", "людина"]) {
            self = .person
        } else {
            return nil
        }
    }
}

extension ClientType {
    package init?(imported text: String) {
        let stems: [(ClientType, [String])] = [
            (.private, ["част", "приват", "private"]), (.corporate, ["корп", "corp"]),
            (.partner, ["парт", "partner"]), (.employee, ["сотр", "співр", "employee"]),
        ]
        guard let word = Folding.words(of: text).first,
            let found = stems.first(where: { $0.1.contains { word.hasPrefix($0) } })
        else { return nil }
        self = found.0
    }
}

/// What was wrong with a row, or with one value of it.
package struct ImportRemark: Hashable, Codable, Sendable {
    package enum Kind: String, Codable, Sendable {
        // The row is not written.
        /// A client that is new has no name.
        case noName
        /// Nothing by which the client could be known again: no telephone, e-mail, VIN or number of their own.
        case noKey
        /// Several clients have it.
        case several
        /// One thing points to one client, another to another.
        case conflict
        /// A field of the client would be refused.
        case refused
        // The value alone is left out.
        case noPhone
        case noEmail
        case malformed
        case noMake
        case noModel
        /// The car belongs to somebody else.
        case foreignVehicle
    }

    package var kind: Kind
    package var field: ImportField?
    /// What stood there, or who they are.
    package var text: String?

    package init(_ kind: Kind, field: ImportField? = nil, text: String? = nil) {
        self.kind = kind
        self.field = field
        self.text = text.map { String($0.prefix(100)) }
    }
}
