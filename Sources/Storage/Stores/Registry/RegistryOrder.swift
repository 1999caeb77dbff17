import ContactCenter
import Foundation

/// The order of the registry in SQL: by a column, then by date and number of the row, which tell all contacts apart.
struct RegistryOrder {
    struct Key {
        var expression: String
        var isDescending: Bool
    }

    let sort: RegistrySort
    let keys: [Key]

    init(_ sort: RegistrySort) {
        self.sort = sort
        guard let value = Self.value(of: sort.column) else {
            keys = [
                Key(expression: "at", isDescending: sort.isDescending),
                Key(expression: "id", isDescending: sort.isDescending),
            ]
            return
        }
        keys = [
            Key(expression: value, isDescending: sort.isDescending), Key(expression: "at", isDescending: true),
            Key(expression: "id", isDescending: true),
        ]
    }

    /// What stands in a column, as text that is never NULL; `nil` for the date, which sorts by itself.
    static func value(of column: RegistryColumn) -> String? {
        func name(_ column: String, of table: String, _ id: String) -> String {
            "COALESCE((SELECT \(column) FROM \(table) WHERE \(table).id = contacts.\(id)), '')"
        }
        return switch column {
        case .date: nil
        case .number: "COALESCE(number, '')"
        case .novelty: "CASE WHEN novelty = 'first_time' THEN '1' ELSE '' END"
        case .inquiry: "CASE WHEN is_inquiry = 1 THEN '1' ELSE '' END"
        case .appointment: "CASE WHEN has_appointment = 1 THEN '1' ELSE '' END"
        case .arrival: "CASE WHEN has_arrival = 1 THEN '1' ELSE '' END"
        case .reason: name("registry_caption", of: "reasons", "reason_id")
        case .responsible: name("name", of: "employees", "responsible_id")
        case .client: name("name", of: "clients", "client_id")
        case .person: "COALESCE(person_name, '')"
        case .vehicle, .model:
            """
            COALESCE(stated_make, (
                SELECT vehicle_makes.name FROM vehicles JOIN vehicle_makes ON vehicle_makes.id = vehicles.make_id
                WHERE vehicles.id = contacts.vehicle_id
            ), '')
            """
        case .channel: name("name", of: "contact_channels", "channel_id")
        case .caller: "COALESCE(caller_key, '')"
        case .did: "COALESCE(did_key, '')"
        case .phone: "COALESCE(phone, '')"
        case .workshop: name("name", of: "workshops", "workshop_id")
        case .place: name("name", of: "departments", "department_id")
        }
    }

    /// The expression whose value a place remembers, as text.
    var remembered: String { keys.count == 3 ? keys[0].expression : "''" }

    func orderBy(isReversed: Bool) -> String {
        keys.map { "\($0.expression) \($0.isDescending != isReversed ? "DESC" : "ASC")" }.joined(separator: ", ")
    }

    /// Adds what comes after a place, or before it.
    func add(_ place: RegistryPlace, isReversed: Bool, to conditions: inout Conditions) {
        var values: [SQLValue] = [.instant(place.at), .integer(place.contact.rawValue)]
        if keys.count == 3 { values.insert(.text(place.value ?? ""), at: 0) }
        let places = values.map { conditions.bind($0) }
        if keys.count == 2 {
            // The row alone would not narrow what is read.
            conditions.add("at \(keys[0].isDescending != isReversed ? "<=" : ">=") \(places[0])")
        }
        var condition = ""
        for (key, place) in zip(keys, places).reversed() {
            let sign = key.isDescending != isReversed ? "<" : ">"
            let beyond = "\(key.expression) \(sign) \(place)"
            condition = condition.isEmpty ? beyond : "(\(beyond) OR (\(key.expression) = \(place) AND \(condition)))"
        }
        conditions.add(condition)
    }
}
