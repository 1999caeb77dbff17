import ContactCenter
import Foundation

extension Site {
    /// Looks up what the present step shows: side by side what needs nothing else, since each look-up waits for a thread of its own.
    func content(for intake: Intake, _ viewer: Viewer) async throws -> IntakeContent {
        var content = IntakeContent()
        let asksForReason = intake.run.step?.questions.contains { $0.kind == .directory(.reasons) } ?? false
        async let reasons = asksForReason ? records.records(of: Reason.self, includingHidden: false) : []
        async let channels = records.records(of: ContactChannel.self, includingHidden: false)
        async let topics = records.records(of: Topic.self, includingHidden: true)
        async let sources = records.records(of: Source.self, includingHidden: true)
        async let workshop = workshopName(of: intake.contact.record)
        async let project = project(of: intake.contact.record)
        let client = intake.learned[ScriptAnswer.client] ?? intake.run.answers[ScriptAnswer.client]
        if let id = client.flatMap({ Int64($0) }) {
            content.client = try await clientSearch.clients([ClientID(id)]).first
        }
        content.reasons = try await reasons.sorted { $0.record.place < $1.record.place }
        content.channels = try await channels.sorted { $0.record.place < $1.record.place }
        content.topics = TopicTree(try await topics)
        content.sources = try await sources
        content.workshop = try await workshop
        content.project = try await project?.record
        guard let step = intake.run.step else { return content }
        if step.isCard { content.dossier = try await dossier(of: intake) }
        for act in step.acts { try await read(&content, for: act, of: intake) }
        for question in step.questions {
            guard case .directory(let kind) = question.kind else { continue }
            // The contact's own have fields of their own.
            guard intake.run.script.kind == .questionnaire || kind != .reasons && kind != .contactChannels else {
                continue
            }
            content.choices[question.name] = try await records.choices(of: .record(kind))
        }
        content.placeholders = try await placeholders(of: intake, content, viewer)
        return content
    }

    private func workshopName(of contact: Contact) async throws -> String? {
        guard let id = contact.workshop else { return nil }
        return try await records.record(id)?.record.name
    }

    private func read(_ content: inout IntakeContent, for act: ScriptAct, of intake: Intake) async throws {
        switch act {
        case .chooseEmployee(let first, _), .transfer(let first):
            try await read(&content, first: first, chosen: ScriptAnswer.employee, for: intake)
            if let client = content.client {
                content.quality = try await contacts.qualityContacts(of: client.id, limit: 10)
            }
        case .remind:
            try await read(&content, first: .all, chosen: ScriptAnswer.reminderEmployee, for: intake)
            content.remindedOff = try await remindedOff(in: intake)
        case .chooseBaseContact:
            content.earlier = try await earlier(than: intake, client: content.client?.id)
        case .identifyClient:
            if let key = intake.contact.record.callerKey {
                content.found.clients = try await clientSearch.clients(behind: key, limit: 5)
            }
            if let client = content.client {
                if !content.found.clients.contains(where: { $0.id == client.id }) {
                    content.found.clients.insert(client, at: 0)
                }
            } else if let id = intake.run.answers[ScriptAnswer.vehicle].flatMap({ Int64($0) }) {
                content.found.vehicles = try await clientSearch.ownerlessVehicles([VehicleID(id)])
            }
        case .firstTimeData:
            content.makes = try await records.records(of: VehicleMake.self, includingHidden: false)
        case .offer(let offer):
            content.bookings[offer] = try await booking(offer, of: intake)
        case .finish: break
        }
    }

    /// Who is to call back at a moment at which they do not work.
    func remindedOff(in intake: Intake) async throws -> (name: String, standing: WorkCalendar.Standing)? {
        let answers = intake.run.answers
        guard let id = answers[ScriptAnswer.reminderEmployee].flatMap({ Int64($0) }).map(EmployeeID.init(_:)),
            let moment = answers[ScriptAnswer.reminderAt].flatMap(intakeDesk.clock.moment),
            let employee = try await records.record(id)?.record
        else { return nil }
        let calendar = try await records.workCalendar(in: configuration.timeZone)
        guard let standing = calendar.standing(of: id, employee, at: moment), standing != .working else { return nil }
        return (employee.name, standing)
    }

    /// Of the client who was chosen on a card.
    func dossier(of intake: Intake) async throws -> ClientDossier? {
        guard let id = intake.run.answers[ScriptAnswer.client].flatMap({ Int64($0) }) else { return nil }
        return try await clients.dossier(ClientID(id))
    }

