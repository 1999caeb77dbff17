import ContactCenter

/// How topics stand below each other.
enum TopicTable {
    /// All of them, hidden ones too.
    static func tree(in transaction: any Transaction) throws -> TopicTree {
        let rows = try transaction.rows("SELECT id, version, is_hidden, name, parent_id, place FROM topics")
        return TopicTree(
            try rows.map { row in
                var row = row
                let (id, version, isHidden): (TopicID, Int64, Bool) = try (row.id(), row.integer(), row.flag())
                var topic = Topic()
                topic.name = try row.text()
                topic.parent = try row.optionalID()
                topic.place = try row.integer()
                return Kept(id: id, version: version, isHidden: isHidden, record: topic)
            }
        )
    }

    /// Whether a topic can be put where it says: not below itself, and not too deep. Nobody else moves one until this transaction ends,
    /// so that two who move at once cannot put each one's topic below the other's.
    static func problems(of topic: Topic, _ id: TopicID?, in transaction: any Transaction) throws -> [FieldProblem] {
        try transaction.execute("UPDATE topics SET version = version WHERE id = (SELECT MIN(id) FROM topics)")
        return [try tree(in: transaction).problem(putting: id, below: topic.parent)].compactMap(\.self)
    }

    /// `Страхование › КАСКО`, as an expression on the table: each level asks for the name of the one above.
    static let title: String = {
        func above(_ topic: String, _ level: Int) -> String {
            guard level < Topic.mostLevels else { return "''" }
            let parent = "above\(level)"
            return """
                COALESCE((SELECT \(above(parent, level + 1)) || \(parent).name || '\(TopicTree.sign)' FROM topics AS \(parent)
                WHERE \(parent).id = \(topic).parent_id), '')
                """
        }
        return "\(above("topics", 1)) || topics.name"
    }()
}
