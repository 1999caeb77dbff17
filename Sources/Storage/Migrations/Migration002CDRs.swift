extension Migration {
    /// The copy of the PBX's call detail records, and how far its own file has been read.
    static let cdrs = Migration(
        2,
        "cdrs",
        [
            """
            CREATE TABLE cdrs (
                id {identity},
                pbx TEXT NOT NULL CHECK (length(pbx) <= 64),
                call_id {bigint} REFERENCES calls (id),
                accountcode TEXT NOT NULL,
                src TEXT NOT NULL,
                dst TEXT NOT NULL,
                dcontext TEXT NOT NULL,
                clid TEXT NOT NULL,
                channel TEXT NOT NULL CHECK (length(channel) <= 100),
                dstchannel TEXT NOT NULL CHECK (length(dstchannel) <= 100),
                lastapp TEXT NOT NULL,
                lastdata TEXT NOT NULL,
                start TEXT NOT NULL CHECK (length(start) <= 40),
                answer TEXT NOT NULL,
                "end" TEXT NOT NULL,
                duration TEXT NOT NULL,
                billsec TEXT NOT NULL,
                disposition TEXT NOT NULL,
                amaflags TEXT NOT NULL,
                userfield TEXT NOT NULL,
                uniqueid TEXT NOT NULL CHECK (length(uniqueid) <= 150),
                linkedid TEXT CHECK (length(linkedid) <= 150),
                peeraccount TEXT,
                sequence {bigint}
            ) {strict}
            """,
            // What a source does not deliver is NULL, and two NULLs would be two different rows.
            """
            CREATE UNIQUE INDEX cdrs_key ON cdrs (
                pbx, uniqueid, channel, dstchannel, start, COALESCE(linkedid, ''), COALESCE(sequence, -1)
            )
            """,
            "CREATE INDEX cdrs_call ON cdrs (call_id) WHERE call_id IS NOT NULL",
            """
            CREATE TABLE cdr_cursors (
                pbx TEXT NOT NULL PRIMARY KEY CHECK (length(pbx) <= 64),
                byte_offset {bigint} NOT NULL,
                fingerprint TEXT NOT NULL
            ) {strict}
            """,
        ]
    )
}
