import ContactCenter
import Synchronization

/// What anybody listens to, as far as this process knows: so that the journal of calls, which writes hundreds a second, does nothing
/// for the messages of nobody.
///
/// Until it has been read, everything counts as listened to: the database then decides.
final class SubscribedEvents: Sendable {
    private let events = Mutex(Set<WebhookEvent>?.none)

    func has(_ candidates: WebhookEvent...) -> Bool {
        events.withLock { events in events.map { !$0.isDisjoint(with: candidates) } ?? true }
    }

    func read(in transaction: any Transaction) throws {
        let columns = WebhookEvent.allCases.map { "COALESCE(MAX(\($0.field)), 0)" }.joined(separator: ", ")
        var row = try transaction.rows("SELECT \(columns) FROM webhooks WHERE is_on = 1 AND is_hidden = 0")[0]
        let heard = try WebhookEvent.allCases.filter { _ in try row.flag() }
        events.withLock { $0 = Set(heard) }
    }
}
