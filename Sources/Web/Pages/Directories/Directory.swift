import ContactCenter

/// A kind of records that is kept by these pages; its raw value stands in their addresses.
enum Directory: String, CaseIterable, Sendable {
    case branches
    case departments
    case workshops
    case jobPositions = "job-positions"
    case employees
    case scheduleExceptions = "schedule-exceptions"
    case holidays
    case reasons
    case lostReasons = "lost-reasons"
    case contactChannels = "contact-channels"
    case dids
    case sources
    case sourceTypes = "source-types"
    case topics
    case projects
    case taskActions = "task-actions"
    case entryCategories = "entry-categories"
    case leadQualities = "lead-qualities"
    case queues
    case routingRules = "routing-rules"
    case callPanels = "call-panels"
    case clientAttributes = "client-attributes"
    case webForms = "web-forms"
    case mailBoxes = "mail-boxes"
    case documentTemplates = "document-templates"
    case pipelines
    case funnelStages = "funnel-stages"
    case vehicleMakes = "vehicle-makes"
    case vehicleModels = "vehicle-models"
    case testVehicles = "test-vehicles"
    case services
    case providers
    case servicePrices = "service-prices"

    /// What they are about, as the page of all directories has them.
    enum Group: CaseIterable {
        case people
        case contacts
        case deals
        case vehicles
        case services

        var name: Phrase {
            switch self {
            case .people: .directoriesPeople
            case .contacts: .directoriesContacts
            case .deals: .deals
            case .vehicles: .directoriesVehicles
            case .services: .services
            }
        }
    }

    static let path = "/directories"

    var path: String { "\(Self.path)/\(rawValue)" }
    var newPath: String { "\(path)/new" }
    func path<Record>(of id: RecordID<Record>) -> String { "\(path)/\(id)" }

    var type: any DirectoryRecord.Type {
        switch self {
        case .branches: Branch.self
        case .departments: Department.self
        case .workshops: Workshop.self
        case .jobPositions: JobPosition.self
        case .employees: Employee.self
        case .scheduleExceptions: ScheduleException.self
        case .holidays: Holiday.self
        case .reasons: Reason.self
        case .lostReasons: LostReason.self
        case .contactChannels: ContactChannel.self
        case .dids: DID.self
        case .sources: Source.self
        case .sourceTypes: SourceType.self
        case .topics: Topic.self
        case .projects: Project.self
        case .taskActions: TaskAction.self
        case .entryCategories: EntryCategory.self
        case .leadQualities: LeadQuality.self
        case .pipelines: Pipeline.self
        case .funnelStages: FunnelStage.self
        case .queues: CallQueue.self
        case .routingRules: RoutingRule.self
        case .callPanels: CallPanel.self
        case .clientAttributes: ClientAttribute.self
        case .webForms: WebForm.self
        case .mailBoxes: MailBox.self
        case .documentTemplates: DocumentTemplate.self
        case .vehicleMakes: VehicleMake.self
        case .vehicleModels: VehicleModel.self
        case .testVehicles: TestVehicle.self
        case .services: ServiceKind.self
        case .providers: Provider.self
        case .servicePrices: ServicePrice.self
        }
    }

    var kind: RecordKind { type.kind }

    /// Who may keep it. What other programs are asked, and what others may send, is the administrator's.
    var permission: Permission {
        switch self {
        case .callPanels, .webForms, .mailBoxes: .integrations
        default: .directories
        }
    }

    var group: Group {
        switch self {
        case .branches, .departments, .workshops, .jobPositions, .employees, .scheduleExceptions, .holidays: .people
        case .reasons, .lostReasons, .contactChannels, .dids, .projects, .sources, .sourceTypes, .topics, .queues,
            .routingRules, .callPanels, .taskActions, .entryCategories, .clientAttributes,
            .webForms, .mailBoxes, .documentTemplates:
            .contacts
        case .pipelines, .funnelStages, .leadQualities: .deals
        case .vehicleMakes, .vehicleModels, .testVehicles: .vehicles
        case .services, .providers, .servicePrices: .services
        }
    }

