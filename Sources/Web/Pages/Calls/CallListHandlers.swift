import ContactCenter
import Foundation
import Hummingbird

/// What answers at the addresses of lists of calls.
extension Site {
    @Sendable func showCalls(_ request: Request, _ context: Context) async throws -> Response {
        try await showList(.calls, request, context)
    }

    @Sendable func showRegister(_ request: Request, _ context: Context) async throws -> Response {
        try await showList(.register, request, context)
    }

    @Sendable func tellNewCalls(_ request: Request, _ context: Context) async throws -> Response {
        try await tellNews(.calls, request, context)
    }

    @Sendable func tellNewInRegister(_ request: Request, _ context: Context) async throws -> Response {
        try await tellNews(.register, request, context)
    }

    private func showList(_ kind: CallListKind, _ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let page = try await listPage(kind, request, context, for: viewer)
        let address = request.addressWithoutLanguage
        guard !page.isWrong else {
            let answer = CallAnswer(counts: [])
            let html = page.html(answer, recentCount: nil, pageAddress: address, for: viewer)
            return .page(html, status: .badRequest)
        }
        // Before the rows: what comes in between is told of, even if it is shown already.
        let recent = try await countRecent(page.recent())
        let answer = try await callLog.answer(to: page.question)
        let notes = kind == .calls ? try await cards.notes(of: answer.rows.map(\.call.id)) : []
        let registered = kind == .register ? try await reconciliation.contacts(of: answer.rows.map(\.call.id)) : [:]
        return .page(
            page.html(
                answer,
                notes: notes,
                registered: registered,
                recentCount: recent,
                pageAddress: address,
                for: viewer
            )
        )
    }

    /// How many calls came to a list since its page was made, in words for the pill; nothing if none.
    private func tellNews(_ kind: CallListKind, _ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let since = request.uri.queryParameters["since"].flatMap { Int64($0) }
        let seen = request.uri.queryParameters["seen"].flatMap { Int($0) }
        guard let since, let seen, seen >= 0 else {
            throw HTTPError(.badRequest)
        }
        let page = try await listPage(kind, request, context, for: viewer)
        let from = Date(timeIntervalSince1970: Double(since) / 1_000)
        let recent = page.recent(since: min(max(from, viewer.now - 7 * 86_400), viewer.now))
        let count = try await countRecent(recent) ?? 0
        let words = count > seen ? viewer.language.count(count - seen, .newCalls) : .nothing
        return .text(words.markup, type: "text/plain; charset=utf-8", isKept: false)
    }

    private func countRecent(_ question: CallQuestion?) async throws -> Int? {
        guard let question else { return nil }
        return try await callLog.answer(to: question).counts.reduce(0, +)
    }

    func listPage(
        _ kind: CallListKind,
        _ request: Request,
        _ context: Context,
        for viewer: Viewer
    ) async throws -> CallListPage {
        let reach: Sitters?
        switch try context.signedIn.reach(of: .calls) {
        case .nobody: throw HTTPError(.forbidden)
        case .everybody: reach = nil
        case .some(let sitters): reach = sitters
        }
        let address = ListAddress(kind.path, of: request, fields: CallListField.all)
        let choices = CallListFilters.Choices(
            people: try await callLog.people(),
            queues: await desk.floor.queues.keys.sorted()
        )
        let filters = CallListFilters(address, kind: kind, reach: reach, choices: choices, for: viewer)
        return CallListPage(kind, address, filters: filters, for: viewer)
    }
}
