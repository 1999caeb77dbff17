import ContactCenter

/// What deals are found by, beside the names of their clients.
enum DealTextTable {
    /// To be called in the transaction that writes the deal.
    static func write(_ id: DealID, _ deal: Deal, in transaction: any Transaction) throws {
        let text = SoughtText.kept([deal.name, deal.comment ?? ""])
        try transaction.execute(
            """
            INSERT INTO deal_texts (deal_id, text) VALUES ($1, $2)
            ON CONFLICT (deal_id) DO UPDATE SET text = excluded.text
            """,
            [.integer(id.rawValue), .text(text)]
        )
    }
}
