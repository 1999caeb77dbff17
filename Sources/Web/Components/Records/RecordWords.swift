import ContactCenter

/// The words for fields of records, for what may be chosen in them and for what became of them. A test names every field that
/// lacks its words.
enum RecordWords {
    /// - Parameter field: the name of a field; `nil` where there are no words for it.
    static func label(of field: String, in kind: RecordKind) -> Phrase? {
        switch (kind, field) {
        case (.webhooks, "url"): .webhookURL
        case (.webhooks, "is_on"): .webhookOn
        case (.webhooks, "secret"): .webhookSecretField
        case (.webForms, "is_on"), (.mailBoxes, "is_on"): .fieldRoutingOn
        case (.mailBoxes, "address"): .mailAddress
        case (.mailBoxes, "host"): .mailHost
        case (.mailBoxes, "port"): .mailPort
        case (.mailBoxes, "security"): .mailSecurity
        case (.mailBoxes, "login"): .userName
        case (.mailBoxes, "folder"): .mailFolder
        case (.mailBoxes, "password"): .password
        case (.mailBoxes, "reason_id"): .reasonName
        case (.webForms, "reason_id"): .reasonName
        case (.webForms, "origins"): .formOrigins
        case (.webForms, "inputs"): .formInputs
        case (.webForms, "key"): .formKey
        case (.webhooks, _) where field != "name": WebhookWords.event(ofField: field)
        case (.employees, "name"): .fieldPersonName
        case (.routingRules, "kind"): .fieldRoutingKind
        case (.routingRules, "is_on"): .fieldRoutingOn
        case (.clientAttributes, "kind"): .fieldAttributeKind
        case (.clientAttributes, "choices"): .fieldAttributeChoices
        case (.clientAttributes, "shown_on"): .fieldAttributeSpot
        case (.callPanels, "kind"): .fieldPanelKind
        case (.documentTemplates, "paper_kind"): .fieldPaperKind
        case (.documentTemplates, "language"): .languageChoice
        case (.documentTemplates, "text"): .fieldTemplateText
        case (.callPanels, "is_on"): .fieldRoutingOn
        case (.callPanels, "address"): .fieldPanelAddress
        case (_, "second_choice_id"): .fieldSecondChoice
        case (.queues, "name"): .fieldQueueName
        case (.queues, "title"): .fieldQueueTitle
        case (.queues, "employees"): .fieldQueueEmployees
        case (_, "wrap_up_seconds"): .fieldWrapUp
        case (_, "joins_at_log_in"): .fieldJoins
        case (.providers, _), (.servicePrices, _), (.policies, _), (.policyLimits, _):
            serviceLabel(of: field, in: kind)
        case (.reasons, "department_id"): .fieldFirstDepartment
        case (.deals, "name"): .dealName
        case (.deals, "client_id"): .clientName
        case (.deals, "responsible_id"): .documentResponsible
        case (.deals, "amount"): .dealAmount
        case (.taskActions, "doer"): .taskDoer
        case (.taskActions, "term"): .taskTerm
        case (.taskActions, "term_unit"): .taskTermUnit
        case (.taskActions, "next_id"): .taskNext
        case (.cases, _), (.caseEntries, _), (.caseTasks, _): labelOfCases(field)
        case (.bulletins, "title"): .bulletinTitle
        case (.bulletins, "text"): .bulletinText
        case (.bulletins, "valid_from"): .bulletinFrom
        case (.bulletins, "valid_until"): .bulletinUntil
        case (.bulletins, "is_must_read"): .bulletinMustRead
        case (.bulletins, "departments"): .departments
        case (.bulletins, "projects"): .projects
        case (_, "stage_id"): .funnelStageName
        case (_, "pipeline_id"): .pipelineName
        case (.funnelStages, "kind"): .stageKind
        case (_, "source_type_id"): .sourceTypeName
        case (.topics, "parent_id"): .topicParent
        case (.projects, "number"): .projectNumber
        case (.projects, "client_id"): .projectClient
        case (.projects, "topics"): .topics
        case (.projects, "employees"): .projectEmployees
        case (.projects, "work_schedule"): .projectHours
        case (_, "greeting"): .projectGreeting
        case (_, "mail_box"): .projectMailBox
        case (_, "project_id"): .projectName
        case (_, "comment"): .contactComment
        case (_, "created_at"): .dealCreatedAt
        case (_, "created_by"): .dealCreatedBy
        case (_, "code"): .fieldCode
        case (_, "name"): .fieldName
        case (_, "address"): .fieldAddress
        case (_, "directions"): .fieldDirections
        case (_, "time_zone"): .fieldTimeZone
        case (_, "branch_id"): .branchName
        case (_, "department_id"): .department
        case (_, "workshop_id"): .workshopName
        case (_, "job_position_id"): .jobPositionName
        case (_, "is_service_advisor"): .fieldIsServiceAdvisor
        case (_, "phone"): .extensionNumber
        case (_, "mobile"): .fieldMobile
        case (.employees, "email"): .fieldEmail
        case (_, "work_schedule"): .fieldWorkSchedule
        case (_, "user_id"): .fieldUser
        case (_, "make_id"): .vehicleMakeName
        case (_, "cyrillic_name"): .fieldCyrillicName
        case (_, "may_wait"): .fieldMayWait
        case (_, "may_be_transferred"): .fieldMayBeTransferred
        case (_, "place"): .fieldPlace
        case (_, "icon"): .fieldIcon
        case (_, "colour"): .fieldColour
        case (.documents, "number"): .documentNumber
        case (_, "number"): .fieldNumber
        case (_, "source_id"): .sourceName
        case (_, "category"): .fieldCategory
        case (_, "caption"): .fieldCaption
        case (_, "registry_caption"): .fieldRegistryCaption
        case (_, "client_type"): .fieldClientType
        case (_, "route"): .fieldRoute
        case (_, "counts_for_novelty"): .fieldCountsForNovelty
        case (_, "employees"): .fieldEligible
        case (_, "due_minutes"): .fieldDueMinutes
        case (_, "offers"): .fieldOffers
        case (.scheduleExceptions, "kind"): .fieldExceptionKind
        case (.scheduleExceptions, "hours"): .fieldExceptionHours
        case (.holidays, "hours"): .fieldHolidayHours
        case (_, "employee_id"): .employeeName
        case (_, "first_day"): .fieldFirstDay
        case (_, "last_day"): .fieldLastDay
        case (_, "note"): .fieldNote
        case (_, "drive_minutes"): .fieldDriveMinutes
        case (_, "test_vehicle_id"): .fieldTestVehicle
        case (_, "owner_id"): .intakeOwnerColumn
        case (.documents, "client_id"): .clientName
        case (_, "plate_number"): .vehiclePlate
        case (_, "vin"): .vehicleVIN
        case (_, "model_id"): .vehicleModelName
        case (_, "year"): .vehicleYear
        case (.documents, "kind"): .documentKind
        case (.documents, "at"): .documentAt
        case (.documents, "vehicle_id"): .documentVehicle
        case (.documents, "contact_id"): .documentContact
        case (.documents, "responsible_id"): .documentResponsible
        case (.documents, "is_open"): .documentOpen
        case (.documents, "amount"): .documentAmount
        case (.documents, "starts_at"): .documentStartsAt
        case (.documents, "ends_at"): .documentEndsAt
        case (.documents, "works"): .documentWorks
        default: nil
        }
    }

