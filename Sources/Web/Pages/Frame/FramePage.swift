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

    /// Whose reminders are counted.
    private let user: UserID?

    init(for reader: SignedIn? = nil) {
        countsMissed = reader?.rights.scope(of: .missed) == .all
        user = reader.flatMap { $0.rights.allows(.contacts) ? $0.user.id : nil }
    }

    init(_ floor: Floor, for reader: SignedIn? = nil) {
        self.init(for: reader)
        take(floor)
    }

    /// What concerns everybody.
    var interest: LiveInterest { .phones([]) }

    mutating func show(_ snapshot: LiveSnapshot) { take(snapshot.floor) }

    mutating func apply(_ change: LiveChange) {
        if case .floor(let floor) = change { take(floor) }
    }

    private mutating func take(_ floor: Floor) {
        connection = floor.connection
        missedWaiting = floor.missedWaiting
        load = user.flatMap { floor.reminders[$0] } ?? ReminderLoad()
    }

    func parts(at now: Date) -> [FramePart] {
        [.pbxPill(connection)] + (countsMissed ? [.missed(missedWaiting)] : [])
            + (user != nil ? [.reminders(load)] : [])
            + (connection == .connected ? [] : [.pbxBanner(connection)])
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

        var followsPosition: Bool { false }
    }

    case pbxPill(PBXConnection)
    case pbxBanner(PBXConnection)
    case missed(Int)
    case reminders(ReminderLoad)

    var region: Region {
        switch self {
        case .pbxPill: .pbxState
        case .pbxBanner: .pbxBanner
        case .missed: .missed
        case .reminders: .reminders
        }
    }

    var key: String {
        switch self {
        case .pbxPill: "pbx-pill"
        case .pbxBanner: "pbx-notice"
        case .missed: "missed-waiting"
        case .reminders: "reminders-open"
        }
    }

    func html(for viewer: Viewer) -> HTML {
        switch self {
        case .pbxPill(let connection): Web.pbxPill(connection, id: key, for: viewer)
        case .pbxBanner(let connection): Web.pbxBanner(connection, id: key, for: viewer)
        case .missed(let number): missed(number, for: viewer)
        case .reminders(let load): reminders(load, for: viewer)
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
