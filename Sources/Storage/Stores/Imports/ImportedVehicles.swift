import ContactCenter

/// The cars that rows of an import name.
struct ImportedVehicles {
    private let transaction: any Transaction
    private let table: RecordTable<Vehicle>
    private let actor: RecordAuthor
    private let isTrial: Bool
    private var makes: [Named]?
    private var models: [Int64: [Named]] = [:]

    /// A make or a model, by the words of both its names.
    private struct Named {
        var id: Int64
        var names: [[String]]
    }

    init(transaction: any Transaction, numbers: any PhoneNumberReading, actor: RecordAuthor, isTrial: Bool) {
        self.transaction = transaction
        self.actor = actor
        self.isTrial = isTrial
        table = RecordTable(numbers: numbers)
    }

    /// - Returns: whether there is something new of a car, and how it was before where that was written.
    mutating func take(
        _ row: ImportedRow,
        of client: ClientID,
        isNew: Bool,
        _ remarks: inout [ImportRemark]
    ) throws -> (isChanged: Bool, trace: ImportTrace.VehicleTrace?) {
        let codes = [ImportField.vin, .plate].compactMap { field in
            row[field].map { (field: field, code: Folding.code(of: $0.texts[0])) }
        }
        // Without either nobody could tell which of a client's cars is meant.
        guard !codes.isEmpty else { return (false, nil) }
        var present: Kept<Vehicle>?
        for (field, code) in codes where present == nil {
            let found = try vehicles(by: field, code)
            present = found.first { $0.record.owner == client } ?? found.first { $0.record.owner == nil }
            if present == nil, !found.isEmpty {
                remarks.append(ImportRemark(.foreignVehicle, field: field, text: row[field]?.texts.first))
                return (false, nil)
            }
        }
        let (make, model) = try names(row, remarks: &remarks)
        let merge = ImportMerge(row, isNew: isNew)
        var vehicle = merge.vehicle(from: present?.record ?? Vehicle(), make: make, model: model)
        vehicle.owner = client
        guard vehicle != present?.record else { return (false, nil) }
        return isTrial ? (true, nil) : (true, try write(vehicle, over: present, &remarks))
    }

    private func vehicles(by field: ImportField, _ code: String) throws -> [Kept<Vehicle>] {
        let column = field == .vin ? "vin" : "plate_number"
        let ids = try transaction.rows(
            "SELECT id FROM vehicles WHERE \(Migration.code(of: column)) = $1 AND \(column) IS NOT NULL AND is_hidden = 0 ORDER BY id",
            [.text(code)]
        ).map { row in
            var row = row
            return VehicleID(try row.integer())
        }
        return try table.records(ids, in: transaction)
    }

    private func write(
        _ vehicle: Vehicle,
        over present: Kept<Vehicle>?,
        _ remarks: inout [ImportRemark]
    ) throws -> ImportTrace.VehicleTrace? {
        let saving =
            if let present {
                try table.change(present.id, over: present.version, to: vehicle, by: actor, in: transaction)
            } else {
                try table.add(vehicle, by: actor, in: transaction)
            }
        switch saving {
        case .saved(let kept):
            try VehicleOwners.follow(kept.id, vehicle, present?.record, by: actor, in: transaction)
            return ImportTrace.VehicleTrace(
                id: kept.id.rawValue,
                version: kept.version,
                before: present.map { VehicleSnapshot($0.record) }
            )
        case .refused(let problems):
            remarks += problems.map { ImportRemark(.refused, field: ImportField(rawValue: $0.field), text: $0.field) }
            return nil
        case .stale, .missing: throw StorageError(.failed, "A car that was found could not be changed.")
        }
    }

    // MARK: - Makes and models

    /// Those that the directory has; it is for people to add others.
    private mutating func names(
        _ row: ImportedRow,
        remarks: inout [ImportRemark]
    ) throws -> (VehicleMakeID?, VehicleModelID?) {
        guard let make = row[.make]?.texts.first else { return (nil, nil) }
        let known = try makes ?? named("vehicle_makes WHERE is_hidden = 0")
        makes = known
        guard let makeID = Self.id(of: make, in: known) else {
            remarks.append(ImportRemark(.noMake, field: .make, text: make))
            return (nil, nil)
        }
        guard let model = row[.model]?.texts.first else { return (VehicleMakeID(makeID), nil) }
        let ofMake = try models[makeID] ?? named("vehicle_models WHERE is_hidden = 0 AND make_id = \(makeID)")
        models[makeID] = ofMake
        guard let modelID = Self.id(of: model, in: ofMake) else {
            remarks.append(ImportRemark(.noModel, field: .model, text: model))
            return (VehicleMakeID(makeID), nil)
        }
        return (VehicleMakeID(makeID), VehicleModelID(modelID))
    }

    private func named(_ source: String) throws -> [Named] {
        try transaction.rows("SELECT id, name, cyrillic_name FROM \(source) ORDER BY id").map { row in
            var row = row
            let id = try row.integer()
            return Named(id: id, names: try [row.text(), row.optionalText()].compactMap(\.self).map(Folding.words))
        }
    }

    private static func id(of name: String, in known: [Named]) -> Int64? {
        let words = Folding.words(of: name)
        return words.isEmpty ? nil : known.first { $0.names.contains(words) }?.id
    }
}
