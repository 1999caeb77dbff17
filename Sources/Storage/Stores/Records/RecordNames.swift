import ContactCenter

/// What records and users are called where others name them.
enum RecordNames {
    static func names(
        of references: Set<RecordReference>,
        in transaction: any Transaction
    ) throws -> [RecordReference: String] {
        var names: [RecordReference: String] = [:]
        for (kind, references) in Dictionary(grouping: references, by: \.kind) {
            let rows = try transaction.rows(
                "SELECT \(kind.name) FROM \(kind.table) WHERE id = $1",
                each: references.map { [.integer($0.id)] }
            )
            for (reference, var row) in zip(references, rows).compactMap({ pair in pair.1.first.map { (pair.0, $0) } })
            {
                names[reference] = try row.optionalText() ?? ""
            }
        }
        return names
    }

    /// What a record of the kind is called, as an expression on its table.
    static func name(of kind: RecordKind) -> String { RecordReference.Kind.record(kind).name }

    static func canBeChosen(_ reference: RecordReference, in transaction: any Transaction) throws -> Bool {
        let kind = reference.kind
        let rows = try transaction.rows(
            "SELECT id FROM \(kind.table) WHERE id = $1 AND \(kind.flag) = 0",
            [.integer(reference.id)]
        )
        return !rows.isEmpty
    }

    static func choices(of kind: RecordReference.Kind, in transaction: any Transaction) throws -> [RecordChoice] {
        if kind == .record(.topics) {
            let tree = try TopicTable.tree(in: transaction)
            return tree.offered.map { RecordChoice(id: $0.id.rawValue, name: tree.title(of: $0.id) ?? "") }
        }
        return try transaction.rows(
            "SELECT id, \(kind.name), \(kind.place) FROM \(kind.table) WHERE \(kind.flag) = 0"
        ).map { row in
            var row = row
            let choice = try RecordChoice(id: row.integer(), name: row.optionalText() ?? "")
            return (choice, RecordOrder(place: try row.optionalInteger(), name: choice.name, id: choice.id))
        }.sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// The order of the stages of all pipelines, each in its pipeline's.
    static let placeOfStage = """
        10000 * (SELECT pipelines.place FROM pipelines WHERE pipelines.id = pipeline_id) + place
        """

    /// Number and name, see `Project.title`.
    static let projectTitle = "projects.number || ' ' || projects.name"

    static func counts(of kinds: [RecordKind], in transaction: any Transaction) throws -> [RecordKind: Int] {
        var counts: [RecordKind: Int] = [:]
        for kind in kinds {
            var row = try transaction.rows("SELECT count(*) FROM \(kind.rawValue) WHERE is_hidden = 0")[0]
            counts[kind] = Int(try row.integer())
        }
        return counts
    }
}

/// The order of a list: by place where there are places, then by name as people sort, small and capital letters alike.
struct RecordOrder: Comparable {
    private let place: Int64
    private let name: String
    private let id: Int64

    init(place: Int64?, name: String, id: Int64) {
        self.place = place ?? 0
        self.name = Folding.words(of: name).joined(separator: " ")
        self.id = id
    }

    static func < (left: RecordOrder, right: RecordOrder) -> Bool {
        (left.place, left.name, left.id) < (right.place, right.name, right.id)
    }
}

extension RecordReference.Kind {
    fileprivate var table: String {
        switch self {
        case .record(let kind): kind.rawValue
        case .user: "users"
        }
    }

    /// 1 for what is not chosen any more.
    fileprivate var flag: String {
        switch self {
        case .record: "is_hidden"
        case .user: "is_disabled"
        }
    }

    fileprivate var place: String {
        switch self {
        case .record(.reasons), .record(.contactChannels), .record(.lostReasons), .record(.testVehicles),
            .record(.pipelines), .record(.leadQualities), .record(.sourceTypes), .record(.routingRules),
            .record(.callPanels), .record(.taskActions), .record(.entryCategories), .record(.clientAttributes),
            .record(.documentTemplates):
            "place"
        case .record(.funnelStages): RecordNames.placeOfStage
        case .record, .user: "CAST(NULL AS {bigint})"
        }
    }

    fileprivate var name: String {
        switch self {
        case .user: "display_name"
        case .record(.reasons): "COALESCE(caption, registry_caption)"
        case .record(.dids), .record(.documents), .record(.contacts), .record(.papers): "number"
        case .record(.vehicles): "COALESCE(plate_number, vin)"
        case .record(.vehicleModels):
            "(SELECT vehicle_makes.name FROM vehicle_makes WHERE vehicle_makes.id = make_id) || ' ' || name"
        case .record(.scheduleExceptions):
            "(SELECT employees.name FROM employees WHERE employees.id = employee_id) || ' ' || first_day"
        // Where there is but one pipeline nobody needs to know which.
        case .record(.funnelStages):
            """
            CASE WHEN (SELECT COUNT(*) FROM pipelines WHERE pipelines.is_hidden = 0) > 1
                THEN (SELECT pipelines.name FROM pipelines WHERE pipelines.id = pipeline_id) || ': ' || name ELSE name END
            """
        case .record(.topics): TopicTable.title
        case .record(.projects): RecordNames.projectTitle
        case .record(.policies): "company || ' ' || number"
        case .record(.servicePrices):
            """
            (SELECT providers.name FROM providers WHERE providers.id = provider_id) || ': '
                || (SELECT services.name FROM services WHERE services.id = service_id)
            """
        case .record(.policyLimits):
            "COALESCE((SELECT services.name FROM services WHERE services.id = service_id), '')"
        case .record(.cases): "cases.number || ' ' || cases.title"
        case .record(.caseEntries): "case_entries.text"
        case .record(.caseTasks):
            "(SELECT task_actions.name FROM task_actions WHERE task_actions.id = case_tasks.action_id)"
        case .record(.bulletins): "title"
        case .record(.testVehicles): "name || COALESCE(' · ' || plate_number, '')"
        case .record: "name"
        }
    }
}
