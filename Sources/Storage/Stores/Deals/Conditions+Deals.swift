import ContactCenter
import Foundation

/// A filter of deals as conditions on `deals`.
extension Conditions {
    /// - Parameter ofStage: whether the stage itself narrows it.
    init(_ filter: DealFilter, in period: Period, ofStage: Bool = true) {
        self.init()
        if let deal = filter.only { add("deals.id = {}", .integer(deal.rawValue)) }
        if !filter.includesHidden { add("deals.is_hidden = 0") }
        add("deals.created_at >= {}", .instant(period.from))
        add("deals.created_at < {}", .instant(period.until))
        if ofStage, let stage = filter.stage { add("deals.stage_id = {}", .integer(stage.rawValue)) }
        if let pipeline = filter.pipeline {
            add("deals.stage_id IN (SELECT id FROM funnel_stages WHERE pipeline_id = {})", .integer(pipeline.rawValue))
        }
        if let kind = filter.kind {
            add("deals.stage_id IN (SELECT id FROM funnel_stages WHERE kind = {})", .text(kind))
        }
        for (column, id) in [
            ("responsible_id", filter.responsible?.rawValue), ("client_id", filter.client?.rawValue),
            ("source_id", filter.source?.rawValue),
        ] {
            if let id { add("deals.\(column) = {}", .integer(id)) }
        }
        // The parts are of letters, digits and blanks, so that they mean nothing else in a pattern.
        for part in filter.text?.parts ?? [] {
            add(
                """
                (deals.id IN (SELECT deal_id FROM deal_texts WHERE text LIKE {})
                    OR deals.client_id IN (SELECT client_id FROM client_search WHERE text LIKE {}))
                """,
                .text("%\(part)%")
            )
        }
        if let reach = filter.reach { add(dealsInReach: reach) }
    }

    mutating func add(dealsInReach reach: Sitters) {
        var inquiries = Conditions()
        inquiries.add(inquiriesInReach: reach)
        let (user, value): (String, SQLValue) =
            switch reach {
            case .user(let user): ("deals.created_by = {}", .integer(user.rawValue))
            case .department(let name):
                ("deals.created_by IN (SELECT id FROM users WHERE department = {})", .text(name))
            }
        // The inquiries' conditions have one value, too, and it is the same.
        let ofInquiries = inquiries.text.replacing(/\$\d+/, with: "{}")
        add(
            """
            (\(user) OR deals.responsible_id IN (\(Self.employees(reach)))
                OR deals.id IN (SELECT contacts.deal_id FROM contacts WHERE contacts.deal_id IS NOT NULL AND \(ofInquiries)))
            """,
            value
        )
    }

    /// The employees who are these people; `{}` stands for their only value.
    static func employees(_ people: Sitters) -> String {
        switch people {
        case .user: "SELECT id FROM employees WHERE user_id = {}"
        case .department:
            "SELECT employees.id FROM employees JOIN users ON users.id = employees.user_id WHERE users.department = {}"
        }
    }
}
