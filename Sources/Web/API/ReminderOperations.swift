import ContactCenter
import Foundation

/// Reminders to call back (requirement S0.34).
extension Site {
    var reminderOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let section = Section(subject: "Reminders", permission: .contacts)
        let operations = [
            reminderList(section), remindersOfContact(section), reminderAdding, reminderReading(section),
            reminderChange(section), reminderMark(section, isDone: true), reminderMark(section, isDone: false),
        ]
        return (operations, [.init("Reminder", KeptReminder.told(by: numbers).schema())])
    }

    private static var reference: Schema { .reference(to: "Reminder") }

    // MARK: - Reading

    private func reminderList(_ section: Section) -> Operation {
        let parameters: [Operation.Parameter] = [
            .init(
                "whose",
                .choice(WorklistView.Whose.allCases.map(\.rawValue)),
                "Whose they are to do: `mine` where nothing is said."
            ),
            .init(
                "state",
                .choice(["open", "done"]),
                "`done`: those that were done within \(Int(WorklistView.doneDays)) days, the latest first; else what is to be done, "
                    + "the longest due first."
            ), APICall.after, APICall.limit,
        ]
        let words = "Reminders to call back: one's own that are to be done where nothing is asked for"
        return section.operation("listReminders", .get, "/reminders", words, APICall.pageSchema(of: "Reminder")) {
            call in
            let view = WorklistView(call.request.uri, for: try call.reader)
            let address = call.address(parameters.map(\.name))
            if let asked = address["whose"], asked != view.whose.rawValue {
                throw Problem(.forbidden, subject: Permission.contacts.rawValue)
            }
            var question = view.reminders(at: call.viewer.now)
            question.isLoose = false
            question.limit = call.limit + 1
            if let text = address["after"] {
                guard let place = ReminderQuestion.Place(text: text) else { throw Problem(.badCursor) }
                question.after = place
            }
            let found = try await call.site.contacts.reminders(question).map(\.kept)
            let told = KeptReminder.told(by: call.site.numbers)
            let shown = found.prefix(call.limit)
            let last = found.count > shown.count ? shown.last : nil
            return call.page(
                shown.map(told.json),
                next: last.map { address.with("after", ReminderQuestion.Place(of: $0, isDone: view.isDone).text) }
            )
        }.asking(parameters).refusing(.badCursor)
    }

    private func remindersOfContact(_ section: Section) -> Operation {
        let resource = contactResource
        let page = Schema.object([.init("items", .array(of: Self.reference))])
        let words = "All reminders of a contact, also those that were done"
        return section.operation("listRemindersOfContact", .get, "/contacts/{id}/reminders", words, page) { call in
            let contact = try await resource.record(call)
            let found = try await call.site.contacts.dossier(contact.id)?.reminders ?? []
            return APIAnswer(["items": .array(found.map(KeptReminder.told(by: call.site.numbers).json))])
        }
    }

    private func reminderReading(_ section: Section) -> Operation {
        section.operation("readReminder", .get, "/reminders/{id}", "Read one", Self.reference) { call in
            try await call.answer(call.reminder())
        }
    }

    // MARK: - Writing

    private static let fields: [BodyShape.Field] = [
        .init("employee", .reference(.employees)), .init("text", .lines(limit: 4_000)),
        .init("phone", .phone(limit: 64, isKeyed: false)), .init("due_at", .instant),
    ]

    private var reminderAdding: Operation {
        let resource = contactResource
        let shape = BodyShape(
            fields: Self.fields.map { .init($0.name, $0.content, isRequired: $0.name != "phone") }
        )
        let words = "Leave a reminder to call back: who is to do it, when, what about, and where to call"
        return Section(subject: "Reminders", permission: .intake).operation(
            "addReminder",
            .post,
            "/contacts/{id}/reminders",
            words,
            Self.reference,
            status: .created
        ) { call in
            let contact = try await resource.record(call)
            let blank = Reminder(
                contact: contact.id,
                employee: EmployeeID(0),
                text: "",
                dueAt: .distantPast,
                madeBy: try call.author.user,
                madeAt: call.site.now()
            )
            let reminder = try await call.reminder(saying: shape.read(call.body), before: blank)
            let author = try call.author { result in
                (try? (result as? Result<KeptReminder, FieldProblem>)?.get()).map { call.answer($0, isNew: true) }
            }
            switch try await call.site.contacts.remind(reminder, once: author.claim) {
            case .success(let kept): return call.answer(kept, isNew: true)
            case .failure(let problem): throw Problem(.invalid, errors: [FieldError(problem)])
            }
        }.taking(shape).once
    }

    private func reminderChange(_ section: Section) -> Operation {
        let shape = BodyShape(fields: [.init("version", .integer(1...Int64.max))] + Self.fields)
        let words = "Change one: what is not named stays"
        return section.operation("changeReminder", .patch, "/reminders/{id}", words, Self.reference) { call in
            let version = try call.version()
            let present = try await call.reminder()
            guard present.version == version else { throw call.stale(call.json(present)) }
            let reminder = try await call.reminder(saying: shape.read(call.body), before: present.record)
            switch try await call.site.contacts.change(present.id, over: version, to: reminder, by: call.author) {
            case .saved(let kept): return call.answer(kept)
            case .stale(let other): throw call.stale(call.json(other))
            case .missing: throw Problem(.notFound)
            case .refused(let problems): throw Problem(.invalid, errors: problems.map { FieldError($0) })
            }
        }.taking(shape).overVersion
    }

    private func reminderMark(_ section: Section, isDone: Bool) -> Operation {
        let (id, path) = isDone ? ("finishReminder", "done") : ("reopenReminder", "reopen")
        let words = isDone ? "It is done; of one that is done already nothing changes" : "It is to be done after all"
        return section.operation(id, .post, "/reminders/{id}/\(path)", words, Self.reference) { call in
            let id = try await call.reminder().id
            let (contacts, author) = (call.site.contacts, try call.author)
            _ = isDone ? try await contacts.finish(id, by: author) : try await contacts.reopen(id, by: author)
            return try await call.answer(call.reminder())
        }
    }
}

