import ContactCenter

/// Whose a vehicle is: what is checked before that is written, and what follows from it.
enum VehicleOwners {
    /// Nobody makes the new owner part of another until the transaction ends: the vehicle would go over with nobody.
    static func problems(
        of vehicle: Vehicle,
        instead present: Vehicle?,
        in transaction: any Transaction
    ) throws -> [FieldProblem] {
        guard let owner = vehicle.owner, owner != present?.owner else { return [] }
        let rows = try transaction.rows(
            "UPDATE clients SET version = version WHERE id = $1 AND merged_into IS NULL RETURNING id",
            [.integer(owner.rawValue)]
        )
        return rows.isEmpty ? [FieldProblem("owner_id", .noSuchRecord)] : []
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
