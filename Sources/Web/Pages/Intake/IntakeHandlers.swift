import ContactCenter
import Foundation
import Hummingbird

/// Taking contacts: beginning one, going through its script, and what the script's pages ask for meanwhile.
extension Site {
    /// The script of a call, for the card of who answered it (requirement S0.7, decision D24).
    @Sendable func beginIntake(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let id = form["call"].flatMap(CallID.init(description:)) else { throw HTTPError(.badRequest) }
        guard let call = try await presentCall(id) else { throw HTTPError(.notFound) }
        guard call.direction != .internal, call.answeredAt != nil, try await takesPart(reader.user, in: call) else {
            return .plain("The call is somebody else's.", status: .unprocessableContent)
        }
        let phone = await desk.floor.seat(of: reader.user.id)?.phone
        let own = phone.flatMap { call.concernedPhones.contains($0) ? $0 : nil }
        let seats = await desk.floor.seats
        guard let (intake, from) = try await intakeDesk.begin(call, at: own, by: reader.user.id, seats: seats) else {
            throw HTTPError(.notFound)
        }
        if intake.contact.record.registrar == reader.user.id { await tellTaker(of: intake.contact, call) }
        let viewer = viewer(of: request, context)
        var notice: HTML?
        if let from { notice = viewer.language(.intakeTakenOver, try await userName(from)) }
        return .page(try await html(of: .shown(intake, []), viewer, notice: notice))
    }

    /// Somebody else goes on with a contact that a colleague began.
    @Sendable func takeIntake(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        _ = try await Form(of: request, from: reader)
        let before = try await intake(of: context)
        guard let intake = try await intakeDesk.take(before.contact.id, by: reader.user.id) else {
            throw HTTPError(.notFound)
        }
        await tellTaker(of: intake.contact, nil)
        guard request.isOfScript else {
            return .redirect(to: SitePath.intake(intake.contact.id).markup, type: .normal)
        }
        return try await fragment(of: .shown(intake, []), viewer(of: request, context))
    }

    /// All who have the call's card see who goes on with its contact, or that it is registered. A journal that does not answer keeps
    /// nobody from going on.
    private func tellTaker(of contact: Kept<Contact>, _ known: Call?) async {
        guard let id = contact.record.call, let taker = contact.record.registrar else { return }
        var call = known
        if call == nil { call = try? await presentCall(id) }
        guard let call else { return }
        let isRegistered = contact.record.state == .registered
        await desk.show(
            .contact(ContactTaker(taker, isRegistered: isRegistered)),
            of: call.id,
            at: call.concernedPhones
        )
    }

    private func userName(_ user: UserID) async throws -> HTML {
        let reference = RecordReference(.user, user.rawValue)
        return foreign(try await records.names(of: [reference])[reference] ?? "№ \(user)", limit: 60)
    }

    /// A contact without a call (requirement S0.46).
    @Sendable func addIntake(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        _ = try await Form(of: request, from: reader)
        let channels = try await records.records(of: ContactChannel.self, includingHidden: false)
        let visit = channels.first { $0.record.code == "visit" } ?? channels.first
        guard let intake = try await intakeDesk.begin(channel: visit?.id, by: reader.user.id) else {
            throw HTTPError(.notFound)
        }
        return .redirect(to: SitePath.intake(intake.contact.id).markup, type: .normal)
    }

    @Sendable func showIntake(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let intake = try await intake(of: context)
        let html = try await html(of: .shown(intake, []), viewer)
        let page = IntakePage(intake: intake, script: html)
        return .page(page.html(address: request.addressWithoutLanguage, for: viewer))
    }

    /// Keeps a step and goes on, back or nowhere.
    @Sendable func goInIntake(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let intake = try await intake(of: context)
        let viewer = viewer(of: request, context)
        guard let step = form["step"], let revision = form["revision"].flatMap({ Int64($0) }) else {
            throw HTTPError(.badRequest)
        }
        var typed = form.answers
        if let number = typed["base_number"].flatMap(Contact.tidy),
            let base = try await contacts.contact(numbered: number.uppercased())
        {
            typed[ScriptAnswer.baseContact] = base.id.description
        }
        let move = IntakeMove(form["move"])
        let (user, language) = (reader.user.id, viewer.language.local)
        let outcome =
            form["move"] == "transfer"
            ? try await intakeDesk.sendOn(
                typed: typed,
                step: step,
                revision: revision,
                of: intake,
                by: user,
                language: language
            )
            : try await intakeDesk.go(
                move,
                typed: typed,
                step: step,
                revision: revision,
                of: intake,
                by: user,
                language: language
            )
        if case .registered(let contact) = outcome {
            await tellTaker(of: contact, nil)
            if typed[ScriptAnswer.waits] == ScriptQuestion.yes {
                _ = try await reception.wait(contact.id, priority: 0, by: author(reader))
            }
        }
        // Another channel may have brought another script, which is shown at once.
        if move == .stay, form["move"] != "transfer", case .shown(let now, _) = outcome,
            now.kept.script == intake.kept.script
        {
            return try await kept(now, viewer)
        }
        guard request.isOfScript else {
            return .redirect(to: SitePath.intake(intake.contact.id).markup, type: .normal)
        }
        return try await fragment(of: outcome, viewer)
    }

