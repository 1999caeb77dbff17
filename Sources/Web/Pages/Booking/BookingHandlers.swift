import ContactCenter
import Foundation
import Hummingbird

/// What answers where times are promised: appointments and test drives.
extension Site {
    @Sendable func showAppointment(_ request: Request, _ context: Context) async throws -> Response {
        .page(try await bookingPage(.appointment, request, context) { _ in nil }.html)
    }

    @Sendable func showTestDrive(_ request: Request, _ context: Context) async throws -> Response {
        .page(try await bookingPage(.testDrive, request, context) { _ in nil }.html)
    }

    @Sendable func makeAppointment(_ request: Request, _ context: Context) async throws -> Response {
        try await book(.appointment, request, context)
    }

    @Sendable func makeTestDrive(_ request: Request, _ context: Context) async throws -> Response {
        try await book(.testDrive, request, context)
    }

    private func book(_ offer: Offer, _ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let pressed = form["slot"].flatMap(DriveSlot.init(text:))
        var page = try await bookingPage(offer, request, context) { field in
            switch field {
            case .day: form["to"] ?? form[field.rawValue]
            case .vehicle: pressed?.vehicle.description ?? form[field.rawValue]
            case .time: pressed?.time ?? form[field.rawValue]
            default: form[field.rawValue]
            }
        }
        // Only looked for. By a form all the same: its token is nothing for an address.
        if form["look"] != nil || form["to"] != nil || pressed != nil { return .page(page.html) }
        let kept = page.dossier.contact
        guard let document = page.form.document(of: kept.record, kept.id, now: now()) else {
            page.isRefused = true
            return .page(page.html, status: .badRequest)
        }
        switch try await documents.book(document, instead: nil, anyway: page.form.isAnyway, by: author(reader)) {
        case .booked:
            contacts.news.tell(kept.id)
            return .redirect(to: SitePath.contact(kept.id).markup, type: .normal)
        case .inWay(let inWay):
            // Whoever was quicker may have come after the page was read.
            let isAnyway = page.form.isAnyway
            page = try await bookingPage(offer, request, context) { form[$0.rawValue] }
            page.form.isAnyway = isAnyway
            page.inWay = inWay
            return .page(page.html, status: .conflict)
        case .refused(let problems):
            page.form.problems += problems.map {
                FieldProblem(BookingForm.field(ofDocument: $0.field).rawValue, $0.kind)
            }
            page.isRefused = true
            return .page(page.html, status: .badRequest)
        case .stale:
            throw HTTPError(.conflict)
        }
    }

    private func bookingPage(
        _ offer: Offer,
        _ request: Request,
        _ context: Context,
        field: (BookingForm.Field) -> String?
    ) async throws -> BookingPage {
        let dossier = try await dossier(of: context)
        let viewer = viewer(of: request, context)
        let contact = dossier.contact.record
        let places = try await intakeDesk.places(for: offer)
        let form = BookingForm(offer, of: contact, at: places, now: viewer.now, field: field)
        var inWay: [BookedTime] = []
        if let document = form.document(of: contact, dossier.contact.id, now: viewer.now) {
            inWay = try await documents.inWay(of: document, instead: nil)
        }
        return BookingPage(
            dossier: dossier,
            form: form,
            places: places,
            booked: try await documents.booked(for: form, at: places),
            inWay: inWay,
            names: ContactNames(options: try await registry.options(), dossier: dossier, viewer: viewer),
            viewer: viewer
        )
    }
}
