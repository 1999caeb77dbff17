import Foundation
import Logging

/// Leads people through contacts: every step is kept before it is shown, in the contact itself and beside it as it was typed.
package struct IntakeDesk: Sendable {
    let contacts: any ContactStore
    let scripts: any ScriptStore
    let records: any RecordStore
    let clients: any ClientSearch
    let documents: any DocumentStore
    let numbers: any PhoneNumberReading
    /// `nil` where calls are not sent on by the program.
    let transfer: (any CallTransfer)?
    let timeZone: TimeZone
    /// Moments as people type them.
    package let clock: TypedMoment
    let now: @Sendable () -> Date
    let logger: Logger

    package init(
        contacts: any ContactStore,
        scripts: any ScriptStore,
        records: any RecordStore,
        clients: any ClientSearch,
        documents: any DocumentStore,
        numbers: any PhoneNumberReading,
        transfer: (any CallTransfer)?,
        timeZone: TimeZone,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.contacts = contacts
        self.scripts = scripts
        self.records = records
        self.clients = clients
        self.documents = documents
        self.numbers = numbers
        self.transfer = transfer
        self.timeZone = timeZone
        clock = TypedMoment(timeZone: timeZone)
        self.now = now
        self.logger = logger
    }

    // MARK: Beginning

    /// The contact of a call with its script, begun by whoever comes first (requirement S0.7). Who speaks with the client now, after
    /// the call was transferred, goes on with it in place of who began it (decision D24).
    ///
    /// - Parameters:
    ///   - phone: at which the person takes part in the call.
    ///   - seats: who sits where.
    /// - Returns: the contact, and whose it was if it was handed over just now.
    package func begin(
        _ call: Call,
        at phone: Extension?,
        by user: UserID,
        seats: [Extension: Seat]
    ) async throws -> (intake: Intake, from: UserID?)? {
        let contact = try await contacts.begin(call, at: phone, by: RecordAuthor(user, at: now()))
        guard let intake = try await intake(of: contact) else { return nil }
        let taker = contact.record.registrar
        guard contact.record.state == .unfinished, taker != user, let phone, call.isSpoken(at: phone),
            !seats.contains(where: { $0.value.user == taker && call.isSpoken(at: $0.key) })
        else { return (intake, nil) }
        // Who has handed it on, or from whom it was taken by hand, takes nothing back by opening the page anew.
        let history = try await contacts.dossier(contact.id)?.changes.flatMap(\.fields) ?? []
        if history.contains(where: { $0.name == "registrar" && $0.before == user.description }) { return (intake, nil) }
        guard let taken = try await take(intake, by: user) else {
            return try await self.intake(of: intake.contact.id).map { ($0, nil) }
        }
        return (taken, taker)
    }

    /// Somebody else goes on with an unfinished contact.
    ///
    /// - Returns: `nil` when there is no such contact.
    package func take(_ id: ContactID, by user: UserID) async throws -> Intake? {
        guard let intake = try await intake(of: id) else { return nil }
        guard intake.contact.record.state == .unfinished, intake.contact.record.registrar != user else { return intake }
        if let taken = try await take(intake, by: user) { return taken }
        return try await self.intake(of: id)
    }

    /// - Returns: `nil` when somebody else was quicker.
    private func take(_ intake: Intake, by user: UserID) async throws -> Intake? {
        let (id, taker) = (intake.contact.id, intake.contact.record.registrar)
        guard let contact = try await contacts.take(id, from: taker, by: RecordAuthor(user, at: now())) else {
            return nil
        }
        var intake = intake
        intake.contact = contact
        // What the other one sends from now on is of an old revision.
        intake.kept = try await scripts.keep(intake.kept, of: id).run
        return intake
    }

    /// A contact without a call (requirements S0.12, S0.46).
    ///
    /// - Parameter usual: what the program knows the script by that leads through it where the channel has none of its own.
    package func begin(
        channel: ContactChannelID?,
        by user: UserID,
        usual: String = Script.inboundContactCode
    ) async throws -> Intake? {
        var contact = Contact()
        contact.at = now()
        contact.channel = channel
        guard case .saved(let kept) = try await contacts.begin(contact, by: RecordAuthor(user, at: now())) else {
            return nil
        }
        return try await intake(of: kept, usual: usual)
    }

    /// - Returns: `nil` when there is no such contact.
    package func intake(of id: ContactID) async throws -> Intake? {
        guard let contact = try await contacts.contact(id) else { return nil }
        return try await intake(of: contact)
    }

    private func intake(
        of contact: Kept<Contact>,
        usual: String = Script.inboundContactCode
    ) async throws -> Intake? {
        if let kept = try await scripts.run(of: contact.id), let script = try await scripts.body(of: kept.script) {
            return try await intake(contact, kept, script)
        }
        guard contact.record.state == .unfinished,
            let latest = try await firstScript(of: contact.record.project, contact.record.channel, or: usual)
        else { return nil }
        var fresh = KeptRun(script: latest.version, step: latest.script.start, isCallerIdentified: false)
        try await identify(contact.record, &fresh)
        let kept = try await scripts.keep(fresh, of: contact.id).run
        // Who was quicker may have begun another version.
        let script = kept.script == latest.version ? nil : try await scripts.body(of: kept.script)
        var intake = try await intake(contact, kept, script ?? latest.script)
        if kept.isCallerIdentified { intake.contact = try await save(intake, by: nil).contact }
        return intake
    }

    /// Whom the number belongs to, where it belongs to one (requirements S0.5, S0.21).
    private func identify(_ contact: Contact, _ run: inout KeptRun) async throws {
        run.answers[ScriptAnswer.channel] = contact.channel?.description
        guard let key = contact.callerKey else { return }
        let found = try await clients.clients(behind: key, limit: 2)
        guard found.count == 1, let client = found.first else { return }
        run.isCallerIdentified = true
        run.answers[ScriptAnswer.client] = client.id.description
        if client.vehicles.count == 1 { run.answers[ScriptAnswer.vehicle] = client.vehicles[0].id.description }
        run.answers[ScriptAnswer.personName] = client.formOfAddress(at: key)
    }

    private func intake(_ contact: Kept<Contact>, _ kept: KeptRun, _ script: Script) async throws -> Intake {
        let facts = try await facts(kept, of: contact.record)
        let run = ScriptRun(script, facts: facts, answers: kept.answers, at: kept.step)
        var intake = Intake(contact: contact, run: run, kept: kept)
        intake.begun = try await begunRun(kept, facts: facts)
        return intake
    }

    func facts(_ run: KeptRun, of contact: Contact) async throws -> [ScriptFact: String] {
        var facts: [ScriptFact: String] = [
            .caller: run.isCallerIdentified ? ScriptFact.identified : ScriptFact.unknown
        ]
        if let reason = try await reason(run.answers[ScriptAnswer.reason]) {
            facts[.route] = reason.route.rawValue
            facts[.reason] = reason.code
            facts[.offers] = reason.offers?.rawValue
        }
        let channel = run.answers[ScriptAnswer.channel].flatMap { Int64($0) }.map(ContactChannelID.init(_:))
        if let id = channel ?? contact.channel, let kept = try await records.record(id) {
            facts[.channel] = kept.record.code
        }
        return facts
    }

    func reason(_ answer: String?) async throws -> Reason? {
        guard let id = answer.flatMap({ Int64($0) }) else { return nil }
        return try await records.record(ReasonID(id))?.record
    }

    // MARK: A step

    /// Keeps what was typed in a step and goes where the person wants to.
    ///
    /// - Parameters:
    ///   - typed: answers by name; only those that the step asks for are taken.
    ///   - step: the one that was shown.
    ///   - revision: of the run that was shown.
    ///   - intake: as it stands now.
    ///   - language: of what is filled in for the person.
    package func go(
        _ move: IntakeMove,
        typed: [String: String],
        step: ScriptStep.ID,
        revision: Int64,
        of intake: Intake,
        by user: UserID,
        language: LocalText.Language
    ) async throws -> IntakeStep {
        var intake = intake
        guard intake.contact.record.state == .unfinished else { return .registered(intake.contact) }
        if let taker = intake.contact.record.registrar, taker != user { return .held(intake, typed: typed) }
        guard intake.kept.revision == revision, intake.run.step?.id == step else { return .stale(intake, typed: typed) }
        for question in intake.run.step?.allQuestions ?? [] {
            guard let answer = typed[question.name] else { continue }
            intake.run.answers[question.name] = String(answer.prefix(4_000))
        }
        // Of a contact without a call the channel is chosen at any step (requirement S0.12).
        if intake.contact.record.call == nil, let channel = typed[ScriptAnswer.channel], Int64(channel) != nil {
            intake.run.answers[ScriptAnswer.channel] = channel
        }
        if intake.run.answers[ScriptAnswer.isNew] == ScriptQuestion.yes {
            intake.run.answers[ScriptAnswer.client] = nil
        }
        intake.kept.answers = intake.run.answers
        intake.run.facts = try await facts(intake.kept, of: intake.contact.record)

        try await followDocuments(&intake)

        var problems: [FieldProblem] = []
        var unreached: Extension?
        switch move {
        case .stay: try await followChannel(&intake)
        case .back: if !goBackToBegun(&intake) { intake.run.goBack() }
        case .to(let step): intake.run.goBack(to: step)
        case .next:
            problems = try await self.problems(of: intake)
            if problems.isEmpty, !(intake.run.step?.offers.isEmpty ?? true) {
                // Of two who go on at once the first makes the document.
                if let other = try await keep(&intake, typed: typed) { return other }
                problems = try await book(&intake, by: user)
            }
            if problems.isEmpty {
                unreached = try await sendOn(&intake)
                problems = intake.run.problems
                if problems.isEmpty, try await !followReason(&intake) { problems = intake.run.goOn() }
            }
        }
        try await fillIn(&intake, in: language)
        intake.kept.step = intake.run.step?.id ?? step
        intake.kept.answers = intake.run.answers
        // A reminder is left before its contact is registered.
        let isLast = problems.isEmpty && intake.run.outcome != nil && intake.run.outcome != .reminder
        let written = try await write(intake, isLast: isLast, by: user)
        guard case .kept(let run) = written.keeping else { return try await overtaken(intake, typed: typed) }
        intake.kept = run
        intake.contact = written.contact
        problems += written.problems
        guard problems.isEmpty else { return .shown(try await backToLast(intake), problems) }
        if intake.contact.record.state == .registered { return .registered(intake.contact) }
        if intake.run.outcome != nil { return try await register(intake, by: user) }
        return unreached.map { .notTransferred(intake, $0) } ?? .shown(intake, [])
    }

    /// Keeps the answers.
    ///
    /// - Returns: what is shown instead, where somebody else has gone on meanwhile.
    private func keep(_ intake: inout Intake, typed: [String: String]) async throws -> IntakeStep? {
        intake.kept.answers = intake.run.answers
        guard case .kept(let kept) = try await scripts.keep(intake.kept, of: intake.contact.id) else {
            return try await overtaken(intake, typed: typed)
        }
        intake.kept = kept
        return nil
    }

    /// Somebody else has gone on meanwhile.
    func overtaken(_ intake: Intake, typed: [String: String]) async throws -> IntakeStep {
        try await self.intake(of: intake.contact.id).map { .stale($0, typed: typed) } ?? .missing
    }

    /// Registers a call that broke off, with one key (requirement S0.19).
    package func drop(_ id: ContactID, by user: UserID) async throws -> IntakeStep {
        for _ in 0..<3 {
            guard let contact = try await contacts.contact(id) else { return .missing }
            if contact.record.state == .unfinished, let taker = contact.record.registrar, taker != user {
                return try await intake(of: id).map { .held($0, typed: [:]) } ?? .missing
            }
            switch try await contacts.drop(id, over: contact.version, by: RecordAuthor(user, at: now())) {
            case .saved(let kept): return .registered(kept)
            case .stale: continue
            case .missing, .refused: return .missing
            }
        }
        return .missing
    }

    /// What a record's being there says besides the step itself.
    private func problems(of intake: Intake) async throws -> [FieldProblem] {
        guard let step = intake.run.step else { return [] }
        var problems = step.problems(with: intake.run.answers)
        for question in step.allQuestions where question.kind == .directory(.employees) {
            guard let id = intake.run.answers[question.name].flatMap({ Int64($0) }) else { continue }
            // Hidden since it was offered: somebody else is to be chosen.
            let employee = try await records.record(EmployeeID(id))
            if employee?.isHidden ?? true { problems.append(FieldProblem(question.name, .noSuchRecord)) }
        }
        for case .remind in step.acts {
            if let typed = intake.run.answers[ScriptAnswer.reminderAt], clock.moment(typed) == nil,
                !problems.contains(where: { $0.field == ScriptAnswer.reminderAt })
            {
                problems.append(FieldProblem(ScriptAnswer.reminderAt, .malformed))
            }
        }
        return problems
    }

    // MARK: Sending the call on

    /// - Returns: the phone that could not be reached; the way goes on as if the person had said so.
    private func sendOn(_ intake: inout Intake) async throws -> Extension? {
        guard let transfer, intake.run.step?.isTransfer ?? false,
            intake.run.answers[ScriptAnswer.transfer] == ScriptAnswer.connected, let call = intake.contact.record.call,
            let id = intake.run.answers[ScriptAnswer.employee].flatMap({ Int64($0) }),
            let phone = try await records.record(EmployeeID(id))?.record.phone
        else { return nil }
        switch await transfer.transfer(call, to: phone) {
        case .rings, .nothingToTransfer: return nil
        case .notReached:
            intake.run.answers[ScriptAnswer.transfer] = ScriptAnswer.failed
            return phone
        }
    }

    // MARK: Filling in

    /// What a step begins with, where nobody has answered it yet.
    func fillIn(_ intake: inout Intake, in language: LocalText.Language) async throws {
        for act in intake.run.step?.acts ?? [] { try await fillIn(act, of: &intake, in: language) }
    }

    private func fillIn(_ act: ScriptAct, of intake: inout Intake, in language: LocalText.Language) async throws {
        func offer(_ name: String, _ answer: String?) {
            if intake.run.answers[name] == nil, let answer { intake.run.answers[name] = answer }
        }
        switch act {
        case .transfer:
            offer(ScriptAnswer.transfer, ScriptAnswer.connected)
        case .identifyClient:
            offer(ScriptAnswer.clientPhone, intake.contact.record.callerNumber.map { numbers.read($0).written })
            offer(ScriptAnswer.phoneKind, ClientPhone.Kind.contact.rawValue)
        case .remind(let minutes, let text):
            offer(ScriptAnswer.reminderText, text.text(in: language))
            let reason = try await reason(intake.run.answers[ScriptAnswer.reason])
            offer(ScriptAnswer.reminderAt, clock.text(of: now() + Double(reason?.dueMinutes ?? Int64(minutes)) * 60))
            if let id = intake.run.answers[ScriptAnswer.employee].flatMap({ Int64($0) }),
                let employee = try await records.record(EmployeeID(id)), !employee.isHidden
            {
                offer(ScriptAnswer.reminderEmployee, employee.id.description)
            }
            if let number = intake.contact.record.callerNumber, numbers.read(number).key != nil {
                offer(ScriptAnswer.reminderPhone, numbers.read(number).written)
            }
        case .offer(let what):
            for (name, answer) in try await bookingDefaults(what, of: intake) { offer(name, answer) }
        case .chooseEmployee, .firstTimeData, .chooseBaseContact, .finish: break
        }
    }
}

extension ScriptStep {
    fileprivate var isTransfer: Bool {
        acts.contains { if case .transfer = $0 { true } else { false } }
    }
}

extension FoundClient {
    /// What to call who rings from this number: the person named beside it, or the client's given names.
    fileprivate func formOfAddress(at key: NumberKey) -> String? {
        if let person = phones.first(where: { $0.key == key })?.person { return person }
        guard kind == .person else { return nil }
        let names = name.split(separator: " ").dropFirst()
        return names.isEmpty ? name : names.joined(separator: " ")
    }
}
