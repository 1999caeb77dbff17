import ContactCenter
import Foundation
import Hummingbird

/// Reminders to call back: showing them, and what people do to them.
extension Site {
    @Sendable func showReminders(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let viewer = viewer(of: request, context)
        let view = ReminderListView(request, for: reader)
        var done: ListedReminder?
        if let id = request.uri.queryParameters["done"].flatMap({ Int64($0) }).map(ReminderID.init(_:)) {
            let question = ReminderQuestion(of: widest(reader), doneSince: .distantPast, only: id)
            done = try await contacts.reminders(question).first
        }
        let page = ReminderPage(
            list: view,
            reminders: try await contacts.reminders(view.question(at: viewer.now)),
            done: done,
            viewer: viewer
        )
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    /// Whether the list is another one than the page shows, in words for the pill.
    @Sendable func tellReminders(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let view = ReminderListView(request, for: try context.signedIn)
        let reminders = try await contacts.reminders(view.question(at: viewer.now))
        let isSame = request.uri.queryParameters["seen"].map(String.init) == ReminderListView.digest(of: reminders)
        let words = isSame ? HTML.nothing : viewer.language[.remindersChanged]
        return .text(words.markup, type: "text/plain; charset=utf-8", isKept: false)
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
        let view = ReminderListView(request, for: reader)
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
