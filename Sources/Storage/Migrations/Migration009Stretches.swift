extension Migration {
    /// When a leg talked, held and consulted. One text and not rows: it is read with its leg to draw a call, and never
    /// searched.
    static let stretches = Migration(
        9,
        "stretches",
        ["ALTER TABLE call_legs ADD COLUMN stretches TEXT NOT NULL DEFAULT ''"]
    )
}
