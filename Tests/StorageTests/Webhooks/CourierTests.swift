import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Webhooks are sent what waits for them")
struct CourierTests {
    private func tell(_ numbers: ClosedRange<Int>, in store: DataStore) async throws {
        for number in numbers {
            var client = Client()
            client.name = "Клиент \(number)"
            _ = try await store.clients.add(client, by: .sample(nil, 900))
        }
    }

    private func names(_ messages: [DueMessage]) -> [String] {
        messages.map { message in
            message.body.split(separator: "\"").first { $0.hasPrefix("Клиент") }.map(String.init) ?? ""
        }
    }

    @Test("in order, each once", arguments: TestEngine.allCases)
    func inOrder(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let (receiver, clock) = (SampleReceiver(), SampleClock())
            let webhook = try await store.addWebhook(.clientCreated)
            try await tell(1...45, in: store)
            let courier = store.courier(receiver, clock)
            while try await courier.deliverSome() {}
            #expect(names(receiver.messages) == (1...45).map { "Клиент \($0)" })
            let state = try #require(try await store.webhooks.states()[webhook.id])
            #expect(state.waiting == 0 && state.failures == 0 && state.lastDelivered == clock.now)
        }
    }

    @Test("by several processes, never the same message at once", arguments: TestEngine.allCases)
    func together(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let other = try await DataStore.open(store.location, numbers: .russian, logger: .silent)
            let (receiver, clock) = (SampleReceiver(), SampleClock())
            for _ in 0..<3 { _ = try await store.addWebhook(.clientCreated) }
            try await tell(1...30, in: store)
            try await withThrowingTaskGroup { tasks in
                for store in [store, other, store, other] {
                    tasks.addTask {
                        let courier = store.courier(receiver, clock)
                        while try await courier.deliverSome() {}
                    }
                }
                try await tasks.waitForAll()
            }
            await other.close()
            #expect(receiver.messages.count == 90)
            #expect(Set(receiver.messages.map(\.delivery)).count == 90)
        }
    }

    @Test("one claim at a time, until it is given back or has run out", arguments: TestEngine.allCases)
    func claims(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.addWebhook(.clientCreated)
            try await tell(1...1, in: store)
            let (now, until) = (Date.sample(1_000), Date.sample(1_060))
            let claim = try #require(try await store.outbox.claim(at: now, until: until))
            #expect(try await store.outbox.claim(at: now, until: until) == nil)
            // Who held it is gone: killed between the commit and the delivery, and nothing is lost.
            let next = try #require(try await store.outbox.claim(at: until, until: .sample(1_120)))
            #expect(next.token != claim.token)
            let message = try #require(try await store.outbox.due(of: next, at: until, limit: 9).first)
            // The first one comes back, says what it did, and is told that it is not its turn any more.
            let isOurs = try await store.outbox.note(
                WebhookOutcome(.timeout),
                of: message,
                for: claim,
                at: until,
                next: until,
                pause: nil,
                isBack: false,
                until: .sample(1_120)
            )
            #expect(!isOurs)
            try await store.outbox.giveBack(claim, at: until)
            #expect(try await store.outbox.claim(at: until, until: .sample(1_120)) == nil)
            try await store.outbox.giveBack(next, at: until)
            #expect(try await store.outbox.claim(at: until, until: .sample(1_120)) != nil)
        }
    }

    @Test(
        "again when they did not arrive, later each time, and all at once when the receiver is back",
        arguments: TestEngine.allCases
    )
    func backOff(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let (receiver, clock) = (SampleReceiver(), SampleClock())
            let webhook = try await store.addWebhook(.clientCreated)
            try await tell(1...6, in: store)
            let courier = store.courier(receiver, clock)
            receiver.answer(WebhookOutcome(.unreachable), WebhookOutcome(status: 503), WebhookOutcome(.timeout))
            #expect(try await courier.deliverSome())
            // A pause for all of its messages.
            #expect(try await courier.deliverSome() == false)
            clock.pass(1.3)
            #expect(try await courier.deliverSome())
            let state = try #require(try await store.webhooks.states()[webhook.id])
            #expect(state.failures == 2 && state.lastOutcome == WebhookOutcome(status: 503) && state.waiting == 6)
            clock.pass(2.5)
            #expect(try await courier.deliverSome())
            clock.pass(5)
            while try await courier.deliverSome() {}
            // The three that failed were due later, and come along with the first that arrived, in their order.
            let delivered = names(receiver.messages)
            #expect(Set(delivered) == Set((1...6).map { "Клиент \($0)" }))
            #expect(delivered.dropFirst().sorted() == Array(delivered.dropFirst()))
            #expect(receiver.messages.count == 6)
            #expect(try await store.webhooks.states()[webhook.id]?.failures == 0)
        }
    }

    @Test(
        "a message that the receiver refuses does not keep the others from it, and is given up in the end",
        arguments: TestEngine.allCases
    )
    func refused(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let (receiver, clock) = (SampleReceiver(), SampleClock())
            let webhook = try await store.addWebhook(.clientCreated)
            try await tell(1...3, in: store)
            let courier = store.courier(receiver, clock)
            receiver.answer(WebhookOutcome(status: 400))
            #expect(try await courier.deliverSome())
            clock.pass(2)
            while try await courier.deliverSome() {}
            #expect(names(receiver.messages) == ["Клиент 2", "Клиент 3"])
            // Three days later nobody tries any more, and the page shows it.
            clock.pass(WebhookBackOff.longest)
            receiver.answer(WebhookOutcome(status: 400))
            while try await courier.deliverSome() {}
            let first = try #require(try await store.webhooks.deliveries(of: webhook.id, limit: 9).last)
            #expect(first.state == .failed(clock.now) && first.attempts == 2)
            #expect(first.outcome == WebhookOutcome(status: 400))
            #expect(try await store.webhooks.states()[webhook.id]?.failed == 1)
            // Somebody mends the receiver and sends it again.
            #expect(try await store.webhooks.sendAgain(first.id, to: webhook.id, at: clock.now))
            while try await courier.deliverSome() {}
            #expect(names(receiver.messages) == ["Клиент 2", "Клиент 3", "Клиент 1"])
            #expect(try await !store.webhooks.sendAgain(first.id, to: WebhookID(99), at: clock.now))
        }
    }

    @Test(
        "one that is switched off is sent nothing, and what waits when it is on again",
        arguments: TestEngine.allCases
    )
    func off(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let (receiver, clock) = (SampleReceiver(), SampleClock())
            let kept = try await store.addWebhook(.clientCreated)
            try await tell(1...2, in: store)
            var webhook = kept.record
            webhook.isOn = false
            let off = try await store.records.change(kept.id, over: 1, to: webhook, by: .sample()).kept
            let courier = store.courier(receiver, clock)
            #expect(try await courier.deliverSome() == false)
            try await tell(3...3, in: store)
            webhook.isOn = true
            _ = try await store.records.change(kept.id, over: off.version, to: webhook, by: .sample())
            while try await courier.deliverSome() {}
            #expect(names(receiver.messages) == ["Клиент 1", "Клиент 2"])
        }
    }

    @Test("whoever mends the address does not wait for the next attempt", arguments: TestEngine.allCases)
    func mended(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let (receiver, clock) = (SampleReceiver(), SampleClock())
            let kept = try await store.addWebhook(.clientCreated)
            try await tell(1...1, in: store)
            let courier = store.courier(receiver, clock)
            receiver.answer(WebhookOutcome(.unknownHost))
            #expect(try await courier.deliverSome())
            #expect(try await courier.deliverSome() == false)
            var webhook = kept.record
            webhook.url = "https://erp.example/new"
            _ = try await store.records.change(kept.id, over: 1, to: webhook, by: .sample()).kept
            #expect(try await courier.deliverSome())
            #expect(names(receiver.messages) == ["Клиент 1"])
        }
    }

    @Test(
        "a secret that cannot be read is a problem of the delivery, not of the process",
        arguments: TestEngine.allCases
    )
    func noSecret(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let (receiver, clock) = (SampleReceiver(), SampleClock())
            let webhook = try await store.addWebhook(.clientCreated)
            #expect(try await store.webhooks.secrets() == [SealedText(rawValue: "sealed:s")])
            #expect(try await store.webhooks.setSecret(SealedText(rawValue: "x"), of: webhook.id, by: .sample()))
            #expect(try await !store.webhooks.setSecret(SealedText(rawValue: "x"), of: WebhookID(99), by: .sample()))
            try await tell(1...1, in: store)
            #expect(try await store.courier(receiver, clock).deliverSome())
            #expect(try await store.webhooks.states()[webhook.id]?.lastOutcome == WebhookOutcome(.noSecret))
            // The history says that it was changed, and not to what.
            let history = try await store.records.history(of: webhook.id, limit: 9)
            #expect(history.first?.fields == [Change.Field(name: "secret", before: nil, after: nil)])
        }
    }

    @Test("what was delivered long ago is cleared away, what waits is not", arguments: TestEngine.allCases)
    func pruning(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let (receiver, clock) = (SampleReceiver(), SampleClock())
            let webhook = try await store.addWebhook(.clientCreated)
            try await tell(1...2, in: store)
            receiver.answer(WebhookOutcome(status: 200), WebhookOutcome(.timeout))
            #expect(try await store.courier(receiver, clock).deliverSome())
            #expect(try await store.outbox.prune(before: clock.now) == 0)
            #expect(try await store.outbox.prune(before: clock.now + 1) == 1)
            #expect(try await store.webhooks.deliveries(of: webhook.id, limit: 9).count == 1)
        }
    }
}
