import ContactCenter
import Foundation

/// What the records that contacts refer to are called.
struct ContactNames {
    var options: RegistryOptions
    /// Of the client and the contact that it continues.
    var dossier: ContactDossier
    var photos: [PhotographedEmployee] = []
    var viewer: Viewer

    func name(of id: Int64?, in options: [RegistryOption]) -> String? {
        id.flatMap { id in options.first { $0.id == id }?.name }
    }

    /// A value of a field as people read it; the field's name as in `Contact.fields`.
    func words(for value: String?, of field: String) -> HTML {
        guard let value else { return .nothing }
        let language = viewer.language
        switch field {
        case "channel": return name(value, options.channels)
        case "reason": return name(value, options.reasons)
        case "source": return name(value, options.sources)
        case "branch": return name(value, options.branches)
        case "project": return name(value, options.projects)
        case "responsible", "reminder": return name(value, options.employees)
        case "registrar": return name(value, options.registrars)
        case "workshop": return name(value, options.workshops)
        case "quality": return name(value, options.qualities)
        case "topics":
            return (FieldContent.ids(in: value) ?? []).map { id in
                foreign(options.topics.title(of: TopicID(id)) ?? "№ \(id)")
            }.joined(", ")
        case "deal": return "<a href=\"\(DealList.path)/\(value)\">№ \(value)</a>"
        case "department": return name(value, options.departments)
        case "client":
            let isPresent = dossier.contact.record.client?.description == value
            return foreign(isPresent ? dossier.clientName ?? value : "№ \(value)")
        case "vehicle":
            let isPresent = dossier.contact.record.vehicle?.description == value
            return foreign(isPresent ? dossier.vehicleName ?? value : "№ \(value)")
        case "base_contact":
            let isPresent = dossier.contact.record.baseContact?.description == value
            return foreign(isPresent ? dossier.baseNumber ?? value : "№ \(value)")
        case "novelty": return Contact.Novelty(rawValue: value).map { language[$0.phrase] } ?? foreign(value)
        case "client_type": return ClientType(rawValue: value).map { language[$0.phrase] } ?? foreign(value)
        case "outcome": return Contact.Outcome(rawValue: value).map { language[$0.phrase] } ?? foreign(value)
        case "waiting": return waiting(value)
        case "processing": return ContactWork.Stage(rawValue: value).map { language[$0.phrase] } ?? foreign(value)
        case "due_at":
            let moment = Int64(value).map { Date(timeIntervalSince1970: Double($0) / 1_000) }
            return moment.map { exactTime($0, for: viewer) } ?? foreign(value)
        case "state": return language[value == "registered" ? .contactRegistered : .contactUnfinished]
        case "is_inquiry", "is_status_inquiry", "has_appointment", "has_arrival": return language[.answerYes]
        case "caller_number", "contact_phone": return viewer.callable(value)
        case "did": return viewer.phone(value)
        default: return foreign(value, limit: 4_000)
        }
    }

    private func waiting(_ value: String) -> HTML {
        let language = viewer.language
        return switch WaitingContact.Ending(rawValue: value) {
        case .taken: language[.receptionTaken]
        case .assigned: language[.receptionGiven]
        case .lost: language[.outcomeLost]
        case .withdrawn: language[.receptionWithdrawn]
        case nil: language[.receptionWaits]
        }
    }

    private func name(_ value: String, _ options: [RegistryOption]) -> HTML {
        foreign(name(of: Int64(value), in: options) ?? "№ \(value)")
    }

    /// What a field is called on the card.
    static func phrase(of field: String) -> Phrase? {
        switch field {
        case "channel": .contactChannel
        case "questionnaire": .questionnaire
        case "reason": .contactReason
        case "caller_number": .contactCaller
        case "did": .did
        case "phone": .extensionNumber
        case "source": .contactSource
        case "branch": .contactBranch
        case "responsible": .contactResponsible
        case "registrar": .contactRegistrar
        case "workshop": .contactWorkshop
        case "department": .contactPlace
        case "client": .contactClient
        case "client_type": .contactClientType
        case "vehicle": .contactVehicle
        case "stated_make": .contactVehicleStated
        case "stated_model": .contactModel
        case "stated_year": .contactYear
        case "person_name": .contactInformation
        case "contact_phone": .contactPhone
        case "works": .contactWorks
        case "comment": .contactComment
        case "is_inquiry": .registryInquiry
        case "has_appointment": .registryAppointment
        case "has_arrival": .registryArrival
        case "novelty": .contactNovelty
        case "is_status_inquiry": .contactStatusInquiry
        case "base_contact": .contactBase
        case "quality": .leadQualityName
        case "topics": .topics
        case "project": .projectName
        case "deal": .dealOne
        case "outcome": .contactOutcome
        case "state": .contactState
        case "waiting": .receptionQueue
        case "processing": .workTitle
        case "result": .workResult
        case "next_action": .workNextAction
        case "due_at": .worklistDue
        case "reminder": .changeReminder
        case "service": .serviceName
        default: nil
        }
    }
}

extension FieldProblem {
    func words(for viewer: Viewer) -> HTML {
        let language = viewer.language
        return switch kind {
        case .required: language[.problemRequired]
        case .tooLong(let limit): language(.problemTooLong, "\(limit)")
        case .outOfRange(let range): language(.problemOutOfRange, "\(range.lowerBound)", "\(range.upperBound)")
        case .malformed, .contradiction: language[.problemMalformed]
        case .overlapping(let overlap): overlap.words(in: language)
        case .template(let problem): problem.words(in: language)
        case .noSuchRecord: language[.problemNoSuchRecord]
        case .taken: language[.problemTaken]
        }
    }
}
