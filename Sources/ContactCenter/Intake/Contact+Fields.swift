import Foundation

/// The fields of a contact by their names in the database, the API and the history.
extension Contact {
    package struct Field: Sendable {
        package var name: String
        /// As the history keeps it: numbers of records, words of closed sets, `1` for what is so.
        package var text: @Sendable (Contact) -> String?
        /// At most so many characters; `nil` for what nobody types.
        package var limit: Int?

        init(_ name: String, limit: Int? = nil, _ text: @escaping @Sendable (Contact) -> String?) {
            self.name = name
            self.text = text
            self.limit = limit
        }
    }

    /// All that people and scripts change, in the order in which the history shows it.
    package static let fields: [Field] = [
        Field("channel") { $0.channel?.description },
        Field("reason") { $0.reason?.description },
        Field("caller_number", limit: 64) { $0.callerNumber },
        Field("did", limit: 64) { $0.did },
        Field("phone", limit: 32) { $0.phone?.rawValue },
        Field("source") { $0.source?.description },
        Field("branch") { $0.branch?.description },
        Field("responsible") { $0.responsible?.description },
        Field("workshop") { $0.workshop?.description },
        Field("department") { $0.department?.description },
        Field("client") { $0.client?.description },
        Field("client_type") { $0.clientType?.rawValue },
        Field("vehicle") { $0.vehicle?.description },
        Field("stated_make", limit: 100) { $0.statedVehicle?.makeName },
        Field("stated_model", limit: 100) { $0.statedVehicle?.model },
        Field("stated_year") { $0.statedVehicle?.year.map { String($0) } },
        Field("person_name", limit: 200) { $0.personName },
        Field("contact_phone", limit: 64) { $0.contactPhone },
        Field("works", limit: 4_000) { $0.works },
        Field("comment", limit: 4_000) { $0.comment },
        Field("is_inquiry") { $0.isInquiry ? "1" : nil },
        Field("novelty") { $0.novelty?.rawValue },
        Field("is_status_inquiry") { $0.isStatusInquiry ? "1" : nil },
        Field("base_contact") { $0.baseContact?.description },
        Field("outcome") { $0.outcome?.rawValue },
        Field("state") { $0.state.rawValue },
    ]

    /// What differs from how the contact was before.
    package func changes(since before: Contact) -> [Change.Field] {
        Self.fields.compactMap { field in
            let (old, new) = (field.text(before), field.text(self))
            return old == new ? nil : Change.Field(name: field.name, before: old, after: new)
        }
    }

    /// What cannot be kept as it is.
    package var problems: [FieldProblem] {
        var problems = Self.fields.compactMap { field -> FieldProblem? in
            guard let limit = field.limit, let text = field.text(self), text.unicodeScalars.count > limit else {
                return nil
            }
            return FieldProblem(field.name, .tooLong(limit: limit))
        }
        if let year = statedVehicle?.year, !(1_885...2_200).contains(year) {
            problems.append(FieldProblem("stated_year", .outOfRange(1_885...2_200)))
        }
        return problems
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

    /// The same with empty texts as none and without the control characters that nobody types.
    package var tidied: Contact {
        var contact = self
        for path in [\Contact.personName, \.contactPhone, \.works, \.comment] {
            contact[keyPath: path] = contact[keyPath: path].flatMap(Self.tidy)
        }
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
