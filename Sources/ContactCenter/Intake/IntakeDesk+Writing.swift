import Foundation

/// Writing what a script has learned into the contact, and registering it at the end.
extension IntakeDesk {
    /// Keeps the answers, and writes what was learned into the contact, with one commit.
    ///
    /// - Parameter isLast: the contact is registered with it.
    func write(
        _ intake: Intake,
        isLast: Bool,
        by user: UserID
    ) async throws -> (keeping: RunKeeping, contact: Kept<Contact>, problems: [FieldProblem]) {
        let learned = intake.learned
        var contact = intake.contact.record
        contact.take(learned, try await answered(learned), outcome: intake.outcome)
        let (keeping, saving) = try await contacts.step(
            intake.kept,
            contact,
            intake.contact.id,
            over: intake.contact.version,
            isLast: isLast,
            by: RecordAuthor(user, at: now())
        )
        switch saving {
        case .saved(let kept): return (keeping, kept, [])
        case .refused(let problems): return (keeping, intake.contact, problems.map(\.ofAnswer))
        case .stale:
            let saved = try await save(intake, by: user)
            return (keeping, saved.contact, saved.problems)
        case .missing, nil: return (keeping, intake.contact, [])
        }
    }

    /// Writes what was learned into the contact. Whoever edits its card meanwhile changes other fields, so it is done over what
    /// they wrote.
    func save(
        _ intake: Intake,
        by user: UserID?
    ) async throws -> (contact: Kept<Contact>, problems: [FieldProblem]) {
        let learned = intake.learned
        let answered = try await answered(learned)
        let author = RecordAuthor(user ?? intake.contact.record.registrar, at: now())
        var kept = intake.contact
        for _ in 0..<3 {
            var contact = kept.record
            contact.take(learned, answered, outcome: intake.outcome)
            switch try await contacts.save(contact, kept.id, over: kept.version, by: author) {
            case .saved(let saved): return (saved, [])
            case .stale(let other): kept = other
            case .missing: return (kept, [])
            case .refused(let problems): return (kept, problems.map(\.ofAnswer))
            }
        }
        return (kept, [])
    }

    private func answered(_ learned: [String: String]) async throws -> AnsweredRecords {
        var answered = AnsweredRecords(reason: try await reason(learned[ScriptAnswer.reason]))
        if let name = learned[ScriptAnswer.make], !name.isEmpty {
            // By either spelling, also typed in the other layout of the keyboard (requirement S0.26).
            let readings = ([name] + KeyboardLayout.otherReadings(of: name)).map(Folding.words(of:))
            answered.make = try await records.records(of: VehicleMake.self, includingHidden: false).first { make in
                [make.record.name, make.record.cyrillicName ?? ""].contains { readings.contains(Folding.words(of: $0)) }
            }
        }
        if let id = learned[ScriptAnswer.baseContact].flatMap({ Int64($0) }) {
            answered.baseContact = try await contacts.contact(ContactID(id))?.record
        }
        return answered
    }

    func register(_ intake: Intake, by user: UserID) async throws -> IntakeStep {
        let author = RecordAuthor(user, at: now())
        if intake.contact.record.outcome == .reminder, let reminder = reminder(of: intake, by: author) {
            let known = try await contacts.dossier(intake.contact.id)?.reminders ?? []
            // Left already, by a try whose answer was lost.
            if !known.contains(where: { $0.record.isSame(as: reminder) }),
                case .failure(let problem) = try await contacts.remind(reminder)
            {
                return .shown(try await backToLast(intake), [FieldProblem("reminder_\(problem.field)", problem.kind)])
            }
        }
        switch try await contacts.register(intake.contact.id, over: intake.contact.version, by: author) {
        case .saved(let kept): return .registered(kept)
        case .stale, .missing:
            guard let now = try await self.intake(of: intake.contact.id) else { return .missing }
            return now.contact.record.state == .registered
                ? .registered(now.contact) : .stale(try await backToLast(now), typed: [:])
        case .refused(let problems): return .shown(try await backToLast(intake), problems.map(\.ofAnswer))
        }
    }

    /// An end is nothing that is shown: the step before it is.
    func backToLast(_ intake: Intake) async throws -> Intake {
        var intake = intake
        guard intake.run.outcome != nil else { return intake }
        intake.run.goBack()
        intake.kept.step = intake.run.step?.id ?? intake.kept.step
        intake.kept = try await scripts.keep(intake.kept, of: intake.contact.id).run
        return intake
    }

    private func reminder(of intake: Intake, by author: RecordAuthor) -> Reminder? {
        let learned = intake.learned
        guard let employee = learned[ScriptAnswer.reminderEmployee].flatMap({ Int64($0) }),
            let due = learned[ScriptAnswer.reminderAt].flatMap(clock.moment)
        else { return nil }
        return Reminder(
            contact: intake.contact.id,
            employee: EmployeeID(employee),
            text: learned[ScriptAnswer.reminderText] ?? "",
            phone: learned[ScriptAnswer.reminderPhone],
            dueAt: due,
            madeBy: author.user,
            madeAt: author.at
        )
    }
}

extension Reminder {
    fileprivate func isSame(as other: Reminder) -> Bool {
        employee == other.employee && dueAt == other.dueAt && text == other.text
    }
}

extension FieldProblem {
    /// The contact's field, by the name of the answer that it comes from.
    fileprivate var ofAnswer: FieldProblem {
        let names = [
            "responsible": ScriptAnswer.employee, "stated_make": ScriptAnswer.make, "stated_model": ScriptAnswer.model,
            "stated_year": ScriptAnswer.year, "contact_phone": ScriptAnswer.reminderPhone,
        ]
        return FieldProblem(names[field] ?? field, kind)
    }
}
