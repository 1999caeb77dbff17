import Foundation

/// The appointment that a script offers: made where the script stands, and changed or taken back when somebody goes back to it.
extension IntakeDesk {
    /// The appointment as it stands in the answers.
    package func appointmentForm(of intake: Intake) -> AppointmentForm {
        AppointmentForm(intake.contact.record, now: now(), in: timeZone) { name in
            let answer = intake.run.answers["appointment_\(name)"] ?? ""
            // A box that is not ticked says so in a word.
            return name == "anyway" && answer != ScriptQuestion.yes ? nil : answer
        }
    }

    /// What the form begins with: the master who was chosen and their workshop, the works that were told, tomorrow.
    func appointmentDefaults(of intake: Intake) async throws -> [String: String] {
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
        let tomorrow = BusinessCalendar(timeZone).day(of: now()) + 1
        let defaults: [(String, String?)] = [
            (ScriptAnswer.appointmentWorkshop, workshop?.description),
            (ScriptAnswer.appointmentResponsible, responsible?.description),
            (ScriptAnswer.appointmentDay, tomorrow.description), (ScriptAnswer.appointmentTime, "10:00"),
            (ScriptAnswer.appointmentLength, "60"),
            (ScriptAnswer.appointmentWorks, answers[ScriptAnswer.works] ?? contact.works),
        ]
        return Dictionary(defaults.compactMap { name, answer in answer.map { (name, $0) } }) { $1 }
    }

    /// What the workshop has promised on the day of the form, without what was promised here.
    package func booked(for form: AppointmentForm, of intake: Intake) async throws -> [BookedTime] {
        guard let workshop = form.workshop else { return [] }
        let day = BusinessCalendar(timeZone).period(of: form.day)
        let own = appointment(of: intake)
        return try await documents.booked(in: workshop, during: day).filter { $0.document != own }
    }

    /// The document that was made at this step before.
    package func appointment(of intake: Intake) -> DocumentID? {
        intake.run.answers[ScriptAnswer.appointmentDocument].flatMap { Int64($0) }.map(DocumentID.init(_:))
    }

    /// Makes the appointment, changes the one that was made before, or takes it back.
    func appoint(_ intake: inout Intake, by user: UserID) async throws -> [FieldProblem] {
        let author = RecordAuthor(user, at: now())
        let made = appointment(of: intake)
        guard intake.run.answers[ScriptAnswer.appointment] == ScriptAnswer.made else {
            if let made, let kept = try await records.record(made) {
                _ = try await records.setHidden(made, over: kept.version, to: true, by: author)
                contacts.news.tell(intake.contact.id)
            }
            intake.run.answers[ScriptAnswer.appointmentDocument] = nil
            return []
        }
        let form = appointmentForm(of: intake)
        let contact = intake.contact
        guard var document = form.document(of: contact.record, contact.id, now: now()) else {
            return form.problems.map(\.ofAppointment)
        }
        let inWay = form.inWay(among: try await booked(for: form, of: intake))
        guard inWay.isEmpty || form.isAnyway else { return [FieldProblem(ScriptAnswer.appointmentTime, .taken)] }
        let saving: Saving<Document>
        if let made, let kept = try await records.record(made), !kept.isHidden {
            document.number = kept.record.number
            document.at = kept.record.at
            saving = try await records.change(made, over: kept.version, to: document, by: author)
        } else {
            saving = try await documents.add(document, by: author)
        }
        switch saving {
        case .saved(let kept):
            intake.run.answers[ScriptAnswer.appointmentDocument] = kept.id.description
            contacts.news.tell(contact.id)
            return []
        case .refused(let problems): return problems.map(\.ofDocument)
        // Somebody changes the same paper at this moment.
        case .stale, .missing: return [FieldProblem(ScriptAnswer.appointmentTime, .malformed)]
        }
    }
}

extension FieldProblem {
    /// The answer that a field of the form comes from.
    fileprivate var ofAppointment: FieldProblem { FieldProblem("appointment_\(field)", kind) }

    /// The answer that a field of the document comes from.
    fileprivate var ofDocument: FieldProblem {
        switch field {
        case "workshop_id": FieldProblem(ScriptAnswer.appointmentWorkshop, kind)
        case "responsible_id": FieldProblem(ScriptAnswer.appointmentResponsible, kind)
        case "works": FieldProblem(ScriptAnswer.appointmentWorks, kind)
        default: FieldProblem(ScriptAnswer.appointmentTime, kind)
        }
    }
}
