import ContactCenter
import Foundation
import Hummingbird

/// What answers where appointments are made.
extension Site {
    @Sendable func showAppointment(_ request: Request, _ context: Context) async throws -> Response {
        .page(try await appointmentPage(request, context) { _ in nil }.html)
    }

    @Sendable func makeAppointment(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        var page = try await appointmentPage(request, context) { form[$0] }
        // Only the day was asked for. By a form all the same: its token is nothing for an address.
        if form["look"] != nil { return .page(page.html) }
        let kept = page.dossier.contact
        guard let document = page.form.document(of: kept.record, kept.id, now: now()) else {
            return .page(page.html, status: .badRequest)
        }
        // Shown before it is made.
        guard page.inWay.isEmpty || page.form.isAnyway else { return .page(page.html, status: .conflict) }
        switch try await documents.add(document, by: author(reader)) {
        case .saved:
            contacts.news.tell(kept.id)
            return .redirect(to: SitePath.contact(kept.id).markup, type: .normal)
        case .refused(let problems):
            page.form.problems += problems
            return .page(page.html, status: .badRequest)
        case .stale, .missing:
            throw HTTPError(.conflict)
        }
    }

    private func appointmentPage(
        _ request: Request,
        _ context: Context,
        field: (String) -> String?
    ) async throws -> AppointmentPage {
        let dossier = try await dossier(of: context)
        let viewer = viewer(of: request, context)
        let form = AppointmentForm(dossier.contact.record, now: viewer.now, in: viewer.timeZone, field: field)
        let day = BusinessCalendar(viewer.timeZone).period(of: form.day)
        var booked: [BookedTime] = []
        if let workshop = form.workshop { booked = try await documents.booked(in: workshop, during: day) }
        return AppointmentPage(
            dossier: dossier,
            form: form,
            booked: booked,
            names: ContactNames(options: try await registry.options(), dossier: dossier, viewer: viewer),
            viewer: viewer
        )
    }
}
