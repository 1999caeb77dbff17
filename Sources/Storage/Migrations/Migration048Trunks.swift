extension Migration {
    /// On which lines of the PBX calls come and go (requirement S4.12).
    static let trunks = Migration(
        48,
        "trunks",
        [
            "ALTER TABLE calls ADD COLUMN trunk TEXT CHECK (length(trunk) BETWEEN 1 AND 200)",
            "ALTER TABLE call_legs ADD COLUMN trunk TEXT CHECK (length(trunk) BETWEEN 1 AND 200)",
        ]
    )
}
