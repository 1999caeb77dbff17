import Foundation

/// The fields of a contact by their names in the database, the API and the history.
extension Contact {
    /// All that people and scripts change, in the order in which the history shows it. Where it stands, the department and who
    /// took it follow from other things.
    package static let fields: [RecordField<Contact>] = [
        .reference("channel", \.channel, to: .contactChannels),
        .reference("reason", \.reason, to: .reasons),
        .number("caller_number", \.callerNumber, limit: 64),
        .number("did", \.did, limit: 64),
        .phone("phone", \.phone).fixed,
        .reference("source", \.source, to: .sources),
        .reference("branch", \.branch, to: .branches),
        .reference("project", \.project, to: .projects),
        .reference("responsible", \.responsible, to: .employees),
        .reference("workshop", \.workshop, to: .workshops),
        .reference("department", \.department, to: .departments).fixed,
        .reference("client", \.client, to: .clients),
        .choice("client_type", \.clientType),
        .reference("vehicle", \.vehicle, to: .vehicles),
        .text("stated_make", \.statedMake, limit: 100),
        .text("stated_model", \.statedModel, limit: 100),
        .integer("stated_year", \.statedYear, 1_885...2_200),
        .text("person_name", \.personName, limit: 200),
        .number("contact_phone", \.contactPhone, limit: 64),
        .lines("works", \.works, limit: 4_000),
        .lines("comment", \.comment, limit: 4_000),
        .flag("is_inquiry", \.isInquiry),
        .reference("quality", \.quality, to: .leadQualities),
        .references("topics", \.topics, to: .topics),
        .reference("deal", \.deal, to: .deals),
        .choice("novelty", \.judgedNovelty),
        .flag("is_status_inquiry", \.isStatusInquiry),
        .reference("base_contact", \.baseContact, to: .contacts),
        .choice("outcome", \.outcome),
        .lines("result", \.result, limit: 4_000),
        .text("next_action", \.nextAction, limit: 4_000),
        .instant("due_at", \.dueAt),
        .derived("processing", \.stage),
        .choice("state", \.state).fixed,
    ]

    /// What differs from how the contact was before.
    package func changes(since before: Contact) -> [Change.Field] {
        Self.fields.compactMap { field in
            let (old, new) = (
                Self.text(field.value(in: before), of: field), Self.text(field.value(in: self), of: field)
            )
            return old == new ? nil : Change.Field(name: field.name, before: old, after: new)
        }
    }

    /// As the history keeps it: numbers of records, words of closed sets, `1` for what is so.
    private static func text(_ value: FieldValue, of field: RecordField<Contact>) -> String? {
        field.content == .flag && value == .integer(0) ? nil : value.text
    }

    /// More than a contact can be about.
    package static let mostTopics = 30

    /// What cannot be kept as it is.
    package var problems: [FieldProblem] {
        Self.fields.compactMap { field in
            field.content.problem(with: field.value(in: self)).map { FieldProblem(field.name, $0) }
        } + problemsOfNextAction
            + (topics.count > Self.mostTopics ? [FieldProblem("topics", .outOfRange(0...Int64(Self.mostTopics)))] : [])
    }

    /// What is missing before the contact can be registered. An unfinished one is kept without it (requirement S0.20).
    ///
    /// - Parameter reason: the record that `reason` points at.
    package func missing(reason: Reason?) -> [FieldProblem] {
        guard let reason else { return [FieldProblem("reason", .required)] }
        // Which call it continues is what such a contact is about (requirement S0.17).
        if reason.route == .baseContact, baseContact == nil, !isStatusInquiry {
            return [FieldProblem("base_contact", .required)]
        }
        return []
    }

    /// The same with empty texts as none and without the control characters that nobody types, and with each topic once.
    package var tidied: Contact {
        var contact = self
        for path in [\Contact.personName, \.contactPhone, \.works, \.comment, \.result, \.nextAction] {
            contact[keyPath: path] = contact[keyPath: path].flatMap(Self.tidy)
        }
        contact.topics = Set(topics).sorted()
        if let stated = statedVehicle {
            let model = stated.model.flatMap(Self.tidy)
            contact.statedVehicle = Self.tidy(stated.makeName).map {
                StatedVehicle(make: stated.make, makeName: $0, model: model, year: stated.year)
            }
        }
        return contact
    }

    /// - Returns: `nil` for what is nothing but blanks.
    package static func tidy(_ text: String) -> String? {
        let kept = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" || $0 == "\t" }
        let trimmed = String(String.UnicodeScalarView(kept)).trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : trimmed
    }
}
