import ContactCenter
import Foundation
import Hummingbird

/// The password of a box of mail and how reading it goes, on the box's card.
struct MailBoxCard: Sendable {
    enum Told {
        case saved
        /// There is no key to seal it with.
        case noKey(SealingError)
    }

    static let longestPassword = 500

    var id: MailBoxID
    var state: MailBoxState
    var told: Told?
    var viewer: Viewer

    private var language: Language { viewer.language }

    static func path(of id: MailBoxID) -> HTML { "/mail-boxes/\(id.rawValue)/password" }

    var html: HTML {
        """
        <section class="card record" id="mail"><header><h2>\(language[.mailCollecting])</h2></header><div class="body">\(notice)\
        <p>\(how)</p><p class="muted">\(language(.mailReceived, "\(state.received)", moment(state.lastAt)))</p>\
        <form method="post" action="\(Self.path(of: id))" class="fields">\(viewer.formToken)\
        <label class="field"><span class="label">\(language[state.hasPassword ? .mailPasswordNew : .mailPassword])</span>\
        <input class="input" type="password" name="password" required autocomplete="new-password" maxlength="\(Self.longestPassword)">\
        <span class="hint">\(language[.mailPasswordHint])</span></label>\
        <div class="buttons"><button class="button">\(language[.mailPasswordSave])</button></div></form></div></section>
        """
    }

    private var notice: HTML {
        switch told {
        case nil: .nothing
        case .saved:
            "<p class=\"notice good\" role=\"status\">\(Icon.check.html())<span>\(language[.mailPasswordSaved])</span></p>"
        case .noKey(let error):
            """
            <p class="notice bad" role="alert">\(Icon.warn.html())<span><b>\(language[.webhookNoKey])</b> \(error.description)</span></p>
            """
        }
    }

    private var how: HTML {
        guard state.hasPassword else {
            return "<span class=\"pill warn\">\(language[.mailNoPassword])</span>"
        }
        if let problem = state.problem {
            return """
                <span class="pill bad">\(language[.mailFailing])</span> \(language[problem.phrase]) \
                <small class="muted">\(language(.mailLookedAt, moment(state.lookedAt)))</small>
                """
        }
        guard state.lookedAt != nil else { return "<span class=\"pill\">\(language[.mailNotLooked])</span>" }
        return """
            <span class="pill good">\(language[.mailWorks])</span> \
            <small class="muted">\(language(.mailLookedAt, moment(state.lookedAt)))</small>
            """
    }

    private func moment(_ date: Date?) -> HTML { date.map { dayAndTime($0, for: viewer) } ?? "—" }
}

extension MailBoxProblem {
    var phrase: Phrase {
        switch self {
        case .noPassword: .mailNoPassword
        case .noKey: .webhookNoSecret
        case .login: .mailLogin
        case .noFolder: .mailNoFolder
        case .unknownHost: .webhookUnknownHost
        case .unreachable: .webhookUnreachable
        case .timeout: .webhookTimeout
        case .tls: .webhookTLS
        case .other: .mailOtherProblem
        }
    }
}

extension MailBox.Security {
    var phrase: Phrase {
        switch self {
        case .tls: .mailByTLS
        case .startTLS: .mailStartTLS
        case .off: .mailNoTLS
        }
    }
}

extension Site {
    @Sendable func setMailBoxPassword(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let kept = try await record(MailBox.self, context)
        let author = try author(context)
        let password = form["password"] ?? ""
        guard (1...MailBoxCard.longestPassword).contains(password.unicodeScalars.count),
            password.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { throw HTTPError(.badRequest) }
        let audit = AuditEntry(
            at: author.at,
            user: author.user,
            action: .mailPasswordSet,
            subject: "box:\(kept.id)",
            address: address(of: request, context)
        )
        let viewer = viewer(of: request, context)
        do {
            guard try await mailBoxes.setPassword(password, of: kept.id, by: author, audit: audit) else {
                throw HTTPError(.notFound)
            }
            return .page(try await mailBoxPage(of: record(MailBox.self, context), .saved, for: viewer))
        } catch let error as SealingError {
            let page = try await mailBoxPage(of: kept, .noKey(error), for: viewer)
            return .page(page, status: .internalServerError)
        }
    }

    private func mailBoxPage(
        of kept: Kept<MailBox>,
        _ told: MailBoxCard.Told,
        for viewer: Viewer
    ) async throws -> HTML {
        var page = DirectoryCardPage(
            directory: .mailBoxes,
            card: try await card(kept, RecordDraft(kept.record, in: viewer.timeZone), for: viewer)
        )
        page.mailBox = try await mailBoxCard(of: kept, for: viewer)
        page.mailBox?.told = told
        return page.html
    }

    func mailBoxCard(of kept: Kept<MailBox>, for viewer: Viewer) async throws -> MailBoxCard? {
        guard !kept.isHidden, let state = try await mailBoxes.store.state(of: kept.id) else { return nil }
        return MailBoxCard(id: kept.id, state: state, viewer: viewer)
    }
}
