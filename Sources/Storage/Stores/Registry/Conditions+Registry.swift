import ContactCenter
import Foundation

/// A filter of the registry as conditions on `contacts`, whose columns stand in the index `contacts_listed`, but for what a contact
/// continues; what was written down is found in an index of its own.
extension Conditions {
    init(_ filter: RegistryFilter, in period: Period, _ dialect: Dialect) {
        self.init()
        add("is_hidden = 0")
        addFlags(filter)
        addRecords(filter)
        switch filter.number {
        // There is one, whenever it was.
        case .contact(let number): add("number = {}", .text(number))
        case .caller(.whole(let key)): add("caller_key = {}", .text(key))
        case .caller(.ending(let digits)):
            let length = digits.unicodeScalars.count
            add("substr(caller_key, length(caller_key) - \(length - 1)) = {}", .text(digits))
        case nil: break
        }
        if !filter.isOfOneContact {
            add("at >= {}", .instant(period.from))
            add("at < {}", .instant(period.until))
        }
        if let text = filter.text {
            let found = ContactTextTable.contacts(with: text, of: filter.isOfOneContact ? .always : period, dialect) {
                bind($0)
            }
            add("id IN (\(found))")
        }
        addDeals(filter)
        if let reach = filter.reach { add(inReach: reach) }
    }

    private mutating func addFlags(_ filter: RegistryFilter) {
        for (column, flag) in [
            ("is_inquiry", filter.isInquiry), ("has_appointment", filter.hasAppointment),
            ("has_arrival", filter.hasArrival), ("is_status_inquiry", filter.isStatusInquiry),
        ] {
            if let flag { add("\(column) = \(flag ? 1 : 0)") }
        }
        if let isContinuation = filter.isContinuation {
            add("base_contact_id IS \(isContinuation ? "NOT NULL" : "NULL")")
        }
        if let novelty = filter.novelty { add("novelty = {}", .text(novelty)) }
        if let state = filter.state { add("state = {}", .text(state)) }
        if let stage = filter.stage { add(ContactWorkTable.isAt(stage)) }
        if let type = filter.clientType { add("client_type = {}", .text(type)) }
        if let hasClient = filter.hasClient { add("client_id IS \(hasClient ? "NOT NULL" : "NULL")") }
    }

    private mutating func addRecords(_ filter: RegistryFilter) {
        for (column, id) in [
            ("client_id", filter.client?.rawValue), ("channel_id", filter.channel?.rawValue),
            ("source_id", filter.source?.rawValue), ("branch_id", filter.branch?.rawValue),
            ("workshop_id", filter.workshop?.rawValue), ("department_id", filter.department?.rawValue),
            ("project_id", filter.project?.rawValue),
        ] {
            if let id { add("\(column) = {}", .integer(id)) }
        }
        switch filter.reason {
        case .reason(let reason): add("reason_id = {}", .integer(reason.rawValue))
        case .oneOf(let reasons):
            add("reason_id IN (\(reasons.map { bind(.integer($0.rawValue)) }.joined(separator: ", ")))")
        case .some(.none): add("reason_id IS NULL")
        case nil: break
        }
        switch filter.employee {
        case .registrar(let user): add("registrar_id = {}", .integer(user.rawValue))
        case .responsible(let employee): add("responsible_id = {}", .integer(employee.rawValue))
        case .processor(let user): add("processed_by = {}", .integer(user.rawValue))
        case .acceptor(let user): add("COALESCE(taken_by, registrar_id) = {}", .integer(user.rawValue))
        case .dealResponsible(let employee):
            add(
                """
                COALESCE((SELECT deals.responsible_id FROM deals WHERE deals.id = contacts.deal_id), contacts.responsible_id) = {}
                """,
                .integer(employee.rawValue)
            )
        case nil: break
        }
        if let did = filter.did { add("did_key = {}", .text(did)) }
    }

    private mutating func addDeals(_ filter: RegistryFilter) {
        if let deal = filter.deal { add("deal_id = {}", .integer(deal.rawValue)) }
        if let hasDeal = filter.hasDeal { add("deal_id IS \(hasDeal ? "NOT NULL" : "NULL")") }
        if let stage = filter.funnelStage {
            add("deal_id IN (SELECT deals.id FROM deals WHERE deals.stage_id = {})", .integer(stage.rawValue))
        }
        if let pipeline = filter.pipeline {
            add(
                """
                deal_id IN (SELECT deals.id FROM deals JOIN funnel_stages ON funnel_stages.id = deals.stage_id
                    WHERE funnel_stages.pipeline_id = {})
                """,
                .integer(pipeline.rawValue)
            )
        }
        if let quality = filter.quality { add("quality_id = {}", .integer(quality.rawValue)) }
        if let type = filter.sourceType {
            add(
                "source_id IN (SELECT sources.id FROM sources WHERE sources.source_type_id = {})",
                .integer(type.rawValue)
            )
        }
        if filter.topic != nil {
            // The numbers have nothing but digits, so that they mean nothing else in a pattern.
            let topics = filter.topicsWithin.sorted().map { topic in
                "' ' || topics || ' ' LIKE \(bind(.text("% \(topic) %")))"
            }
            add(topics.isEmpty ? "1 = 0" : "topics IS NOT NULL AND (\(topics.joined(separator: " OR ")))")
        }
        switch filter.inquiryKind {
        case .manual:
            add("pbx IS NULL AND (channel_id IS NULL OR channel_id NOT IN (\(InquiryKindSQL.requestChannels)))")
        case .request: add("pbx IS NULL AND channel_id IN (\(InquiryKindSQL.requestChannels))")
        case .inbound: add("pbx IS NOT NULL AND NOT \(InquiryKindSQL.isOutbound)")
        case .outbound: add("pbx IS NOT NULL AND \(InquiryKindSQL.isOutbound)")
        case nil: break
        }
    }

    /// Inquiries in these people's reach, and those of the deals that they are responsible for.
    mutating func add(inReach reach: Sitters) {
        var inquiries = Conditions()
        inquiries.add(inquiriesInReach: reach)
        let value: SQLValue =
            switch reach {
            case .user(let user): .integer(user.rawValue)
            case .department(let name): .text(name)
            }
        add(
            """
            (\(inquiries.text.replacing(/\$\d+/, with: "{}")) OR deal_id IN (
                SELECT deals.id FROM deals WHERE deals.responsible_id IN (\(Self.employees(reach)))
            ))
            """,
            value
        )
    }

    /// Registered by one of these people, or in their hands. Has one value.
    mutating func add(inquiriesInReach reach: Sitters) {
        switch reach {
        case .user(let user):
            add(
                "(registrar_id = {} OR contacts.responsible_id IN (SELECT id FROM employees WHERE user_id = {}))",
                .integer(user.rawValue)
            )
        case .department(let name):
            add(
                """
                (registrar_id IN (SELECT id FROM users WHERE department = {}) OR contacts.responsible_id IN (
                    SELECT employees.id FROM employees JOIN users ON users.id = employees.user_id WHERE users.department = {}
                ) OR contacts.department_id IN (SELECT id FROM departments WHERE name = {}))
                """,
                .text(name)
            )
        }
    }
}
