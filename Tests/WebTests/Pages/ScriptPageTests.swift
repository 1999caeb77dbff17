import ContactCenter
import Foundation
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("The pages of scripts") struct ScriptPageTests {
    private static let rights = Rights([.scripts: .all, .intake: .own, .contacts: .all])

    @Test("a copy is a script of its own, with a name that says so, and hangs to a channel and a reason")
    func copied() async throws {
        try await ContactSite.with(Self.rights) { site in
            let copied = try await site.ask(.post, "/scripts/1/copy", "x=1")
            #expect(copied.headers[.location] == "/scripts/3?told=copied")
            let page = try await site.ask(.get, "/scripts/3?told=copied").text
            #expect(page.contains("Входящий контакт (копия)") && page.contains("Копия готова"))
            #expect(page.contains("href=\"/scripts/1\""))
            let hung = try await site.ask(.post, "/scripts/3/uses", "channel=4&reason=5&reason=7")
            #expect(hung.headers[.location] == "/scripts/3?told=hung")
            let use = ScriptUse(channels: [ContactChannelID(4)], reasons: [ReasonID(5), ReasonID(7)])
            #expect(try await site.store.scripts.use(of: ScriptID(3)) == use)
            let after = try await site.ask(.get, "/scripts/3").text
            // One box more is that of the sheet of keys.
            #expect(after.components(separatedBy: " checked>").count == 5)
            let wrong = try await site.ask(.post, "/scripts/3/uses", "channel=99")
            #expect(wrong.status == .badRequest)
            #expect(try await site.store.scripts.use(of: ScriptID(3)) == use)
            // The one that came with the product stays as it is.
            #expect(try await site.store.scripts.script(ScriptID(1))?.ordinal == 1)
        }
    }

    @Test(
        "S3.5 a script that a supervisor has prepared is offered in the next talk of its channel, and after its reason; the product's own else"
    )
    func offered() async throws {
        try await ContactSite.with(Self.rights) { site in
            _ = try await site.ask(.post, "/scripts/1/copy", "x=1")
            let text = try await site.ask(.get, "/scripts/3/text").text
            let prepared = text.replacing("{company}! Здравствуйте!", with: "Опрос: <b>довольны</b> ли Вы?")
            #expect(prepared != text)
            let saved = try await site.ask(
                .post,
                "/scripts/3",
                "ordinal=1&do=save&text=\(SitePath.percentEncoded(prepared))"
            )
            #expect(saved.headers[.location] == "/scripts/3?told=saved")

            func begun() async throws -> String {
                let answer = try await site.ask(.post, "/intake", "x=1")
                let address = try #require(answer.headers[.location])
                return try await site.ask(.get, address).text
            }
            let words = "«Опрос: &lt;b&gt;довольны&lt;/b&gt; ли Вы?»"
            #expect(try await begun().contains(words) == false)
            // The channel of a contact that is begun by hand at the reception.
            let channels = try await site.store.records.records(of: ContactChannel.self, includingHidden: false)
            let visit = try #require(channels.first { $0.record.code == "visit" })
            _ = try await site.ask(.post, "/scripts/3/uses", "channel=\(visit.id)")
            #expect(try await begun().contains(words))

            // Hung to a reason it goes on once that is chosen.
            let reasons = try await site.store.records.records(of: Reason.self, includingHidden: false)
            let parts = try #require(reasons.first { $0.record.code == "parts" })
            _ = try await site.ask(.post, "/scripts/3/uses", "reason=\(parts.id)")
            let answer = try await site.ask(.post, "/intake", "x=1")
            let address = try #require(answer.headers[.location])
            let page = try await site.ask(.get, address).text
            let step = try #require(page.firstMatch(of: /name="step" value="([a-z_]*)"/)?.1)
            let revision = try #require(page.firstMatch(of: /name="revision"\s+value="(\d+)"/)?.1)
            let form = "step=\(step)&revision=\(revision)&move=next&reason=\(parts.id)&person_name=Anna"
            _ = try await site.ask(.post, "\(address)/step", form)
            #expect(try await site.ask(.get, address).text.contains(words))
        }
    }

    @Test("who may not edit scripts sees none and copies none")
    func forbidden() async throws {
        try await ContactSite.with(Rights([.intake: .own])) { site in
            for address in ["/scripts", "/scripts/1", "/scripts/1/text"] {
                let answer = try await site.ask(.get, address)
                #expect(answer.status == .forbidden)
            }
            for address in ["/scripts/1", "/scripts/1/copy", "/scripts/1/uses"] {
                let answer = try await site.ask(.post, address, "x=1")
                #expect(answer.status == .forbidden)
            }
        }
    }

    @Test("a text that is no script, or a megabyte of it, is refused in words and keeps what was typed")
    func refused() async throws {
        try await ContactSite.with(Self.rights) { site in
            let typed = "name: %22%3Cb%3Ex%22%0Astart: a%0Asteps: []"
            let wrong = try await site.ask(.post, "/scripts/1", "ordinal=1&do=save&text=\(typed)")
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("В сценарии нет шагов") && wrong.text.contains("name: &quot;&lt;b&gt;x&quot;"))
            #expect(try await site.store.scripts.versions(of: ScriptID(1), limit: 5).count == 1)
            let large = try await site.ask(
                .post,
                "/scripts/1",
                "ordinal=1&text=\(String(repeating: "x", count: 1_000_000))"
            )
            #expect(large.status == .contentTooLarge)
            let missing = try await site.ask(.get, "/scripts/99")
            #expect(missing.status == .notFound)
        }
    }
}
