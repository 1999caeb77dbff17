import ContactCenter

/// Where the facts of a kind stand in the tables in which the business works, in the database's words.
struct FactSource {
    let table: String
    /// When a fact was, and the number of its row.
    let at: String
    let row: String
    /// As text. Others are worked out from what is read.
    let dimensions: [FactDimension: String]
    let quantities: [FactQuantity: String]
    /// What people know it by: number, person, phone, contact, kind of document, and the three parts of a call's key.
    let words: [String]
    /// Further tables, and which rows are facts: those of instants from `$1` to before `$2`.
    let rows: String
    /// The length of time that `$3` is.
    var limit: Limit?
    /// Further tables that people's words come from.
    var wordTables = ""
    /// Until when a fact lasted that is divided by the hours, as quantity `lasting`.
    var until: String?
    /// Whose clock it is divided by, where that is not the branch of the fact.
    var clock: String?

    enum Limit {
        case callBackWindow
        case reminderDelay
    }

    static func of(_ kind: FactKind) -> FactSource {
        switch kind {
        case .contact: contacts
        case .missed: missed
        case .document: documents
        case .call: calls
        case .participation: participations
        case .state: states
        case .assignment: assignments
        case .reminder: reminders
        case .line: lines
        }
    }

    static func text(_ expression: String) -> String { "CAST(\(expression) AS TEXT)" }
    static func user(_ expression: String) -> String { "'u' || \(text(expression))" }
    static func employee(_ expression: String) -> String { "'e' || \(text(expression))" }

    private static let ofContact: [FactDimension: String] = [
        .channel: text("contacts.channel_id"), .source: text("contacts.source_id"), .did: "contacts.did_key",
        .project: text("contacts.project_id"),
        .reason: text("contacts.reason_id"), .clientType: "contacts.client_type", .novelty: "contacts.novelty",
        .branch: text("contacts.branch_id"), .department: text("contacts.department_id"),
        .registrar: text("contacts.registrar_id"), .person: user("contacts.registrar_id"),
        .inquiryKind: InquiryKindSQL.ofInquiry,
        .quality: text("contacts.quality_id"), .dealStage: text("deals.stage_id"),
        .topic: "contacts.topics",
    ]
    private static let dealOfContact = "LEFT JOIN deals ON deals.id = contacts.deal_id"

    private static let contacts = FactSource(
        table: "contacts",
        at: "contacts.at",
        row: "contacts.id",
        dimensions: ofContact.merging([
            .workshop: text("contacts.workshop_id"), .responsible: text("contacts.responsible_id"),
            .statusInquiry: "CASE WHEN is_status_inquiry = 1 THEN 'yes' END",
            .continuation: "CASE WHEN base_contact_id IS NOT NULL THEN 'yes' END",
            .inquiry: "CASE WHEN is_inquiry = 1 THEN 'yes' END",
            .topical: "CASE WHEN contacts.topics IS NOT NULL THEN 'yes' END",
        ]) { $1 },
        quantities: [:],
        words: [
            "contacts.number", "COALESCE(clients.name, contacts.person_name)",
            "COALESCE(contacts.phone, contacts.caller_number)", "contacts.id", "NULL", "contacts.pbx",
            "contacts.linkedid",
            "contacts.start_second",
        ],
        rows: """
            \(dealOfContact)
            WHERE contacts.at >= $1 AND contacts.at < $2 AND contacts.is_hidden = 0 AND contacts.state = 'registered'
            """,
        wordTables: "LEFT JOIN clients ON clients.id = contacts.client_id"
    )

    private static func isLost(_ call: String) -> String {
        """
        \(call).is_missed = 1 AND \(call).is_counted = 1 AND \(call).is_spam = 0 AND \(call).excluded_at IS NULL
            AND \(call).hidden_at IS NULL AND (\(call).reached_at IS NULL OR \(call).reached_at > \(call).started_at + $3)
        """
    }

