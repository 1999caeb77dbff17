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
            ] + handOver(resource) + conversation(resource) + [appointment(resource)]
        return (operations, resource.schemas + [.init("ConversationEntry", ConversationEntry.schema)])
    }

    private var contactResource: Resource<Contact> {
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
            if list.isNumberWrong {
                throw Problem(
                    .badParameter,
                    errors: [FieldError(parameter: RegistryList.Field.number, .field(.malformed, nil))]
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

    /// Several at once.
    private func handOver(_ resource: Resource<Contact>) -> [Operation] {
        let one = BodyShape(fields: [
            .init("id", .reference(.contacts), isRequired: true),
            .init("version", .integer(1...Int64.max), isRequired: true),
        ])
        let whom = BodyShape(fields: [.init("employee", .reference(.employees), isRequired: true)])
        var operation = resource.versioned(
            "assignContacts",
            "/contacts/assign",
            "Hand several over to an employee; those that were changed meanwhile are left, and so are those out of reach"
        ) { _, _ in .missing }
        operation.permission = .intake
        operation.body = Operation.Body(
            schema: .object([
                .init("employee", .id), .init("contacts", .array(of: one.schema, most: 500)),
            ])
        )
        operation.success.schema = .object([.init("assigned", Schema.integer.described("How many were handed over"))])
        operation.problems = [.invalid]
        operation.handler = { call in
            let members = call.body.members ?? []
            var (values, errors) = whom.values(.object(members.filter { $0.name != "contacts" }), at: [])
            guard let entries = call.body["contacts"]?.elements, entries.count <= 500 else {
                throw Problem(.invalid, errors: errors + [FieldError(at: "contacts", reason: .wrongType(.array))])
            }
            let wanted = entries.enumerated().map { place, entry in
                let (entry, wrong) = one.values(entry, at: ["contacts", "\(place)"])
                errors += wrong
                return (id: ContactID(entry["id"]?.integer ?? 0), version: entry["version"]?.integer ?? 0)
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
        return [operation]
    }

    // MARK: - What was said

    private func conversation(_ resource: Resource<Contact>) -> [Operation] {
        let entry = Schema.reference(to: "ConversationEntry")
        var list = resource.list("What was said, in the order in which it was noted", []) { call in
            let kept = try await resource.record(call)
            let entries = try await call.site.contacts.dossier(kept.id)?.entries ?? []
            return APIAnswer(["items": .array(entries.map(\.json))])
        }
        list.id = "listConversationEntries"
        list.path = "/contacts/{id}/entries"
        list.success.schema = .object([.init("items", .array(of: entry))])
        list.problems = [.notFound]

        let shape = BodyShape(fields: [.init("text", .lines(limit: ConversationEntry.longest), isRequired: true)])
        var add = resource.versioned("addConversationEntry", "/contacts/{id}/entries", "Note what was said") { _, _ in
            .missing
        }
        add.body = Operation.Body(schema: shape.schema)
        add.isCreation = true
        add.success = Operation.Success(status: .created, words: "Noted", schema: entry)
        add.problems = [.notFound, .invalid]
        add.handler = { call in
            let kept = try await resource.record(call)
            let text = try shape.read(call.body)["text"]?.text ?? ""
            let author = try call.author { result in
                (result as? ConversationEntry).map { APIAnswer($0.json, status: .created) }
            }
            guard let entry = try await call.site.contacts.note(text, on: kept.id, by: author) else {
                throw Problem(.notFound)
            }
            return APIAnswer(entry.json, status: .created)
        }
        return [list, add]
    }

    // MARK: - Appointments

    private func appointment(_ resource: Resource<Contact>) -> Operation {
        let document = documentResource
        let shape = BodyShape(fields: [
            .init("workshop", .reference(.workshops)), .init("responsible", .reference(.employees)),
            .init("day", .text(limit: 10), isRequired: true), .init("time", .text(limit: 8), isRequired: true),
            .init("length", .integer(5...1_440)), .init("works", .lines(limit: 4_000)), .init("anyway", .flag),
        ])
        var operation = resource.versioned(
            "makeAppointment",
            "/contacts/{id}/appointment",
            """
            Make an appointment: `day` (2026-04-03) and `time` (09:30) are the business's own, `length` is in minutes. Workshop, \
            responsible and works are the contact's where nothing is said. Where the employee has promised that time already, \
            `anyway` is needed.
            """
        ) { _, _ in .missing }
        operation.body = Operation.Body(schema: shape.schema)
        operation.isCreation = true
        operation.success = Operation.Success(
            status: .created,
            words: "The document of it",
            schema: .reference(to: "Document")
        )
        operation.problems = [.notFound, .invalid, .inTheWay]
        operation.handler = { call in
            let kept = try await resource.record(call)
            let values = try shape.read(call.body)
            let form = AppointmentForm(kept.record, now: call.viewer.now, in: call.viewer.timeZone) { name in
                name == "anyway" ? values[name] == .integer(1) ? "1" : nil : values[name]?.text
            }
            guard let period = form.period, let workshop = form.workshop,
                let paper = form.document(of: kept.record, kept.id, now: call.site.now())
            else { throw Problem(.invalid, errors: form.problems.map { FieldError($0) }) }
            let inWay = form.inWay(among: try await call.site.documents.booked(in: workshop, during: period))
            guard inWay.isEmpty || form.isAnyway else {
                var problem = Problem(.inTheWay)
                problem.members = [JSON.Member("documents", .array(inWay.map { JSON($0.document.rawValue) }))]
                throw problem
            }
            let author = try call.author { result in
                if case .saved(let kept)? = result as? Saving<Document> { document.created(kept) } else { nil }
            }
            switch try await call.site.documents.add(paper, by: author) {
            case .saved(let paper):
                call.site.contacts.news.tell(kept.id)
                return document.created(paper)
            case .refused(let problems): throw Problem(.invalid, errors: problems.map { FieldError($0) })
            case .stale, .missing: throw Problem(.refused)
            }
        }
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
            .init(Field.employee, .text(limit: 20), "`r12`: employee 12 is responsible; `u3`: user 3 took it."),
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
            .init(Field.number, .text(limit: 64), "The contact's number, or the caller's, or its last four digits."),
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

extension ConversationEntry {
    fileprivate var json: JSON {
        ["number": JSON(number), "user": JSON(user?.rawValue), "at": JSON(at), "text": .string(text)]
    }

    fileprivate static let schema = Schema.object([
        .init("number", Schema.integer.described("From 1, in the order of the conversation")),
        .init("user", Schema.id.optional), .init("at", .instant), .init("text", .text),
    ])
}
