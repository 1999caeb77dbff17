import Foundation

/// One change of one record, as its history shows it (decision D21).
package struct Change: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case added
        case changed
        case hidden
        case restored
        /// Another record became part of this one, or this one part of another.
        case merged
        /// A merger was taken back.
        case separated
    }

    package struct Field: Hashable, Sendable {
        /// As in the database and the API: `short_name`.
        package var name: String
        /// `nil` where nothing stood there.
        package var before: String?
        package var after: String?

        package init(name: String, before: String?, after: String?) {
            self.name = name
            self.before = before
            self.after = after
        }
    }

    package var at: Date
    /// `nil` for what the program did by itself.
    package var user: UserID?
    package var kind: Kind
    package var fields: [Field]

    package init(at: Date, user: UserID?, kind: Kind, fields: [Field] = []) {
        self.at = at
        self.user = user
        self.kind = kind
        self.fields = fields
    }

    package init(_ kind: Kind, _ fields: [Field] = [], by author: RecordAuthor) {
        self.init(at: author.at, user: author.user, kind: kind, fields: fields)
    }
}

/// The kind of a record, by the name of its table: what a history entry or a reference is about.
package enum RecordKind: String, CaseIterable, Sendable {
    case branches
    case departments
    case workshops
    case jobPositions = "job_positions"
    case employees
    case vehicleMakes = "vehicle_makes"
    case vehicleModels = "vehicle_models"
    case sources
    case sourceTypes = "source_types"
    case contactChannels = "contact_channels"
    case dids
    case queues
    case reasons
    case lostReasons = "lost_reasons"
    case testVehicles = "test_vehicles"
    case holidays
    case scheduleExceptions = "schedule_exceptions"
    case clients
    case vehicles
    case documents
    case contacts
    case webhooks
    case pipelines
    case funnelStages = "funnel_stages"
    case leadQualities = "lead_qualities"
    case deals
    case topics
    case routingRules = "routing_rules"
    case callPanels = "call_panels"
    case projects
    case services
    case providers
    case servicePrices = "service_prices"
    case policies
    case policyLimits = "policy_limits"
    case taskActions = "task_actions"
    case entryCategories = "entry_categories"
    case cases
    case caseEntries = "case_entries"
    case caseTasks = "case_tasks"
    case bulletins
    case clientAttributes = "client_attributes"
    case webForms = "web_forms"
    case mailBoxes = "mail_boxes"
    case documentTemplates = "document_templates"
    case papers
}
