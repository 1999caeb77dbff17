import ContactCenter
import Foundation
import Hummingbird

/// Calendars of tasks: their addresses, and what is sent there to who knows one.
extension Site {
    @Sendable func showTaskFeed(_ request: Request, _ context: Context) async throws -> Response {
        let madeAt = try await cases.feed(of: context.signedIn.user.id)
        return .page(TaskFeedPage(madeAt: madeAt, viewer: viewer(of: request, context)).html)
    }

    @Sendable func changeTaskFeed(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        switch form["do"] {
        case "make":
            let secret = BrowserSecret()
            try await cases.setFeed(secret.digest, of: reader.user.id, at: now())
            try await note(.calendarMade, reader.user.name.rawValue, request, context)
            let site = siteAddress(request)
            let made = TaskCalendar.Form.allCases.map { form in
                (form: form, address: "\(site ?? "")\(TaskFeedPage.path(of: secret, form))")
            }
            return .page(TaskFeedPage(madeAt: now(), made: made, viewer: viewer(of: request, context)).html)
        case "revoke":
            try await cases.setFeed(nil, of: reader.user.id, at: now())
            try await note(.calendarRevoked, reader.user.name.rawValue, request, context)
            return .redirect(to: TaskFeedPage.path, type: .normal)
        default: throw HTTPError(.badRequest)
        }
    }

    /// Asked for without a session: who knows the address may read it. It is looked up by its digest, so that how long that takes tells
    /// nothing of it.
    @Sendable func sendTaskFeed(_ request: Request, _ context: Context) async throws -> Response {
        let name = context.parameters.get("name") ?? ""
        guard let secret = BrowserSecret(text: context.parameters.get("secret")),
            let form = TaskCalendar.Form.allCases.first(where: { "\($0.rawValue).ics" == name }),
            let user = try await cases.owner(ofFeed: secret.digest)
        else { throw HTTPError(.notFound) }
        var question = TaskQuestion(.open)
        question.whose = .mine(user)
        let calendar = TaskCalendar(
            form,
            name: Language.of(configuration.language)[.tasks].words,
            site: siteAddress(request)
        )
        let text = calendar.text(of: try await cases.tasks(question), at: now())
        return .text(text, type: "text/calendar; charset=utf-8", isKept: false)
    }

    /// Where browsers reach the pages, as this one has just done.
    func siteAddress(_ request: Request) -> String? {
        request.head.authority.map { "\(configuration.isSecure ? "https" : "http")://\($0)" }
    }
}
