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

    private let countsWork: Bool
    private let countsWaiting: Bool
    /// Whose work and notifications are counted, and whose status stands in the corner.
    private let user: UserID?
    private(set) var presence: Presence?
    private var phone: Extension?
    private var line: LineState?
    private var refusing: [QueueName] = []
    private let listens: Bool
    private let dials: Bool
    /// What the reader's phone listens to, and who sits there.
    private var listening: (Listening, to: String?)?
    /// What the reader's phone was made to call.
    private var ownCall: OwnCall?

    init(for reader: SignedIn? = nil) {
        countsWaiting = reader?.rights.allows(.reception) ?? false
        countsMissed = reader?.rights.scope(of: .missed) == .all
        countsWork = reader?.rights.allows(.contacts) ?? false
        user = reader?.user.id
        listens = reader?.rights.allows(.listening) ?? false
        dials = reader?.rights.allows(.dialling) ?? false
    }

    init(_ floor: Floor, for reader: SignedIn? = nil) {
        self.init(for: reader)
        take(floor)
    }

    var hasBell: Bool { user != nil }

    /// What concerns everybody, and what the reader is told of.
    var interest: LiveInterest { user.map(LiveInterest.own) ?? .phones([]) }

    /// The reader sits at a phone.
    var hasPhone: Bool { phone != nil }

    mutating func show(_ snapshot: LiveSnapshot) {
        ownCall = nil
        take(snapshot.floor)
        for call in snapshot.calls.sorted(by: { $0.beganEarlier(than: $1) }) { take(call) }
    }

    mutating func apply(_ change: LiveChange) {
        switch change {
        case .floor(let floor): take(floor)
        case .call(let call): take(call)
        case .withdrawn(let id), .merged(let id, into: _): if ownCall?.id == id { ownCall = nil }
        case .card, .contact, .document, .tasks, .staff: break
        }
    }

    /// How a call ended that came to nothing is told until the next one, or the next page.
    private mutating func take(_ call: Call) {
        guard dials, let phone else { return }
        if call.isClickToCall, call.callerPhone == phone {
            // One that has ended comes again later, with its CDR.
            guard !call.isEnded || ownCall?.id == call.id else { return }
            ownCall = OwnCall(call)
        } else if case .over = ownCall?.stage, !call.isEnded, call.presentPhones.contains(phone) {
            ownCall = nil
        }
    }

    private mutating func take(_ floor: Floor) {
        connection = floor.connection
        missedWaiting = floor.missedWaiting
        load = user.flatMap { floor.reminders[$0] } ?? ReminderLoad()
        presence = user.flatMap { floor.presences[$0] }
        let sat = phone
        phone = user.flatMap { floor.seat(of: $0)?.phone }
        if sat != phone { ownCall = nil }
        line = phone.flatMap { floor.phones[$0] }
        refusing = user.flatMap { floor.queueRefusals[$0] } ?? []
        listening =
            listens
            ? phone.flatMap { floor.listenings.by($0) }.map { running in
                (running, running.to.flatMap { floor.seats[$0] }?.displayName)
            } : nil
        waiting = floor.reception.waiting.count
        inbox = user.flatMap { floor.inboxes[$0] } ?? NotificationInbox()
    }

    func parts(at now: Date) -> [FramePart] {
        [.pbxPill(connection)] + (countsMissed ? [.missed(missedWaiting)] : [])
            + (countsWork ? [.worklist(load)] : []) + (countsWaiting ? [.waiting(waiting)] : [])
            + (hasBell ? bell : [])
            + (connection == .connected ? [] : [.pbxBanner(connection)])
            + (listening.map { [.listening($0, to: $1)] } ?? [])
            + (ownCall.map { [.ownCall($0)] } ?? [])
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
        /// What the reader listens to, on top of every page.
        case listening = "own-listening"
        /// What the reader's phone was made to call, on top of every page.
        case ownCall = "own-call"
        /// Beside the register's name in the navigation.
        case missed = "missed-count"
        /// Beside the worklist's name.
        case worklist = "worklist-count"
        /// In the bottom right corner.
        case ownPresence = "own-presence"
        case presenceChoices = "presence-choices"
        case ownStatuses = "own-status-rows"
        /// Beside the reception's name.
        case waiting = "waiting-count"
        case bellCount = "bell-count"
        case bellList = "bell-list"

        var followsPosition: Bool { false }
    }

    case pbxPill(PBXConnection)
    case pbxBanner(PBXConnection)
    case listening(Listening, to: String?)
    case ownCall(OwnCall)
    case missed(Int)
    case worklist(ReminderLoad)
    case ownPresence(Presence?, Extension?, LineState?, refusedBy: [QueueName])
    case choice(PresenceChoice)
    case ownStatus(OwnStatus)
    case waiting(Int)
    case unread(Int)
    case notification(ContactNotification)
    case nothingUnread

    var region: Region {
        switch self {
        case .pbxPill: .pbxState
        case .pbxBanner: .pbxBanner
        case .listening: .listening
        case .ownCall: .ownCall
        case .missed: .missed
        case .worklist: .worklist
        case .ownPresence: .ownPresence
        case .choice: .presenceChoices
        case .ownStatus: .ownStatuses
        case .waiting: .waiting
        case .unread: .bellCount
        case .notification, .nothingUnread: .bellList
        }
    }

    var key: String {
        switch self {
        case .pbxPill: "pbx-pill"
        case .pbxBanner: "pbx-notice"
        case .listening: "own-listening-now"
        case .ownCall: "own-call-now"
        case .missed: "missed-waiting"
        case .worklist: "worklist-open"
        case .ownPresence: "own-presence-now"
        case .choice(let choice): choice.key
        case .ownStatus(let status): "own-status-\(status.key)"
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
        case .ownCall(let call): DiallingView(viewer: viewer).bar(call, id: key)
        case .listening(let listening, let name): ListeningView(viewer: viewer).bar(listening, to: name, id: key)
        case .missed(let number): missed(number, for: viewer)
        case .worklist(let load): worklist(load, for: viewer)
        case .ownPresence(let presence, let phone, let line, let refusing):
            own(presence, phone, line, for: viewer, refusedBy: refusing)
        case .choice(let choice): choice.html(for: viewer)
        case .ownStatus(let status): status.row(id: key, for: viewer)
        case .waiting(let count): ReceptionPart.count(count, id: key, for: viewer)
        case .unread(let count): Bell.count(count, id: key, for: viewer)
        case .notification(let notification): Bell.row(notification, id: key, for: viewer)
        case .nothingUnread: Bell.none(id: key, for: viewer)
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
    private func worklist(_ load: ReminderLoad, for viewer: Viewer) -> HTML {
        let title = viewer.language(.worklistCount, "\(load.open)", "\(load.overdue)")
        let look: HTML = load.open == 0 ? "only-read" : load.overdue > 0 ? "count overdue" : "count"
        return "<span class=\"\(look)\" id=\"\(key)\" title=\"\(title)\">\(load.open)</span>"
    }

    private func missed(_ number: Int, for viewer: Viewer) -> HTML {
        let title = viewer.language.count(number, .callersToCallBack)
        let look: HTML = number == 0 ? "only-read" : "count"
        return "<span class=\"\(look)\" id=\"\(key)\" title=\"\(title)\">\(number)</span>"
    }
}
