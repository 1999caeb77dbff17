import ContactCenter
import Foundation

/// What is live in the frame around every page: whether events come from the PBX.
struct FramePage: LivePage {
    private var connection = PBXConnection.connecting

    init() {}

    init(_ snapshot: LiveSnapshot) { show(snapshot) }

    /// What concerns everybody.
    var interest: LiveInterest { .phones([]) }

    mutating func show(_ snapshot: LiveSnapshot) { take(snapshot.floor) }

    mutating func apply(_ change: LiveChange) {
        if case .floor(let floor) = change { take(floor) }
    }

    private mutating func take(_ floor: Floor) { connection = floor.connection }

    func parts(at now: Date) -> [FramePart] {
        [.pbxPill(connection)] + (connection == .connected ? [] : [.pbxBanner(connection)])
    }
}

/// What changes in the frame.
enum FramePart: LivePart {
    enum Region: String, LiveRegion {
        case pbxState = "pbx-state"
        case pbxBanner = "pbx-banner"

        var followsPosition: Bool { false }
    }

    case pbxPill(PBXConnection)
    case pbxBanner(PBXConnection)

    var region: Region {
        switch self {
        case .pbxPill: .pbxState
        case .pbxBanner: .pbxBanner
        }
    }

    var key: String {
        switch self {
        case .pbxPill: "pbx-pill"
        case .pbxBanner: "pbx-notice"
        }
    }

    func html(for viewer: Viewer) -> HTML {
        switch self {
        case .pbxPill(let connection): Web.pbxPill(connection, id: key, for: viewer)
        case .pbxBanner(let connection): Web.pbxBanner(connection, id: key, for: viewer)
        }
    }
}
