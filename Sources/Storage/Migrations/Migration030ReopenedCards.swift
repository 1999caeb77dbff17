extension Migration {
    /// How many legs a call had when its card was closed. What was closed before stays closed.
    static let reopenedCards = Migration(
        30,
        "reopened cards",
        ["ALTER TABLE closed_cards ADD COLUMN legs {bigint} NOT NULL DEFAULT 1000000"]
    )
}
