import ContactCenter

/// Finds clients by what rows of an import say, many at a time.
enum ImportLookup {
    static func clients(
        of keys: [ImportMatch.Key],
        in transaction: any Transaction
    ) throws -> [ImportMatch.Key: Set<ClientID>] {
        var found: [ImportMatch.Key: Set<ClientID>] = [:]
        var (phones, vins, emails): ([[SQLValue]], [[SQLValue]], [[SQLValue]]) = ([], [], [])
        var attributes: [ClientAttributeID: [[SQLValue]]] = [:]
        for key in Set(keys) {
            switch key {
            case .phone(let number): phones.append([.text(number)])
            case .vin(let code): vins.append([.text(code)])
            case .email(let text): emails.append([.text(text)])
            case .attribute(let id, let value): attributes[id, default: []].append([.text(value)])
            }
        }
        func ask(_ values: [[SQLValue]], _ source: String, _ key: (String) -> ImportMatch.Key) throws {
            let rows = try transaction.rows(
                asking: ["sought": "TEXT"],
                values,
                """
                SELECT asked.sought, clients.id FROM asked \(source)
                WHERE clients.is_hidden = 0 AND clients.merged_into IS NULL
                """
            )
            for var row in rows {
                let key = key(try row.text())
                found[key, default: []].insert(ClientID(try row.integer()))
            }
        }
        try ask(
            phones,
            """
            JOIN client_phones ON client_phones.number_key = asked.sought
            JOIN clients ON clients.id = client_phones.client_id
            """
        ) { .phone(NumberKey($0)) }
        try ask(
            emails,
            """
            JOIN client_emails ON lower(client_emails.email) = asked.sought
            JOIN clients ON clients.id = client_emails.client_id
            """
        ) { .email($0) }
        try ask(
            vins,
            """
            JOIN vehicles ON \(Migration.code(of: "vin")) = asked.sought AND vehicles.vin IS NOT NULL AND vehicles.is_hidden = 0
            JOIN clients ON clients.id = vehicles.owner_id
            """
        ) { .vin($0) }
        for (id, values) in attributes {
            try ask(
                values,
                """
                JOIN client_attribute_values ON client_attribute_values.attribute_id = \(id.rawValue)
                    AND client_attribute_values.value = asked.sought
                JOIN clients ON clients.id = client_attribute_values.client_id
                """
            ) { .attribute(id, $0) }
        }
        return found
    }
}
