import ContactCenter
import Foundation

/// What is live in the frame around every page: whether events come from the PBX, how many callers wait for a call-back, and how
/// many reminders the reader is to do.
struct FramePage: LivePage {
    private var connection = PBXConnection.connecting
    private var missedWaiting = 0
    private var load = ReminderLoad()

    /// Who reads sees the work of all, not only what was handed to them.
    private let countsMissed: Bool

    private let countsReminders: Bool
    /// Whose reminders are counted, and whose status stands in the corner.
    private let user: UserID?
    private(set) var presence: Presence?
    private var phone: Extension?
    private var line: LineState?
    private var refusing: [QueueName] = []

    init(for reader: SignedIn? = nil) {
        countsMissed = reader?.rights.scope(of: .missed) == .all
        countsReminders = reader?.rights.allows(.contacts) ?? false
        user = reader?.user.id
    }

    init(_ floor: Floor, for reader: SignedIn? = nil) {
        self.init(for: reader)
        take(floor)
    }

    /// What concerns everybody, and the reader's own phone.
    var interest: LiveInterest { user.map { .people([$0]) } ?? .phones([]) }

    mutating func show(_ snapshot: LiveSnapshot) { take(snapshot.floor) }

    mutating func apply(_ change: LiveChange) {
        if case .floor(let floor) = change { take(floor) }
    }

    private mutating func take(_ floor: Floor) {
        connection = floor.connection
        missedWaiting = floor.missedWaiting
        load = user.flatMap { floor.reminders[$0] } ?? ReminderLoad()
        presence = user.flatMap { floor.presences[$0] }
        phone = user.flatMap { user in floor.seats.values.first { $0.user == user }?.phone }
        line = phone.flatMap { floor.phones[$0] }
        refusing = user.flatMap { floor.queueRefusals[$0] } ?? []
    }

    func parts(at now: Date) -> [FramePart] {
        [.pbxPill(connection)] + (countsMissed ? [.missed(missedWaiting)] : [])
            + (countsReminders ? [.reminders(load)] : [])
            + (connection == .connected ? [] : [.pbxBanner(connection)])
            + (user == nil ? [] : ownParts)
    }
}

extension FramePage {
    /// The reader's own status and what may be chosen instead.
    private var ownParts: [FramePart] {
        [.ownPresence(presence, phone, line, refusedBy: refusing)]
            + PresenceChoice.all(of: presence).map(FramePart.choice)
            + (presence?.ownStatuses ?? []).map(FramePart.ownStatus)
    }
}

/// What changes in the frame.
enum FramePart: LivePart {
    enum Region: String, LiveRegion {
        case pbxState = "pbx-state"
        case pbxBanner = "pbx-banner"
        /// Beside the register's name in the navigation.
        case missed = "missed-count"
        /// Beside the name of the list of reminders.
        case reminders = "reminder-count"
        /// In the bottom right corner.
        case ownPresence = "own-presence"
        case presenceChoices = "presence-choices"
        case ownStatuses = "own-status-rows"

        var followsPosition: Bool { false }
    }

    case pbxPill(PBXConnection)
    case pbxBanner(PBXConnection)
    case missed(Int)
    case reminders(ReminderLoad)
    case ownPresence(Presence?, Extension?, LineState?, refusedBy: [QueueName])
    case choice(PresenceChoice)
    case ownStatus(OwnStatus)

    var region: Region {
        switch self {
        case .pbxPill: .pbxState
        case .pbxBanner: .pbxBanner
        case .missed: .missed
        case .reminders: .reminders
        case .ownPresence: .ownPresence
        case .choice: .presenceChoices
        case .ownStatus: .ownStatuses
        }
    }

    var key: String {
        switch self {
        case .pbxPill: "pbx-pill"
        case .pbxBanner: "pbx-notice"
        case .missed: "missed-waiting"
        case .reminders: "reminders-open"
        case .ownPresence: "own-presence-now"
        case .choice(let choice): choice.key
        case .ownStatus(let status): "own-status-\(status.key)"
        }
    }

    func html(for viewer: Viewer) -> HTML {
        switch self {
        case .pbxPill(let connection): Web.pbxPill(connection, id: key, for: viewer)
        case .pbxBanner(let connection): Web.pbxBanner(connection, id: key, for: viewer)
        case .missed(let number): missed(number, for: viewer)
        case .reminders(let load): reminders(load, for: viewer)
        case .ownPresence(let presence, let phone, let line, let refusing):
            own(presence, phone, line, for: viewer, refusedBy: refusing)
        case .choice(let choice): choice.html(for: viewer)
        case .ownStatus(let status): status.row(id: key, for: viewer)
        }
    }

    private func own(
        _ presence: Presence?,
        _ phone: Extension?,
        _ line: LineState?,
        for viewer: Viewer,
        refusedBy queues: [QueueName]
    ) -> HTML {
        let mark = PresenceMark(presence: presence ?? Presence(status: .offline, since: viewer.now), viewer: viewer)
        let idle: HTML = presence?.isIdle ?? false ? " data-idle" : .nothing
        let phone = phone.map { phone -> HTML in "<span class=\"number\">\(foreign(phone.rawValue, limit: 32))</span>" }
        return """
            <span id="\(key)"\(idle)>\(PresenceMark.refusal(by: queues, for: viewer))\(mark.status)\(mark.note)\(phone ?? .nothing)\
            \(line.map { lineWord($0, for: viewer) } ?? .nothing)</span>
            """
    }

    /// Red only for what is overdue.
    private func reminders(_ load: ReminderLoad, for viewer: Viewer) -> HTML {
        let title = viewer.language(.remindersCount, "\(load.open)", "\(load.overdue)")
        let look: HTML = load.open == 0 ? "only-read" : load.overdue > 0 ? "count overdue" : "count"
        return "<span class=\"\(look)\" id=\"\(key)\" title=\"\(title)\">\(load.open)</span>"
    }

    private func missed(_ number: Int, for viewer: Viewer) -> HTML {
        let title = viewer.language.count(number, .callersToCallBack)
        let look: HTML = number == 0 ? "only-read" : "count"
        return "<span class=\"\(look)\" id=\"\(key)\" title=\"\(title)\">\(number)</span>"
    }
}