    private static func serviceLabel(of field: String, in kind: RecordKind) -> Phrase? {
        switch (kind, field) {
        case (.providers, "name"): .providerInstitution
        case (_, "company"): .fieldCompany
        case (_, "status"): .fieldStatus
        case (_, "category"): .providerCategory
        case (_, "region"): .fieldRegion
        case (_, "group_name"): .fieldGroup
        case (_, "specialisation"): .providerSpecialisation
        case (_, "full_name"): .providerFullName
        case (_, "city"): .fieldCity
        case (_, "registry_code"): .providerRegistryCode
        case (_, "okpo"): .providerOKPO
        case (_, "fax"): .faxOne
        case (_, "email"): .fieldEmail
        case (_, "legal_address"): .providerLegalAddress
        case (_, "phones"): .providerPhones
        case (_, "provider_id"): .providerName
        case (_, "service_id"): .serviceName
        case (_, "price"): .servicePrice
        case (_, "client_id"): .clientName
        case (_, "number"): .policyNumber
        case (_, "first_day"): .fieldFirstDay
        case (_, "last_day"): .fieldLastDay
        case (_, "note"): .fieldNote
        case (_, "policy_id"): .policyName
        case (_, "amount"): .dealAmount
        case (_, "pieces"): .servicePieces
        default: nil
        }
    }

