import Asterisk

/// Looks whether the PBX's dialplan has the context of faxes: a conversation that is sent to one that is not there is lost.
struct FaxContextCheck {
    let context: String

    private static let subject = "faxes"

    /// - Throws: `AMIError` when the connection ends; a refusal is an answer.
    func finding(ask: PBXFacts.Ask) async throws -> Finding {
        do {
            let lines = try await ask(AMIAction("ShowDialPlan", [("Context", context)])).events
            guard lines.contains(where: { $0["Application"] == "SendFAX" }) else {
                return missing("the PBX's context \(context) sends no fax")
            }
            return Finding(.ok, Self.subject, "the PBX's context \(context) sends them")
        } catch let error as AMIError {
            switch error.code {
            case .permissionDenied:
                return Finding(
                    .note,
                    Self.subject,
                    "whether the PBX has the context \(context) cannot be seen without the right `reporting`"
                )
            case .refused: return missing("the PBX has no context \(context)")
            default: throw error
            }
        }
    }

    private func missing(_ text: String) -> Finding {
        Finding(
            .warning,
            Self.subject,
            text,
            remedy:
                "include asterisk/extensions-priyom.conf in the dialplan, or name the context in fax.context; see docs/fax.md"
        )
    }
}
