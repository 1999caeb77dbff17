import ContactCenter
import Hummingbird

extension Site {
    /// Writes into the audit log what the reader has just done.
    func note(
        _ action: AuditEntry.Action,
        _ subject: String,
        fields: [String] = [],
        _ request: Request,
        _ context: Context
    ) async throws {
        try await access.note(
            AuditEntry(
                at: now(),
                user: context.signedIn.user.id,
                action: action,
                subject: subject,
                fields: fields,
                address: address(of: request, context)
            )
        )
    }
}
