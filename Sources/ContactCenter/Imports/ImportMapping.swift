/// Which column of a table goes where, and how clients that are known already are found (requirement S3.6).
package struct ImportMapping: Hashable, Codable, Sendable {
    package struct Column: Hashable, Codable, Sendable {
        /// As the first row calls it; a letter where that has none: `B`.
        package var title: String
        /// `nil` is left out.
        package var field: ImportField?
        package var rule: MergeRule
        /// Clients are found by it before anything else: a tax number, the number of a policy. Only of attributes.
        package var isKey: Bool

        package init(_ title: String, _ field: ImportField? = nil, rule: MergeRule? = nil, isKey: Bool = false) {
            self.title = title
            self.field = field
            self.rule = rule ?? field?.usualRule ?? .fill
            self.isKey = isKey
        }
    }

    /// The first row says what the columns are.
    package var hasHeads = true
    /// In the order of the table.
    package var columns: [Column] = []
    /// What new clients are where no column says it.
    package var makesOrganisations = false

    package init() {}

    /// How much of a title is kept.
    package static let longestTitle = 120
    package static let longestName = 100

    /// What keeps an import by it from beginning.
    package enum Problem: Hashable, Sendable {
        /// No column is mapped to what clients are called or known by.
        case nothingToKnowBy
        /// Two columns go where there is only one value.
        case twice(ImportField)
    }

    package var problem: Problem? {
        let fields = columns.compactMap(\.field)
        let knows = columns.contains { column in
            switch column.field {
            case .phone, .email, .vin: true
            case .attribute: column.isKey
            default: false
            }
        }
        guard knows else { return .nothingToKnowBy }
        // Several columns of a name are its parts.
        let single = fields.filter { !$0.isList && $0 != .name && $0 != .note }
        return single.first { field in single.count { $0 == field } > 1 }.map(Problem.twice)
    }

    /// The same for a table whose columns are called so, in whatever order they stand: what this one does not know is left out.
    package func applied(to titles: [String]) -> ImportMapping {
        var mapping = self
        var rest = columns
        mapping.columns = titles.map { title in
            let words = Folding.words(of: title)
            guard let place = rest.firstIndex(where: { Folding.words(of: $0.title) == words }) else {
                return Column(title)
            }
            var column = rest.remove(at: place)
            column.title = title
            return column
        }
        return mapping
    }

    /// What the columns of a table are called, whose first row this is.
    package static func titles(of first: [String], hasHeads: Bool, count: Int) -> [String] {
        (0..<count).map { place in
            let head = hasHeads && place < first.count ? first[place] : ""
            return head.isEmpty ? letter(place) : String(head.prefix(longestTitle))
        }
    }

    /// As spreadsheets count columns: `A`, `B` … `Z`, `AA`.
    package static func letter(_ place: Int) -> String {
        let last = String(UnicodeScalar(UInt8(65 + place % 26)))
        return place < 26 ? last : letter(place / 26 - 1) + last
    }
}
