extension Migration {
    /// Of which instants the facts of inquiries have changed by their quality, their deal, or the call that they came by
    /// (requirement S2.1).
    static let leadFacts = Migration(43, "lead facts", contactMarks + documentMarks + dealMarks + callMarks)

    private static let columns = ["quality_id", "deal_id", "pbx", "linkedid", "start_second"]

    private static let contactMarks = FactTriggers.marks(
        of: "contacts",
        named: "lead",
        columns: columns,
        isAdded: false,
        concerning: "ROW.state = 'registered'",
        "INSERT INTO fact_marks (kind, at) VALUES ('contact', ROW.at);"
    )
    private static let documentMarks = FactTriggers.marks(
        of: "contacts",
        named: "leadpaper",
        columns: columns + ["is_inquiry"],
        isAdded: false,
        concerning: "ROW.id IS NOT NULL",
        documents(of: "contacts.id = ROW.id")
    )

    private static let dealMarks = FactTriggers.marks(
        of: "deals",
        named: "fact",
        columns: ["stage_id"],
        isAdded: false,
        concerning: "ROW.id IS NOT NULL",
        contacts(of: "deal_id = ROW.id") + documents(of: "contacts.deal_id = ROW.id")
    )

    /// Clients call us, as long as nothing else is known: only calls of ours matter.
    private static let callMarks = FactTriggers.marks(
        of: "calls",
        named: "lead",
        columns: ["direction"],
        concerning: "ROW.direction = 'outbound'",
        contacts(of: call) + documents(of: call)
    )
    private static let call = """
        contacts.pbx = ROW.pbx AND contacts.linkedid = ROW.linkedid AND contacts.start_second = ROW.start_second
        """

    private static func contacts(of condition: String) -> String {
        "INSERT INTO fact_marks (kind, at) SELECT 'contact', contacts.at FROM contacts WHERE \(condition);"
    }

    private static func documents(of condition: String) -> String {
        """
        INSERT INTO fact_marks (kind, at) SELECT 'document', documents.at
            FROM documents JOIN contacts ON contacts.id = documents.contact_id WHERE \(condition);
        """
    }
}
