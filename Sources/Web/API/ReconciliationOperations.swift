import ContactCenter
import Foundation

/// Calls held against contacts, and what mends the differences (requirements S0.51 to S0.58).
extension Site {
    var reconciliationOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let section = Section(subject: "Reconciliation", permission: .reconciliation)
        let operations = [
            reconciledGroups(section), reconciledCalls(section), nextOpenCall(section), reconciledCall(section),
            linking(section), exempting(section), takingBack(section), openingContact,
        ]
        return (operations, [.init("ReconciledCall", ReconciledCall.told(by: numbers).schema())])
    }

    private static var reference: Schema { .reference(to: "ReconciledCall") }

    // MARK: - Reading

    private func reconciledGroups(_ section: Section) -> Operation {
        let group = Schema.object([
            .init("did", Schema.text.optional), .init("phone", Schema.text.optional),
            .init("has_contact", Schema.boolean.optional), .init("total", .integer), .init("registered", .integer),
            .init("exempt", Schema.integer.described("Of whom somebody said that they need no contact")),
            .init("open", .integer),
        ])
        let page = Schema.object([.init("items", .array(of: group))])
        let parameters = ReconciliationPage.parameters + [ReconciliationPage.did, ReconciliationPage.phone]
        let words = """
            Inbound calls of the last seven days where nothing is asked for, by the number that was dialled; with `did` by the phone that \
            took them; with `phone` by whether they have a contact
            """
        return section.operation("listReconciledGroups", .get, "/reconciliation", words, page) { call in
            let page = try call.reconciliationPage()
            if page.address[ReconciliationPage.Field.phone] != nil, page.address[ReconciliationPage.Field.did] == nil {
                throw Problem.missing(parameter: ReconciliationPage.Field.did)
            }
            try await call.site.matchNow()
            let groups = try await call.site.reconciliation.groups(of: page.opened.last ?? .all, page.question)
            return APIAnswer(["items": .array(groups.map(\.json))])
        }.asking(parameters)
    }

    private func reconciledCalls(_ section: Section) -> Operation {
        let parameters =
            ReconciliationPage.parameters + [
                ReconciliationPage.did, ReconciliationPage.phone,
                .init(
                    ReconciliationPage.Field.process,
                    .choice(["yes", "no"]),
                    "Whether they have a contact. Required."
                ),
                APICall.after, APICall.limit,
            ]
        let words =
            "The calls of one dialled number and one phone, with their contacts or without; those of one caller together"
        let page = APICall.pageSchema(of: "ReconciledCall")
        return section.operation("listReconciledCalls", .get, "/reconciliation/calls", words, page) { call in
            let page = try call.reconciliationPage()
            for name in [
                ReconciliationPage.Field.did, ReconciliationPage.Field.phone, ReconciliationPage.Field.process,
            ]
            where page.address[name] == nil {
                throw Problem.missing(parameter: name)
            }
            let address = call.address(parameters.map(\.name))
            if address["after"] != nil, page.after == nil { throw Problem(.badCursor) }
            try await call.site.matchNow()
            let found = try await call.site.reconciliation.calls(
                of: page.opened.last ?? .all,
                page.question,
                after: page.after,
                limit: call.limit + 1
            )
            let shown = found.prefix(call.limit)
            let last = found.count > shown.count ? shown.last : nil
            let told = ReconciledCall.told(by: call.site.numbers)
            return call.page(shown.map(told.json), next: last.map { address.with("after", $0.call.description) })
        }.asking(parameters).refusing(.badCursor)
    }

    private func nextOpenCall(_ section: Section) -> Operation {
        let parameters =
            ReconciliationPage.parameters + [
                .init(
                    ReconciliationPage.Field.call,
                    .text(limit: 200),
                    "The one after this call; the first where nothing is said."
                )
            ]
        let schema = Schema.object([.init("call", Self.reference.optional)])
        let words = "The next call that has no contact and needs one; null behind the last"
        return section.operation("readNextOpenCall", .get, "/reconciliation/next", words, schema) { call in
            let page = try call.reconciliationPage()
            if page.address[ReconciliationPage.Field.call] != nil, page.chosen == nil { throw Problem(.badCursor) }
            try await call.site.matchNow()
            let next = try await call.site.reconciliation.nextOpen(after: page.chosen, page.question)
            return APIAnswer(["call": next.map(ReconciledCall.told(by: call.site.numbers).json) ?? .null])
        }.asking(parameters).refusing(.badCursor)
    }

    private func reconciledCall(_ section: Section) -> Operation {
        let candidate = Schema.object([
            .init("contact", .id), .init("number", Schema.text.optional), .init("at", .instant),
            .init("caller_number", Schema.text.optional), .init("phone", Schema.text.optional),
            .init("is_same_number", .boolean),
        ])
        let schema = Schema.object([
            .init("call", Self.reference),
            .init(
                "candidates",
                Schema.array(of: candidate).described(
                    "Contacts without a call that may belong to it, the nearest first"
                )
            ),
        ])
        let words = "One call of the report, with the contacts that may belong to it where it has none"
        return section.operation("readReconciledCall", .get, "/reconciliation/calls/{id}", words, schema) { call in
            try await call.site.matchNow()
            let found = try await call.reconciledCall()
            let candidates =
                found.contact == nil
                ? try await call.site.reconciliation.candidates(for: found.call, limit: Self.mostCandidates) : []
            return APIAnswer([
                "call": ReconciledCall.told(by: call.site.numbers).json(found),
                "candidates": .array(candidates.map(\.json)),
            ])
        }.ofCall
    }

    private static var mostCandidates: Int { 10 }

    // MARK: - Mending

    private func linking(_ section: Section) -> Operation {
        let shape = BodyShape(fields: [.init("contact", .reference(.contacts), isRequired: true)])
        let words = "Say which contact is the call's; that holds whatever the rules find"
        return mending(section, "linkCall", "link", words) { call in
            try await call.mend(.link(ContactID(shape.read(call.body)["contact"]?.integer ?? 0)), .callLinked)
        }.taking(shape).refusing(.refused)
    }

    private func exempting(_ section: Section) -> Operation {
        let shape = BodyShape(fields: [.init("reason", .text(limit: 200), isRequired: true)])
        return mending(section, "exemptCall", "exempt", "Say that the call needs no contact, and why") { call in
            try await call.mend(.exempt(shape.read(call.body)["reason"]?.text ?? ""), .callExempted)
        }.taking(shape).refusing(.refused)
    }

    private func takingBack(_ section: Section) -> Operation {
        mending(section, "undoCallRepair", "undo", "Take back whatever was said of the call") { call in
            try await call.mend(.takeBack, .callRepairUndone)
        }
    }

    private func mending(
        _ section: Section,
        _ id: String,
        _ path: String,
        _ words: String,
        _ mend: @escaping @Sendable (APICall) async throws -> Void
    ) -> Operation {
        section.operation(id, .post, "/reconciliation/calls/{id}/\(path)", words, Self.reference) { call in
            try await mend(call)
            return APIAnswer(ReconciledCall.told(by: call.site.numbers).json(try await call.reconciledCall()))
        }.ofCall
    }

    private var openingContact: Operation {
        let section = Section(subject: "Reconciliation", permission: .reconciliation)
        let words = "Open a contact for the call, as if it had been begun when the call was answered"
        return beginning(section, "openContactOfCall", "/reconciliation/calls/{id}/contact", words) { _, _ in }
    }
}

