/// What the columns of a table are likely to be, by what they are called in Russian, Ukrainian and English.
package enum ImportGuess {
    /// - Parameters:
    ///   - rows: the first of the table.
    ///   - attributes: what the business knows besides.
    package static func mapping(of rows: [[String]], attributes: [Kept<ClientAttribute>]) -> ImportMapping {
        let first = rows.first ?? []
        let count = rows.map(\.count).max() ?? 0
        let guesses = first.map { field(of: $0, attributes) }
        var mapping = ImportMapping()
        // Heads have no digits that a number or a plate would have.
        mapping.hasHeads = guesses.contains { $0 != nil } || !first.contains { Folding.digits(of: $0).count > 4 }
        let titles = ImportMapping.titles(of: first, hasHeads: mapping.hasHeads, count: count)
        var taken: Set<ImportField> = []
        mapping.columns = titles.enumerated().map { place, title in
            guard mapping.hasHeads, place < guesses.count, let field = guesses[place] else {
                return ImportMapping.Column(title)
            }
            guard field.isList || field == .name || taken.insert(field).inserted else {
                return ImportMapping.Column(title)
            }
            return ImportMapping.Column(title, field, isKey: isKey(title, field))
        }
        return mapping
    }

    /// A number that one client alone has.
    private static func isKey(_ title: String, _ field: ImportField) -> Bool {
        guard field.attribute != nil else { return false }
        return !Set(Folding.words(of: title)).isDisjoint(with: ["инн", "іпн", "єдрпоу", "tin", "vat", "снилс"])
    }

    private static func field(of title: String, _ attributes: [Kept<ClientAttribute>]) -> ImportField? {
        let words = Folding.words(of: title)
        guard !words.isEmpty else { return nil }
        if let attribute = attributes.first(where: { Folding.words(of: $0.record.name) == words }) {
            return .attribute(attribute.id)
        }
        // The first that fits, from those that say most.
        return known.first { entry in
            entry.words.contains { sought in
                words.contains { $0.hasPrefix(sought) && ($0 == sought || sought.count > 3) }
            }
        }?.field
    }

    private static let known: [(field: ImportField, words: [String])] = [
        (.email, ["email", "mail", "почта", "пошта", "имейл"]),
        (.phone(.fax), ["fax", "факс"]),
        (.phone(.mobile), ["mobile", "cell", "мобильн", "мобільн", "сотов", "моб"]),
        (.phone(.home), ["домашн"]),
        (.phone(.work), ["рабоч", "робоч"]),
        (.phone(.contact), ["phone", "телефон", "тел", "tel"]),
        (.vin, ["vin", "вин", "він"]),
        (.plate, ["plate", "гос", "госномер", "держномер", "грз"]),
        (.make, ["make", "brand", "марка"]),
        (.model, ["model", "модел"]),
        (.year, ["year", "год", "рік"]),
        (.address, ["address", "адрес"]),
        (.note, ["note", "comment", "примечан", "комментар", "приміт", "коментар"]),
        (.kind, ["kind", "вид"]),
        (
            .name,
            [
                "name", "фио", "піб", "имя", "імя", "фамили", "прізвищ", "отчеств", "назван", "назва", "наименован",
                "client", "customer", "company", "клиент", "клієнт", "контрагент", "организац", "компани", "абонент",
            ]
        ),
    ]
}
