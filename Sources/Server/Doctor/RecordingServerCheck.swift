import Integrations

/// Asks the server of recordings whether it gives them out.
struct RecordingServerCheck {
    let server: RecordingServer

    private static let subject = "recordings"

    func finding() async -> Finding {
        guard let problem = await server.problem() else {
            return Finding(.ok, Self.subject, "\(server.address.host) gives them out")
        }
        return Finding(
            .warning,
            Self.subject,
            "cannot be fetched from \(server.address.host): \(problem)",
            remedy: "correct recordings.url and what belongs to it; see docs/recordings.md, \"Fetched from the PBX\""
        )
    }
}
