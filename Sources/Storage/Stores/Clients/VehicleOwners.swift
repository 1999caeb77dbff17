import ContactCenter

/// Whose a vehicle is: what is checked before that is written, and what follows from it.
enum VehicleOwners {
    /// Both owners are held until the transaction ends, in the order of their numbers: nobody makes the new one part of another, with
    /// which the vehicle would go over with nobody, and nobody else writes by which vehicles either is found.
    static func problems(
        of vehicle: Vehicle,
        instead present: Vehicle?,
        in transaction: any Transaction
    ) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        for owner in Set([present?.owner, vehicle.owner].compactMap(\.self)).sorted() {
            let rows = try transaction.rows(
                "UPDATE clients SET version = version WHERE id = $1 RETURNING merged_into",
                [.integer(owner.rawValue)]
            )
            guard owner == vehicle.owner, owner != present?.owner else { continue }
            guard var row = rows.first, try row.optionalInteger() == nil else {
                problems.append(FieldProblem("owner_id", .noSuchRecord))
                continue
            }
        }
        return problems
    }

    /// Clients are found by their vehicles, and vehicles by themselves where nobody owns them. Who had one that changed hands, and who
    /// has it now, read so in their histories.
    ///
    /// - Parameter before: `nil` for one that was not changed but added, hidden or shown.
    static func follow(
        _ id: VehicleID,
        _ vehicle: Vehicle,
        _ before: Vehicle?,
        by actor: RecordAuthor,
        in transaction: any Transaction
    ) throws {
        let owners = Set([before?.owner, vehicle.owner].compactMap(\.self))
        if let before, before.owner != vehicle.owner {
            for owner in owners {
                let (given, taken) = (owner == before.owner, owner == vehicle.owner)
                let field = Change.Field(
                    name: "vehicle",
                    before: given ? id.description : nil,
                    after: taken ? id.description : nil
                )
                try DatabaseClientStore.note(.changed, [field], of: owner, by: actor, in: transaction)
            }
        }
        // In one order, so that two that change hands crosswise do not wait for each other.
        try ClientSearchTable.write(owners.sorted(), in: transaction)
        try VehicleSearchTable.write([id], in: transaction)
    }
}
