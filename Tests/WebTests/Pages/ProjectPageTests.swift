import ContactCenter
import Foundation
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("Projects on pages") struct ProjectPageTests {
    private static func addProject(
        to store: DataStore,
        _ change: (inout Project) -> Void = { _ in }
    ) async throws -> ProjectID {
        var project = Project()
        (project.number, project.name, project.greeting) = ("204", "Страхование <b>", "Добрый день! <i>Полис</i>")
        change(&project)
        return try saved(try await store.records.add(project, by: ContactSite.author)).id
    }

    private static func saved<Record>(_ saving: Saving<Record>) throws -> Kept<Record> {
        guard case .saved(let kept) = saving else { throw NotSaved() }
        return kept
    }

    private struct NotSaved: Error {}

    @Test("S3.21 S3.2 the card of a call has number, name and greeting of the project while the phone rings")
    func card() async throws {
        try await ContactSite.with { site in
            let store = site.store
            let project = try await Self.addProject(to: store) { $0.workSchedule = "пн-пт 9:00-18:00" }
            var did = DID()
            (did.number, did.project) = ("6467171", project)
            _ = try Self.saved(try await store.records.add(did, by: ContactSite.author))
            let numbers = DIDDirectory(records: store.records, numbers: .russian, in: .gmt)
            try await numbers.refresh(at: Call.sampleStart)
            var viewer = Viewer.sample()
            viewer.dids = numbers
            func text(of call: Call) -> String {
                var page = CardPage(phone: Extension("0111"), numbers: .russian)
                page.show(LiveSnapshot(position: .start, calls: [call], lastEnded: [], floor: .sample()))
                return page.parts(at: Call.sampleStart).html(in: .card, for: viewer).markup
            }
            let ringing = text(of: .inbound(at: Call.sampleStart).ringing("0111", at: Call.sampleStart))
            for words in [
                "204 Страхование &lt;b&gt;", "Добрый день! &lt;i&gt;Полис&lt;/i&gt;", "Приветствие", "пн-пт 9:00-18:00",
            ] {
                #expect(ringing.contains(words), "\(words)")
            }
            // On a Friday at noon, and in the evening.
            #expect(!ringing.contains("Вне рабочего времени"))
            let evening = Call.sampleStart + 8 * 3_600
            #expect(text(of: .inbound(at: evening).ringing("0111", at: evening)).contains("Вне рабочего времени"))
            let other = text(of: .inbound(to: "7559996", at: Call.sampleStart).ringing("0111", at: Call.sampleStart))
            #expect(!other.contains("Страхование") && other.contains("<div class=\"greeting\"></div>"))
        }
    }

    @Test("S3.21 S3.1 the card of a contact shows its project and greeting, offers its topics, and changes it")
    func contact() async throws {
        try await ContactSite.with { site in
            var topics: [TopicID] = []
            for name in ["КАСКО", "Вклады"] {
                var topic = Topic()
                topic.name = name
                topics.append(try Self.saved(try await site.store.records.add(topic, by: ContactSite.author)).id)
            }
            let own = [topics[0]]
            let project = try await Self.addProject(to: site.store) { $0.topics = own }
            let kept = try await site.register()
            let none = try await site.ask(.get, "/contacts/\(kept.id)").text
            #expect(!none.contains("Приветствие"))
            #expect(none.contains("data-title=\"КАСКО\"") && none.contains("data-title=\"Вклады\""))

            let form = "version=\(kept.version)&project=\(project)&do=save"
            _ = try await site.ask(.post, "/contacts/\(kept.id)", form)
            let changed = try #require(try await site.store.contacts.contact(kept.id))
            #expect(changed.record.project == project)
            let page = try await site.ask(.get, "/contacts/\(kept.id)").text
            #expect(page.contains("204 Страхование &lt;b&gt;") && page.contains("&lt;i&gt;Полис&lt;/i&gt;"))
            #expect(page.contains("data-title=\"КАСКО\"") && !page.contains("data-title=\"Вклады\""))

            let list = try await site.ask(.get, "/registry?project=\(project)").text
            #expect(list.contains("A00000001"))
            #expect(try await !site.ask(.get, "/registry?project=\(project.rawValue + 1)").text.contains("A00000001"))
            let cleared = "version=\(changed.version)&project=&do=save"
            _ = try await site.ask(.post, "/contacts/\(kept.id)", cleared)
            #expect(try await site.store.contacts.contact(kept.id)?.record.project == nil)
        }
    }

    @Test("S3.1 a script hangs to projects on its page, and a hidden project keeps it")
    func script() async throws {
        try await ContactSite.with(Rights([.scripts: .all, .intake: .own, .contacts: .all])) { site in
            #expect(try await !site.ask(.get, "/scripts/1").text.contains("name=\"project\""))
            let project = try await Self.addProject(to: site.store)
            let hung = try await site.ask(.post, "/scripts/1/uses", "project=\(project)")
            #expect(hung.headers[.location] == "/scripts/1?told=hung")
            let use = ScriptUse(projects: [project])
            #expect(try await site.store.scripts.use(of: ScriptID(1)) == use)
            let box = "<input type=\"checkbox\" name=\"project\" value=\"\(project)\" checked>"
            #expect(try await site.ask(.get, "/scripts/1").text.contains(box))
            #expect(try await site.ask(.post, "/scripts/1/uses", "project=99").status == .badRequest)
            let hidden = try await site.store.records.setHidden(project, over: 1, to: true, by: ContactSite.author)
            _ = try Self.saved(hidden)
            let kept = "<input type=\"hidden\" name=\"project\" value=\"\(project)\">"
            #expect(try await site.ask(.get, "/scripts/1").text.contains(kept))
        }
    }
}
