import ContactCenter
import Foundation
import Hummingbird

/// The traffic panel: showing it, beginning contacts, and what is done about those who wait.
extension Site {
    @Sendable func showReception(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let view = ReceptionView(
            page: ReceptionPage(await desk.floor.reception),
            channels: try await records.records(of: ContactChannel.self, includingHidden: false),
            dialogs: try await waitingDialogs(back: SitePath.reception, for: viewer),
            refusal: request.uri.queryParameters["refused"].flatMap { Self.refusal(String($0)) },
            viewer: viewer
        )
        return .page(view.html(address: request.addressWithoutLanguage))
    }

    func waitingDialogs(back: HTML, for viewer: Viewer) async throws -> WaitingDialogs {
        WaitingDialogs(
            reasons: try await records.records(of: LostReason.self, includingHidden: false),
            back: back,
            viewer: viewer
        )
    }

    /// One press begins a contact of the channel; a call that is on the person's phone has begun one already.
    @Sendable func beginReceived(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard reader.rights.allows(.intake) else { throw HTTPError(.forbidden) }
        guard let id = form["channel"].flatMap({ Int64($0) }).map(ContactChannelID.init(_:)),
            let channel = try await records.record(id), !channel.isHidden
        else { throw HTTPError(.badRequest) }
        if channel.record.mayBeTransferred, await speaks(reader.user.id) {
            return .redirect(to: SitePath.card.markup, type: .normal)
        }
        let registration = Script.registrationCode
        guard let intake = try await intakeDesk.begin(channel: id, by: reader.user.id, usual: registration) else {
            throw HTTPError(.badRequest)
        }
        return .redirect(to: SitePath.intake(intake.contact.id).markup, type: .normal)
    }

    /// Whether a call is on the phone at which the person sits.
    private func speaks(_ user: UserID) async -> Bool {
        let snapshot = await desk.snapshot()
        guard let phone = snapshot.floor.seat(of: user)?.phone else { return false }
        return snapshot.calls.contains { $0.direction != .internal && $0.isSpoken(at: phone) }
    }

    @Sendable func giveWaiting(_ request: Request, _ context: Context) async throws -> Response {
        try await changeQueue(request, context) { form, contact, author in
            guard let employee = form["employee"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
            return try await reception.give(contact, to: EmployeeID(employee), by: author)
        }
    }

    @Sendable func loseWaiting(_ request: Request, _ context: Context) async throws -> Response {
        try await changeQueue(request, context) { form, contact, author in
            // Without a reason nobody is lost (requirement S1.31).
            let reason = form["reason"].flatMap { Int64($0) }.map(LostReasonID.init(_:))
            guard let reason else { return .noReason }
            return try await reception.lose(contact, because: reason, by: author)
        }
    }

    @Sendable func raiseWaiting(_ request: Request, _ context: Context) async throws -> Response {
        try await changeQueue(request, context) { _, contact, author in
            try await reception.raise(contact, by: author)
        }
    }

    private func changeQueue(
        _ request: Request,
        _ context: Context,
        _ change: (Form, ContactID, RecordAuthor) async throws -> WaitingChange
    ) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let contact = form["contact"].flatMap({ Int64($0) }).map(ContactID.init(_:)) else {
            throw HTTPError(.badRequest)
        }
        let change = try await change(form, contact, author(reader))
        let isFromCard = form["back"] == SitePath.contact(contact).markup
        let back = isFromCard ? SitePath.contact(contact).markup : SitePath.reception.markup
        switch change {
        case .done: return .redirect(to: back, type: .normal)
        case .missing: throw HTTPError(.notFound)
        case .notWaiting: return .redirect(to: "\(back)?refused=gone", type: .normal)
        case .noReason: return .redirect(to: "\(back)?refused=reason", type: .normal)
        case .mayNotWait: return .redirect(to: "\(back)?refused=channel", type: .normal)
        }
    }

    static func refusal(_ word: String) -> Phrase? {
        switch word {
        case "gone": .receptionGone
        case "reason": .receptionNeedsReason
        case "channel": .receptionMayNotWait
        default: nil
        }
    }
}
