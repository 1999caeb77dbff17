import Foundation

/// The time that a script offers to promise: promised where the script stands, and changed or taken back when somebody goes back to it.
extension IntakeDesk {
    /// Where what is offered can be promised.
    package func places(for offer: Offer) async throws -> BookingPlaces {
        try await records.bookingPlaces(for: offer, in: timeZone)
    }

    /// What is offered at the present step. On a card it is what the chosen reason offers (requirement S1.13), elsewhere what the
    /// step says.
    package func offers(of intake: Intake) -> [Offer] {
        guard let step = intake.run.step else { return [] }
        let wanted = intake.run.facts[.offers]
        return step.offers.filter { !step.isCard || $0.rawValue == wanted }
    }

    /// The form as it stands in the answers.
    package func bookingForm(
        _ offer: Offer,
        of intake: Intake,
        at places: BookingPlaces
    ) -> BookingForm {
        BookingForm(offer, of: intake.contact.record, at: places, now: now()) { field in
            let answer = intake.run.answers[offer.answer(field)] ?? ""
            // Who is responsible for the contact is chosen on the same card.
            if field == .responsible, answer.isEmpty, intake.run.step?.isCard ?? false {
                return intake.run.answers[ScriptAnswer.employee] ?? ""
            }
            // A box that is not ticked says so in a word.
            return field == .anyway && answer != ScriptQuestion.yes ? nil : answer
        }
    }

    /// What the form begins with: the person who was chosen and their workshop, the works that were told, the next usual time.
    func bookingDefaults(_ offer: Offer, of intake: Intake) async throws -> [String: String] {
        let contact = intake.contact.record
        let answers = intake.run.answers
        let chosen =
            answers[ScriptAnswer.employee].flatMap { Int64($0) }.map(EmployeeID.init(_:)) ?? contact.responsible
        var workshop = contact.workshop
        var responsible: EmployeeID?
        if let chosen, let employee = try await records.record(chosen), !employee.isHidden {
            responsible = chosen
            workshop = employee.record.workshop ?? workshop
        }
        let places = try await places(for: offer)
        var defaults: [BookingForm.Field: String?] = [
            .responsible: responsible?.description, .length: offer.usualLength,
        ]
        let branch: BranchID?
        switch offer {
        case .appointment:
            defaults[.workshop] = workshop?.description
            defaults[.works] = answers[ScriptAnswer.works] ?? contact.works
            branch = places.branch(of: workshop)
        case .testDrive:
            let only = places.vehicles.count == 1 ? places.vehicles[0].id : nil
            defaults[.vehicle] = only?.description
            branch = places.branch(of: only)
        }
        let usual = offer.usualTime(now: now(), places.calendar, branch)
        (defaults[.day], defaults[.time]) = (usual.day.description, usual.time)
        return Dictionary(defaults.compactMap { field, answer in answer.map { (offer.answer(field), $0) } }) { $1 }
    }

    /// What is promised on the day of the form, without what was promised here.
    package func booked(for form: BookingForm, at places: BookingPlaces, of intake: Intake) async throws -> [BookedTime]
    {
        let own = booking(form.offer, of: intake)
        return try await documents.booked(for: form, at: places).filter { $0.document != own }
    }

    /// Who has the car or the person that the form wants, at its time.
    package func inWay(of form: BookingForm, of intake: Intake) async throws -> [BookedTime] {
        guard let document = form.document(of: intake.contact.record, intake.contact.id, now: now()) else { return [] }
        return try await documents.inWay(of: document, instead: booking(form.offer, of: intake))
    }

    /// The document that was made at this step before.
    package func booking(_ offer: Offer, of intake: Intake) -> DocumentID? {
        intake.run.answers[offer.answer(.document)].flatMap { Int64($0) }.map(DocumentID.init(_:))
    }

    /// Promises what the step offers, changes what was promised before, or takes it back.
    func book(_ intake: inout Intake, by user: UserID) async throws -> [FieldProblem] {
        let offered = offers(of: intake)
        var problems: [FieldProblem] = []
        for offer in intake.run.step?.offers ?? [] {
            if offered.contains(offer), intake.run.answers[offer.answer] == ScriptAnswer.made {
                problems += try await book(offer, of: &intake, by: user)
            } else {
                try await takeBack(offer, of: &intake, by: user)
            }
        }
        return problems
    }

    private func takeBack(_ offer: Offer, of intake: inout Intake, by user: UserID) async throws {
        guard let made = booking(offer, of: intake) else { return }
        if let kept = try await records.record(made) {
            _ = try await records.setHidden(made, over: kept.version, to: true, by: RecordAuthor(user, at: now()))
            contacts.news.tell(intake.contact.id)
        }
        intake.run.answers[offer.answer(.document)] = nil
    }

    private func book(_ offer: Offer, of intake: inout Intake, by user: UserID) async throws -> [FieldProblem] {
        let form = bookingForm(offer, of: intake, at: try await places(for: offer))
        let contact = intake.contact
        guard var document = form.document(of: contact.record, contact.id, now: now()) else {
            return form.problems.map { FieldProblem("\(offer.rawValue)_\($0.field)", $0.kind) }
        }
        var made: Kept<Document>?
        if let id = booking(offer, of: intake), let kept = try await records.record(id), !kept.isHidden {
            document.number = kept.record.number
            document.at = kept.record.at
            made = kept
        }
        let author = RecordAuthor(user, at: now())
        switch try await documents.book(document, instead: made, anyway: form.isAnyway, by: author) {
        case .booked(let kept):
            intake.run.answers[offer.answer(.document)] = kept.id.description
            contacts.news.tell(contact.id)
            return []
        case .inWay: return [FieldProblem(offer.answer(.time), .taken)]
        case .refused(let problems):
            return problems.map { FieldProblem(offer.answer(BookingForm.field(ofDocument: $0.field)), $0.kind) }
        case .stale: return [FieldProblem(offer.answer(.time), .malformed)]
        }
    }
}
