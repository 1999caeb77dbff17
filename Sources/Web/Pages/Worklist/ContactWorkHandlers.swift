import ContactCenter
import Foundation
import Hummingbird
import HummingbirdCore

/// What is done by those who go on with a contact, on its card or over the worklist.
extension Site {
    @Sendable func processContact(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let dossier = try await dossier(of: context)
        let kept = dossier.contact
        guard let version = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        var typed = ContactWorkForm(form, over: kept.record, for: viewer(of: request, context))
        var stale: Kept<Contact>?
        if typed.problems.isEmpty {
            let isDone = form["do"] == "done"
            switch try await contacts.process(typed.contact, kept.id, over: version, isDone: isDone, by: author(reader))
            {
            case .saved(let kept):
                let processed = isDone ? kept.id.description : nil
                return .redirect(
                    to: place(after: kept.id, form, reader) { $0.with("processed", processed) },
                    type: .normal
                )
            case .refused(let problems): typed.problems = problems
            case .stale(let theirs): stale = theirs
            case .missing: throw HTTPError(.notFound)
            }
        }
        // Nothing that was typed is lost.
        var page = try await contactPage(try await self.dossier(of: context), request, context)
        page.work = typed
        page.isWorkStale = stale != nil
        return .page(page.html, status: stale == nil ? .badRequest : .conflict)
    }

    @Sendable func reopenContact(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let id = try await dossier(of: context).contact.id
        guard let version = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        // Changed by somebody else meanwhile: the page shows how it stands.
        _ = try await contacts.reopen(id, over: version, by: author(reader))
        return .redirect(to: place(after: id, form, reader) { $0 }, type: .normal)
    }

    /// Gives it to another employee, who is told.
    @Sendable func handContact(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let kept = try await dossier(of: context).contact
        guard let version = form["version"].flatMap({ Int64($0) }),
            let employee = form["employee"].flatMap({ Int64($0) }).map(EmployeeID.init(_:)),
            let known = try await records.record(employee), !known.isHidden
        else { throw HTTPError(.badRequest) }
        let count = try await contacts.assign([(kept.id, version)], to: employee, by: author(reader))
        let handed = count > 0 ? employee.description : nil
        return .redirect(to: place(after: kept.id, form, reader) { $0.with("handed", handed) }, type: .normal)
    }

    /// Where somebody goes on who has done something with a contact: the worklist that they came from, else its card.
    func place(
        after id: ContactID,
        _ form: Form,
        _ reader: SignedIn,
        _ told: (ListAddress) -> ListAddress
    ) -> String {
        guard let text = form["back"], text.utf8.count <= 500 else { return SitePath.contact(id).markup }
        let uri = URI(text)
        guard uri.path == WorklistView.path else { return SitePath.contact(id).markup }
        return told(WorklistView(uri, for: reader).address).reference
    }
}
