import ContactCenter

/// Contacts: the registry, their cards, what is done with them.
extension Site {
    var contactOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let resource = contactResource
        let operations =
            [registryList(resource)] + resource.operations + [
                resource.versioned("registerContact", "/contacts/{id}/register", "Register it: it gets its number") {
                    call,
                    version in
                    let kept = try await resource.record(call)
                    return try await call.site.contacts.register(kept.id, over: version, by: call.author)
                },
                resource.versioned("dropContact", "/contacts/{id}/drop", "Register it as a call that broke off") {
                    call,
                    version in
                    let kept = try await resource.record(call)
                    return try await call.site.contacts.drop(kept.id, over: version, by: call.author)
                },
                handOver(resource), booking(.appointment, resource), booking(.testDrive, resource),
            ] + conversation(resource) + processing(resource)
        return (operations, resource.schemas + [.init("ConversationEntry", ConversationEntry.schema)])
    }

    var contactResource: Resource<Contact> {
        Resource(
            path: "contacts",
            plural: "Contacts",
            kind: .contacts,
            shape: RecordShape(
                name: "Contact",
                fields: Contact.fields,
                blank: Contact(),
                told: Self.toldOfContacts,
                numbers: numbers
            ),
            permission: .contacts,
            permissionToAdd: .intake,
            details: [
                (.init("has_appointment", Schema.boolean.readOnly), false),
                (.init("has_arrival", Schema.boolean.readOnly), false),
            ],
            fresh: { now in
                var contact = Contact()
                contact.at = now
                return contact
            },
            read: { call, ids in try await call.contacts(ids) },
            tell: { call, kept in
                let rows = try await call.site.registry.rows(of: kept.map(\.id), reach: nil)
                let marks = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
                return kept.map { kept in
                    let row = marks[kept.id]
                    return [.bool(row?.hasAppointment ?? false), .bool(row?.hasArrival ?? false)]
                }
            },
            check: { call, contact, before in try await call.problems(of: contact, before) },
            add: { try await $0.site.contacts.begin($1, by: $2) },
            change: { try await $0.site.contacts.save($3, $1, over: $2, by: $0.author) },
            setHidden: { call, id, version, isHidden in
                guard try call.mayJudge else { throw Problem(.forbidden, subject: Permission.contacts.rawValue) }
                return try await call.site.contacts.setHidden(isHidden, id, over: version, by: call.author)
            },
            history: { try await $0.site.contacts.dossier($1)?.changes ?? [] }
        )
    }

    private static let toldOfContacts: [Told<Contact>] = [
        Told("number", Schema.text.optional.described("null until it is registered")) { JSON($0.number) },
        Told("at", Schema.instant.described("When the person turned to us")) { JSON($0.at) },
        Told("registered_at", Schema.instant.optional) { JSON($0.registeredAt) },
        Told("registrar", Schema.id.optional.described("The number of the user who took it")) {
            JSON($0.registrar?.rawValue)
        },
        Told("call", Schema.text.optional.described("The call that it came by")) { JSON($0.call?.description) },
        Told("handed_at", Schema.instant.optional.described("Since when somebody is to go on with it")) {
            JSON($0.work?.handedAt)
        },
        Told("taken_by", Schema.id.optional.described("The number of the user who goes on with it")) {
            JSON($0.work?.takenBy?.rawValue)
        },
        Told("taken_at", Schema.instant.optional) { JSON($0.work?.takenAt) },
        Told("processed_by", Schema.id.optional.described("The number of the user who has processed it")) {
            JSON($0.work?.processedBy?.rawValue)
        },
        Told("processed_at", Schema.instant.optional) { JSON($0.work?.processedAt) },
    ]

    // MARK: - The registry

    private func registryList(_ resource: Resource<Contact>) -> Operation {
        let parameters = RegistryList.parameters + [APICall.after, APICall.limit]
        let words = """
            The registry: today's contacts where no period is asked for, the latest first. A period longer than \
            \(RegistryList.mostSortedDays) days is sorted by date.
            """
        return resource.list(words, parameters) { call in
            let list = try call.site.registryList(call.request, call.context, for: call.viewer)
            guard list.wrongFields.isEmpty else {
                throw Problem(
                    .badParameter,
                    errors: list.wrongFields.map { FieldError(parameter: $0.name, .field(.malformed, nil)) }
                )
            }
            if let refusal = list.period.refusal { throw call.problem(refusal) }
            if list.address[RegistryList.Field.after] != nil, list.turn == .first { throw Problem(.badCursor) }
            var question = list.question
            question.limit = call.limit
            let answer = try await call.site.registry.answer(to: question)
            let kept = try await call.site.contacts.contacts(answer.rows.map(\.id))
            let last = answer.hasNext ? answer.rows.last : nil
            let address = call.address(parameters.map(\.name))
            return call.page(
                try await resource.json(call, kept),
                next: last.map { address.with(RegistryList.Field.after, $0.place.text) }
            )
        }
    }

    private static var mostAssigned: Int { 10 * RegistryList.rowsOnPage }

    /// Several at once.
    private func handOver(_ resource: Resource<Contact>) -> Operation {
        let one = BodyShape(fields: [
            .init("id", .reference(.contacts), isRequired: true),
            .init("version", .integer(1...Int64.max), isRequired: true),
        ])
        let whom = BodyShape(fields: [.init("employee", .reference(.employees), isRequired: true)])
        let words = """
            Hand several over to an employee; those that were changed meanwhile are left, and so are those out of reach
            """
        let assigned = Schema.object([.init("assigned", Schema.integer.described("How many were handed over"))])
        var operation = resource.operation("assignContacts", .post, "/contacts/assign", words, .ok, assigned) { call in
            let members = call.body.members ?? []
            var (values, errors) = whom.values(.object(members.filter { $0.name != "contacts" }), at: [])
            let (entries, wrong) = one.entries("contacts", in: call.body, most: Self.mostAssigned)
            errors += wrong
            let wanted = entries.map { entry in
                (id: ContactID(entry["id"]?.integer ?? 0), version: entry["version"]?.integer ?? 0)
            }
            let employee = EmployeeID(values.removeValue(forKey: "employee")?.integer ?? 0)
            if errors.isEmpty, try await call.site.records.record(employee)?.isHidden ?? true {
                errors.append(FieldError(at: "employee", reason: .field(.noSuchRecord, .reference(.employees))))
            }
            guard errors.isEmpty else { throw Problem(.invalid, errors: errors) }
            let inReach = Set(try await call.contacts(wanted.map(\.id)).map(\.id))
            let count = try await call.site.contacts.assign(
                wanted.filter { inReach.contains($0.id) },
                to: employee,
                by: call.author
            )
            return APIAnswer(["assigned": JSON(count)])
        }
        operation.permission = .intake
        operation.body = Operation.Body(
            schema: .object([
                .init("employee", .id), .init("contacts", .array(of: one.schema, most: Self.mostAssigned)),
            ])
        )
        operation.problems = [.invalid]
        return operation
    }
}