    var title: Phrase {
        switch self {
        case .branches: .branches
        case .departments: .departments
        case .workshops: .workshops
        case .jobPositions: .jobPositions
        case .employees: .employees
        case .scheduleExceptions: .scheduleExceptions
        case .holidays: .holidays
        case .reasons: .reasons
        case .lostReasons: .lostReasons
        case .contactChannels: .contactChannels
        case .dids: .dids
        case .sources: .sources
        case .sourceTypes: .sourceTypes
        case .topics: .topics
        case .projects: .projects
        case .taskActions: .taskActions
        case .entryCategories: .entryCategories
        case .leadQualities: .leadQualities
        case .pipelines: .pipelines
        case .funnelStages: .funnelStages
        case .queues: .callQueues
        case .routingRules: .routingRules
        case .callPanels: .callPanels
        case .clientAttributes: .clientAttributes
        case .webForms: .webForms
        case .mailBoxes: .mailBoxes
        case .documentTemplates: .documentTemplates
        case .vehicleMakes: .vehicleMakes
        case .vehicleModels: .vehicleModels
        case .testVehicles: .testVehicles
        case .services: .services
        case .providers: .providers
        case .servicePrices: .servicePrices
        }
    }

    /// One of its records.
    var one: Phrase {
        switch self {
        case .branches: .branchName
        case .departments: .department
        case .workshops: .workshopName
        case .jobPositions: .jobPositionName
        case .employees: .employeeName
        case .scheduleExceptions: .scheduleExceptionName
        case .holidays: .holidayName
        case .reasons: .reasonName
        case .lostReasons: .lostReasonName
        case .contactChannels: .contactChannelName
        case .dids: .did
        case .sources: .sourceName
        case .sourceTypes: .sourceTypeName
        case .topics: .topicName
        case .projects: .projectName
        case .taskActions: .taskActionName
        case .entryCategories: .entryCategoryName
        case .leadQualities: .leadQualityName
        case .pipelines: .pipelineName
        case .funnelStages: .funnelStageName
        case .queues: .callQueueName
        case .routingRules: .routingRuleName
        case .callPanels: .callPanelName
        case .clientAttributes: .clientAttributeName
        case .webForms: .webFormName
        case .mailBoxes: .mailBoxName
        case .documentTemplates: .documentTemplateName
        case .vehicleMakes: .vehicleMakeName
        case .vehicleModels: .vehicleModelName
        case .testVehicles: .testVehicleName
        case .services: .serviceName
        case .providers: .providerName
        case .servicePrices: .servicePriceName
        }
    }
}

/// A record that is kept by the pages of directories.
protocol DirectoryRecord: KeptRecord {
    /// The names of the fields that its list shows; the first leads to the card.
    static var listed: [String] { get }
    /// What it is called on its card.
    var title: String { get }
}

extension Branch: DirectoryRecord {
    static let listed = ["name", "address", "work_schedule", "time_zone"]
    var title: String { name }
}

extension Department: DirectoryRecord {
    static let listed = ["name", "branch_id"]
    var title: String { name }
}

extension Workshop: DirectoryRecord {
    static let listed = ["name", "branch_id"]
    var title: String { name }
}

extension JobPosition: DirectoryRecord {
    static let listed = ["name", "is_service_advisor"]
    var title: String { name }
}

extension Employee: DirectoryRecord {
    static let listed = [
        "name", "job_position_id", "phone", "mobile", "email", "department_id", "workshop_id", "branch_id",
        "work_schedule",
    ]
    var title: String { name }
}

extension Reason: DirectoryRecord {
    static let listed = ["registry_caption", "caption", "category", "client_type", "route", "place"]
    var title: String { caption ?? registryCaption }
}

extension LostReason: DirectoryRecord {
    static let listed = ["name", "place"]
    var title: String { name }
}

