import Foundation
import Integrations

/// Looks at where recordings are: whether the folder can be read, or the server answers.
struct RecordingsCheck {
    let recordings: Configuration.Recordings

    private static let subject = "recordings"

    func findings() async -> [Finding] {
        if let server = recordings.server {
            guard let problem = await server.problem() else {
                return [Finding(.ok, Self.subject, "\(server.address.host) gives them out")]
            }
            return [
                Finding(
                    .warning,
                    Self.subject,
                    "cannot be fetched from \(server.address.host): \(problem)",
                    remedy:
                        "correct recordings.url and what belongs to it; see docs/recordings.md, \"Fetched from the PBX\""
                )
            ]
        }
        guard let folder = recordings.folder else {
            return [Finding(.note, Self.subject, "are not set up: nothing can be listened to")]
        }
        guard (try? FileManager.default.contentsOfDirectory(atPath: folder)) != nil else {
            return [
                Finding(
                    .warning,
                    Self.subject,
                    "the folder \(folder) cannot be read",
                    remedy: "mount it, give this user the right to read it, or correct recordings.folder"
                )
            ]
        }
        return [Finding(.ok, Self.subject, folder)]
    }
}
