import ContactCenter

/// The waiting queue: who is here and waits to be served, and what becomes of them (requirements S1.28 to S1.32).
extension Site {
    func waiting(_ resource: Resource<Contact>) -> [Operation] {
        let employee = BodyShape(fields: [.init("employee", .reference(.employees), isRequired: true)])
        let reason = BodyShape(fields: [.init("reason", .reference(.lostReasons), isRequired: true)])
        return [
            standing(resource),
            queueing(.contacts, "waitContact", "wait", "Put it into the waiting queue; one that waits already stays") {
                call,
                contact,
                _ in
                _ = try await resource.record(call)
                return try await call.site.reception.wait(contact, priority: 0, by: call.author)
            },
            queueing(.reception, "stopWaitingContact", "stop-waiting", "Take it out of the queue unserved and unlost") {
                call,
                contact,
                _ in
                _ = try await resource.record(call)
                return try await call.site.reception.stopWaiting(contact, by: call.author)
            },
            queueing(.reception, "raiseContact", "raise", "Let it come before those that it stood among") {
                call,
                contact,
                _ in
                try await call.site.reception.raise(contact, by: call.author)
            },
            queueing(
                .reception,
                "giveContact",
                "give",
                "Give one that waits to an employee, who is told; it waits on until they take it",
                taking: employee
            ) { call, contact, values in
                let employee = EmployeeID(values["employee"]?.integer ?? 0)
                try await call.requireEmployee(employee)
                return try await call.site.reception.give(contact, to: employee, by: call.author)
            },
            queueing(
                .reception,
                "loseContact",
                "lose",
                "The person has gone away unserved, and why; it is registered with that outcome",
                taking: reason
            ) { call, contact, values in
                let reason = LostReasonID(values["reason"]?.integer ?? 0)
                return try await call.site.reception.lose(contact, because: reason, by: call.author)
            },
        ]
    }

    private static let schema = Schema.reference(to: "ContactStanding")

    private func standing(_ resource: Resource<Contact>) -> Operation {
        let words = "Whether it waits, who has taken it, and whether the sender is asked to"
        return resource.operation("readContactStanding", .get, "/contacts/{id}/standing", words, .ok, Self.schema) {
            call in
            try await call.standing(of: resource.record(call).id)
        }
    }

    private func queueing(
        _ permission: Permission,
        _ id: String,
        _ path: String,
        _ words: String,
        taking shape: BodyShape = BodyShape(fields: []),
        _ change: @escaping @Sendable (APICall, ContactID, [String: FieldValue]) async throws -> WaitingChange
    ) -> Operation {
        let section = Section(subject: "Contacts", permission: permission)
        return section.operation(id, .post, "/contacts/{id}/\(path)", words, Self.schema) { call in
            let values = try shape.read(call.body)
            let contact: ContactID = try call.id()
            switch try await change(call, contact, values) {
            case .done: return try await call.standing(of: contact)
            case .missing: throw Problem(.notFound)
            case .notWaiting: throw APICall.refusal("not_waiting")
            case .mayNotWait: throw APICall.refusal("may_not_wait")
            case .noReason:
                let field = FieldError(at: "reason", reason: .field(.noSuchRecord, .reference(.lostReasons)))
                throw Problem(.invalid, errors: [field])
            }
        }.taking(shape, isRequired: !shape.fields.isEmpty).refusing(.refused)
    }
}

extension APICall {
    fileprivate func standing(of contact: ContactID) async throws -> APIAnswer {
        guard let standing = try await site.reception.standing(of: contact, for: reader.user.id) else {
            throw Problem(.notFound)
        }
        return APIAnswer(ContactStanding.told(of: contact).json(standing))
    }

    static func refusal(_ reason: String) -> Problem {
        var problem = Problem(.refused)
        problem.members = [JSON.Member("reason", .string(reason))]
        return problem
    }
}

extension ContactStanding {
    static var schema: Schema { told(of: ContactID(0)).schema() }

    fileprivate static func told(of contact: ContactID) -> [Told<ContactStanding>] {
        [
            Told("contact", .id) { _ in JSON(contact.rawValue) },
            Told("waiting_since", Schema.instant.optional.described("null: it does not wait")) {
                JSON($0.waitingSince)
            },
            Told("taken_by", Schema.id.optional.described("The number of the user who goes on with it")) {
                JSON($0.taker?.rawValue)
            },
            Told("is_asked", Schema.boolean.described("The sender is one of those who may take it")) {
                .bool($0.isAsked)
            },
        ]
    }
}
