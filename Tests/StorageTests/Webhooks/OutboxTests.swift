import ContactCenter
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// Seals nothing, and tells what it was given.
struct OpenSecrets: SecretSealing {
    func seal(_ secret: String, isFirst: Bool) -> SealedText { SealedText(rawValue: "sealed:\(secret)") }
    func open(_ sealed: SealedText) throws(SealingError) -> String {
        guard sealed.rawValue.hasPrefix("sealed:") else { throw SealingError("not sealed") }
        return String(sealed.rawValue.dropFirst(7))
    }
    func makeSecret() -> String { "secret" }
}

/// Takes messages, or does not.
final class SampleReceiver: WebhookSender {
    private let taken = Mutex<[DueMessage]>([])
    private let answers = Mutex<[WebhookOutcome]>([])

    /// - Parameter answers: the first ones; then everything is taken.
    init(_ answers: [WebhookOutcome] = []) {
        self.answers.withLock { $0 = answers }
    }

    var messages: [DueMessage] { taken.withLock { $0 } }

    func answer(_ outcomes: WebhookOutcome...) { answers.withLock { $0 += outcomes } }

    func send(_ message: DueMessage, to url: String, secret: String, at now: Date) async -> WebhookOutcome {
        let outcome = answers.withLock { $0.isEmpty ? WebhookOutcome(status: 204) : $0.removeFirst() }
        if outcome.isDelivered { taken.withLock { $0.append(message) } }
        return outcome
    }
}

/// A clock that is set by hand.
final class SampleClock: Sendable {
    private let date = Mutex(Date.sample(1_000))

    var now: Date { date.withLock { $0 } }
    func pass(_ seconds: Double) { date.withLock { $0 += seconds } }
}

extension DataStore {
    func addWebhook(_ events: WebhookEvent..., isOn: Bool = true) async throws -> Kept<Webhook> {
        var webhook = Webhook()
        webhook.name = "1С"
        webhook.url = "https://erp.example/priyom"
        webhook.isOn = isOn
        webhook.events = Set(events)
        return try await webhooks.add(webhook, secret: SealedText(rawValue: "sealed:s"), by: .sample()).kept
    }

    func courier(_ receiver: SampleReceiver, _ clock: SampleClock) -> WebhookCourier {
        WebhookCourier(
            outbox: outbox,
            sender: receiver,
            secrets: OpenSecrets(),
            now: { clock.now },
            logger: .silent
        )
    }
}

@Suite("What webhooks are told is written with what it tells")
struct OutboxTests {
    private func events(of webhook: Kept<Webhook>, in store: DataStore) async throws -> [String] {
        try await store.webhooks.deliveries(of: webhook.id, limit: 100).reversed().map(\.event)
    }

