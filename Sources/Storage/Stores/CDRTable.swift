import ContactCenter

/// The copied rows of the PBX's call detail records.
///
/// A row's key is PBX, uniqueid, linkedid, channel, dstchannel, start and sequence. One source delivers linkedid and
/// sequence and another does not: such rows are the same where what both deliver agrees, and what was missing is filled in.
/// All else stays as it was first written.
enum CDRTable {
    static func write(_ entries: [JournalBatch.CDREntry], of pbx: PBXName, in transaction: any Transaction) throws {
        for entry in entries {
            let values = keyValues(of: entry, pbx: pbx)
            try transaction.execute(complete, values)
            try transaction.execute(add, values + otherValues(of: entry.row))
        }
        try transaction.execute(markCall, each: Set(entries.compactMap(\.call)).map(CallTable.values))
    }

    static func rows(of call: CallID, in transaction: any Transaction) throws -> [CDRRow] {
        try transaction.rows(
            """
            SELECT \((keyColumns + otherColumns).map { "cdrs.\($0)" }.joined(separator: ", "))
            FROM cdrs JOIN calls ON calls.id = cdrs.call_id
            WHERE calls.pbx = $1 AND calls.linkedid = $2 AND calls.start_second = $3
            ORDER BY cdrs.id
            """,
            CallTable.values(of: call)
        ).map(cdr)
    }

    /// Rows of a day, by the PBX's clocks, that belong to no call: the latest ones, and how many there are.
    static func strays(
        of day: Day,
        limit: Int,
        in transaction: any Transaction
    ) throws -> (rows: [CDRRow], count: Int) {
        let names = CDRRow.applicationsThatAreNoCalls.sorted()
        let places = names.indices.map { "$\($0 + 5)" }.joined(separator: ", ")
        let ofDay = "call_id IS NULL AND start >= $1 AND start < $2"
        // Of a fax that was dialled and of listening there are rows besides the one that says so.
        let strays = """
            FROM cdrs
            WHERE \(ofDay) AND lastapp NOT IN (\(places))
                AND COALESCE(linkedid, uniqueid) NOT LIKE $3 AND COALESCE(linkedid, uniqueid) NOT LIKE $4
                AND uniqueid NOT LIKE $3 AND uniqueid NOT LIKE $4
                AND (linkedid IS NULL OR linkedid NOT IN (
                    SELECT linkedid FROM cdrs WHERE \(ofDay) AND lastapp IN (\(places)) AND linkedid IS NOT NULL
                ))
            """
        let values: [SQLValue] =
            [
                .text("\(day) 00:00:00"), .text("\(day + 1) 00:00:00"), .text("\(CDRRow.faxOrder)%"),
                .text("\(CDRRow.listeningOrder)%"),
            ] + names.map { .text($0) }
        var count = try transaction.rows("SELECT COUNT(*) \(strays)", values)[0]
        let rows = try transaction.rows(
            """
            SELECT \((keyColumns + otherColumns).joined(separator: ", ")) \(strays)
            ORDER BY start DESC, id DESC LIMIT \(limit)
            """,
            values
        )
        return try (rows.map(cdr), Int(count.integer()))
    }

    // MARK: - Columns

    private static let keyColumns = [
        "uniqueid", "channel", "dstchannel", "start", "linkedid", "sequence", "peeraccount",
    ]

    private static let otherColumns = [
        "accountcode", "src", "dst", "dcontext", "clid", "lastapp", "lastdata", "answer", "\"end\"", "duration",
        "billsec", "disposition", "amaflags", "userfield",
    ]

    /// `$1` the PBX, `$2` to `$8` the key columns, `$9` to `$11` the call.
    private static func keyValues(of entry: JournalBatch.CDREntry, pbx: PBXName) -> [SQLValue] {
        let row = entry.row
        return [
            .text(pbx), .text(row.uniqueID), .text(row.channel), .text(row.destinationChannel), .text(row.start),
            .text(row.linkedID), .integer(row.sequence), .text(row.peerAccount), .text(entry.call?.pbx),
            .text(entry.call?.linkedID), .integer(entry.call?.startSecond),
        ]
    }

    /// `$12` to `$25`.
    private static func otherValues(of row: CDRRow) -> [SQLValue] {
        [
            row.accountCode, row.source, row.destination, row.destinationContext, row.callerID, row.lastApplication,
            row.lastData, row.answer, row.end, row.duration, row.billableSeconds, row.disposition, row.amaFlags,
            row.userField,
        ].map { .text($0) }
    }

    private static func cdr(_ columns: SQLRow) throws -> CDRRow {
        var columns = columns
        var row = CDRRow()
        row.uniqueID = try columns.text()
        row.channel = try columns.text()
        row.destinationChannel = try columns.text()
        row.start = try columns.text()
        row.linkedID = try columns.optional()
        row.sequence = try columns.optionalInteger()
        row.peerAccount = try columns.optionalText()
        row.accountCode = try columns.text()
        row.source = try columns.text()
        row.destination = try columns.text()
        row.destinationContext = try columns.text()
        row.callerID = try columns.text()
        row.lastApplication = try columns.text()
        row.lastData = try columns.text()
        row.answer = try columns.text()
        row.end = try columns.text()
        row.duration = try columns.text()
        row.billableSeconds = try columns.text()
        row.disposition = try columns.text()
        row.amaFlags = try columns.text()
        row.userField = try columns.text()
        return row
    }

    // MARK: - Statements

    /// The row that is there already, the most exactly equal one if several could be it.
    private static let same = """
        SELECT id FROM cdrs
        WHERE pbx = $1 AND uniqueid = $2 AND channel = $3 AND dstchannel = $4 AND start = $5
            AND (linkedid = $6 OR linkedid IS NULL OR CAST($6 AS TEXT) IS NULL)
            AND (sequence = $7 OR sequence IS NULL OR CAST($7 AS {bigint}) IS NULL)
        ORDER BY CASE WHEN sequence = $7 THEN 0 ELSE 1 END, CASE WHEN linkedid = $6 THEN 0 ELSE 1 END, id
        LIMIT 1
        """

    private static let call = """
        SELECT COALESCE(merged_into, id) FROM calls WHERE pbx = $9 AND linkedid = $10 AND start_second = $11
        """

    private static let complete = """
        UPDATE cdrs SET
            linkedid = COALESCE(linkedid, $6),
            sequence = COALESCE(sequence, $7),
            peeraccount = COALESCE(peeraccount, $8),
            call_id = COALESCE((\(call)), call_id)
        WHERE id = (\(same))
        """

    private static let add = """
        INSERT INTO cdrs (pbx, \(keyColumns.joined(separator: ", ")), call_id, \(otherColumns.joined(separator: ", ")))
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, (\(call)),
            $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25
        WHERE NOT EXISTS (\(same))
        """

    private static let markCall = """
        UPDATE calls SET has_cdr = 1
        WHERE has_cdr = 0 AND id = (
            SELECT COALESCE(merged_into, id) FROM calls WHERE pbx = $1 AND linkedid = $2 AND start_second = $3
        )
        """
}