    /// Of cases, their entries and their tasks.
    private static func labelOfCases(_ field: String) -> Phrase? {
        switch field {
        case "number": .caseNumber
        case "title": .caseTitle
        case "client_id": .clientName
        case "company": .caseCompany
        case "policy_code": .casePolicy
        case "state": .contactState
        case "opened_at": .caseOpenedAt
        case "opened_by": .caseOpenedBy
        case "text": .entryText
        case "topic_id": .topicName
        case "category_id": .entryCategoryName
        case "action_id": .taskActionName
        case "employee_id": .taskEmployee
        case "department_id": .department
        case "due_at": .taskDueAt
        default: nil
        }
    }

    /// What is said below a field before anything is wrong with it.
    static func hint(of field: String, in kind: RecordKind) -> Phrase? {
        switch (kind, field) {
        case (.dids, "number"): .hintNumber
        case (_, "directions"): .hintDirections
        case (_, "time_zone"): .hintTimeZone
        case (.branches, "work_schedule"): .hintBranchSchedule
        case (_, "work_schedule"): .hintWorkSchedule
        case (.scheduleExceptions, "hours"): .hintExceptionHours
        case (.holidays, "hours"): .hintHolidayHours
        case (.holidays, "branch_id"): .hintHolidayBranch
        case (.policies, "last_day"): .policyEndlessHint
        case (.providers, "phones"): .providerPhonesHint
        case (.policyLimits, "service_id"): .policyAllServicesHint
        case (.policyLimits, "pieces"): .policyLimitHint
        case (_, "last_day"): .hintLastDay
        case (.topics, "parent_id"): .topicParentHint
        case (.projects, "client_id"): .projectClientHint
        case (.projects, "topics"): .projectTopicsHint
        case (.projects, "employees"): .projectEmployeesHint
        case (.projects, "work_schedule"): .projectHoursHint
        case (_, "greeting"): .projectGreetingHint
        case (.webForms, "project_id"), (.mailBoxes, "project_id"): .mailProjectHint
        case (.webForms, "reason_id"), (.mailBoxes, "reason_id"): .formReasonHint
        case (.mailBoxes, "address"): .mailAddressHint
        case (.mailBoxes, "host"): .mailHostHint
        case (.mailBoxes, "port"): .mailPortHint
        case (.mailBoxes, "security"): .mailSecurityHint
        case (.mailBoxes, "folder"): .mailFolderHint
        case (.webForms, "origins"): .formOriginsHint
        case (.webForms, "inputs"): .formInputsHint
        case (_, "project_id"): .projectOfNumberHint
        case (_, "user_id"): .hintUser
        case (_, "cyrillic_name"): .hintCyrillicName
        case (_, "code"): .hintCode
        case (.taskActions, "term"): .taskTermHint
        case (.taskActions, "next_id"): .taskNextHint
        case (.caseTasks, "employee_id"): .taskEmployeeHint
        case (.caseTasks, "due_at"): .taskDueHint
        case (.bulletins, "departments"), (.bulletins, "projects"): .bulletinAudienceHint
        case (.bulletins, "is_must_read"): .bulletinMustReadHint
        case (_, "caption"): .hintCaption
        case (_, "route"): .hintRoute
        case (.webhooks, "url"): .webhookURLHint
        case (.webhooks, "is_on"): .webhookOnHint
        case (.queues, "name"): .hintQueueName
        case (_, "wrap_up_seconds"): .hintWrapUp
        case (_, "joins_at_log_in"): .hintJoins
        case (.queues, "employees"): .hintQueueEmployees
        case (_, "employees"): .hintEligible
        case (.routingRules, "kind"): .hintRoutingKind
        case (_, "second_choice_id"): .hintSecondChoice
        case (.clientAttributes, "choices"): .hintAttributeChoices
        case (.callPanels, "kind"): .hintPanelKind
        case (.documentTemplates, "text"): .hintTemplateText
        case (.callPanels, "address"): .hintPanelAddress
        case (_, "due_minutes"): .hintDueMinutes
        case (_, "offers"): .hintOffers
        default: nil
        }
    }

