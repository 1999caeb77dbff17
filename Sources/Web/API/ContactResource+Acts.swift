import ContactCenter

/// What is done with a contact besides filling it in.
extension Site {
    // MARK: - What was said

    func conversation(_ resource: Resource<Contact>) -> [Operation] {
        let entry = Schema.reference(to: "ConversationEntry")
        let page = Schema.object([.init("items", .array(of: entry))])
        let words = "What was said, in the order in which it was noted"
        let path = "/contacts/{id}/entries"
        let list = resource.operation("listConversationEntries", .get, path, words, .ok, page) { call in
            let kept = try await resource.record(call)
            let entries = try await call.site.contacts.dossier(kept.id)?.entries ?? []
            return APIAnswer(["items": .array(entries.map(\.json))])
        }
        let shape = BodyShape(fields: [.init("text", .lines(limit: ConversationEntry.longest), isRequired: true)])
        var add = resource.operation("addConversationEntry", .post, path, "Note what was said", .created, entry) {
            call in
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
        add.body = Operation.Body(schema: shape.schema)
        add.isCreation = true
        add.problems.append(.invalid)
        return [list, add]
    }

    // MARK: - Appointments and test drives

    func booking(_ offer: Offer, _ resource: Resource<Contact>) -> Operation {
        let document = documentResource
        let shape = BodyShape(fields: [
            offer.place, .init("responsible", .reference(.employees)),
            .init("day", .text(limit: 10), isRequired: true), .init("time", .text(limit: 8), isRequired: true),
            .init("length", .integer(5...1_440)), .init("works", .lines(limit: 4_000)), .init("anyway", .flag),
        ])
        var operation = resource.operation(
            offer == .appointment ? "makeAppointment" : "makeTestDrive",
            .post,
            "/contacts/{id}/\(offer == .appointment ? "appointment" : "test-drive")",
            offer.apiWords,
            .created,
            document.reference
        ) { call in
            let kept = try await resource.record(call)
            let values = try shape.read(call.body)
            let places = try await call.site.intakeDesk.places(for: offer)
            let form = BookingForm(offer, of: kept.record, at: places, now: call.viewer.now) { field in
                let value = values[field.rawValue]
                return field == .anyway ? value == .integer(1) ? "1" : nil : value?.text
            }
            guard let paper = form.document(of: kept.record, kept.id, now: call.site.now()) else {
                throw Problem(.invalid, errors: form.problems.map { FieldError($0) })
            }
            let author = try call.author { result in
                if case .booked(let kept)? = result as? Booking { document.created(kept) } else { nil }
            }
            switch try await call.site.documents.book(paper, instead: nil, anyway: form.isAnyway, by: author) {
            case .booked(let paper):
                call.site.contacts.news.tell(kept.id)
                return document.created(paper)
            case .inWay(let inWay):
                var problem = Problem(.inTheWay)
                let isTaken = form.isTaken(inWay)
                problem.errors = isTaken ? [FieldError(FieldProblem("time", .taken), content: .instant)] : []
                problem.members = [JSON.Member("documents", .array(inWay.map { JSON($0.document.rawValue) }))]
                throw problem
            case .refused(let problems): throw Problem(.invalid, errors: problems.map { FieldError($0) })
            case .stale: throw Problem(.refused)
            }
        }
        operation.body = Operation.Body(schema: shape.schema)
        operation.isCreation = true
        operation.problems += [.invalid, .inTheWay]
        return operation
    }
}

extension Offer {
    fileprivate var place: BodyShape.Field {
        switch self {
        case .appointment: .init("workshop", .reference(.workshops))
        case .testDrive: .init("vehicle", .reference(.testVehicles))
        }
    }

    fileprivate var apiWords: String {
        switch self {
        case .appointment:
            """
            Make an appointment: `day` (2026-04-03) and `time` (09:30) are the business's own, `length` is in minutes. Workshop, \
            responsible and works are the contact's where nothing is said. Where the employee has promised that time already, \
            `anyway` is needed.
            """
        case .testDrive:
            """
            Promise a car to be tried: `day` (2026-04-03) and `time` (09:30) are the business's own, `length` is in minutes; \
            where nothing is said the car's own. A car is promised once at a time: who has it is named in `documents`. Where only \
            the employee has promised that time already, `anyway` is enough.
            """
        }
    }
}

extension ConversationEntry {
    fileprivate var json: JSON {
        ["number": JSON(number), "user": JSON(user?.rawValue), "at": JSON(at), "text": .string(text)]
    }

    static let schema = Schema.object([
        .init("number", Schema.integer.described("From 1, in the order of the conversation")),
        .init("user", Schema.id.optional), .init("at", .instant), .init("text", .text),
    ])
}
