import ContactCenter
import Foundation
import Hummingbird

/// The worklist: showing it, keeping it true, and what people do to the reminders on it.
extension Site {
    @Sendable func showWorklist(_ request: Request, _ context: Context) async throws -> Response {
        var page = try await worklistPage(request, context)
        page.done = try await whatWasDone(request, context)
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    /// What stands on it now, without the page around it.
    @Sendable func tellWorklist(_ request: Request, _ context: Context) async throws -> Response {
        let page = try await worklistPage(request, context)
        return .text(page.content.markup, type: "text/html; charset=utf-8", isKept: false)
    }

    /// Reminders had a page of their own.
    @Sendable func leadToWorklist(_ request: Request, _ context: Context) async throws -> Response {
        let view = WorklistView(request.uri, for: try context.signedIn)
        return .redirect(to: view.address.reference, type: .normal)
    }

    private func worklistPage(_ request: Request, _ context: Context) async throws -> WorklistPage {
        let viewer = viewer(of: request, context)
        let view = WorklistView(request.uri, for: try context.signedIn)
        return WorklistPage(
            view: view,
            contacts: try await contacts.worklist(view.contacts(at: viewer.now)),
            reminders: try await contacts.reminders(view.reminders(at: viewer.now)),
            employees: try await registry.options().employees,
            viewer: viewer
        )
    }

    private func whatWasDone(_ request: Request, _ context: Context) async throws -> WorklistPage.Done? {
        func id<Record>(_ name: String) -> RecordID<Record>? {
            request.uri.queryParameters[Substring(name)].flatMap { Int64($0) }.map(RecordID.init(_:))
        }
        if let reminder: ReminderID = id("done") {
            let question = ReminderQuestion(of: widest(try context.signedIn), doneSince: .distantPast, only: reminder)
            return try await contacts.reminders(question).first.map(WorklistPage.Done.reminder)
        }
        if let contact: ContactID = id("processed"), let kept = try await contacts.contact(contact),
            kept.record.stage == .processed
        {
            return .contact(kept)
        }
        if let employee: EmployeeID = id("handed"), let kept = try await records.record(employee) {
            return .handed(kept.record.name)
        }
        if let contact: ContactID = id("late"),
            let standing = try await reception.standing(of: contact, for: context.signedIn.user.id)
        {
            let language = viewer(of: request, context).language
            return .tooLate(language(.receptionTooLate, foreign(standing.takerName ?? "", limit: 60)))
        }
        return nil
    }

    @Sendable func finishReminder(_ request: Request, _ context: Context) async throws -> Response {
        try await mark(request, context, isDone: true)
    }

    @Sendable func reopenReminder(_ request: Request, _ context: Context) async throws -> Response {
        try await mark(request, context, isDone: false)
    }

    private func mark(_ request: Request, _ context: Context, isDone: Bool) async throws -> Response {
        let reader = try context.signedIn
        _ = try await Form(of: request, from: reader)
        let id: ReminderID = try recordID(context)
        let view = WorklistView(request.uri, for: reader)
        var question = ReminderQuestion(of: widest(reader), only: id)
        if !isDone { question.doneSince = .distantPast }
        // Done already by somebody else: the list says so.
        if try await !contacts.reminders(question).isEmpty {
            let author = author(reader)
            _ = isDone ? try await contacts.finish(id, by: author) : try await contacts.reopen(id, by: author)
        }
        return .redirect(to: view.address.with("done", isDone ? id.description : nil).reference, type: .normal)
    }

    /// One that the reader may see, done or not.
    func reminder(_ id: ReminderID, for reader: SignedIn) async throws -> ListedReminder? {
        let open = ReminderQuestion(of: widest(reader), only: id)
        if let found = try await contacts.reminders(open).first { return found }
        return try await contacts.reminders(ReminderQuestion(of: widest(reader), doneSince: .distantPast, only: id))
            .first
    }

    /// Whose reminders the reader may see at most.
    private func widest(_ reader: SignedIn) -> Sitters? {
        switch reader.reach(of: .contacts) {
        case .nobody: .user(reader.user.id)
        case .some(let sitters): sitters
        case .everybody: nil
        }
    }
}
