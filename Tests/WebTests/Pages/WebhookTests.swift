import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Integrations
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("The pages of webhooks") struct WebhookTests {
    private let access = SampleAccess()
    private typealias Ask = @Sendable (HTTPRequest.Method, String, String?) async throws -> Answer

    private func withSite(
        rights: Rights = Rights([.integrations: .all]),
        _ test: @escaping @Sendable (Ask, DataStore, _ keyFile: String) async throws -> Void
    ) async throws {
        access.grant(rights, to: UserID(1))
        try await TestFolder.with { folder in
            try await TestEngine.sqlite.withDatabase { store in
                let user = NewUser(
                    name: .sample("rogova"),
                    displayName: "Рогова Мария",
                    roles: [.administrator],
                    password: PasswordHash("x")
                )
                let audit = AuditEntry(at: Call.sampleStart, user: nil, action: .userAdded)
                #expect(try await store.access.add(user, audit: audit).id == UserID(1))
                let keyFile = folder + "/key"
                let application = try sampleApplication(
                    access: access,
                    records: store.records,
                    webhooks: WebhookDesk(store: store.webhooks, secrets: SealedSecrets(KeyFile(path: keyFile)))
                )
                try await application.test(.router) { client in
                    try await test(
                        { method, path, form in
                            let body = form.map { "token=\(SampleAccess.secret.formToken)&\($0)" }
                            return try await client.ask(
                                method,
                                path,
                                [.cookie: SampleAccess.cookie, .accept: "text/html"],
                                body
                            )
                        },
                        store,
                        keyFile
                    )
                }
            }
        }
    }

    private static let form = "name=ERP&url=https%3A%2F%2Ferp.example%2Fpriyom&is_on=1&on_call_missed=1"

    @Test("one is added; its secret is shown once and nowhere in the database")
    func adding() async throws {
        try await withSite { ask, store, _ in
            #expect(try await ask(.get, "/webhooks", nil).text.contains("Вебхуков нет"))
            let added = try await ask(.post, "/webhooks", Self.form)
            #expect(added.status == .ok)
            let secret = try #require(added.text.firstMatch(of: /whsec_[\w-]{43}/)).output
            let kept = try #require(try await store.records.record(WebhookID(1)))
            #expect(kept.record.events == [.callMissed] && kept.record.isOn)
            #expect(try await store.webhooks.secrets().allSatisfy { !$0.rawValue.contains(secret) })
            let card = try await ask(.get, "/webhooks/1", nil)
            #expect(!card.text.contains("whsec_") && card.text.contains("https://erp.example/priyom"))
            #expect(try await ask(.get, "/webhooks", nil).text.withoutTags.contains("Ещё ничего не отправлялось"))

            let renewed = try await ask(.post, "/webhooks/1/secret", "")
            let other = try #require(renewed.text.firstMatch(of: /whsec_[\w-]{43}/)).output
            #expect(other != secret)
        }
    }

    @Test("what is no address is refused beside its field")
    func refused() async throws {
        try await withSite { ask, store, _ in
            let answer = try await ask(.post, "/webhooks", "name=ERP&url=ftp%3A%2F%2Fx&is_on=1")
            #expect(answer.status == .unprocessableContent && answer.text.contains("Нужен адрес: https://"))
            #expect(answer.text.contains("value=\"ftp://x\""))
            #expect(try await store.records.records(of: Webhook.self, includingHidden: true).isEmpty)
        }
    }

    @Test("without the key nothing is kept, what was typed is not lost, and the page says why")
    func noKey() async throws {
        try await withSite { ask, store, keyFile in
            _ = try await ask(.post, "/webhooks", Self.form)
            try FileManager.default.removeItem(atPath: keyFile)
            let answer = try await ask(.post, "/webhooks", Self.form.replacing("name=ERP", with: "name=CRM"))
            #expect(answer.status == .internalServerError)
            #expect(answer.text.contains("Секрет нельзя сохранить") && answer.text.contains("value=\"CRM\""))
            #expect(try await store.records.records(of: Webhook.self, includingHidden: true).count == 1)
        }
    }

    @Test("what became of messages is shown, and each may be sent again")
    func deliveries() async throws {
        try await withSite { ask, store, _ in
            _ = try await ask(.post, "/webhooks", Self.form)
            let message = WebhookMessage.test(at: Call.sampleStart, by: nil, of: WebhookID(1))
            _ = try await store.webhooks.send(message, to: WebhookID(1))
            let claim = try #require(try await store.outbox.claim(at: Call.sampleStart, until: Call.sampleStart + 60))
            let due = try #require(try await store.outbox.due(of: claim, at: Call.sampleStart, limit: 1).first)
            _ = try await store.outbox.note(
                WebhookOutcome(status: 500),
                of: due,
                for: claim,
                at: Call.sampleStart,
                next: nil,
                pause: nil,
                isBack: false,
                until: Call.sampleStart
            )
            let page = try await ask(.get, "/webhooks/1", nil).text
            #expect(page.withoutTags.contains("ответ 500") && page.contains("name=\"delivery\" value=\"1\""))
            #expect(try await ask(.get, "/webhooks", nil).text.withoutTags.contains("Не доходит: ответ 500"))
            #expect(try await ask(.post, "/webhooks/1/again", "delivery=1").text.contains("Отправляется ещё раз"))
            let again = try await store.webhooks.delivery(1)
            #expect(again?.state == .waiting(next: Call.sampleStart))
            #expect(try await ask(.post, "/webhooks/1/again", "delivery=7").status == .notFound)
            #expect(try await ask(.post, "/webhooks/1/again", "delivery=x").status == .badRequest)
        }
    }

    @Test("one that is deleted is off the list and may come back")
    func hiding() async throws {
        try await withSite { ask, _, _ in
            _ = try await ask(.post, "/webhooks", Self.form)
            #expect(try await ask(.post, "/webhooks/1/hide", "version=1").status == .seeOther)
            #expect(try await !ask(.get, "/webhooks", nil).text.contains("erp.example"))
            #expect(try await ask(.get, "/webhooks?hidden=1", nil).text.contains("erp.example"))
            #expect(try await ask(.post, "/webhooks/1/restore", "version=2").status == .seeOther)
            #expect(try await ask(.get, "/webhooks", nil).text.contains("erp.example"))
        }
    }

    @Test("who may not keep them sees none")
    func rights() async throws {
        try await withSite(rights: Rights([.directories: .all, .scripts: .all])) { ask, _, _ in
            let answer = try await ask(.get, "/webhooks", nil)
            #expect(answer.status == .forbidden)
            let added = try await ask(.post, "/webhooks", Self.form)
            #expect(added.status == .forbidden)
            let other = try await ask(.get, "/directories", nil)
            #expect(!other.text.contains("href=\"/webhooks\""))
        }
    }
}
