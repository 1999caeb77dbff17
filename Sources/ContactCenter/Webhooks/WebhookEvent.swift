/// What other programs may be told of. Its raw value is what the message calls it.
package enum WebhookEvent: String, CaseIterable, Sendable {
    /// A call is over, whatever became of it.
    case callEnded = "call.ended"
    /// A call from outside is over and counts as missed (decision D23).
    case callMissed = "call.missed"
    case contactRegistered = "contact.registered"
    /// Something of a registered contact was changed.
    case contactChanged = "contact.changed"
    /// A registered contact got another responsible employee, or lost its own.
    case contactAssigned = "contact.assigned"
    case clientCreated = "client.created"
    case clientChanged = "client.changed"
    /// A client became part of another.
    case clientMerged = "client.merged"
    /// A merger was taken back.
    case clientSeparated = "client.separated"
    case documentCreated = "document.created"
    case documentChanged = "document.changed"
    /// A document that promises that the client comes: each is told as `document.created`, too.
    case appointmentCreated = "appointment.created"

    /// What an administrator sends to see whether anybody listens; nobody subscribes to it.
    package static let test = "test"

    /// The field of a webhook that says whether it is told of this, and its column: `on_call_ended`.
    package var field: String { "on_" + rawValue.replacing(".", with: "_") }
}
