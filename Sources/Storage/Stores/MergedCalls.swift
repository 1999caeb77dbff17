import ContactCenter

/// Calls that became part of others.
///
/// Their row stays, marked, so that a Linkedid leads to the call it became part of, also when the merged call is written
/// again. A row is made for one that was merged before it was ever written.
enum MergedCalls {
    static func write(_ merges: [JournalBatch.Merge], in transaction: any Transaction) throws {
        for merge in merges where merge.call != merge.into {
            let call = CallTable.values(of: merge.call)
            try transaction.execute(mark, call + CallTable.values(of: finalTarget(of: merge, in: merges)))
            try transaction.execute(followCalls, call)
            try transaction.execute(followCDRs, call)
            try transaction.execute(markTarget, call)
            try ListedCalls.deleteMerged(merge.call, in: transaction)
            try ToMatch.add(merged: merge.call, in: transaction)
        }
    }

    /// Where the call ends up when its target is merged further by the same batch, before the target was ever written.
    private static func finalTarget(of merge: JournalBatch.Merge, in merges: [JournalBatch.Merge]) -> CallID {
        var target = merge.into
        var isPassed: Set<CallID> = [merge.call, target]
        while let next = merges.first(where: { $0.call == target })?.into, isPassed.insert(next).inserted {
            target = next
        }
        return target
    }

    private static let id = "SELECT id FROM calls WHERE pbx = $1 AND linkedid = $2 AND start_second = $3"
    private static let target = "SELECT merged_into FROM calls WHERE pbx = $1 AND linkedid = $2 AND start_second = $3"

    /// A target that is merged itself stands for the one it became part of; nothing is ever merged into itself.
    private static let mark = """
        INSERT INTO calls (pbx, linkedid, start_second, direction, started_at, merged_into)
        SELECT $1, $2, CAST($3 AS {bigint}), target.direction, CAST($3 AS {bigint}) * 1000, target.id
        FROM calls AS named JOIN calls AS target ON target.id = COALESCE(named.merged_into, named.id)
        WHERE named.pbx = $4 AND named.linkedid = $5 AND named.start_second = $6
            AND NOT (target.pbx = $1 AND target.linkedid = $2 AND target.start_second = $3)
        ON CONFLICT (pbx, linkedid, start_second) DO UPDATE SET merged_into = excluded.merged_into
        """

    private static let followCalls = """
        UPDATE calls SET merged_into = (\(target)) WHERE merged_into = (\(id)) AND (\(target)) IS NOT NULL
        """

    private static let followCDRs = """
        UPDATE cdrs SET call_id = (\(target)) WHERE call_id = (\(id)) AND (\(target)) IS NOT NULL
        """

    private static let markTarget = """
        UPDATE calls SET has_cdr = 1
        WHERE id = (\(target)) AND has_cdr = 0 AND EXISTS (SELECT 1 FROM cdrs WHERE cdrs.call_id = calls.id)
        """
}
