import ContactCenter
import Foundation

/// The order of the registry in SQL: by a column, then by date and number of the row, which tell all contacts apart.
struct RegistryOrder {
    struct Key {
        var expression: String
        var isDescending: Bool
    }

    let keys: [Key]
    /// Where the first key is the place of a name.
    private let ranks: NameRanks?

    init(_ sort: RegistrySort, in transaction: any Transaction) throws {
        let named = Self.name(in: sort.column)
        let ranks = try named.map { try NameRanks(of: $0.column, in: $0.table, transaction) }
        self.ranks = ranks
        guard let value = named.flatMap({ ranks?.expression(of: $0.reference) }) ?? Self.value(of: sort.column) else {
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

    /// The directory whose names stand in a column, where it is a small one.
    private static func name(in column: RegistryColumn) -> (column: String, table: String, reference: String)? {
        switch column {
        case .reason: ("registry_caption", "reasons", "reason_id")
        case .responsible: ("name", "employees", "responsible_id")
        case .channel: ("name", "contact_channels", "channel_id")
        case .workshop: ("name", "workshops", "workshop_id")
        case .place: ("name", "departments", "department_id")
        case .registrar: ("display_name", "users", "registrar_id")
        case .processor: ("display_name", "users", "processed_by")
        case .source: ("name", "sources", "source_id")
        case .quality: ("name", "lead_qualities", "quality_id")
        default: nil
        }
    }

    /// What stands in any other column, as text that is never NULL; `nil` for the date, which sorts by itself.
    private static func value(of column: RegistryColumn) -> String? {
        switch column {
        case .date, .reason, .responsible, .channel, .workshop, .place, .registrar, .processor, .source, .quality: nil
        // Nobody sorts by them: whose a lead is depends on a setting, and of topics there may be several.
        case .manager, .info, .topics: nil
        case .deal: "COALESCE((SELECT deals.name FROM deals WHERE deals.id = contacts.deal_id), '')"
        case .funnelStage:
            """
            COALESCE((
                SELECT CAST(10000 + funnel_stages.place AS TEXT) FROM deals
                JOIN funnel_stages ON funnel_stages.id = deals.stage_id WHERE deals.id = contacts.deal_id
            ), '')
            """
        case .inquiryKind: InquiryKindSQL.rank
        case .callStatus:
            """
            COALESCE((
                SELECT calls.result FROM calls WHERE calls.pbx = contacts.pbx AND calls.linkedid = contacts.linkedid
                    AND calls.start_second = contacts.start_second
            ), '')
            """
        case .sourceType:
            """
            COALESCE((
                SELECT source_types.name FROM sources JOIN source_types ON source_types.id = sources.source_type_id
                WHERE sources.id = contacts.source_id
            ), '')
            """
        case .stage:
            """
            CASE WHEN handed_at IS NULL THEN '' WHEN processed_at IS NOT NULL THEN '3' WHEN taken_at IS NOT NULL THEN '2'
                ELSE '1' END
            """
        case .takenIn: length("taken_at - handed_at")
        case .processedIn: length("processed_at - handed_at")
        case .waited: length("(\(RegistryReading.waited))")
        case .number: "COALESCE(number, '')"
        case .novelty: "CASE WHEN novelty = 'first_time' THEN '1' ELSE '' END"
        case .inquiry: "CASE WHEN is_inquiry = 1 THEN '1' ELSE '' END"
        case .appointment: "CASE WHEN has_appointment = 1 THEN '1' ELSE '' END"
        case .arrival: "CASE WHEN has_arrival = 1 THEN '1' ELSE '' END"
        case .client: "COALESCE((SELECT name FROM clients WHERE clients.id = contacts.client_id), '')"
        case .person: "COALESCE(person_name, '')"
        case .vehicle:
            """
            COALESCE(stated_make, (
                SELECT vehicle_makes.name FROM vehicles JOIN vehicle_makes ON vehicle_makes.id = vehicles.make_id
                WHERE vehicles.id = contacts.vehicle_id
            ), '')
            """
        case .model:
            """
            COALESCE(stated_model, (
                SELECT vehicle_models.name FROM vehicles JOIN vehicle_models ON vehicle_models.id = vehicles.model_id
                WHERE vehicles.id = contacts.vehicle_id
            ), '')
            """
        case .caller: "COALESCE(caller_key, '')"
        case .did: "COALESCE(did_key, '')"
        case .project:
            "COALESCE((SELECT \(RecordNames.projectTitle) FROM projects WHERE projects.id = contacts.project_id), '')"
        case .phone: "COALESCE(phone, '')"
        }
    }

    /// A length as text of always as many digits, which sorts as the number does.
    private static func length(_ milliseconds: String) -> String {
        "COALESCE(CAST(\(milliseconds) + 1000000000000000 AS TEXT), '')"
    }

    /// The expression whose value a place remembers.
    var remembered: String { keys.count == 3 ? "CAST(\(keys[0].expression) AS TEXT)" : "''" }

    /// - Parameter text: the value of `remembered`.
    func place(at: Date, _ contact: ContactID, remembering text: String) -> RegistryPlace {
        guard keys.count == 3 else { return RegistryPlace(at: at, contact: contact) }
        let value = ranks.map { Int(text).flatMap($0.name) ?? "" } ?? text
        return RegistryPlace(at: at, contact: contact, value: value)
    }

    func orderBy(isReversed: Bool) -> String {
        keys.map { "\($0.expression) \($0.isDescending != isReversed ? "DESC" : "ASC")" }.joined(separator: ", ")
    }

    /// Adds what comes after a place, or before it.
    func add(_ place: RegistryPlace, isReversed: Bool, to conditions: inout Conditions) {
        var values: [SQLValue] = [.instant(place.at), .integer(place.contact.rawValue)]
        if keys.count == 3 {
            let value = place.value ?? ""
            values.insert(ranks.map { .integer(Int64($0.rank(of: value))) } ?? .text(value), at: 0)
        }
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