    /// One of the words that a field holds.
    static func word(_ word: String, in field: String) -> Phrase? {
        switch field {
        case "category": ReasonCategory(rawValue: word)?.phrase
        case "service_status", "showroom_status", "shop_status", "feedback_status", "other_status":
            CRMStatus(rawValue: word)?.phrase
        case "client_type": ClientType(rawValue: word)?.phrase
        case "route": ReasonRoute(rawValue: word)?.phrase
        case "offers": Offer(rawValue: word)?.phrase
        case "kind":
            Document.Kind(rawValue: word)?.phrase ?? ScheduleException.Kind(rawValue: word)?.phrase
                ?? FunnelStage.Kind(rawValue: word)?.phrase ?? RoutingRule.Kind(rawValue: word)?.phrase
                ?? CallPanel.Kind(rawValue: word)?.phrase ?? ClientAttribute.Kind(rawValue: word)?.phrase
        case "paper_kind": DocumentTemplate.Kind(rawValue: word)?.phrase
        case "language": LocalText.Language(rawValue: word)?.phrase
        case "doer": TaskAction.Doer(rawValue: word)?.phrase
        case "term_unit": TaskAction.TermUnit(rawValue: word)?.phrase
        case "state": Case.State(rawValue: word)?.phrase
        case "shown_on": ClientAttribute.Spot(rawValue: word)?.phrase
        case "security": MailBox.Security(rawValue: word)?.phrase
        case "icon": ContactChannel.Icon(rawValue: word)?.phrase
        case "colour": ContactChannel.Colour(rawValue: word)?.phrase
        default: nil
        }
    }

    /// What is wrong with a field, as its content has it.
    static func words(for problem: FieldProblem.Kind, in content: FieldContent, _ language: Language) -> HTML {
        switch problem {
        case .required: language[content.isChosen ? .problemChoose : .problemRequired]
        case .tooLong(let limit): language(.problemTooLong, "\(limit)")
        case .outOfRange(let range):
            switch content {
            case .money: language[.problemNotSum]
            case .instant: language(.problemLength, "\(range.lowerBound)", "\(range.upperBound)")
            case .reference(.topics): language(.problemTopicTooDeep, "\(range.upperBound)")
            default: language(.problemOutOfRange, "\(range.lowerBound)", "\(range.upperBound)")
            }
        case .malformed: language[malformed(content)]
        case .contradiction: language[contradiction(content)]
        case .overlapping(let overlap): overlap.words(in: language)
        case .template(let problem): problem.words(in: language)
        case .noSuchRecord: language[.problemNoSuchRecord]
        // Of two moments that are alike neither is another record's; who has the time has the car.
        case .taken: language[content == .instant ? .testDriveTakenThen : .problemTaken]
        }
    }

    private static func contradiction(_ content: FieldContent) -> Phrase {
        switch content {
        case .text(_, .hours): .problemHoursWithout
        case .instant: .problemEndBefore
        case .reference(.topics): .problemTopicInItself
        default: .problemDayBefore
        }
    }

    static func malformed(_ content: FieldContent) -> Phrase {
        switch content {
        case .text(_, .workSchedule): .problemNotSchedule
        case .text(_, .hours): .problemNotHours
        case .text(_, .day): .problemNotDay
        case .text(_, .timeZone): .problemNoTimeZone
        case .text(_, .extension): .problemNotExtension
        case .text(_, .webAddress): .problemNotWebAddress
        case .text(_, .panelAddress): .problemNotPanelAddress
        case .integer: .problemNotNumber
        case .phone: .problemNotPhone
        case .instant: .problemNotInstant
        case .money: .problemNotSum
        case .choice, .reference, .references, .user: .problemChoose
        case .text(_, .any), .lines, .flag: .problemMalformed
        }
    }
}

extension FieldContent {
    /// From a list, by a control of its own.
    var isChosen: Bool {
        switch self {
        case .choice, .reference, .references, .user: true
        case .text, .lines, .integer, .flag, .phone, .instant, .money: false
        }
    }
}

extension DocumentTemplate.Kind {
    var phrase: Phrase {
        switch self {
        case .letter: .paperLetter
        case .invoice: .paperInvoice
        case .act: .paperAct
        case .other: .paperOther
        }
    }
}

extension LocalText.Language {
    fileprivate var phrase: Phrase {
        switch self {
        case .russian: .inRussian
        case .english: .inEnglish
        case .ukrainian: .inUkrainian
        }
    }
}

extension TemplateProblem {
    func words(in language: Language) -> HTML {
        switch self {
        case .unknownPlaceholder(let name, let line):
            language(.problemPlaceholder, "\(line)", foreign("{\(name)}", limit: 60))
        case .tableInLine(let line): language(.problemTableInLine, "\(line)")
        }
    }
}

extension TaskAction.Doer {
    var phrase: Phrase {
        switch self {
        case .responsible: .doerResponsible
        case .employee: .doerEmployee
        case .department: .doerDepartment
        }
    }
}