extension APICall {
    /// Whoever sees all contacts may also say what the program did wrongly.
    fileprivate var mayJudge: Bool { get throws { try reader.rights.scope(of: .contacts) == .all } }

    /// Those that there are and that the sender may see.
    fileprivate func contacts(_ ids: [ContactID]) async throws -> [Kept<Contact>] {
        switch try reader.reach(of: .contacts) {
        case .nobody: return []
        case .everybody: return try await site.contacts.contacts(ids)
        case .some(let sitters):
            let inReach = Set(try await site.registry.rows(of: ids, reach: sitters).map(\.id))
            return try await site.contacts.contacts(ids.filter { inReach.contains($0) })
        }
    }

    fileprivate func problems(of contact: Contact, _ before: Kept<Contact>?) async throws -> [FieldError] {
        var errors: [FieldError] = []
        if contact.channel == nil, before == nil {
            errors.append(FieldError(at: "channel", reason: .field(.required, .reference(.contactChannels))))
        }
        if let stated = contact.statedVehicle, stated.makeName.isEmpty {
            errors.append(FieldError(at: "stated_make", reason: .field(.required, nil)))
        }
        if contact.novelty != before?.record.novelty, try !mayJudge {
            errors.append(FieldError(at: "novelty", reason: .readOnly))
        }
        if let base = contact.baseContact, base != before?.record.baseContact, base == before?.id {
            errors.append(FieldError(at: "base_contact", reason: .field(.noSuchRecord, .reference(.contacts))))
        }
        return errors
    }