extension ContactChannel: DirectoryRecord {
    static let listed = ["name", "icon", "colour", "may_wait", "may_be_transferred", "place"]
    var title: String { name }
}

extension DID: DirectoryRecord {
    static let listed = ["number", "name", "source_id", "branch_id", "project_id"]
    var title: String { number }
}

extension Source: DirectoryRecord {
    static let listed = ["name", "source_type_id"]
    var title: String { name }
}

extension SourceType: DirectoryRecord {
    static let listed = ["name", "place"]
    var title: String { name }
}

extension Topic: DirectoryRecord {
    static let listed = ["name", "parent_id", "place"]
    var title: String { name }
}

extension Project: DirectoryRecord {
    static let listed = ["number", "name", "client_id", "employees", "work_schedule", "mail_box"]
}

extension TaskAction: DirectoryRecord {
    static let listed = ["name", "doer", "employee_id", "department_id", "term", "term_unit", "next_id", "place"]
    var title: String { name }
}

extension EntryCategory: DirectoryRecord {
    static let listed = ["name", "place"]
    var title: String { name }
}

extension LeadQuality: DirectoryRecord {
    static let listed = ["name", "place"]
    var title: String { name }
}

extension Pipeline: DirectoryRecord {
    static let listed = ["name", "place"]
    var title: String { name }
}

extension FunnelStage: DirectoryRecord {
    static let listed = ["name", "pipeline_id", "kind", "place"]
    var title: String { name }
}

extension CallQueue: DirectoryRecord {
    static let listed = ["name", "title", "wrap_up_seconds", "joins_at_log_in", "employees"]
    var title: String { name }
}

extension RoutingRule: DirectoryRecord {
    static let listed = ["name", "kind", "is_on", "second_choice_id", "place"]
    var title: String { name }
}

extension CallPanel: DirectoryRecord {
    static let listed = ["name", "kind", "is_on", "address", "place"]
    var title: String { name }
}

extension VehicleMake: DirectoryRecord {
    static let listed = ["name", "cyrillic_name"]
    var title: String { name }
}

extension VehicleModel: DirectoryRecord {
    static let listed = ["name", "cyrillic_name", "make_id"]
    var title: String { name }
}

extension TestVehicle: DirectoryRecord {
    static let listed = ["name", "plate_number", "make_id", "model_id", "branch_id", "drive_minutes", "place"]
    var title: String { [name, plateNumber].compactMap(\.self).joined(separator: " · ") }
}

extension ScheduleException: DirectoryRecord {
    static let listed = ["employee_id", "kind", "first_day", "last_day", "hours", "note"]
    var title: String {
        guard let days else { return "—" }
        let (first, last) = (dateText(days.lowerBound), dateText(days.upperBound))
        return first == last ? first : "\(first) – \(last)"
    }
}

extension Holiday: DirectoryRecord {
    static let listed = ["name", "first_day", "last_day", "hours", "branch_id"]
    var title: String { name }
}

extension ServiceKind: DirectoryRecord {
    static let listed = ["name", "note"]
    var title: String { name }
}

extension Provider: DirectoryRecord {
    static let listed = ["name", "company", "status", "category", "region", "group_name", "specialisation", "city"]
    var title: String { name }
}

extension ServicePrice: DirectoryRecord {
    static let listed = ["service_id", "provider_id", "price"]
    var title: String { price.map(sumText) ?? "" }
}

extension ClientAttribute: DirectoryRecord {
    static let listed = ["name", "kind", "shown_on", "place"]
    var title: String { name }
}

extension WebForm: DirectoryRecord {
    static let listed = ["name", "is_on", "project_id", "source_id", "reason_id"]
    var title: String { name }
}

extension MailBox: DirectoryRecord {
    static let listed = ["name", "address", "is_on", "project_id", "reason_id"]
    var title: String { name }
}

extension DocumentTemplate: DirectoryRecord {
    static let listed = ["name", "paper_kind", "language", "place"]
    var title: String { name }
}
