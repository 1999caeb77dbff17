import ContactCenter

/// What people note on calls. Each has a note of their own, written on as on the card: over the revision that was read.
extension Site {
    var noteOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let note = Schema.reference(to: "CallNote")
        let page = Schema.object([.init("items", .array(of: note))])
        let reading = Section(subject: "Calls", permission: .calls)
        let list = reading.operation(
            "listCallNotes",
            .get,
            "/calls/{id}/notes",
            "What was noted on a call by whom, the oldest first",
            page
        ) { call in
            let found = try await call.site.call(of: call.context)
            guard try await call.site.mayRead(found, call.reader) else {
                throw Problem(.forbidden, subject: Permission.calls.rawValue)
            }
            let notes = try await call.site.cards.notes(of: [found.id])
            return APIAnswer(["items": .array(notes.map(CallNote.told.json))])
        }.ofCall
        let shape = BodyShape(fields: [
            .init("text", .lines(limit: CallNote.limit)), .init("revision", .integer(0...Int64.max), isRequired: true),
        ])
        let words = """
            Write the sender's own note on a call that came to their phone, over the `revision` that was read; 0 where there was none. \
            Without `text` it is emptied
            """
        let write = Section(subject: "Calls", permission: .workspace)
            .operation("writeCallNote", .put, "/calls/{id}/note", words, note) { call in
                let values = try shape.read(call.body)
                let (text, revision) = (values["text"]?.text ?? "", values["revision"]?.integer ?? 0)
                let writing = try await call.site.write(text, on: call.callID, over: revision, by: call.reader.user)
                switch writing {
                case .written(let note): return APIAnswer(CallNote.told.json(note))
                case .refused(let note): throw call.stale(CallNote.told.json(note))
                case .noCall: throw Problem(.notFound)
                case nil: throw Problem(.forbidden, subject: Permission.workspace.rawValue)
                }
            }.taking(shape).ofCall.refusing(.stale)
        return ([list, write], [.init("CallNote", CallNote.told.schema())])
    }
}

extension CallNote {
    fileprivate static let told: [Told<CallNote>] = [
        Told("call", Schema.text.described("That it was typed on; it may be part of another by now")) {
            .string($0.call.description)
        }, Told("user", .id) { JSON($0.user.rawValue) }, Told("author", .text) { .string($0.author) },
        Told("text", .text) { .string($0.text) },
        Told("revision", Schema.integer.described("Grows by one with every writing")) { JSON($0.revision) },
        Told("updated_at", .instant) { JSON($0.updatedAt) },
    ]
}
