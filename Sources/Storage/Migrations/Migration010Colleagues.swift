extension Migration {
    /// Whose states a person has chosen to see.
    static let colleagues = Migration(
        10,
        "colleagues",
        [
            """
            CREATE TABLE watched_colleagues (
                user_id {bigint} NOT NULL REFERENCES users (id),
                colleague_id {bigint} NOT NULL REFERENCES users (id),
                PRIMARY KEY (user_id, colleague_id)
            ) {clustered}
            """
        ]
    )
}
