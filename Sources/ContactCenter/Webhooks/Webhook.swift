import Foundation

/// An address of another program that is told of what happens here.
package struct Webhook: Hashable, Sendable {
    package var name = ""
    /// Where messages are sent: `https://erp.example/priyom`.
    package var url = ""
    /// Nothing is written down for one that is off; what waits is sent when it is on again.
    package var isOn = true
    package var events: Set<WebhookEvent> = []

    package init() {}
}

package typealias WebhookID = RecordID<Webhook>

extension Webhook: KeptRecord {
    package static let kind = RecordKind.webhooks
    package static let fields: [RecordField<Webhook>] =
        [
            .text("name", \.name, limit: 200),
            .text("url", \.url, limit: 2_000, .webAddress),
            .flag("is_on", \.isOn),
        ] + WebhookEvent.allCases.map { .flag($0.field, \.[listensTo: $0]) }

    fileprivate subscript(listensTo event: WebhookEvent) -> Bool {
        get { events.contains(event) }
        set {
            if newValue { events.insert(event) } else { events.remove(event) }
        }
    }
}

/// Addresses that something may be sent to: `http` or `https`, a host, and neither user nor password, which would stand in
/// the database in clear.
enum WebAddress {
    static func isOne(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let parts = URLComponents(string: text),
            ["http", "https"].contains(parts.scheme?.lowercased()), let host = parts.host, !host.isEmpty
        else { return false }
        return parts.user == nil && parts.password == nil && parts.fragment == nil
    }
}
