import ContactCenter

/// Finds clients that are likely one. Each way goes along an index and stops when there are enough.
enum ClientDoubles {
    static func find(limit: Int, in transaction: any Transaction) throws -> [LikelyDouble] {
        var doubles = try sameNumbered(limit, in: transaction)
        var known = Set(doubles.map { [$0.first, $0.second] })
        for way in [emails, vehicles(by: "plate_number"), vehicles(by: "vin")] where doubles.count < limit {
            for pair in try way.pairs(limit, in: transaction)
            where doubles.count < limit && known.insert([pair.first, pair.second]).inserted { doubles.append(pair) }
        }
        return doubles
    }

    private static func sameNumbered(_ limit: Int, in transaction: any Transaction) throws -> [LikelyDouble] {
        try transaction.rows(findNumbers, [.integer(limit)]).map { row in
            var row = row
            return try LikelyDouble(first: row.id(), second: row.id(), common: .number(row.named()))
        }
    }

    private static let findNumbers = """
        SELECT MIN(clients.id), MAX(clients.id), client_phones.number_key
        FROM client_phones JOIN clients ON clients.id = client_phones.client_id
        WHERE client_phones.number_key IS NOT NULL AND clients.is_hidden = 0 AND clients.merged_into IS NULL
        GROUP BY client_phones.number_key
        HAVING MIN(clients.id) < MAX(clients.id)
        ORDER BY client_phones.number_key LIMIT $1
        """

    /// What clients of the same name have in common: of those who share it alone many are a family.
    private struct CommonGround {
        var value: String
        var source: String
        var common: @Sendable (String) -> LikelyDouble.Common

        /// Nobody shares a car or an address with so many.
        private static let mostOfOne = 20

        func pairs(_ limit: Int, in transaction: any Transaction) throws -> [LikelyDouble] {
            let values = try transaction.rows(
                """
                SELECT \(value) FROM \(source) AND clients.is_hidden = 0 AND clients.merged_into IS NULL
                GROUP BY \(value) HAVING MIN(clients.id) < MAX(clients.id) ORDER BY \(value) LIMIT $1
                """,
                [.integer(5 * limit)]
            ).map { row in
                var row = row
                return try row.text()
            }
            let clients = try transaction.rows(
                """
                SELECT DISTINCT clients.id, clients.name FROM \(source)
                    AND clients.is_hidden = 0 AND clients.merged_into IS NULL AND \(value) = $1
                ORDER BY clients.id LIMIT \(Self.mostOfOne)
                """,
                each: values.map { [.text($0)] }
            )
            return try zip(values, clients).flatMap { try Self.namesakes(in: $1, common($0)) }
        }

        /// Each with the first of those whose names have the same words, in whatever order.
        private static func namesakes(in rows: [SQLRow], _ common: LikelyDouble.Common) throws -> [LikelyDouble] {
            var first: [[String]: ClientID] = [:]
            var pairs: [LikelyDouble] = []
            for var row in rows {
                let (id, name): (ClientID, [String]) = try (row.id(), Folding.words(of: row.text()).sorted())
                guard let other = first[name] else {
                    first[name] = id
                    continue
                }
                pairs.append(LikelyDouble(first: other, second: id, common: common))
            }
            return pairs
        }
    }

    private static let emails = CommonGround(
        value: "lower(client_emails.email)",
        source: "client_emails JOIN clients ON clients.id = client_emails.client_id WHERE 1 = 1",
        common: { .email($0) }
    )

    private static func vehicles(by column: String) -> CommonGround {
        CommonGround(
            value: Migration.code(of: column),
            source: """
                vehicles JOIN clients ON clients.id = vehicles.owner_id
                WHERE \(column) IS NOT NULL AND vehicles.is_hidden = 0
                """,
            common: { .vehicle($0) }
        )
    }
}
