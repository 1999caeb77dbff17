import ContactCenter

/// Beside a template: what may stand in its places, and how it looks on a contact.
struct TemplatePlaces {
    static let previewPath = "/templates"

    /// `nil` for one that is not kept yet.
    var template: DocumentTemplateID?
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let rows = TemplatePlaceholder.allCases.map { place -> HTML in
            "<dt><code>{\(HTML(text: place.rawValue))}</code></dt><dd>\(language[place.phrase])</dd>"
        }
        return """
            \(trial)<section class="card record" id="places"><header><h2>\(language[.templatePlaces])</h2></header>\
            <div class="body"><dl class="facts">\(rows)</dl></div></section>
            """
    }

    private var trial: HTML {
        guard let template else { return .nothing }
        return """
            <form class="card record" method="get" action="\(Self.previewPath)/\(template.rawValue)/preview" target="_blank" id="trial">\
            <header><h2>\(language[.letterPreview])</h2></header><div class="body paper-trial"><div class="field">\
            <label for="trial-contact">\(language[.templateContact])</label>\
            <input class="input" id="trial-contact" name="contact" required maxlength="40" autocomplete="off"></div>\
            <button class="button">\(language[.templateTry])</button></div></form>
            """
    }
}

extension TemplatePlaceholder {
    fileprivate var phrase: Phrase {
        switch self {
        case .company: .fieldCompany
        case .operator: .paperAuthor
        case .number: .documentNumber
        case .date: .paperDate
        case .client: .contactClient
        case .clientPhones: .clientPhones
        case .clientEmails: .clientEmails
        case .clientAddresses: .clientAddresses
        case .contact: .templateContact
        case .contactDate: .contactDate
        case .reason: .contactReason
        case .topics: .topics
        case .project: .projectName
        case .employee: .contactResponsible
        case .works: .contactWorks
        case .vehicle: .contactVehicle
        case .plate: .vehiclePlate
        case .vin: .vehicleVIN
        case .policy: .policyName
        case .services: .paperServices
        case .total: .paperTotal
        }
    }
}
