extension Migration {
    /// What each script is used for: contacts by a channel, or with a reason.
    static let scriptUses = Migration(
        24,
        "script uses",
        [
            """
            CREATE TABLE script_uses (
                id {identity},
                script_id {bigint} NOT NULL REFERENCES scripts (id),
                channel_id {bigint} UNIQUE REFERENCES contact_channels (id),
                reason_id {bigint} UNIQUE REFERENCES reasons (id),
                CHECK ((channel_id IS NULL) <> (reason_id IS NULL))
            ) {strict}
            """,
            "ALTER TABLE contact_runs ADD COLUMN begun_version_id {bigint} REFERENCES script_versions (id)",
        ]
    )
}