    @Test(
        "a registered contact is told to who listens, with its number, and to nobody else",
        arguments: TestEngine.allCases
    )
    func registering(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let listener = try await store.addWebhook(.contactRegistered, .contactChanged)
            let other = try await store.addWebhook(.clientCreated)
            let off = try await store.addWebhook(.contactRegistered, isOn: false)
            let contact = try await store.register(1)
            // Its steps before that are nobody's news.
            #expect(try await events(of: listener, in: store) == ["contact.registered"])
            #expect(try await events(of: other, in: store).isEmpty)
            #expect(try await events(of: off, in: store).isEmpty)
            let claim = try #require(try await store.outbox.claim(at: .sample(1_000), until: .sample(1_060)))
            let message = try #require(try await store.outbox.due(of: claim, at: .sample(1_000), limit: 9).first)
            #expect(message.body.contains("\"number\":\"\(try #require(contact.record.number))\""))
            #expect(message.body.contains(message.id))

            var changed = contact.record
            changed.comment = "перезвонить"
            _ = try await store.contacts.save(changed, contact.id, over: contact.version, by: .sample()).kept
            #expect(try await events(of: listener, in: store) == ["contact.registered", "contact.changed"])
        }
    }

    @Test("contacts, clients, mergers, documents: each by its own event", arguments: TestEngine.allCases)
    func everything(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var webhook = Webhook()
            webhook.name = "Всё"
            webhook.url = "https://erp.example"
            webhook.events = Set(WebhookEvent.allCases)
            let all = try await store.webhooks.add(webhook, secret: SealedText(rawValue: "s"), by: .sample()).kept
            var client = Client()
            client.name = "Боровков"
            let first = try await store.clients.add(client, by: .sample()).kept
            let second = try await store.clients.add(client, by: .sample()).kept
            _ = try await store.clients.merge(second.id, into: first.id, by: .sample())
            _ = try await store.clients.separate(second.id, by: .sample())
            var appointment = Document()
            appointment.client = first.id
            let document = try await store.documents.add(appointment, by: .sample()).kept
            _ = try await store.records.setHidden(document.id, over: 1, to: true, by: .sample())
            let contact = try await store.register(1)
            var employee = Employee()
            employee.name = "Рожин"
            let responsible = try await store.records.add(employee, by: .sample()).kept.id
            #expect(
                try await store.contacts.assign([(contact.id, contact.version)], to: responsible, by: .sample()) == 1
            )
            #expect(
                try await events(of: all, in: store) == [
                    "client.created", "client.created", "client.merged", "client.separated", "document.created",
                    "appointment.created", "document.changed", "contact.registered", "contact.changed",
                    "contact.assigned",
                ]
            )
        }
    }

    @Test("a call that ends is told once, however often it is written again", arguments: TestEngine.allCases)
    func calls(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let listener = try await store.addWebhook(.callEnded, .callMissed)
            let journal = CallJournalStore(store.database, numbers: .russian, now: { .sample(60) })
            let missed = Call.sample(7).with {
                $0.queuedAt = .sample(1)
                $0.endedAt = .sample(30)
                $0.result = .missed
                $0.cause = .inQueue
            }
            for call in Call.sampleSteps(1) { _ = try await journal.commit(.of(call)) }
            _ = try await journal.commit(.of(missed))
            for _ in 0..<2 {
                let again = CallJournalStore(store.database, numbers: .russian, now: { .sample(60) })
                _ = try await again.commit(.of(.sampleSteps(1).last ?? missed, missed))
            }
            #expect(try await events(of: listener, in: store) == ["call.ended", "call.ended", "call.missed"])
            // What became known long afterwards.
            let late = CallJournalStore(store.database, numbers: .russian, now: { .sample(200_000) })
            _ = try await late.commit(.of(missed.with { $0.id = .sample(8) }))
            #expect(try await events(of: listener, in: store).count == 3)
        }
    }

    @Test("S3.21 contacts and calls are told with their project", arguments: TestEngine.allCases)
    func projects(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let project = try await store.addProject("204", "Страхование").id
            try await store.addNumber("646-71-71", of: project)
            _ = try await store.addWebhook(.contactRegistered, .callEnded)
            _ = try await store.register(1)
            let journal = CallJournalStore(store.database, numbers: .russian, now: { .sample(60) })
            let missed = Call.sample(7).with {
                $0.dialled = "6467171"
                $0.endedAt = .sample(30)
                $0.result = .missed
                $0.cause = .inQueue
            }
            let other = missed.with {
                $0.id = .sample(8)
                $0.dialled = "7559996"
            }
            _ = try await journal.commit(.of(missed, other))
            let claim = try #require(try await store.outbox.claim(at: .sample(1_000), until: .sample(1_060)))
            let bodies = try await store.outbox.due(of: claim, at: .sample(1_000), limit: 9).map(\.body)
            let told = bodies.map { $0.contains("\"project\":\(project.rawValue)") }
            #expect(bodies.count == 3 && told == [true, true, false])
        }
    }

    @Test(
        "the journal knows by heart what nobody listens to, and hears of a new webhook",
        arguments: TestEngine.allCases
    )
    func subscriptions(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let subscribed = SubscribedEvents()
            #expect(subscribed.has(.callEnded))
            try await store.database.read { try subscribed.read(in: $0) }
            #expect(!subscribed.has(.callEnded, .callMissed))
            let webhook = try await store.addWebhook(.callMissed)
            try await store.database.read { try subscribed.read(in: $0) }
            #expect(subscribed.has(.callEnded, .callMissed) && !subscribed.has(.callEnded))
            _ = try await store.records.setHidden(webhook.id, over: 1, to: true, by: .sample())
            try await store.database.read { try subscribed.read(in: $0) }
            #expect(!subscribed.has(.callMissed))
        }
    }

    @Test("what was not committed is not told", arguments: TestEngine.allCases)
    func rolledBack(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let listener = try await store.addWebhook(.clientCreated)
            struct Broken: Error {}
            await #expect(throws: Broken.self) {
                try await store.database.write { transaction in
                    let change = Change(.added, by: .sample())
                    try ChangeTable.add(change, of: .clients, 1, in: transaction)
                    throw Broken()
                }
            }
            #expect(try await events(of: listener, in: store).isEmpty)
        }
    }
}
