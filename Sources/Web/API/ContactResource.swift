import ContactCenter

/// Contacts: the registry, their cards, what is done with them.
extension Site {
    var contactOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let resource = contactResource
        let operations =
            [registryList(resource), registryCounts(resource)] + resource.operations + [
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
            ] + conversation(resource) + processing(resource) + waiting(resource)
        let schemas: [Schema.Property] = [
            .init("ConversationEntry", ConversationEntry.schema), .init("ContactStanding", ContactStanding.schema),
        ]
        return (operations, resource.schemas + schemas)
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

    // MARK: - Handing over

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
            let (values, wrongWhom) = whom.values(.object(members.filter { $0.name != "contacts" }), at: [])
            let (entries, wrong) = one.entries("contacts", in: call.body, most: Self.mostAssigned)
            let errors = wrongWhom + wrong
            let wanted = entries.map { entry in
                (id: ContactID(entry["id"]?.integer ?? 0), version: entry["version"]?.integer ?? 0)
            }
            let employee = EmployeeID(values["employee"]?.integer ?? 0)
            guard errors.isEmpty else { throw Problem(.invalid, errors: errors) }
            try await call.requireEmployee(employee)
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
            // Of one by itself also who was told of it, as its page shows it.
            if ids.count == 1 {
                let isShown = try await site.isShown(ids[0], to: reader, in: sitters)
                return isShown ? try await site.contacts.contacts(ids) : []
            }
            let inReach = Set(try await site.registry.rows(of: ids, reach: sitters).map(\.id))
            return try await site.contacts.contacts(ids.filter { inReach.contains($0) })
        }
    }

    /// - Throws: 422 for who is not there any more.
    func requireEmployee(_ id: EmployeeID) async throws {
        guard try await site.records.record(id)?.isHidden ?? true else { return }
        let error = FieldError(at: "employee", reason: .field(.noSuchRecord, .reference(.employees)))
        throw Problem(.invalid, errors: [error])
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
        // Whoever puts an inquiry into a deal sees all of its inquiries from then on.
        if let deal = contact.deal, deal != before?.record.deal, try await !isInReach(deal) {
            errors.append(FieldError(at: "deal", reason: .field(.noSuchRecord, .reference(.deals))))
        }
        if let base = contact.baseContact, base != before?.record.baseContact, base == before?.id {
            errors.append(FieldError(at: "base_contact", reason: .field(.noSuchRecord, .reference(.contacts))))
        }
        return errors
    }

    private func isInReach(_ deal: DealID) async throws -> Bool {
        switch try reader.reach(of: .contacts) {
        case .nobody: false
        case .everybody: true
        case .some(let sitters): try await site.deals.isInReach(deal, of: sitters)
        }
    }

    func problem(_ refusal: PeriodChoice.Refusal) -> Problem {
        Problem(.badParameter, errors: [FieldError(parameter: refusal.parameter, .field(.malformed, nil))])
    }
}

extension PeriodChoice.Refusal {
    /// Where what is wrong stands.
    var parameter: String {
        switch self {
        case .noSuchPreset: "period"
        case .noSuchDate, .endsBeforeItBegins, .tooLong: "from"
        }
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
