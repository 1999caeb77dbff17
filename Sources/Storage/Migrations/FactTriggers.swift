/// Triggers that note of which instants facts have changed, see `Migration.facts`.
enum FactTriggers {
    /// Triggers that run a statement for a row that has come, and for one that has changed, as it was and as it is.
    ///
    /// - Parameters:
    ///   - name: tells several of a table apart.
    ///   - isAdded: whether a row that has come matters.
    ///   - condition: which rows are facts; `ROW` stands for the row, as in the statement.
    static func marks(
        of table: String,
        named name: String,
        columns: [String],
        isAdded: Bool = true,
        concerning condition: String,
        _ statement: String
    ) -> [String] {
        func all(_ row: String) -> String { "(" + columns.map { "\(row).\($0)" }.joined(separator: ", ") + ")" }
        func changed(_ suffix: String, _ row: String) -> [String] {
            func when(_ differs: String) -> String {
                "\(of(row, condition)) AND \(all("old")) \(differs) \(all("new"))"
            }
            return trigger(
                "\(table)_\(name)_\(suffix)",
                "UPDATE ON \(table)",
                when: (sqlite: when("IS NOT"), postgresql: when("IS DISTINCT FROM")),
                of(row, statement)
            )
        }
        let added = trigger(
            "\(table)_\(name)_added",
            "INSERT ON \(table)",
            when: (of("new", condition), of("new", condition)),
            of("new", statement)
        )
        return (isAdded ? added : []) + changed("changed", "new") + changed("was", "old")
    }

    /// One that runs a statement for a row that goes.
    static func marksOfRemoved(from table: String, named name: String, _ statement: String) -> [String] {
        trigger("\(table)_\(name)_removed", "DELETE ON \(table)", when: nil, of("old", statement))
    }

    private static func of(_ row: String, _ text: String) -> String { text.replacing("ROW.", with: "\(row).") }

    private static func trigger(
        _ name: String,
        _ event: String,
        when condition: (sqlite: String, postgresql: String)?,
        _ text: String
    ) -> [String] {
        [
            "{sqlite}CREATE TRIGGER \(name) AFTER \(event)\(condition.map { " WHEN \($0.sqlite)" } ?? "") BEGIN \(text) END",
            """
            {postgresql}CREATE FUNCTION \(name)() RETURNS TRIGGER LANGUAGE plpgsql AS $$
            BEGIN \(text) RETURN NULL; END
            $$
            """,
            """
            {postgresql}CREATE TRIGGER \(name) AFTER \(event)
            FOR EACH ROW\(condition.map { " WHEN (\($0.postgresql))" } ?? "") EXECUTE FUNCTION \(name)()
            """,
        ]
    }
}
