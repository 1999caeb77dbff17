import ContactCenter
import Foundation

/// Says that something was written of what a page shows. The page then asks for what has changed on it, with its filters and the
/// reader's rights.
struct Pulse: LivePage {
    /// Of what.
    var region: Region
    private var beats = 0

    init(_ region: Region) { self.region = region }

    var interest: LiveInterest {
        switch region {
        case .registry: .contacts
        case .bookings: .documents
        case .tasks: .tasks
        }
    }

    /// However many are written meanwhile, a page asks once in that time.
    var pace: Duration {
        switch region {
        case .registry: .seconds(1)
        case .bookings: .milliseconds(200)
        case .tasks: .milliseconds(500)
        }
    }

    mutating func show(_ snapshot: LiveSnapshot) {}

    mutating func apply(_ change: LiveChange) {
        switch (change, region) {
        case (.contact, .registry), (.document, .bookings), (.tasks, .tasks): beats += 1
        default: break
        }
    }

    func parts(at now: Date) -> [Part] { [Part(region: region, beats: beats)] }

    enum Region: String, LiveRegion {
        case registry = "registry-pulse"
        case bookings = "bookings-pulse"
        case tasks = "tasks-pulse"

        var followsPosition: Bool { false }
    }

    struct Part: LivePart {
        var region: Region
        var beats: Int

        var key: String { "\(region.rawValue)-beat" }

        func html(for viewer: Viewer) -> HTML { "<span id=\"\(key)\">\(beats)</span>" }
    }
}
