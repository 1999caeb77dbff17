import ContactCenter
import Synchronization

/// What versions of scripts say, of the few that contacts go through at a time: reading one takes longer than all else in a step.
final class ScriptBodies: Sendable {
    private static let most = 64

    private let known = Mutex<[ScriptVersionID: Script]>([:])

    subscript(version: ScriptVersionID) -> Script? {
        get { known.withLock { $0[version] } }
        set {
            known.withLock { known in
                if known.count >= Self.most { known.removeAll() }
                known[version] = newValue
            }
        }
    }
}