    private static let missed = FactSource(
        table: "missed_calls",
        at: "missed_calls.started_at",
        row: "missed_calls.call_id",
        dimensions: [
            .branch: text("dids.branch_id"), .source: text("dids.source_id"), .did: "missed_calls.did_key",
            .project: text("dids.project_id"),
            .cause: "missed_calls.cause",
            // The first of a row of missed calls that are no further apart: several calls of one caller are one who waits.
            .firstOfCaller: """
            CASE
                WHEN NOT EXISTS (
                    SELECT 1 FROM missed_calls AS earlier
                    WHERE earlier.number_key = missed_calls.number_key AND \(isLost("earlier"))
                        AND (earlier.started_at < missed_calls.started_at
                            OR earlier.started_at = missed_calls.started_at AND earlier.call_id < missed_calls.call_id)
                        AND earlier.started_at > missed_calls.started_at - $3
                ) THEN 'yes'
            END
            """,
        ],
        quantities: [:],
        words: [
            "NULL", "calls.caller_name", "calls.caller_number", "NULL", "NULL", "calls.pbx", "calls.linkedid",
            "calls.start_second",
        ],
        rows: """
            LEFT JOIN dids ON dids.number_key = missed_calls.did_key AND dids.is_hidden = 0
            WHERE missed_calls.started_at >= $1 AND missed_calls.started_at < $2 AND \(isLost("missed_calls"))
            """,
        limit: .callBackWindow,
        wordTables: "JOIN calls ON calls.id = missed_calls.call_id"
    )

    private static let documents = FactSource(
        table: "documents",
        at: "documents.at",
        row: "documents.id",
        dimensions: ofContact.merging([
            .workshop: text("COALESCE(documents.workshop_id, contacts.workshop_id)"),
            .responsible: text("COALESCE(documents.responsible_id, contacts.responsible_id)"),
            .stage: "CASE WHEN documents.kind = 'work_order' THEN 'arrival' ELSE 'appointment' END",
        ]) { $1 },
        quantities: [:],
        words: [
            "documents.number", "COALESCE(clients.name, contacts.person_name)",
            "COALESCE(contacts.phone, contacts.caller_number)",
            "documents.contact_id", "documents.kind", "NULL", "NULL", "NULL",
        ],
        rows: """
            LEFT JOIN contacts ON contacts.id = documents.contact_id
            \(dealOfContact)
            WHERE documents.at >= $1 AND documents.at < $2 AND documents.is_hidden = 0 AND documents.kind <> 'invoice'
            """,
        wordTables: "LEFT JOIN clients ON clients.id = documents.client_id"
    )

    /// Who had called within the day before calls again.
    private static let calls = FactSource(
        table: "listed_calls",
        at: "listed_calls.started_at",
        row: "listed_calls.call_id",
        dimensions: [
            .direction: "listed_calls.direction", .result: "listed_calls.result", .cause: "listed_calls.cause",
            .branch: text("dids.branch_id"), .source: text("dids.source_id"), .did: "listed_calls.did_key",
            .project: text("dids.project_id"),
            .queue: "listed_calls.queue", .transfer: "CASE WHEN is_transferred = 1 THEN 'yes' END",
            .again: """
            CASE WHEN listed_calls.direction = 'inbound' AND EXISTS (
                SELECT 1 FROM listed_calls AS earlier
                WHERE earlier.number_end = listed_calls.number_end AND earlier.direction = 'inbound'
                    AND earlier.started_at >= listed_calls.started_at - 86400000
                    AND earlier.started_at < listed_calls.started_at AND earlier.number_key = listed_calls.number_key
            ) THEN 'yes' END
            """,
            .abandoned: "CASE WHEN missed_calls.call_id IS NOT NULL THEN 'yes' END",
        ],
        quantities: [.waiting: "calls.wait_ms", .talking: "calls.talk_ms", .connected: "calls.connected_ms"],
        words: [
            "NULL", "calls.caller_name",
            "CASE WHEN listed_calls.direction = 'inbound' THEN calls.caller_number ELSE calls.dialled END", "NULL",
            "NULL",
            "calls.pbx", "calls.linkedid", "calls.start_second",
        ],
        rows: """
            JOIN calls ON calls.id = listed_calls.call_id
            LEFT JOIN dids ON dids.number_key = listed_calls.did_key AND dids.is_hidden = 0
            LEFT JOIN missed_calls ON missed_calls.call_id = listed_calls.call_id AND is_missed = 1 AND is_counted = 1
                AND is_spam = 0 AND excluded_at IS NULL AND hidden_at IS NULL
            WHERE listed_calls.direction IN ('inbound', 'outbound', 'internal')
                AND listed_calls.started_at >= $1 AND listed_calls.started_at < $2
            """
    )
}
