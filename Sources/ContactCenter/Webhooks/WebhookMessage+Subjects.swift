import Foundation

extension WebhookMessage {
    // MARK: - Calls

    /// What there is to tell of a call that has just ended.
    ///
    /// - Parameter project: of the number that was dialled.
    package static func messages(
        about call: Call,
        project: ProjectID? = nil,
        rules: MissedRules,
        at now: Date
    ) -> [WebhookMessage] {
        guard let end = call.endedAt else { return [] }
        let facts: [String: Fact?] = [
            "id": .text(call.id.description),
            "pbx": .text(call.id.pbx.rawValue),
            "linkedid": .text(call.id.linkedID.rawValue),
            "direction": .text(call.direction.rawValue),
            "caller_number": call.caller.number.map(Fact.text),
            "dialled": call.dialled.map(Fact.text),
            "project": project.map { .integer($0.rawValue) },
            "phone": (call.lastPerson?.phone ?? call.answeredBy?.phone ?? call.callerPhone).map { .text($0.rawValue) },
            "queue": call.queue.map { .text($0.rawValue) },
            "result": call.result.map { .text($0.rawValue) },
            "cause": call.cause.map { .text($0.rawValue) },
            "started_at": .instant(call.startedAt),
            "answered_at": call.answeredAt.map(Fact.instant),
            "ended_at": .instant(end),
        ]
        let isMissed = MissedRules.isMissed(call) && rules.counts(call)
        return ([.callEnded] + (isMissed ? [.callMissed] : [])).map { event in
            WebhookMessage(event, at: now, about: "call", facts)
        }
    }

    /// What a PBX's records tell of calls of long ago, when they are read for the first time, is nobody's news.
    package static let callNewsWindow: TimeInterval = 86_400

    package static func isNews(_ call: Call, at now: Date) -> Bool {
        call.endedAt.map { now.timeIntervalSince($0) < callNewsWindow } ?? false
    }

    // MARK: - Contacts

    package static func registered(_ contact: Contact, _ id: ContactID, by author: RecordAuthor) -> WebhookMessage {
        func number<Record>(_ id: RecordID<Record>?) -> Fact? { id.map { .integer($0.rawValue) } }
        return WebhookMessage(
            .contactRegistered,
            at: author.at,
            by: author.user,
            about: "contact",
            [
                "id": .integer(id.rawValue),
                "number": contact.number.map(Fact.text),
                "at": .instant(contact.at),
                "channel": number(contact.channel),
                "reason": number(contact.reason),
                "source": number(contact.source),
                "branch": number(contact.branch),
                "project": number(contact.project),
                "responsible": number(contact.responsible),
                "client": number(contact.client),
                "vehicle": number(contact.vehicle),
                "base_contact": number(contact.baseContact),
                "call": contact.call.map { .text($0.description) },
                "caller_number": contact.callerNumber.map(Fact.text),
                "did": contact.did.map(Fact.text),
                "is_inquiry": .flag(contact.isInquiry),
                "novelty": contact.novelty.map { .text($0.rawValue) },
                "outcome": contact.outcome.map { .text($0.rawValue) },
            ]
        )
    }

    // MARK: - Records

    /// What an entry of a record's history tells others. Of a contact it holds only if that is registered.
    package static func messages(about change: Change, of kind: RecordKind, _ id: Int64) -> [WebhookMessage] {
        func message(_ event: WebhookEvent, _ subject: String, _ facts: [String: Fact?]) -> WebhookMessage {
            let facts = facts.merging(["id": .integer(id)]) { fact, _ in fact }
            return WebhookMessage(event, at: change.at, by: change.user, about: subject, facts)
        }
        switch (kind, change.kind) {
        case (.contacts, .changed), (.contacts, .hidden), (.contacts, .restored):
            let responsible = change.fields.first { $0.name == "responsible" }
            let assigned = responsible.map { field in
                message(
                    .contactAssigned,
                    "contact",
                    ["responsible": integer(field.after), "responsible_before": integer(field.before)]
                )
            }
            return [message(.contactChanged, "contact", whatChanged(change))] + [assigned].compactMap(\.self)
        case (.clients, .added):
            return [message(.clientCreated, "client", Client.facts(of: change.fields, ["name", "kind"]))]
        case (.clients, .changed), (.clients, .hidden), (.clients, .restored):
            return [message(.clientChanged, "client", whatChanged(change))]
        case (.documents, .added):
            let facts = Document.facts(
                of: change.fields,
                ["kind", "number", "at", "client_id", "vehicle_id", "contact_id", "responsible_id", "starts_at"]
            )
            let created = message(.documentCreated, "document", facts)
            let isAppointment = Document.appointments.contains { facts["kind"] == .text($0.rawValue) }
            return [created] + (isAppointment ? [message(.appointmentCreated, "document", facts)] : [])
        case (.documents, .changed), (.documents, .hidden), (.documents, .restored):
            return [message(.documentChanged, "document", whatChanged(change))]
        default:
            return []
        }
    }

    /// - Parameter kind: `merged` or `separated`.
    package static func merger(
        _ kind: Change.Kind,
        of part: ClientID,
        _ whole: ClientID,
        by author: RecordAuthor
    ) -> WebhookMessage {
        WebhookMessage(
            kind == .merged ? .clientMerged : .clientSeparated,
            at: author.at,
            by: author.user,
            about: "client",
            ["id": .integer(part.rawValue), "whole": .integer(whole.rawValue)]
        )
    }

    private static func whatChanged(_ change: Change) -> [String: Fact?] {
        switch change.kind {
        case .hidden: ["is_hidden": .flag(true)]
        case .restored: ["is_hidden": .flag(false)]
        default: ["changed": .texts(change.fields.map(\.name))]
        }
    }

    private static func integer(_ text: String?) -> Fact? { text.flatMap { Int64($0) }.map(Fact.integer) }
}

extension KeptRecord {
    /// What stands in these fields after a change.
    fileprivate static func facts(
        of changes: [Change.Field],
        _ names: [String]
    ) -> [String: WebhookMessage.Fact?] {
        var facts: [String: WebhookMessage.Fact?] = [:]
        for change in changes where names.contains(change.name) {
            guard let text = change.after, let content = field(change.name)?.content else { continue }
            facts[change.name] =
                switch content {
                case .text, .lines, .choice, .phone, .references: .text(text)
                case .flag: .flag(text == "1")
                case .instant: Int64(text).map { .instant(Date(timeIntervalSince1970: Double($0) / 1_000)) }
                case .integer, .reference, .user, .money: Int64(text).map(WebhookMessage.Fact.integer)
                }
        }
        return facts
    }
}
