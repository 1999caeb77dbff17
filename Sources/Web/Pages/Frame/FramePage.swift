import ContactCenter
import Foundation

/// What is live in the frame around every page: whether events come from the PBX, how many callers wait for a call-back, how many
/// people wait to be served, what the reader is to do, and what they have not read.
struct FramePage: LivePage {
    private var connection = PBXConnection.connecting
    private var missedWaiting = 0
    private var load = ReminderLoad()
    private var waiting = 0
    private var inbox = NotificationInbox()

    /// Who reads sees the work of all, not only what was handed to them.
    private let countsMissed: Bool

    private let countsWaiting: Bool

    /// Whose reminders are counted.
    private let user: UserID?
    /// Whose notifications these are.
    private let reader: UserID?

    init(for reader: SignedIn? = nil) {
        countsWaiting = reader?.rights.allows(.reception) == true
        self.reader = reader?.user.id
        countsMissed = reader?.rights.scope(of: .missed) == .all
        user = reader.flatMap { $0.rights.allows(.contacts) ? $0.user.id : nil }
    }

    init(_ floor: Floor, for reader: SignedIn? = nil) {
        self.init(for: reader)
        take(floor)
    }

    var hasBell: Bool { reader != nil }

    /// What concerns everybody, and what the reader is told of.
    var interest: LiveInterest { reader.map(LiveInterest.own) ?? .phones([]) }

    mutating func show(_ snapshot: LiveSnapshot) { take(snapshot.floor) }

    mutating func apply(_ change: LiveChange) {
        if case .floor(let floor) = change { take(floor) }
    }

    private mutating func take(_ floor: Floor) {
        connection = floor.connection
        missedWaiting = floor.missedWaiting
        load = user.flatMap { floor.reminders[$0] } ?? ReminderLoad()
        waiting = floor.reception.waiting.count
        inbox = reader.flatMap { floor.inboxes[$0] } ?? NotificationInbox()
    }

    func parts(at now: Date) -> [FramePart] {
        [.pbxPill(connection)] + (countsMissed ? [.missed(missedWaiting)] : [])
            + (user != nil ? [.reminders(load)] : [])
            + (countsWaiting ? [.waiting(waiting)] : []) + (hasBell ? bell : [])
            + (connection == .connected ? [] : [.pbxBanner(connection)])
    }

    private var bell: [FramePart] {
        [.unread(inbox.unread)]
            + (inbox.latest.isEmpty ? [.nothingUnread] : inbox.latest.map(FramePart.notification))
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
        /// Beside the reception's name.
        case waiting = "waiting-count"
        case bellCount = "bell-count"
        case bellList = "bell-list"

        var followsPosition: Bool { false }
    }

    case pbxPill(PBXConnection)
    case pbxBanner(PBXConnection)
    case missed(Int)
    case reminders(ReminderLoad)
    case waiting(Int)
    case unread(Int)
    case notification(ContactNotification)
    case nothingUnread

    var region: Region {
        switch self {
        case .pbxPill: .pbxState
        case .pbxBanner: .pbxBanner
        case .missed: .missed
        case .reminders: .reminders
        case .waiting: .waiting
        case .unread: .bellCount
        case .notification, .nothingUnread: .bellList
        }
    }

    var key: String {
        switch self {
        case .pbxPill: "pbx-pill"
        case .pbxBanner: "pbx-notice"
        case .missed: "missed-waiting"
        case .reminders: "reminders-open"
        case .waiting: "waiting-in-queue"
        case .unread: "bell-unread"
        case .notification(let notification): "notification-\(notification.id)"
        case .nothingUnread: "bell-nothing"
        }
    }

    func html(for viewer: Viewer) -> HTML {
        switch self {
        case .pbxPill(let connection): Web.pbxPill(connection, id: key, for: viewer)
        case .pbxBanner(let connection): Web.pbxBanner(connection, id: key, for: viewer)
        case .missed(let number): missed(number, for: viewer)
        case .reminders(let load): reminders(load, for: viewer)
        case .waiting(let count): ReceptionPart.count(count, id: key, for: viewer)
        case .unread(let count): Bell.count(count, id: key, for: viewer)
        case .notification(let notification): Bell.row(notification, id: key, for: viewer)
        case .nothingUnread: Bell.none(id: key, for: viewer)
        }
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
