import ContactCenter
import Foundation

/// What is live in the frame around every page: whether events come from the PBX, and how many callers wait for a call-back.
struct FramePage: LivePage {
    private var connection = PBXConnection.connecting
    private var missedWaiting = 0

    /// Who reads sees the work of all, not only what was handed to them.
    private let countsMissed: Bool

    init(for reader: SignedIn? = nil) { countsMissed = reader?.rights.scope(of: .missed) == .all }

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
    }

    func parts(at now: Date) -> [FramePart] {
        [.pbxPill(connection)] + (countsMissed ? [.missed(missedWaiting)] : [])
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

        var followsPosition: Bool { false }
    }

    case pbxPill(PBXConnection)
    case pbxBanner(PBXConnection)
    case missed(Int)

    var region: Region {
        switch self {
        case .pbxPill: .pbxState
        case .pbxBanner: .pbxBanner
        case .missed: .missed
        }
    }

    var key: String {
        switch self {
        case .pbxPill: "pbx-pill"
        case .pbxBanner: "pbx-notice"
        case .missed: "missed-waiting"
        }
    }

    func html(for viewer: Viewer) -> HTML {
        switch self {
        case .pbxPill(let connection): Web.pbxPill(connection, id: key, for: viewer)
        case .pbxBanner(let connection): Web.pbxBanner(connection, id: key, for: viewer)
        case .missed(let number): missed(number, for: viewer)
        }
    }

    private func missed(_ number: Int, for viewer: Viewer) -> HTML {
        let title = viewer.language.count(number, .callersToCallBack)
        let look: HTML = number == 0 ? "only-read" : "count"
        return "<span class=\"\(look)\" id=\"\(key)\" title=\"\(title)\">\(number)</span>"
    }
}
