import Foundation

/// What another program is told: an event with the ids and the main facts of what it is about. Whoever wants more asks the
/// API.
///
///     {"at": "2026-11-26T08:10:03.120Z", "author": 7, "contact": {"id": 2851, "number": "A00002851", …},
///      "event": "contact.registered", "id": "4c0f…"}
package struct WebhookMessage: Hashable, Sendable {
    /// A fact in a message.
    package enum Fact: Hashable, Sendable {
        case text(String)
        case integer(Int64)
        case flag(Bool)
        case texts([String])

        package static func instant(_ date: Date) -> Fact { .text(WebhookMessage.text(of: date)) }
    }

    /// Names the event, also when it is told more than once.
    package var id: String
    /// A `WebhookEvent`, or `WebhookEvent.test`.
    package var event: String
    package var at: Date
    /// Who did it; `nil` for what nobody did, such as the end of a call.
    package var author: UserID?
    /// What it is about: `contact`.
    package var subject: String
    package var facts: [String: Fact]

    package init(
        _ event: String,
        at: Date,
        by author: UserID? = nil,
        about subject: String,
        _ facts: [String: Fact?]
    ) {
        id = UUID().uuidString.lowercased()
        self.event = event
        self.at = at
        self.author = author
        self.subject = subject
        self.facts = facts.compactMapValues(\.self)
    }

    package init(
        _ event: WebhookEvent,
        at: Date,
        by author: UserID? = nil,
        about subject: String,
        _ facts: [String: Fact?]
    ) {
        self.init(event.rawValue, at: at, by: author, about: subject, facts)
    }

    package static func test(at: Date, by author: UserID?, of webhook: WebhookID) -> WebhookMessage {
        WebhookMessage(WebhookEvent.test, at: at, by: author, about: "webhook", ["id": .integer(webhook.rawValue)])
    }

    /// UTC, to the millisecond.
    fileprivate static func text(of date: Date) -> String {
        // The format cuts, and most milliseconds are a little less than they should be as binary fractions.
        (date + 0.000_05).formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// The body as it is sent and signed, the same every time.
    package var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and whole numbers: nothing that JSON has no words for.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

extension WebhookMessage: Encodable {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }

    package func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: Key.self)
        try body.encode(id, forKey: Key("id"))
        try body.encode(event, forKey: Key("event"))
        try body.encode(Self.text(of: at), forKey: Key("at"))
        try body.encode(author?.rawValue, forKey: Key("author"))
        try body.encode(facts, forKey: Key(subject))
    }
}

extension WebhookMessage.Fact: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .text(let text): try value.encode(text)
        case .integer(let integer): try value.encode(integer)
        case .flag(let flag): try value.encode(flag)
        case .texts(let texts): try value.encode(texts)
        }
    }
}