extension TaskAction.TermUnit {
    var phrase: Phrase {
        switch self {
        case .minutes: .termMinutes
        case .days: .termDays
        }
    }
}

extension Case.State {
    var phrase: Phrase {
        switch self {
        case .open: .caseStateOpen
        case .closed: .caseClosed
        }
    }
}

extension FunnelStage.Kind {
    var phrase: Phrase {
        switch self {
        case .open: .stageOpen
        case .won: .stageWon
        case .lost: .stageLost
        }
    }

    /// The class that colours a stage.
    var look: HTML {
        switch self {
        case .open: .nothing
        case .won: "good"
        case .lost: "bad"
        }
    }
}

extension RoutingRule.Kind {
    var phrase: Phrase {
        switch self {
        case .openDocument: .routingOpenDocument
        case .responsible: .routingResponsible
        case .lastSpoken: .routingLastSpoken
        case .vip: .routingVIP
        }
    }
}

extension CallPanel.Kind {
    var phrase: Phrase {
        switch self {
        case .openDocuments: .panelOpenDocuments
        case .documentSums: .panelDocumentSums
        case .documentHistory: .panelDocumentHistory
        case .erpTable: .panelERPTable
        case .erpPage: .panelERPPage
        }
    }
}

extension ClientAttribute.Kind {
    var phrase: Phrase {
        switch self {
        case .text: .attributeText
        case .number: .attributeNumber
        case .money: .attributeMoney
        case .date: .attributeDate
        case .choice: .attributeChoice
        }
    }
}

extension ClientAttribute.Spot {
    var phrase: Phrase {
        switch self {
        case .card: .attributeOnCard
        case .panel: .attributeOnPanel
        }
    }
}

extension CRMStatus {
    var phrase: Phrase {
        switch self {
        case .new: .crmNew
        case .active: .crmActive
        case .sleeping: .crmSleeping
        case .lost: .crmLost
        case .vip: .crmVIP
        }
    }
}

extension ReasonCategory {
    var phrase: Phrase {
        switch self {
        case .service: .categoryService
        case .showroom: .categoryShowroom
        case .shop: .categoryShop
        case .feedback: .categoryFeedback
        case .other: .categoryOther
        }
    }
}

extension ClientType {
    var phrase: Phrase {
        switch self {
        case .private: .clientTypePrivate
        case .corporate: .clientTypeCorporate
        case .partner: .clientTypePartner
        case .employee: .clientTypeEmployee
        }
    }
}

extension ReasonRoute {
    var phrase: Phrase {
        switch self {
        case .privateRepair: .routePrivateRepair
        case .serviceAdvisor: .routeServiceAdvisor
        case .employee: .routeEmployee
        case .directions: .routeDirections
        case .baseContact: .routeBaseContact
        case .finish: .routeFinish
        }
    }
}

extension Change.Kind {
    var phrase: Phrase {
        switch self {
        case .added: .historyAdded
        case .changed: .historyChanged
        case .hidden: .historyHidden
        case .restored: .historyRestored
        case .merged: .historyMerged
        case .separated: .historySeparated
        }
    }
}

extension ClientPhone.Kind {
    var phrase: Phrase {
        switch self {
        case .contact: .intakePhoneKindContact
        case .mobile: .intakePhoneKindMobile
        case .home: .intakePhoneKindHome
        case .work: .intakePhoneKindWork
        case .fax: .intakePhoneKindFax
        }
    }
}

extension Document.Kind {
    var phrase: Phrase {
        switch self {
        case .appointment: .documentAppointment
        case .repairRequest: .documentRepairRequest
        case .workOrder: .documentWorkOrder
        case .testDrive: .documentTestDrive
        case .invoice: .documentInvoice
        }
    }
}

extension ScheduleException.Kind {
    var phrase: Phrase {
        switch self {
        case .vacation: .exceptionVacation
        case .dayOff: .exceptionDayOff
        case .sick: .exceptionSick
        case .otherHours: .exceptionOtherHours
        }
    }
}

extension WorkHoursOverlap {
    /// Both stretches, so that the reader need not look for them.
    func words(in language: Language) -> HTML {
        func words(_ stretch: Stretch) -> HTML {
            "\(language[Day.weekdayPhrases[stretch.weekday - 1]]) \(stretch.hours.text)"
        }
        return language(.problemHoursOverlap, words(first), words(second))
    }
}
