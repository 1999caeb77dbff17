import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("What webhooks are told")
struct WebhookMessageTests {
    private let author = RecordAuthor(UserID(7), at: .sample(0))

    private func missedCall(wait: Double = 20) -> Call {
        var call = Call.sample()
        call.queuedAt = .sample(1)
        call.endedAt = .sample(1 + wait)
        call.result = .missed
        call.cause = .inQueue
        call.isHungUpByCaller = true
        return call
    }

    @Test("is an event with ids and main facts, the same bytes every time")
    func json() {
        var message = WebhookMessage(
            .contactRegistered,
            at: .sample(0.12),
            by: UserID(7),
            about: "contact",
            ["id": .integer(2_851), "number": .text("A00002851"), "client": nil, "is_inquiry": .flag(true)]
        )
        message.id = "4c0f"
        #expect(
            message.json == """
                {"at":"2026-11-22T16:26:46.120Z","author":7,"contact":{"id":2851,"is_inquiry":true,"number":"A00002851"},\
                "event":"contact.registered","id":"4c0f"}
                """
        )
        #expect(message.json == message.json)
    }

    @Test("a call that ended is told once, and once more as missed where it counts as missed")
    func calls() {
        let rules = MissedRules()
        let messages = WebhookMessage.messages(about: missedCall(), rules: rules, at: .sample(30))
        #expect(messages.map(\.event) == ["call.ended", "call.missed"])
        #expect(messages[0].facts["caller_number"] == .text("9535237271"))
        #expect(messages[0].facts["id"] == .text("office:1795364806.0:1795364806"))
        #expect(messages[0].facts["ended_at"] == .text("2026-11-22T16:27:07.000Z"))
        #expect(messages[0].facts["answered_at"] == nil)
        #expect(Set(messages.map(\.id)).count == 2)
        #expect(messages[0].facts["project"] == nil)
        let ofProject = WebhookMessage.messages(
            about: missedCall(),
            project: ProjectID(4),
            rules: rules,
            at: .sample(30)
        )
        #expect(ofProject.allSatisfy { $0.facts["project"] == .integer(4) })
        // Too short a wait is shown in the register and is nobody's news.
        let short = WebhookMessage.messages(about: missedCall(wait: 2), rules: rules, at: .sample(30))
        #expect(short.map(\.event) == ["call.ended"])
        #expect(WebhookMessage.messages(about: .sample(), rules: rules, at: .sample(30)).isEmpty)
    }

    @Test("calls of long ago, which records tell of, are nobody's news")
    func longAgo() {
        #expect(WebhookMessage.isNews(missedCall(), at: .sample(3_600)))
        #expect(!WebhookMessage.isNews(missedCall(), at: .sample(90_000)))
    }

    @Test("who hands a contact over tells two things, who hides one tells it is hidden")
    func contacts() {
        let fields = [
            Change.Field(name: "responsible", before: "3", after: "5"),
            Change.Field(name: "comment", before: nil, after: "тайна"),
        ]
        let messages = WebhookMessage.messages(about: Change(.changed, fields, by: author), of: .contacts, 12)
        #expect(messages.map(\.event) == ["contact.changed", "contact.assigned"])
        #expect(messages[0].facts == ["id": .integer(12), "changed": .texts(["responsible", "comment"])])
        #expect(
            messages[1].facts == ["id": .integer(12), "responsible": .integer(5), "responsible_before": .integer(3)]
        )
        #expect(messages.allSatisfy { $0.author == UserID(7) && !$0.json.contains("тайна") })
        let hidden = WebhookMessage.messages(about: Change(.hidden, by: author), of: .contacts, 12)
        #expect(hidden.map(\.facts) == [["id": .integer(12), "is_hidden": .flag(true)]])
        #expect(WebhookMessage.messages(about: Change(.added, by: author), of: .contacts, 12).isEmpty)
    }

    @Test("a document that promises a visit is an appointment, too; its moments are in UTC")
    func documents() {
        var document = Document()
        document.kind = .testDrive
        document.number = "A000003269"
        document.client = ClientID(4)
        document.startsAt = .sample(0)
        let change = Change(.added, document.additions, by: author)
        let messages = WebhookMessage.messages(about: change, of: .documents, 9)
        #expect(messages.map(\.event) == ["document.created", "appointment.created"])
        #expect(messages[1].facts["kind"] == .text("test_drive"))
        #expect(messages[1].facts["client_id"] == .integer(4))
        #expect(messages[1].facts["starts_at"] == .text("2026-11-22T16:26:46.000Z"))
        document.kind = .workOrder
        let order = WebhookMessage.messages(about: Change(.added, document.additions, by: author), of: .documents, 9)
        #expect(order.map(\.event) == ["document.created"])
    }

    @Test("directories are not told of")
    func directories() {
        #expect(WebhookMessage.messages(about: Change(.added, by: author), of: .branches, 1).isEmpty)
        #expect(WebhookMessage.messages(about: Change(.changed, by: author), of: .webhooks, 1).isEmpty)
    }

    @Test(
        "an address is http or https with a host, and no password in it",
        arguments: [
            ("https", "://erp.example/priyom?a=1", true), ("http", "://10.0.0.5:8080", true),
            ("HTTPS", "://[2001:db8::1]/x", true), ("ftp", "://erp.example", false), ("", "erp.example", false),
            ("https", "://", false), ("https", "://user:secret@erp.example", false),
            ("https", "://user@erp.example", false), ("https", "://erp.example/#part", false),
            ("https", "://пример.рф", false), ("file", ":///etc/passwd", false), ("https", "://a b", false),
            ("javascript", ":alert(1)", false),
        ]
    )
    func addresses(scheme: String, rest: String, isOne: Bool) {
        var webhook = Webhook()
        webhook.name = "1С"
        webhook.url = scheme + rest
        #expect(webhook.problems.isEmpty == isOne)
    }
}

@Suite("When a message that did not arrive is tried again")
struct WebhookBackOffTests {
    @Test("after 10 s, twice as long each time, at most three hours, and given up after three days")
    func growing() {
        var waits: [Double] = []
        var now = Date.sample(0)
        while let next = WebhookBackOff.next(after: waits.count + 1, of: .sample(0), at: now, chance: 0.5) {
            waits.append(next.timeIntervalSince(now))
            now = next
        }
        #expect(waits.prefix(5).map { $0.rounded() } == [10, 20, 40, 80, 160])
        #expect(waits.allSatisfy { $0 <= 10_801 })
        #expect(waits.count == 33)
        #expect(now.timeIntervalSince(.sample(0)) <= WebhookBackOff.longest)
    }

    @Test("a fifth sooner or later, by chance; a receiver that is away is left alone for a minute at most")
    func spread() {
        func wait(_ chance: Double) -> Double? {
            WebhookBackOff.next(after: 1, of: .sample(0), at: .sample(0), chance: chance)?.timeIntervalSince(.sample(0))
        }
        #expect(wait(0).map { $0.rounded() } == 8)
        #expect(wait(1).map { $0.rounded() } == 12)
        let pause = WebhookBackOff.pause(after: 50, at: .sample(0), chance: 0.5)
        #expect(pause.timeIntervalSince(.sample(0)).rounded() == 60)
    }
}
