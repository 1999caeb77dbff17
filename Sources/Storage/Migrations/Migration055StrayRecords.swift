extension Migration {
    /// Records of the PBX that belong to no call are looked for by their day, and are few among millions (requirement S4.5).
    static let strayRecords = Migration(
        55,
        "stray records",
        ["CREATE INDEX cdrs_stray ON cdrs (start) WHERE call_id IS NULL"]
    )
}
