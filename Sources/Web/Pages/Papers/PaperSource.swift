import ContactCenter
import Foundation
import Hummingbird

/// What papers are made for, with what stands in their places.
struct PaperSource: Sendable {
    var subject: Paper.Subject
    /// The client, or that of the contact.
    var client: ClientID?
    /// The number of the contact, or the client's name.
    var title: String
    var values: [TemplatePlaceholder: String]
    var services: [RenderedService] = []
    /// The contact or the client is hidden: nothing new is made for it.
    var isClosed: Bool

    func sheet(_ template: DocumentTemplate) -> PaperSheet {
        PaperSheet(
            title: template.name,
            text: TemplateText(template.text ?? ""),
            values: values,
            services: services,
            language: .of(Language.Code(rawValue: template.language.rawValue) ?? .russian)
        )
    }
}

extension Site {
    /// - Throws: 404 for what is not there, 403 for what the reader may not see.
    func paperSource(_ subject: Paper.Subject, for viewer: Viewer) async throws -> PaperSource {
        guard let reader = viewer.reader else { throw HTTPError(.forbidden) }
        switch subject {
        case .contact(let id): return try await source(of: try await dossier(id, for: reader), viewer)
        case .client(let id):
            guard viewer.may(.clients) else { throw HTTPError(.forbidden) }
            guard let dossier = try await clients.dossier(id) else { throw HTTPError(.notFound) }
            return try await source(of: dossier, viewer)
        }
    }

    private func source(of dossier: ContactDossier, _ viewer: Viewer) async throws -> PaperSource {
        let contact = dossier.contact.record
        let names = ContactNames(options: try await registry.options(), dossier: dossier, viewer: viewer)
        let rendered = try await services.rendered(in: dossier.contact.id)
        var values = ownValues(viewer)
        if let id = contact.client {
            // What stands on the client's own card is for those who may open it.
            if viewer.may(.clients), let client = try await clients.client(id)?.record {
                fill(&values, of: client, viewer)
            }
            values[.policy] = try await policies(of: id, viewer).first
        }
        values[.client] = dossier.clientName ?? contact.personName
        if values[.clientPhones] == nil {
            let numbers =
                dossier.clientPhones.map(\.number) + [contact.contactPhone ?? contact.callerNumber].compactMap(\.self)
            values[.clientPhones] = numbers.first.map(viewer.phoneText)
        }
        values[.contact] = contact.number
        values[.contactDate] = day(of: contact.at, viewer)
        values[.reason] = names.name(of: contact.reason?.rawValue, in: names.options.reasons)
        values[.topics] = contact.topics.compactMap { names.options.topics.title(of: $0) }.joined(separator: "; ")
        values[.project] = try await project(of: contact)?.record.name
        values[.employee] = names.name(of: contact.responsible?.rawValue, in: names.options.employees)
        values[.works] = contact.works
        values[.vehicle] = dossier.vehicleName ?? contact.statedVehicle?.title
        if let id = contact.vehicle, let vehicle = try await records.record(id)?.record {
            (values[.plate], values[.vin]) = (vehicle.plateNumber, vehicle.vin)
        }
        if let policy = rendered.compactMap(\.policyTitle).first { values[.policy] = policy }
        values[.total] = PaperSheet.total(of: rendered)
        return PaperSource(
            subject: .contact(dossier.contact.id),
            client: contact.client,
            title: contact.number ?? "№ \(dossier.contact.id)",
            values: values,
            services: rendered,
            isClosed: dossier.contact.isHidden
        )
    }

    private func source(of dossier: ClientDossier, _ viewer: Viewer) async throws -> PaperSource {
        var values = ownValues(viewer)
        fill(&values, of: dossier.client.record, viewer)
        values[.policy] = try await policies(of: dossier.client.id, viewer).joined(separator: "; ")
        func ofVehicles(_ value: (FoundVehicle) -> String?) -> String {
            dossier.vehicles.compactMap(value).joined(separator: ", ")
        }
        values[.vehicle] = ofVehicles(\.title)
        values[.plate] = ofVehicles(\.plateNumber)
        values[.vin] = ofVehicles(\.vin)
        values[.total] = PaperSheet.total(of: [])
        return PaperSource(
            subject: .client(dossier.client.id),
            client: dossier.client.id,
            title: dossier.client.record.name,
            values: values,
            isClosed: dossier.client.isHidden || dossier.mergedInto != nil
        )
    }

    private func ownValues(_ viewer: Viewer) -> [TemplatePlaceholder: String] {
        [
            .company: configuration.company, .operator: viewer.reader?.user.displayName ?? "",
            .date: day(of: viewer.now, viewer),
        ]
    }

    private func fill(_ values: inout [TemplatePlaceholder: String], of client: Client, _ viewer: Viewer) {
        values[.client] = client.name
        values[.clientPhones] = client.phones.map { viewer.phoneText($0.number) }.joined(separator: ", ")
        values[.clientEmails] = client.emails.joined(separator: ", ")
        values[.clientAddresses] = client.addresses.joined(separator: "\n")
    }

    /// Those that are good today.
    private func policies(of client: ClientID, _ viewer: Viewer) async throws -> [String] {
        try await services.balances(of: client).map(\.policy.record).filter { $0.isValid(on: viewer.today) }.map(
            \.title
        )
    }

    private func day(of moment: Date, _ viewer: Viewer) -> String {
        dateText(BusinessCalendar(viewer.timeZone).day(of: moment))
    }
}
