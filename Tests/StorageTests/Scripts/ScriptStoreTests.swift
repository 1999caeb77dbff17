import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Scripts are kept with all their versions")
struct ScriptStoreTests {
    private func shipped(in store: DataStore) async throws -> KeptScript {
        try #require(try await store.scripts.script(coded: Script.inboundContactCode))
    }

    @Test("the process \"Inbound contact\" is there from the beginning, once", arguments: TestEngine.allCases)
    func shipped(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.migrate()
            let kept = try await shipped(in: store)
            #expect(kept.script == .inboundContact && kept.ordinal == 1 && kept.author == nil)
            let registration = try await store.scripts.script(coded: Script.registrationCode)
            #expect(registration?.script == .registration)
            #expect(try await store.scripts.scripts() == [kept, registration])
        }
    }

    @Test("a change is a new version; the old one stays, and a stale change is refused", arguments: TestEngine.allCases)
    func versions(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let first = try await shipped(in: store)
            var changed = first.script
            changed.steps[0].say = LocalText("{time_of_day}, {company}!")
            let saving = try await store.scripts.save(changed, as: first.id, over: 1, by: .sample())
            let second = try #require(saving.kept)
            #expect(second.ordinal == 2 && second.script == changed)
            #expect(try await store.scripts.save(changed, as: first.id, over: 2, by: .sample()) == .saved(second))
            #expect(try await store.scripts.version(first.version) == first)
            #expect(try await store.scripts.versions(of: first.id, limit: 10) == [second, first])
            changed.steps[0].say = LocalText("{company}!")
            #expect(try await store.scripts.save(changed, as: first.id, over: 1, by: .sample()) == .stale(second))
            changed.start = "nowhere"
            let refused = try await store.scripts.save(changed, as: first.id, over: 2, by: .sample())
            #expect(refused.problems.contains(ScriptProblem(.noSuchStart("nowhere"))))
            #expect(try await store.scripts.script(first.id) == second)
        }
    }

    @Test("S0.20 a contact keeps where it is, what was typed and the version it runs", arguments: TestEngine.allCases)
    func run(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let script = try await shipped(in: store)
            let contact = try await store.contacts.begin(.sample(1), at: nil, by: .sample())
            #expect(try await store.scripts.run(of: contact.id) == nil)
            var run = KeptRun(script: script.version, step: "reason", isCallerIdentified: false)
            run.answers = ["person_name": "Константин", "works": "'; DROP TABLE contacts; --"]
            let keeping = try await store.scripts.keep(run, of: contact.id)
            let kept = keeping.run
            #expect(keeping == .kept(kept) && kept.revision == 1 && kept.answers == run.answers)
            #expect(try await store.scripts.run(of: contact.id) == kept)
            // Another tab that began at the same moment.
            var other = run
            other.answers = ["person_name": "Кто-то"]
            let late = try await store.scripts.keep(other, of: contact.id)
            #expect(late == .overtaken(by: kept))
            var next = kept
            next.step = "identify"
            next.answers["person_name"] = ""
            let moved = try await store.scripts.keep(next, of: contact.id)
            #expect(moved.run.revision == 2)
            #expect(try await store.scripts.run(of: contact.id)?.answers == ["works": "'; DROP TABLE contacts; --"])
            let standing = try #require(try await store.scripts.run(of: contact.id))
            // The same step once more: the winner's revision is the loser's next one.
            let again = try await store.scripts.keep(next, of: contact.id)
            #expect(again == .overtaken(by: standing))
            let step = try await store.contacts.step(
                next,
                contact.record,
                contact.id,
                over: contact.version,
                isLast: false,
                by: .sample()
            )
            #expect(step.keeping == .overtaken(by: standing) && step.saving == nil)
        }
    }
}

extension ScriptSaving {
    fileprivate var kept: KeptScript? {
        if case .saved(let kept) = self { kept } else { nil }
    }

    fileprivate var problems: [ScriptProblem] {
        if case .refused(let problems) = self { problems } else { [] }
    }
}
