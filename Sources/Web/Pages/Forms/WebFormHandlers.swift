import ContactCenter
import Foundation
import Hummingbird

/// The keys of web forms.
extension Site {
    @Sendable func changeWebFormKey(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let kept = try await record(WebForm.self, context)
        let author = try author(context)
        func audit(_ action: AuditEntry.Action) -> AuditEntry {
            AuditEntry(
                at: author.at,
                user: author.user,
                action: action,
                subject: "form:\(kept.id)",
                address: address(of: request, context)
            )
        }
        switch form["do"] {
        case "make":
            let secret = BrowserSecret()
            let isMade = try await webForms.setKey(secret.digest, of: kept.id, by: author, audit: audit(.formKeyMade))
            guard isMade else { throw HTTPError(.notFound) }
            let viewer = viewer(of: request, context)
            let present = try await record(WebForm.self, context)
            var page = DirectoryCardPage(
                directory: .webForms,
                card: try await card(present, RecordDraft(present.record, in: viewer.timeZone), for: viewer)
            )
            let address = "\(siteAddress(request) ?? "")\(WebFormEntrance.path)\(secret.text)"
            page.formKey = try await formKey(of: present, shown: address, for: viewer)
            return .page(page.html)
        case "revoke":
            let isGone = try await webForms.setKey(nil, of: kept.id, by: author, audit: audit(.formKeyRevoked))
            guard isGone else { throw HTTPError(.notFound) }
            return .redirect(to: "\(Directory.webForms.path(of: kept.id))#key", type: .normal)
        default: throw HTTPError(.badRequest)
        }
    }

    /// - Parameter address: of a key that was made just now.
    func formKey(
        of kept: Kept<WebForm>,
        shown address: String? = nil,
        for viewer: Viewer
    ) async throws -> WebFormKeyCard? {
        guard !kept.isHidden, let state = try await webForms.state(of: kept.id) else { return nil }
        return WebFormKeyCard(id: kept.id, form: kept.record, state: state, address: address, viewer: viewer)
    }
}
