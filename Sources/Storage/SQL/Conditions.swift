/// Conditions of a statement that are all to be met, with the values in them.
package struct Conditions {
    private var parts: [String] = []
    package private(set) var values: [SQLValue] = []

    init() {}

    package var text: String { parts.joined(separator: " AND ") }

    mutating func add(_ condition: String) { parts.append(condition) }

    /// - Parameter condition: `{}` stands for the value.
    mutating func add(_ condition: String, _ value: SQLValue) {
        add(condition.replacing("{}", with: bind(value)))
    }

    /// - Returns: what stands for the value in the statement.
    mutating func bind(_ value: SQLValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }
}
