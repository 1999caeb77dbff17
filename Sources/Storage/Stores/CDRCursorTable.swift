import ContactCenter

/// How far each PBX's own CDR file has been read.
enum CDRCursorTable {
    private static let table = Table(
        name: "cdr_cursors",
        key: ["pbx"],
        columns: ["pbx", "byte_offset", "fingerprint"]
    )

    static func write(_ cursor: CDRCursor, of pbx: PBXName, in transaction: any Transaction) throws {
        try transaction.execute(table.upsert, [.text(pbx), .integer(cursor.offset), .text(cursor.fingerprint)])
    }

    static func cursor(of pbx: PBXName, in transaction: any Transaction) throws -> CDRCursor? {
        let rows = try transaction.rows("SELECT byte_offset, fingerprint FROM cdr_cursors WHERE pbx = $1", [.text(pbx)])
        guard var row = rows.first else { return nil }
        return try CDRCursor(offset: row.integer(), fingerprint: row.text())
    }
}
