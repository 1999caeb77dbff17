import ContactCenter
import Foundation

/// The registry in the order of its clients' names.
///
/// Of few contacts the names are looked up. Of many that would take longer than going through the clients by name until a page is
/// full, for nearly every client that is gone through has a contact then.
extension RegistrySearch {
    func hasMany(in transaction: any Transaction) throws -> Bool {
        let conditions = Conditions(question.filter, in: question.period, dialect)
        var row = try transaction.rows(
            "SELECT COUNT(*) FROM (SELECT 1 FROM contacts WHERE \(conditions.text) LIMIT \(many)) AS found",
            conditions.values
        )[0]
        return try row.integer() >= Int64(many)
    }

    /// Contacts without a client come before all names, as an empty name does.
    func placesByClient(
        beyond place: RegistryPlace?,
        isReversed: Bool,
        in transaction: any Transaction
    ) throws -> [RegistryPlace] {
        let isAscending = question.sort.isDescending == isReversed
        let parts = isAscending ? [false, true] : [true, false]
        let first = place.map { $0.value?.isEmpty == isAscending ? 0 : 1 } ?? 0
        var places: [RegistryPlace] = []
        for hasName in parts[first...] where places.count <= question.limit {
            let beyond = hasName == parts[first] ? place : nil
            let limit = question.limit + 1 - places.count
            let (text, values) =
                hasName
                ? named(beyond: beyond, isAscending: isAscending, limit: limit)
                : nameless(beyond: beyond, isReversed: isReversed, limit: limit)
            places += try transaction.rows(text, values).map { row in
                var row = row
                return try RegistryPlace(at: row.instant(), contact: row.id(), value: row.text())
            }
        }
        return places
    }

    private func nameless(
        beyond place: RegistryPlace?,
        isReversed: Bool,
        limit: Int
    ) -> (text: String, values: [SQLValue]) {
        var conditions = Conditions(question.filter, in: question.period, dialect)
        conditions.add("client_id IS NULL")
        let (sign, direction) = isReversed ? (">", "ASC") : ("<", "DESC")
        if let place {
            let (at, id) = (conditions.bind(.instant(place.at)), conditions.bind(.integer(place.contact.rawValue)))
            conditions.add("(at, id) \(sign) (\(at), \(id))")
        }
        let text = """
            SELECT at, id, '' FROM contacts WHERE \(conditions.text) ORDER BY at \(direction), id \(direction) LIMIT \(limit)
            """
        return (text, conditions.values)
    }

    private func named(
        beyond place: RegistryPlace?,
        isAscending: Bool,
        limit: Int
    ) -> (text: String, values: [SQLValue]) {
        var conditions = Conditions(question.filter, in: question.period, dialect)
        // Within a name the latest first, unless the registry is read backwards.
        let isReversed = question.sort.isDescending == isAscending
        let (names, times) = (isAscending ? "ASC" : "DESC", isReversed ? "ASC" : "DESC")
        if let place {
            let name = conditions.bind(.text(place.value ?? ""))
            let (at, id) = (conditions.bind(.instant(place.at)), conditions.bind(.integer(place.contact.rawValue)))
            let (beyond, later) = (isAscending ? ">" : "<", isReversed ? ">" : "<")
            conditions.add("client_name \(beyond)= \(name)")
            conditions.add("(client_name \(beyond) \(name) OR (at, id) \(later) (\(at), \(id)))")
        }
        let text = """
            SELECT at, id, client_name
            FROM (SELECT id AS named_id, name AS client_name FROM clients) AS named CROSS JOIN contacts
            WHERE client_id = named_id AND \(conditions.text)
            ORDER BY client_name \(names), at \(times), id \(times) LIMIT \(limit)
            """
        return (text, conditions.values)
    }
}