    /// What the step that offers a time shows.
    func booking(_ offer: Offer, of intake: Intake) async throws -> IntakeContent.Booking {
        let places = try await intakeDesk.places(for: offer)
        let form = intakeDesk.bookingForm(offer, of: intake, at: places)
        var booking = IntakeContent.Booking(
            form: form,
            isOffered: intakeDesk.offers(of: intake).contains(offer),
            booked: try await intakeDesk.booked(for: form, at: places, of: intake),
            inWay: try await intakeDesk.inWay(of: form, of: intake),
            places: places,
            people: try await records.choices(of: .record(.employees))
        )
        if offer == .appointment { booking.workshops = try await records.choices(of: .record(.workshops)) }
        if let id = intakeDesk.booking(offer, of: intake) { booking.document = try await records.record(id) }
        return booking
    }

    private func placeholders(
        of intake: Intake,
        _ content: IntakeContent,
        _ viewer: Viewer
    ) async throws -> [ScriptPlaceholder: String] {
        let hour = LocalTime(viewer.now, in: viewer.timeZone).hour
        var values: [ScriptPlaceholder: String] = [
            .company: configuration.company,
            .operator: viewer.reader?.user.displayName ?? "",
            .client: intake.run.answers[ScriptAnswer.personName] ?? "",
            .timeOfDay: ScriptPlaceholder.greeting(atHour: hour).text(in: viewer.language.local),
        ]
        values[.project] = content.project?.name
        values[.greeting] = content.project?.greeting
        if let id = intake.contact.record.branch {
            values[.directions] = try await records.record(id)?.record.directions
        }
        if values[.directions] == nil {
            // Nobody knows which branch was called: the caller says which one they mean.
            let branches = try await records.records(of: Branch.self, includingHidden: false)
            values[.directions] = Self.directions(to: branches.map(\.record))
        }
        if let id = intake.run.answers[ScriptAnswer.employee].flatMap({ Int64($0) }) {
            values[.employee] = try await records.record(EmployeeID(id))?.record.name
        }
        return values
    }

    /// The way to the only branch that has one written down; of several each with its name.
    private static func directions(to branches: [Branch]) -> String? {
        let ways = branches.compactMap { branch in branch.directions.map { (branch.name, $0) } }
        if ways.count == 1 { return ways[0].1 }
        return ways.isEmpty ? nil : ways.map { "\($0): \($1)" }.joined(separator: "\n")
    }

    /// Those who may be chosen, and who was chosen and is gone: for them somebody else is offered.
    private func read(
        _ content: inout IntakeContent,
        first: ScriptAct.People,
        chosen: String,
        for intake: Intake
    ) async throws {
        var gone: Employee?
        if let id = intake.run.answers[chosen].flatMap({ Int64($0) }),
            let kept = try await records.record(EmployeeID(id)), kept.isHidden
        {
            gone = kept.record
        }
        content.gone = gone?.name
        content.people = try await people(
            for: intake.contact.record.reason,
            of: content.project,
            instead: gone,
            byDepartment: first == .department
        )
    }

    /// The last contacts of the client and of the number, the latest first.
    private func earlier(than intake: Intake, client: ClientID?) async throws -> [IntakeContent.Earlier] {
        var found: [Kept<Contact>] = []
        if let client { found += try await contacts.contacts(of: client, limit: 10) }
        if let key = intake.contact.record.callerKey {
            found += try await contacts.contacts(ofNumber: key, limit: 10)
        }
        if let chosen = intake.run.answers[ScriptAnswer.baseContact].flatMap({ Int64($0) }),
            let contact = try await contacts.contact(ContactID(chosen))
        {
            found.append(contact)
        }
        var known: Set<ContactID> = [intake.contact.id]
        found = found.filter { known.insert($0.id).inserted }.sorted { $0.record.at > $1.record.at }
        var references: Set<RecordReference> = []
        for contact in found.map(\.record) {
            if let id = contact.reason { references.insert(RecordReference(.record(.reasons), id.rawValue)) }
            if let id = contact.responsible { references.insert(RecordReference(.record(.employees), id.rawValue)) }
        }
        let names = try await records.names(of: references)
        return found.prefix(10).map { kept in
            let contact = kept.record
            return IntakeContent.Earlier(
                contact: kept,
                reason: contact.reason.flatMap { names[RecordReference(.record(.reasons), $0.rawValue)] },
                responsible: contact.responsible.flatMap { names[RecordReference(.record(.employees), $0.rawValue)] },
                client: contact.personName
            )
        }
    }

    /// The names that the result of a registered contact shows.
    func result(of contact: Contact) async throws -> IntakeContent {
        var content = IntakeContent()
        if let id = contact.reason {
            content.reasonName = try await records.record(id)?.record.registryCaption
        }
        if let id = contact.responsible {
            content.responsibleName = try await records.record(id)?.record.name
        }
        return content
    }
}

extension Language {
    /// The same language, as the texts of scripts name it.
    var local: LocalText.Language { LocalText.Language(rawValue: code.rawValue) ?? .russian }
}
