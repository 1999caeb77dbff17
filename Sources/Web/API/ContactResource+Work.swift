import ContactCenter

/// Going on with a registered contact: taking it, writing down what came of it, being done with it (requirement S1.32).
extension Site {
    func processing(_ resource: Resource<Contact>) -> [Operation] {
        [
            taking(resource), handing(resource), writingDown(resource),
            resource.versioned(
                "reopenContact",
                "/contacts/{id}/reopen",
                "A processed one is to be gone on with after all"
            ) {
                call,
                version in
                let kept = try await resource.record(call)
                return try await call.site.contacts.reopen(kept.id, over: version, by: call.author)
            },
        ]
    }

    private func taking(_ resource: Resource<Contact>) -> Operation {
        let words = """
            Take it: the sender, who must be an employee, becomes responsible, and it is withdrawn from all others. `refused` where \
            somebody else was quicker.
            """
        var operation = resource.operation("takeContact", .post, "/contacts/{id}/take", words, .ok, resource.reference)
        {
            call in
            let kept = try await resource.record(call)
            switch try await call.site.reception.claim(kept.id, by: call.author) {
            case .taken(let kept): return try await resource.answer(call, to: .saved(kept))
            case .takenBefore, .noEmployee: throw Problem(.refused)
            case .missing: throw Problem(.notFound)
            }
        }
        operation.problems.append(.refused)
        return operation
    }

    private func handing(_ resource: Resource<Contact>) -> Operation {
        let shape = BodyShape(
            fields: BodyShape.version.fields + [.init("employee", .reference(.employees), isRequired: true)]
        )
        let words = "Give it to another employee, who is told"
        let path = "/contacts/{id}/hand"
        return resource.operation("handContact", .post, path, words, .ok, resource.reference) { call in
            let employee = EmployeeID(try shape.read(call.body)["employee"]?.integer ?? 0)
            let version = try call.version()
            let kept = try await resource.record(call)
            try await call.requireEmployee(employee)
            let handed = try await call.site.contacts.assign([(kept.id, version)], to: employee, by: call.author)
            // Who has given it away may see it no more.
            let present = try await call.site.contacts.contacts([kept.id]).first ?? kept
            return try await resource.answer(call, to: handed > 0 ? .saved(present) : .stale(present))
        }.taking(shape).overVersion
    }

    private func writingDown(_ resource: Resource<Contact>) -> Operation {
        let fields = Contact.fields.filter { ["outcome", "result", "next_action", "due_at"].contains($0.name) }
        let shape = BodyShape(
            fields: BodyShape.version.fields + fields.map { .init($0.name, $0.content) } + [.init("is_done", .flag)]
        )
        let words = """
            Write down what came of a registered one and what is to be done next, which is a reminder to the responsible employee at \
            `due_at`. The sender has it in their hands from then on; with `is_done` it is processed.
            """
        let path = "/contacts/{id}/process"
        var operation = resource.operation("processContact", .post, path, words, .ok, resource.reference) { call in
            let values = try shape.read(call.body)
            let version = try call.version()
            let kept = try await resource.record(call)
            var contact = kept.record
            for field in fields {
                if let value = values[field.name] { _ = field.set(value, in: &contact) }
            }
            let isDone = values["is_done"] == .integer(1)
            let store = call.site.contacts
            let saving = try await store.process(contact, kept.id, over: version, isDone: isDone, by: call.author)
            return try await resource.answer(call, to: saving)
        }
        operation.body = Operation.Body(schema: shape.schema)
        operation.problems = [.notFound, .invalid, .stale, .versionRequired]
        return operation
    }
}
