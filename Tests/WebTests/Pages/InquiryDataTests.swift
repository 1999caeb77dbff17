import ContactCenter
import Foundation
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("What a contact's card says of the inquiry") struct InquiryDataTests {
    private static let rights = Rights([.workspace: .own, .intake: .own, .contacts: .all, .clients: .all])

    private static func add<Record: KeptRecord>(_ record: Record, to site: ContactSite) async throws -> RecordID<Record>
    {
        guard case .saved(let kept) = try await site.store.records.add(record, by: ContactSite.author) else {
            throw ContactSite.NotRegistered()
        }
        return kept.id
    }

    private static func addSources(to site: ContactSite) async throws -> [SourceID] {
        var ids: [SourceID] = []
        for name in ["Радио <b>", "Интернет"] {
            var source = Source()
            source.name = name
            ids.append(try await add(source, to: site))
        }
        return ids
    }

    @Test(
        "S3.22 source, state, due date, next action and consultant are set on it; both histories have this inquiry, too"
    )
    func card() async throws {
        try await ContactSite.with(Self.rights) { site in
            let sources = try await Self.addSources(to: site)
            var employee = Employee()
            // Logs in, so that what is in their hands has a state.
            (employee.name, employee.user) = ("Мельник Пётр", UserID(2))
            let consultant = try await Self.add(employee, to: site)
            var person = Client()
            person.name = "Новоха Инна"
            guard case .saved(let client) = try await site.store.clients.add(person, by: ContactSite.author) else {
                throw ContactSite.NotRegistered()
            }
            let kept = try await site.register { $0.client = client.id }
            let before = try await site.ask(.get, "/contacts/\(kept.id)").text
            #expect(before.contains("name=\"source\"") && before.contains("Радио &lt;b&gt;</option>"))

            let form = "version=\(kept.version)&source=\(sources[1])&responsible=\(consultant)&do=save"
            _ = try await site.ask(.post, "/contacts/\(kept.id)", form)
            let version = try #require(try await site.store.contacts.contact(kept.id)).version
            let work = "version=\(version)&next_action=Согласовать&due_at=2026-04-05T10:00&do=keep"
            _ = try await site.ask(.post, "/contacts/\(kept.id)/process", work)

            let contact = try #require(try await site.store.contacts.contact(kept.id)).record
            #expect(contact.source == sources[1] && contact.responsible == consultant)
            #expect(contact.nextAction == "Согласовать" && contact.work?.stage == .inWork)
            #expect(contact.dueAt == Date(timeIntervalSince1970: 1_775_372_400))
            let page = try await site.ask(.get, "/contacts/\(kept.id)").text
            #expect(page.contains("value=\"\(sources[1])\" selected>Интернет"))
            #expect(page.contains("value=\"\(consultant)\" selected>Мельник Пётр"))
            #expect(page.contains("value=\"Согласовать\"") && page.contains("value=\"2026-04-05T10:00\""))
            #expect(page.contains("id=\"work\"") && page.withoutTags.contains("в работе"))
            for words in ["Источник", "Следующее действие", "Срок", "05.04.2026 10:00:00", "Мельник Пётр"] {
                #expect(
                    page.components(separatedBy: "story changes").last?.withoutTags.contains(words) ?? false,
                    "\(words)"
                )
            }
            #expect(page.contains("id=\"client-history\"") && page.contains("Согласовать</bdi>"))

            let found = try await site.ask(.get, "/registry?processing=in_work&source=\(sources[1])").text
            let others = try await site.ask(.get, "/registry?processing=in_work&source=\(sources[0])").text
            #expect(found.contains("/contacts/\(kept.id)") && !others.contains("/contacts/\(kept.id)"))
        }
    }

    @Test("S3.22 while one speaks the source is chosen from a list at any step, and kept at once")
    func whileSpeaking() async throws {
        try await ContactSite.with(Self.rights) { site in
            let none = try await site.ask(.post, "/intake", "x=1")
            let address = try #require(none.headers[.location])
            #expect(try await site.ask(.get, address).text.contains("_source") == false)
            let sources = try await Self.addSources(to: site)
            let page = try await site.ask(.get, address).text
            #expect(page.contains("data-keeps=\"\(address)/source\"") && page.contains("Радио &lt;b&gt;</option>"))

            let kept = try await site.ask(.post, "\(address)/source", "value=\(sources[0])")
            #expect(kept.status == .noContent)
            #expect(try await site.store.contacts.contact(ContactID(1))?.record.source == sources[0])
            let after = try await site.ask(.get, address).text
            #expect(after.contains("value=\"\(sources[0])\" selected>"))
            for (value, status) in [("999", 422), ("x", 400), ("1%27%20OR%201", 400)] {
                let refused = try await site.ask(.post, "\(address)/source", "value=\(value)")
                #expect(refused.status.code == status, "\(value)")
            }
            #expect(try await site.store.contacts.contact(ContactID(1))?.record.source == sources[0])
            _ = try await site.ask(.post, "\(address)/source", "value=")
            #expect(try await site.store.contacts.contact(ContactID(1))?.record.source == nil)

            // Somebody else's is theirs.
            let olga = RecordAuthor(UserID(2), at: Call.sampleStart)
            guard case .saved(let other) = try await site.store.contacts.begin(Contact(), by: olga) else {
                throw ContactSite.NotRegistered()
            }
            let answer = try await site.ask(.post, "/intake/\(other.id)/source", "value=\(sources[0])")
            #expect(answer.status == .conflict)
        }
    }
}