    func problem(_ refusal: PeriodChoice.Refusal) -> Problem {
        let name: String =
            switch refusal {
            case .noSuchPreset: "period"
            case .noSuchDate, .endsBeforeItBegins, .tooLong: "from"
            }
        return Problem(.badParameter, errors: [FieldError(parameter: name, .field(.malformed, nil))])
    }
}

extension RegistryList {
    /// What the API asks the registry by: the fields of the page's address.
    fileprivate static var parameters: [Operation.Parameter] {
        func answer(_ name: String, _ words: String) -> Operation.Parameter {
            Operation.Parameter(name, .choice(["yes", "no"]), words)
        }
        func record(_ name: String, _ kind: RecordKind) -> Operation.Parameter {
            Operation.Parameter(name, .reference(kind), "With this one only.")
        }
        let columns = RegistryColumn.allCases.flatMap { [$0.rawValue, "-\($0.rawValue)"] }
        return Operation.Parameter.period + [
            answer(Field.inquiry, "Whether they express demand."),
            answer(Field.appointment, "Whether a document promises a visit."),
            answer(Field.arrival, "Whether a document says that the client came."), record(Field.client, .clients),
            .init(Field.clientless, .choice(["1"]), "`1`: those without a client."),
            .init(Field.reason, .text(limit: 20), "The number of a reason; `none`: those without one."),
            .init(
                Field.employee,
                .text(limit: 20),
                "`r12`: employee 12 is responsible; `u3`: user 3 took it; `p3`: user 3 has processed it."
            ),
            .init(Field.did, .text(limit: 64), "The number that was dialled."), record(Field.workshop, .workshops),
            record(Field.department, .departments), record(Field.branch, .branches),
            record(Field.channel, .contactChannels), record(Field.source, .sources),
            .init(Field.clientType, .choice(ClientType.allCases.map(\.rawValue)), "With clients of this type."),
            .init(
                Field.novelty,
                .choice(Contact.Novelty.allCases.map(\.rawValue)),
                "Whether the business knew the person."
            ),
            .init(Field.state, .choice(Contact.State.allCases.map(\.rawValue)), "Whether they are registered."),
            .init(
                Field.stage,
                .choice(ContactWork.Stage.allCases.map(\.rawValue)),
                "How far those have come who go on with them."
            ),
            .init(Field.number, .text(limit: 64), "The contact's number, or the caller's, or its last four digits."),
            .init(
                Field.text,
                .text(limit: 200),
                "Words of the caller's name, the car as it was said, the works, the comment and the conversation: all of them, in any part."
            ),
            .init(Field.sort, .choice(columns), "The column that they are sorted by; with `-` backwards."),
        ]
    }
}

extension Operation.Parameter {
    /// The days that a list is of.
    static var period: [Operation.Parameter] {
        [
            .init("period", .choice(PeriodChoice.Preset.allCases.map(\.rawValue)), "Days that are counted from today."),
            .init("from", .text(limit: 10), "The first day: `2026-04-03`."),
            .init("to", .text(limit: 10), "The last day. \(PeriodChoice.mostDays) days at most."),
        ]
    }
}
