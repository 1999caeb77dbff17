import ContactCenter
import Foundation
import Hummingbird

/// The task board: showing it, keeping it true, and what people do to tasks, there, on cases and on contacts.
extension Site {
    @Sendable func showTasks(_ request: Request, _ context: Context) async throws -> Response {
        var page = try await taskBoard(request, context)
        if let id: CaseTaskID = request.uri.queryParameters["done"].flatMap({ Int64($0) }).map(RecordID.init(_:)) {
            page.done = try await task(id, context)
        }
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    /// What stands on it now, without the page around it.
    @Sendable func tellTasks(_ request: Request, _ context: Context) async throws -> Response {
        let page = try await taskBoard(request, context)
        return .text(page.content.markup, type: "text/html; charset=utf-8", isKept: false)
    }

    private func taskBoard(_ request: Request, _ context: Context) async throws -> TaskBoardPage {
        let viewer = viewer(of: request, context)
        let view = TaskBoardView(request.uri, for: try context.signedIn)
        var question = view.question(at: viewer.now, within: try taskReach(context))
        let limit = question.limit
        question.limit += 1
        let found = try await cases.tasks(question)
        return TaskBoardPage(
            view: view,
            tasks: Array(found.prefix(limit)),
            hasMore: found.count > limit,
            actions: try await records.choices(of: .record(.taskActions)),
            viewer: viewer
        )
    }

    @Sendable func finishTask(_ request: Request, _ context: Context) async throws -> Response {
        try await change(request, context, isFinished: true) { try await cases.finish($0, over: $1, by: $2) }
    }

    @Sendable func reopenTask(_ request: Request, _ context: Context) async throws -> Response {
        try await change(request, context, isFinished: false) { try await cases.reopen($0, over: $1, by: $2) }
    }

    /// What is done on the board is said there; elsewhere it is seen where it was done, and what was not done is said on the case.
    private func change(
        _ request: Request,
        _ context: Context,
        isFinished: Bool,
        _ change: (CaseTaskID, Int64, RecordAuthor) async throws -> Saving<CaseTask>
    ) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let version = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        let listed = try await task(try recordID(context), context)
        let ofCase = CasePage.path(of: listed.case.id)
        let back = Self.placeOfTask(form["back"]) ?? ofCase
        switch try await change(listed.kept.id, version, author(reader)) {
        case .saved:
            await desk.showTasks()
            guard isFinished, back.hasPrefix(TaskBoardView.path) else { return .redirect(to: back, type: .normal) }
            let mark = "done=\(listed.kept.id)"
            return .redirect(to: "\(back)\(back.contains("?") ? "&" : "?")\(mark)", type: .normal)
        case .stale: return .redirect(to: "\(ofCase)?done=\(CasePage.Done.stale.rawValue)", type: .normal)
        case .refused: return .redirect(to: "\(ofCase)?done=\(CasePage.Done.followed.rawValue)", type: .normal)
        case .missing: throw HTTPError(.notFound)
        }
    }

    /// Hands a task over: to an employee, or to a department for whoever takes it.
    @Sendable func handTask(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let version = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        let listed = try await task(try recordID(context), context)
        var handover = TaskHandover(
            to: form["employee"].flatMap { Int64($0) }.map(EmployeeID.init(_:)),
            department: form["department"].flatMap { Int64($0) }.map(DepartmentID.init(_:))
        )
        let typed = FieldContent.instant.value(typed: form["due_at"] ?? "", in: configuration.timeZone)
        guard case .success(let due) = typed else { throw HTTPError(.badRequest) }
        handover.dueAt = due.integer.map { Date(timeIntervalSince1970: Double($0) / 1_000) }
        let saving = try await cases.hand(listed.kept.id, over: version, handover, by: author(reader))
        let done: CasePage.Done
        switch saving {
        case .saved: done = .handed
        case .stale: done = .stale
        case .refused(let problems): done = problems.contains { $0.field == "done_at" } ? .stale : .nobody
        case .missing: throw HTTPError(.notFound)
        }
        await desk.showTasks()
        return .redirect(
            to: "\(CasePage.path(of: listed.case.id))?done=\(done.rawValue)#entry-\(listed.entry.id)",
            type: .normal
        )
    }

    /// A page from which a task may be marked.
    private static func placeOfTask(_ text: String?) -> String? {
        guard let text, text.utf8.count <= 1_000, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        return ["\(TaskBoardView.path)", "\(CasePage.path)/", "/contacts/"].contains(where: text.hasPrefix) ? text : nil
    }

    /// - Throws: 404 for what is none, 403 for one of a case out of the reader's reach.
    private func task(_ id: CaseTaskID, _ context: Context) async throws -> ListedTask {
        var question = TaskQuestion(nil, limit: 1)
        question.only = id
        guard let listed = try await cases.tasks(question).first else { throw HTTPError(.notFound) }
        if let reach = try taskReach(context) {
            guard try await cases.isInReach(listed.case.id, of: reach) else { throw HTTPError(.forbidden) }
        }
        return listed
    }

    /// Whose tasks and cases the reader may see; `nil`: everybody's.
    func taskReach(_ context: Context) throws -> Sitters? {
        switch try context.signedIn.reach(of: .contacts) {
        case .nobody: throw HTTPError(.forbidden)
        case .everybody: nil
        case .some(let sitters): sitters
        }
    }
}
