import ContactCenter

/// What turned out to be no call: a supervisor listening in, or a fax job. Nobody entered anything about it.
enum WithdrawnCalls {
    /// Deletes the calls with their parts; CDR rows of theirs stay, without a call.
    static func delete(_ calls: [CallID], in transaction: any Transaction) throws {
        for call in calls {
            let values = CallTable.values(of: call)
            try ListedCalls.delete(call, in: transaction)
            try ToMatch.forget(call, in: transaction)
            for part in CallPart.all {
                try transaction.execute("DELETE FROM \(part.name) WHERE call_id = (\(id))", values)
            }
            try transaction.execute("UPDATE cdrs SET call_id = NULL WHERE call_id = (\(id))", values)
            try transaction.execute("DELETE FROM calls WHERE pbx = $1 AND linkedid = $2 AND start_second = $3", values)
        }
    }

    private static let id = "SELECT id FROM calls WHERE pbx = $1 AND linkedid = $2 AND start_second = $3"
}