    /// Puts a topic on the contact that is being taken, or takes one off (requirement S3.38).
    @Sendable func changeIntakeTopic(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        guard let topic = form["topic"].flatMap({ Int64($0) }).map(TopicID.init(_:)) else {
            throw HTTPError(.badRequest)
        }
        return try await changeTaken(context) { contact in
            contact.topics.removeAll { $0 == topic }
            if form["is_on"] == "1" { contact.topics.append(topic) }
        }
    }

    /// Says where the person knows the business from (requirement S3.22).
    @Sendable func changeIntakeSource(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        guard let text = form["value"], text.isEmpty || Int64(text) != nil else { throw HTTPError(.badRequest) }
        return try await changeTaken(context) { $0.source = Int64(text).map(SourceID.init(_:)) }
    }

    /// Changes the contact that the reader takes, over whatever else is written into it meanwhile.
    private func changeTaken(_ context: Context, _ change: (inout Contact) -> Void) async throws -> Response {
        let reader = try context.signedIn
        var kept = try await intake(of: context).contact
        for _ in 0..<3 {
            guard kept.record.registrar == reader.user.id else { throw HTTPError(.conflict) }
            var contact = kept.record
            change(&contact)
            switch try await contacts.save(contact, kept.id, over: kept.version, by: author(reader)) {
            case .saved: return Response(status: .noContent)
            case .stale(let other): kept = other
            case .refused: throw HTTPError(.unprocessableContent)
            case .missing: throw HTTPError(.notFound)
            }
        }
        throw HTTPError(.conflict)
    }

    @Sendable func dropIntake(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        _ = try await Form(of: request, from: reader)
        let intake = try await intake(of: context)
        let outcome = try await intakeDesk.drop(intake.contact.id, by: reader.user.id)
        if case .registered(let contact) = outcome { await tellTaker(of: contact, nil) }
        return try await fragment(of: outcome, viewer(of: request, context))
    }

    /// Who is found by what was typed: rows of the table of cars and owners (requirements S0.22 to S0.24).
    @Sendable func findForIntake(_ request: Request, _ context: Context) async throws -> Response {
        _ = try await intake(of: context)
        let typed = String((request.uri.queryParameters["q"] ?? "").prefix(SearchQuery.longest))
        let found = try await find(typed, limit: 20)
        let viewer = viewer(of: request, context)
        return .page(FoundClientsView(found: found, chosen: "", isAnswer: true, viewer: viewer).html)
    }

    // MARK: What they stand on

    /// The contact that the address names, for who may take it.
    private func intake(of context: Context) async throws -> Intake {
        guard let intake = try await intakeDesk.intake(of: recordID(context)) else { throw HTTPError(.notFound) }
        guard try await mayTake(intake.contact.record, context.signedIn) else { throw HTTPError(.forbidden) }
        return intake
    }

    /// Who began it, who is in its call, and who watches over all contacts.
    func mayTake(_ contact: Contact, _ reader: SignedIn) async throws -> Bool {
        if contact.registrar == reader.user.id || reader.rights.scope(of: .contacts) == .all { return true }
        guard let id = contact.call, let call = try await presentCall(id) else { return false }
        return try await takesPart(reader.user, in: call)
    }

    private func fragment(of step: IntakeStep, _ viewer: Viewer) async throws -> Response {
        .page(try await html(of: step, viewer))
    }

    private func html(of step: IntakeStep, _ viewer: Viewer, notice: HTML? = nil) async throws -> HTML {
        func view(_ intake: Intake, _ problems: [FieldProblem] = [], _ notice: HTML? = nil) async throws -> HTML {
            if intake.contact.record.state == .registered { return try await registered(intake.contact, viewer) }
            if let taker = intake.contact.record.registrar, taker != viewer.reader?.user.id {
                return try await held(intake, by: taker, typed: [:], viewer)
            }
            let content = try await content(for: intake, viewer)
            return IntakeView(
                intake: intake,
                content: content,
                problems: problems,
                notice: notice,
                mayBeSentOn: intakeDesk.mayBeSentOn(intake),
                viewer: viewer
            ).html
        }
        switch step {
        case .shown(let intake, let problems): return try await view(intake, problems, notice)
        case .held(let intake, let typed):
            guard let taker = intake.contact.record.registrar else { return try await view(intake) }
            return try await held(intake, by: taker, typed: typed, viewer)
        case .notTransferred(let intake, let phone):
            let words: Phrase = intake.run.step?.isCard ?? false ? .intakeCardNotTransferred : .intakeNotTransferred
            return try await view(intake, [], viewer.language(words, foreign(phone.rawValue, limit: 20)))
        case .nothingToTransfer(let intake):
            return try await view(intake, [], viewer.language[.intakeNothingToTransfer])
        case .noPhone(let intake, let name):
            return try await view(intake, [], viewer.language(.intakeNoPhone, foreign(name, limit: 60)))
        case .stale(let intake, let typed):
            let words = typedHere(typed, in: intake) ?? viewer.language[.intakeStaleNothing]
            return try await view(intake, [], viewer.language(.intakeStaleStep, words))
        case .registered(let contact): return try await registered(contact, viewer)
        case .missing: throw HTTPError(.notFound)
        }
    }

