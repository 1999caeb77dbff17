import ContactCenter

/// A section of the product, as the navigation lists it.
enum Place: CaseIterable {
    case card
    case reception
    case worklist
    case tasks
    case bulletins
    case registry
    case journal
    case leads
    case deals
    case missed
    case calls
    case clients
    case documents
    case online
    case wallboard
    case register
    case reconciliation
    case reports
    case today
    case statistics
    case leadStatistics
    case hours
    case funnel
    case callStatistics
    case topicStatistics
    case staff
    case lines
    case questionnaires
    case directories
    case imports
    case scripts
    case webhooks

    enum Group: CaseIterable {
        case work
        case contacts
        case control
        case reports
        case settings

        var name: Phrase {
            switch self {
            case .work: .work
            case .contacts: .contacts
            case .control: .control
            case .reports: .reports
            case .settings: .settings
            }
        }
    }

    var group: Group {
        switch self {
        case .card, .reception, .worklist, .tasks, .bulletins: .work
        case .registry, .journal, .leads, .deals, .missed, .calls, .clients, .documents: .contacts
        case .online, .wallboard, .register, .reconciliation: .control
        case .reports, .today, .statistics, .leadStatistics, .hours, .funnel, .callStatistics, .topicStatistics, .staff,
            .lines, .questionnaires:
            .reports
        case .directories, .imports, .scripts, .webhooks: .settings
        }
    }

    var permission: Permission {
        switch self {
        case .card, .bulletins: .workspace
        case .reception: .reception
        case .registry, .journal, .leads, .deals, .worklist, .tasks: .contacts
        case .missed: .missed
        case .calls, .register: .calls
        case .clients, .documents: .clients
        case .online, .wallboard: .online
        case .reconciliation: .reconciliation
        case .reports, .today, .statistics, .leadStatistics, .hours, .funnel, .callStatistics, .topicStatistics, .staff,
            .lines, .questionnaires:
            .reports
        case .directories: .directories
        case .imports: .imports
        case .scripts: .scripts
        case .webhooks: .integrations
        }
    }

    var address: HTML {
        switch self {
        case .card: SitePath.card
        case .reception: SitePath.reception
        case .worklist: HTML(text: WorklistView.path)
        case .tasks: HTML(text: TaskBoardView.path)
        case .bulletins: HTML(text: BulletinsPage.path)
        case .registry: SitePath.registry
        case .journal: HTML(text: RegistryKind.journal.path)
        case .leads: HTML(text: RegistryKind.leads.path)
        case .deals: HTML(text: DealList.path)
        case .missed: SitePath.missed
        case .calls: HTML(text: SitePath.calls)
        case .clients: SitePath.clients
        case .documents: SitePath.documents
        case .online: SitePath.online
        case .wallboard: HTML(text: BoardAddress.path)
        case .reports: SitePath.reports
        case .today: HTML(text: TodayPage.path)
        case .register: HTML(text: SitePath.register)
        case .reconciliation: HTML(text: ReconciliationPage.path)
        case .statistics: HTML(text: Report.Name.statistics.path)
        case .hours: HTML(text: Report.Name.hours.path)
        case .funnel: HTML(text: Report.Name.funnel.path)
        case .leadStatistics: HTML(text: Report.Name.leads.path)
        case .callStatistics: HTML(text: Report.Name.calls.path)
        case .topicStatistics: HTML(text: Report.Name.topics.path)
        case .staff: HTML(text: Report.Name.staff.path)
        case .lines: HTML(text: Report.Name.lines.path)
        case .questionnaires: HTML(text: QuestionnaireReportPage.path)
        case .directories: HTML(text: Directory.path)
        case .imports: HTML(text: ImportListPage.path)
        case .scripts: SitePath.scripts
        case .webhooks: SitePath.webhooks
        }
    }

    var icon: Icon {
        switch self {
        case .card: .headset
        case .reception: .desk
        case .worklist: .task
        case .tasks: .check
        case .bulletins: .bookmark
        case .registry: .note
        case .journal: .columns
        case .leads: .funnel
        case .deals: .deal
        case .missed: .missed
        case .calls: .phone
        case .clients: .people
        case .documents: .doc
        case .online: .pulse
        case .wallboard: .screen
        case .reports: .book
        case .today: .calendar
        case .register: .list
        case .reconciliation: .compare
        case .statistics: .bars
        case .hours: .clock
        case .funnel: .funnel
        case .leadStatistics: .bars
        case .callStatistics: .phone
        case .topicStatistics: .bookmark
        case .staff: .people
        case .lines: .phone
        case .questionnaires: .list
        case .directories: .book
        case .imports: .up
        case .scripts: .speech
        case .webhooks: .plug
        }
    }

    var name: Phrase {
        switch self {
        case .card: .card
        case .reception: .reception
        case .worklist: .worklist
        case .tasks: .tasks
        case .bulletins: .bulletins
        case .registry: .registry
        case .journal: .journal
        case .leads: .leads
        case .deals: .deals
        case .missed: .missed
        case .calls: .callsTitle
        case .clients: .clientsTitle
        case .documents: .documentsTitle
        case .online: .online
        case .wallboard: .boardWall
        case .reports: .reportsAll
        case .today: .boardToday
        case .register: .registerInShort
        case .reconciliation: .reconciliation
        case .statistics: .reportStatisticsInShort
        case .hours: .reportHours
        case .funnel: .reportFunnel
        case .leadStatistics: .reportLeads
        case .callStatistics: .reportCallStatistics
        case .topicStatistics: .reportTopics
        case .staff: .reportStaff
        case .lines: .reportLinesInUse
        case .questionnaires: .questionnaires
        case .directories: .directories
        case .imports: .imports
        case .scripts: .scripts
        case .webhooks: .webhooks
        }
    }

    /// The key that leads there after `G`: a letter, or a digit where there is none left.
    var key: String {
        switch self {
        case .card: "W"
        case .reception: "E"
        case .worklist: "N"
        case .tasks: "5"
        case .bulletins: "6"
        case .registry: "R"
        case .journal: "J"
        case .leads: "Q"
        case .deals: "V"
        case .missed: "M"
        case .calls: "C"
        case .clients: "L"
        case .documents: "U"
        case .online: "O"
        case .wallboard: "D"
        case .reports: "0"
        case .today: "A"
        case .register: "P"
        case .reconciliation: "K"
        case .statistics: "S"
        case .hours: "H"
        case .funnel: "F"
        case .leadStatistics: "Z"
        case .callStatistics: "Y"
        case .topicStatistics: "X"
        case .staff: "G"
        case .lines: "1"
        case .questionnaires: "4"
        case .directories: "B"
        case .imports: "7"
        case .scripts: "T"
        case .webhooks: "I"
        }
    }

    /// The same as the browser names it, whatever the layout.
    var code: HTML { HTML(text: key.allSatisfy(\.isNumber) ? "Digit\(key)" : "Key\(key)") }

    /// One of the five places that a narrow screen has room for.
    var isPinned: Bool {
        switch self {
        case .card, .registry, .missed, .calls, .online: true
        case .reception, .worklist, .tasks, .bulletins, .journal, .leads, .deals, .wallboard, .register,
            .reconciliation, .reports, .today,
            .statistics, .leadStatistics, .hours, .funnel, .callStatistics, .topicStatistics, .staff, .lines,
            .questionnaires, .directories, .imports,
            .scripts, .webhooks, .clients, .documents:
            false
        }
    }
}