extension APICall {
    fileprivate func reconciliationPage() throws -> ReconciliationPage {
        let page = ReconciliationPage(request, for: viewer)
        if let refusal = page.period.refusal { throw problem(refusal) }
        return page
    }

    fileprivate func reconciledCall() async throws -> ReconciledCall {
        guard let found = try await site.reconciliation.call(callID) else { throw Problem(.notFound) }
        return found
    }

    fileprivate func mend(_ decision: ReconciliationDecision, _ action: AuditEntry.Action) async throws {
        switch try await site.repair(callID, decision, action, request, context) {
        case .done: break
        case .noCall: throw Problem(.notFound)
        case .noContact:
            throw Problem(
                .invalid,
                errors: [FieldError(at: "contact", reason: .field(.noSuchRecord, .reference(.contacts)))]
            )
        case .contactTaken(let call): throw Self.refusal(JSON.Member("call", .string(call.description)))
        case .callTaken(let contact): throw Self.refusal(JSON.Member("contact", JSON(contact.id.rawValue)))
        }
    }

    /// - Parameter other: what the one or the other belongs to already.
    private static func refusal(_ other: JSON.Member) -> Problem {
        var problem = Problem(.refused)
        problem.members = [other]
        return problem
    }
}

extension Problem {
    fileprivate static func missing(parameter: String) -> Problem {
        Problem(.badParameter, errors: [FieldError(parameter: parameter, .field(.required, nil))])
    }
}

extension ReconciliationPage {
    /// What the API asks the report by: the fields of the page's address.
    fileprivate static var parameters: [Operation.Parameter] {
        Operation.Parameter.period + [
            .init(Field.registered, .choice(["yes", "no"]), "Whether they have a contact."),
            .init(Field.unanswered, .choice(["yes"]), "`yes`: also those that nobody answered."),
        ]
    }

    fileprivate static let did = Operation.Parameter(
        Field.did,
        .text(limit: 64),
        "The number that was dialled, as the report tells it; `.` for none."
    )
    fileprivate static let phone = Operation.Parameter(
        Field.phone,
        .text(limit: 64),
        "The phone that took them; `.` for none."
    )
}