    private func typedHere(_ typed: [String: String], in intake: Intake) -> HTML? { typedHere(typed, in: intake.run) }

    /// What was typed and is not written; `nil` where there is nothing.
    func typedHere(_ typed: [String: String], in run: ScriptRun) -> HTML? {
        let other = typed.filter { name, text in
            !text.isEmpty && run.answers[name] != text && run.script.asks(for: name)
        }.sorted { $0.key < $1.key }
        return other.isEmpty ? nil : other.map { foreign($0.value, limit: 400) }.joined("; ")
    }

    private func held(
        _ intake: Intake,
        by taker: UserID,
        typed: [String: String],
        _ viewer: Viewer
    ) async throws -> HTML {
        IntakeHeldView(
            intake: intake,
            taker: try await userName(taker),
            typed: typedHere(typed, in: intake),
            viewer: viewer
        ).html
    }

    private func registered(_ contact: Kept<Contact>, _ viewer: Viewer) async throws -> HTML {
        let content = try await result(of: contact.record)
        return IntakeResultView(contact: contact, content: content, viewer: viewer).html
    }

    /// What an autosave is answered with: the page stays, but for where the way leads now.
    private func kept(_ intake: Intake, _ viewer: Viewer) async throws -> Response {
        struct Body: Encodable {
            var revision: Int64
            var saved: String
            var steps: String
            var next: String
            /// By what is offered.
            var days: [String: String]
            /// That who is to call back does not work then.
            var off: String?
            /// The panel of who was chosen on a card, and the reason that followed from their documents.
            var client: String?
            var reason: String?
        }
        var content = IntakeContent()
        for offer in intake.run.step?.offers ?? [] { content.bookings[offer] = try await booking(offer, of: intake) }
        let reminds = intake.run.step?.acts.contains { if case .remind = $0 { true } else { false } } ?? false
        if reminds { content.remindedOff = try await remindedOff(in: intake) }
        let isCard = intake.run.step?.isCard ?? false
        if isCard { content.dossier = try await dossier(of: intake) }
        let view = IntakeView(intake: intake, content: content, viewer: viewer)
        let days = content.bookings.keys.compactMap { offer in
            intake.run.step.map { (offer.rawValue, IntakeFields(view: view, step: $0).day(of: offer).markup) }
        }
        let body = Body(
            revision: intake.kept.revision,
            saved: viewer.language(.intakeDraftSaved, secondsTime(viewer.now, for: viewer)).markup,
            steps: view.steps.markup,
            next: view.next.markup,
            days: Dictionary(days) { $1 },
            off: reminds ? intake.run.step.map { IntakeFields(view: view, step: $0).remindedOff.markup } : nil,
            client: isCard ? intake.run.step.map { IntakeFields(view: view, step: $0).clientPanel.markup } : nil,
            reason: isCard ? intake.run.answers[ScriptAnswer.reason] : nil
        )
        let text = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
        return .text(text, type: "application/json", isKept: false)
    }

    /// What the reader began and did not finish, for the workspace.
    func draftsPanel(for reader: SignedIn, _ viewer: Viewer) async throws -> HTML {
        guard reader.rights.allows(.intake) else { return .nothing }
        let drafts = try await contacts.drafts(of: reader.user.id, limit: 10)
        return DraftsPanel(drafts: drafts, viewer: viewer).html
    }
}

extension IntakeMove {
    init(_ word: String?) {
        switch word {
        case "next": self = .next
        case "back": self = .back
        case let word? where word.hasPrefix("to:"): self = .to(String(word.dropFirst(3)))
        default: self = .stay
        }
    }
}

extension Script {
    fileprivate func asks(for name: String) -> Bool {
        steps.contains { $0.allQuestions.contains { $0.name == name } }
    }
}

extension Form {
    /// All fields but those of the form itself.
    var answers: [String: String] {
        let own: Set<String> = ["token", "step", "revision", "move", "version"]
        return all.filter { !own.contains($0.key) && !$0.key.hasPrefix("_") }
    }
}