extension APICall {
    fileprivate func json(_ kept: KeptReminder) -> JSON { KeptReminder.told(by: site.numbers).json(kept) }

    fileprivate func answer(_ kept: KeptReminder, isNew: Bool = false) -> APIAnswer {
        APIAnswer(
            json(kept),
            status: isNew ? .created : .ok,
            location: isNew ? "\(Site.apiPath)/reminders/\(kept.id)" : nil,
            version: kept.version
        )
    }

    /// The one in the path, where the sender may see it.
    fileprivate func reminder() async throws -> KeptReminder {
        guard let found = try await site.reminder(id(), for: reader) else { throw Problem(.notFound) }
        return found.kept
    }

    /// - Throws: 422 for an employee who is not there any more.
    fileprivate func reminder(saying values: [String: FieldValue], before: Reminder) async throws -> Reminder {
        var reminder = before
        var errors: [FieldError] = []
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            switch (name, value) {
            case ("employee", .integer(let id)):
                reminder.employee = EmployeeID(id)
                let isGone = try await site.records.record(reminder.employee)?.isHidden ?? true
                if isGone, reminder.employee != before.employee {
                    errors.append(FieldError(at: name, reason: .field(.noSuchRecord, .reference(.employees))))
                }
            case ("due_at", .integer(let milliseconds)):
                reminder.dueAt = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
            case ("text", .text(let text)): reminder.text = text
            case ("phone", _): reminder.phone = value.text
            case ("version", _): break
            default: errors.append(FieldError(at: name, reason: .field(.required, nil)))
            }
        }
        guard errors.isEmpty else { throw Problem(.invalid, errors: errors) }
        return reminder
    }
}

extension Kept<Reminder> {
    fileprivate static func told(by numbers: any PhoneNumberReading) -> [Told<KeptReminder>] {
        [
            Told("id", .id) { JSON($0.id.rawValue) }, Told("version", .integer) { JSON($0.version) },
            Told("contact", .id) { JSON($0.record.contact.rawValue) },
            Told("employee", Schema.id.described("Who is to call")) { JSON($0.record.employee.rawValue) },
            Told("text", .text) { .string($0.record.text) },
            Told("phone", Schema.text.optional.described("As it was typed")) { JSON($0.record.phone) },
            Told("phone_e164", Schema.text.optional) { JSON($0.record.phone.flatMap(numbers.whole)) },
            Told("due_at", .instant) { JSON($0.record.dueAt) },
            Told("made_by", Schema.id.optional.described("The number of the user who left it")) {
                JSON($0.record.madeBy?.rawValue)
            }, Told("made_at", .instant) { JSON($0.record.madeAt) },
            Told("done_at", Schema.instant.optional.described("null: it is to be done")) { JSON($0.record.doneAt) },
        ]
    }
}

extension ReminderQuestion.Place {
    fileprivate init(of kept: KeptReminder, isDone: Bool) {
        let done = isDone ? kept.record.doneAt : nil
        self.init(at: done ?? kept.record.dueAt, id: kept.id)
    }

    /// `1795364806000.17`
    fileprivate init?(text: String) {
        guard let (at, id) = Date.andNumber(inPlace: text) else { return nil }
        self.init(at: at, id: ReminderID(id))
    }

    fileprivate var text: String { "\(milliseconds(at)).\(id)" }
}
