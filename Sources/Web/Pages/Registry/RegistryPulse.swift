import ContactCenter
import Foundation

/// The live part of the registry: says that some contact was written. The page then asks for what has changed on it, with its
/// filters and the reader's rights.
struct RegistryPulse: LivePage {
    private var beats = 0

    var interest: LiveInterest { .contacts }
    /// However many contacts are written meanwhile, a page asks once in a second.
    var pace: Duration { .seconds(1) }

    mutating func show(_ snapshot: LiveSnapshot) {}

    mutating func apply(_ change: LiveChange) {
        if case .contact = change { beats += 1 }
    }

    func parts(at now: Date) -> [Part] { [Part(beats: beats)] }

    struct Part: LivePart {
        enum Region: String, LiveRegion {
            case pulse = "registry-pulse"

            var followsPosition: Bool { false }
        }

        var beats: Int

        var region: Region { .pulse }
        var key: String { "registry-beat" }

        func html(for viewer: Viewer) -> HTML { "<span id=\"\(key)\">\(beats)</span>" }
    }
}
