import ContactCenter

/// The registry of contacts, and how many it finds.
extension Site {
    func registryList(_ resource: Resource<Contact>) -> Operation {
        let parameters = RegistryList.parameters + [RegistryList.order, APICall.after, APICall.limit]
        let words = """
            The registry: today's contacts where no period is asked for, the latest first. A period longer than \
            \(RegistryList.mostSortedDays) days is sorted by date.
            """
        return resource.list(words, parameters) { call in
            let list = try call.registryList()
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

    /// As the page of the registry says it above its rows, and that of the journal (requirement S1.33).
    func registryCounts(_ resource: Resource<Contact>) -> Operation {
        let average = Schema.object([
            .init("count", .integer), .init("mean_ms", Schema.integer.optional.described("null: there is none")),
        ])
        let counts = Schema.object([
            .init("contacts", .integer),
            .init("taken", average.described("From when somebody was to go on with it until somebody did")),
            .init("processed", average.described("From when somebody was to go on with it until it was processed")),
            .init("waited", average.described("In the waiting queue, each time that is over")),
        ])
        let words = "How many contacts the registry finds by these filters, and how fast they were gone on with"
        return resource.operation("countContacts", .get, "/contacts/counts", words, .ok, counts) { call in
            let list = try call.registryList()
            let totals = try await call.site.registry.totals(list.filter, in: list.period.period)
            return APIAnswer([
                "contacts": JSON(totals.contacts), "taken": totals.taken.json, "processed": totals.processed.json,
                "waited": totals.waited.json,
            ])
        }.asking(RegistryList.parameters)
    }
}

extension APICall {
    /// What is asked for, as the page understands it.
    fileprivate func registryList() throws -> RegistryList {
        let list = try site.registryList(request, context, for: viewer)
        let wrong = list.wrongParameters
        guard wrong.isEmpty else {
            throw Problem(.badParameter, errors: wrong.map { FieldError(parameter: $0, .field(.malformed, nil)) })
        }
        if let refusal = list.period.refusal { throw problem(refusal) }
        return list
    }
}

extension RegistryTotals.Average {
    fileprivate var json: JSON { ["count": JSON(count), "mean_ms": JSON(length?.inMilliseconds)] }
}

extension RegistryList {
    /// Those that nothing can be looked for by: what cannot be read would show more than was asked for.
    var wrongParameters: [String] {
        let unread = [
            (Field.reason, filter.reason == nil), (Field.employee, filter.employee == nil),
            (Field.funnelStage, filter.funnelStage == nil && filter.hasDeal == nil),
        ].filter { address[$0.0] != nil && $0.1 }.map(\.0)
        return wrongFields.map(\.name) + unread
    }

    /// What can be kept under a name: filters, period and order.
    static var savedParameters: [Operation.Parameter] { parameters + [order] }

    /// What the API asks the registry by: the fields of the page's address.
    fileprivate static var parameters: [Operation.Parameter] {
        func answer(_ name: String, _ words: String) -> Operation.Parameter {
            Operation.Parameter(name, .choice(["yes", "no"]), words)
        }
        func record(_ name: String, _ kind: RecordKind) -> Operation.Parameter {
            Operation.Parameter(name, .reference(kind), "With this one only.")
        }
        return Operation.Parameter.period + [
            answer(Field.inquiry, "Whether they express demand."),
            answer(Field.appointment, "Whether a document promises a visit."),
            answer(Field.arrival, "Whether a document says that the client came."), record(Field.client, .clients),
            .init(Field.clientless, .choice(["1"]), "`1`: those without a client."),
            answer(Field.statusInquiry, "Whether they ask about work already ordered."),
            answer(Field.continuation, "Whether they go on with an earlier contact."),
            .init(
                Field.reason,
                .text(limit: 200),
                "The number of a reason, or several as `1.2`; `none`: those without one."
            ),
            .init(
                Field.employee,
                .text(limit: 20),
                "`r12`: employee 12 is responsible; `u3`: user 3 took it; `p3`: user 3 has processed it; `a3`, `d12`: whose lead it is."
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
            record(Field.deal, .deals),
            .init(Field.funnelStage, .text(limit: 20), "The stage of its deal; `none`: those without a deal."),
            record(Field.pipeline, .pipelines), record(Field.quality, .leadQualities),
            record(Field.sourceType, .sourceTypes), record(Field.project, .projects),
            .init(Field.topic, .reference(.topics), "About this topic, or one below it."),
            .init(Field.inquiryKind, .choice(InquiryKind.allCases.map(\.rawValue)), "How it came."),
            .init(Field.number, .text(limit: 64), "The contact's number, or the caller's, or its last four digits."),
            .init(
                Field.text,
                .text(limit: 200),
                "Words of the caller's name, the car as it was said, the works, the comment and the conversation: all of them, in any part."
            ),
        ]
    }

    fileprivate static var order: Operation.Parameter {
        let columns = RegistryColumn.allCases.flatMap { [$0.rawValue, "-\($0.rawValue)"] }
        return .init(Field.sort, .choice(columns), "The column that they are sorted by; with `-` backwards.")
    }
}
