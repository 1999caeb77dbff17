extension Migration {
    /// How people say that a client stands with the business, by its direction; nothing where it follows from what there is.
    static let clientStatuses = Migration(
        29,
        "client statuses",
        ["service", "showroom", "shop", "feedback", "other"].map { direction in
            """
            ALTER TABLE clients ADD COLUMN \(direction)_status TEXT
                CHECK (\(direction)_status IN ('new', 'active', 'sleeping', 'lost', 'vip'))
            """
        }
    )
}
