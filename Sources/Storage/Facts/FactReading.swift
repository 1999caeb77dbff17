import ContactCenter
import Foundation

/// Reads facts from the tables in which the business works: for days whose chunks are not there.
struct FactReading {
    /// That of the business, for what has no branch or whose branch has none of its own (decision D18).
    let zone: TimeZone
    /// Within it a caller who was reached is not missed any more (decision D1).
    let callBackWindow: Duration

    /// By what the chunks are made: they are made anew when it changes.
    var madeBy: String { "2 \(zone.identifier) \(callBackWindow.inMilliseconds)" }

    /// The facts of each of the days; a day without facts has none.
    func facts(
        of kind: FactKind,
        on days: ClosedRange<Day>,
        in transaction: any Transaction
    ) throws -> [Day: [Fact]] {
        let clocks = try BranchClocks(zone, in: transaction)
        let instants = clocks.instants(of: days)
        var facts: [Day: [Fact]] = [:]
        let rows = try transaction.rows(
            Self.statement(of: kind),
            [.instant(instants.from), .instant(instants.until)]
                + (kind == .missed ? [.length(callBackWindow)] : [])
        )
        for row in rows {
            var row = row
            let at = try row.integer()
            var values: [FactDimension: String] = [:]
            for dimension in kind.dimensions where dimension != .hour {
                if let text = try row.optionalText(), !text.isEmpty { values[dimension] = text }
            }
            let (day, hour) = clocks.hour(of: at, in: values[.branch])
            guard days.contains(day) else { continue }
            values[.hour] = String(hour)
            facts[day, default: []].append(Fact(day: day, values: values))
        }
        return facts
    }

    /// The latest day before another on which there are facts, or a day close after it; `nil` where there are none.
    func lastDay(of kind: FactKind, before day: Day, in transaction: any Transaction) throws -> Day? {
        let clocks = try BranchClocks(zone, in: transaction)
        let (table, column) = Self.place(of: kind)
        var row = try transaction.rows(
            "SELECT MAX(\(column)) FROM \(table) WHERE \(column) < $1",
            [.instant(clocks.instants(of: (day - 1)...(day - 1)).until)]
        )[0]
        return try row.optionalInstant().flatMap { clocks.days(of: $0).max() }.map { min($0, day - 1) }
    }

    private static func place(of kind: FactKind) -> (table: String, column: String) {
        switch kind {
        case .contact: ("contacts", "at")
        case .missed: ("missed_calls", "started_at")
        case .document: ("documents", "at")
        }
    }

    /// The instant, then the dimensions of the kind as text, in their order, without the hour.
    private static func statement(of kind: FactKind) -> String {
        switch kind {
        case .contact: contacts
        case .missed: missed
        case .document: documents
        }
    }

    private static let contactDimensions = [
        "channel_id", "source_id", "did_key", "reason_id", "client_type", "novelty",
    ].map { text("contacts.\($0)") }.joined(separator: ", ")

    private static let contacts = """
        SELECT at, \(text("branch_id")), \(text("department_id")), \(text("workshop_id")), \(text("responsible_id")),
            \(text("registrar_id")), \(contactDimensions),
            CASE WHEN is_status_inquiry = 1 THEN 'yes' END, CASE WHEN base_contact_id IS NOT NULL THEN 'yes' END,
            CASE WHEN is_inquiry = 1 THEN 'yes' END
        FROM contacts
        WHERE at >= $1 AND at < $2 AND is_hidden = 0 AND state = 'registered'
        """

    private static let missed = """
        SELECT started_at, \(text("dids.branch_id")), \(text("dids.source_id")), missed_calls.did_key, cause
        FROM missed_calls LEFT JOIN dids ON dids.number_key = missed_calls.did_key AND dids.is_hidden = 0
        WHERE started_at >= $1 AND started_at < $2 AND is_missed = 1 AND is_counted = 1 AND is_spam = 0
            AND excluded_at IS NULL AND hidden_at IS NULL
            AND (reached_at IS NULL OR reached_at > started_at + $3)
        """

    private static let documents = """
        SELECT documents.at, \(text("contacts.branch_id")), \(text("contacts.department_id")),
            \(text("COALESCE(documents.workshop_id, contacts.workshop_id)")),
            \(text("COALESCE(documents.responsible_id, contacts.responsible_id)")), \(text("contacts.registrar_id")),
            \(contactDimensions),
            CASE WHEN kind = 'work_order' THEN 'arrival' ELSE 'appointment' END
        FROM documents LEFT JOIN contacts ON contacts.id = documents.contact_id
        WHERE documents.at >= $1 AND documents.at < $2 AND documents.is_hidden = 0 AND kind <> 'invoice'
        """

    private static func text(_ expression: String) -> String { "CAST(\(expression) AS TEXT)" }
}
