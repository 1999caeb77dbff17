import ContactCenter
import Foundation
import Logging
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Web

@Suite("What becomes of faxes is written down", .timeLimit(.minutes(1))) struct FaxDeskTests {
    private func floor(_ connection: PBXConnection = .connected) -> Floor {
        var floor = Floor.sample()
        floor.connection = connection
        return floor
    }

    private struct Setting {
        var store: DataStore
        var user: UserID
        var desk: SampleDesk
        var rendering: SampleRendering
        var faxing: SampleFaxing
        var faxes: FaxDesk
        /// Seconds since the sample calls began.
        var clock: Clock

        func wish(_ number: String = "84952139851") throws -> FaxDesk.Wish {
            let dialled = try #require(DialledNumber(number, .national))
            return FaxDesk.Wish(to: .number(dialled, written: "+74952139851"), by: user, title: "счёт.pdf")
        }

        func entry(_ id: FaxID) async throws -> FaxEntry { try #require(try await store.faxes.fax(id, of: nil)) }

        func until(_ isSo: () async throws -> Bool) async throws {
            while try await !isSo() { try await Task.sleep(for: .milliseconds(2)) }
        }
    }

    private final class Clock: Sendable {
        private let seconds: Mutex<TimeInterval>

        init(_ seconds: TimeInterval) { self.seconds = Mutex(seconds) }

        var now: Date { Call.sampleStart + seconds.withLock { $0 } }
        func pass(_ time: TimeInterval) { seconds.withLock { $0 += time } }
    }

    private func with(
        _ outcome: FaxOrder = .taken,
        rendering: SampleRendering = SampleRendering(),
        connection: PBXConnection = .connected,
        after seconds: TimeInterval = 0,
        _ test: (Setting) async throws -> Void
    ) async throws {
        try await TestEngine.sqlite.withDatabase { store in
            let hash = PasswordHash("x")
            let new = NewUser(name: .sample("anna"), displayName: "Анна", roles: [.operator], password: hash)
            let user = try await store.access.add(
                new,
                audit: AuditEntry(at: Call.sampleStart, user: nil, action: .userAdded)
            )
            let desk = SampleDesk(floor: floor(connection))
            let faxing = SampleFaxing(outcome)
            let clock = Clock(seconds)
            let faxes = FaxDesk(
                store: store.faxes,
                rendering: rendering,
                sending: faxing,
                desk: desk,
                now: { clock.now },
                logger: .silent
            )
            try await test(
                Setting(
                    store: store,
                    user: user.id,
                    desk: desk,
                    rendering: rendering,
                    faxing: faxing,
                    faxes: faxes,
                    clock: clock
                )
            )
        }
    }

    @Test("S4.11 a fax is in the journal before the PBX is told, and ends as the PBX says; what arrived is not kept")
    func arrives() async throws {
        try await with { setting in
            let running = Task { await setting.faxes.run() }
            let id = try await setting.faxes.send([1], setting.wish())
            let entry = try await setting.entry(id)
            #expect(entry.end == nil && entry.fax.pages == 2 && entry.fax.number == "+74952139851")
            let key = entry.fax.key
            #expect(await setting.faxing.keys == [key])
            await setting.desk.publish(.floor(floor().faxing(key, .sending)))
            await setting.desk.publish(.floor(floor().faxing(key, .over(.sent(pages: 2)))))
            try await setting.until { try await setting.entry(id).end == .sent(pages: 2) }
            try await setting.until { setting.rendering.keys.isEmpty }
            running.cancel()
        }
    }

    @Test("S4.11 one that did not arrive is kept and can be sent again; one that the PBX did not take is told at once")
    func again() async throws {
        try await with(.failed(.notPermitted)) { setting in
            let id = try await setting.faxes.send([1], setting.wish())
            let entry = try await setting.entry(id)
            #expect(entry.end == .failed(.notPermitted, pages: 0, words: nil))
            #expect(setting.rendering.keys == [entry.fax.key])
            let second = try await setting.faxes.send(again: entry.fax, setting.wish())
            #expect(try await setting.entry(second).fax.key != entry.fax.key)
            await setting.rendering.remove(entry.fax.key)
            await #expect(throws: FaxProblem.gone) {
                _ = try await setting.faxes.send(again: entry.fax, setting.wish())
            }
        }
    }

    @Test(
        "S4.11 a file that becomes no fax leaves nothing: no row, no order",
        arguments: [FaxProblem.notPDF, .encrypted, .tooManyPages(limit: 50), .tooMuch]
    )
    func noFax(problem: FaxProblem) async throws {
        try await with(rendering: SampleRendering(problem)) { setting in
            await #expect(throws: problem) { _ = try await setting.faxes.send([1], setting.wish()) }
            let noted = try await setting.store.faxes.faxes(FaxFilter(), before: nil, limit: 9)
            #expect(noted.isEmpty)
            #expect(await setting.faxing.orders.isEmpty)
        }
    }

    @Test("S4.11 after a restart what the PBX still sends goes on, and of what it no longer lists nobody knows the end")
    func restart() async throws {
        try await with(connection: .connecting, after: 60) { setting in
            var faxes: [Fax] = []
            for _ in 0..<2 {
                let fax = Fax(
                    key: .random(),
                    user: setting.user,
                    number: "1",
                    title: "",
                    pages: 1,
                    at: Call.sampleStart
                )
                _ = try await setting.store.faxes.add(fax)
                faxes.append(fax)
            }
            let (goesOn, lost) = (faxes[0].key, faxes[1].key)
            let running = Task { await setting.faxes.run() }
            try await setting.until { await setting.desk.readerCount > 0 }
            await setting.desk.publish(.floor(floor().faxing(goesOn, .sending)))
            try await setting.until { try await setting.store.faxes.underWay().map(\.key) == [goesOn] }
            let entries = try await setting.store.faxes.faxes(FaxFilter(), before: nil, limit: 9)
            #expect(entries.first { $0.fax.key == lost }?.end == .unknown)
            await setting.desk.publish(.floor(floor().faxing(goesOn, .over(.sent(pages: 1)))))
            try await setting.until { try await setting.store.faxes.underWay().isEmpty }
            running.cancel()
        }
    }

    @Test(
        "S4.11 an order that was not confirmed in time is under way still: what the PBX tells later is what became of it"
    )
    func unconfirmed() async throws {
        try await with(.unconfirmed) { setting in
            let running = Task { await setting.faxes.run() }
            try await setting.until { await setting.desk.readerCount > 0 }
            // Once the end of this one is known, the PBX has been heard.
            let first = try await setting.faxes.send([1], setting.wish())
            let known = FaxEnd.failed(.busy, pages: 0, words: nil)
            await setting.desk.publish(.floor(floor().faxing(try await setting.entry(first).fax.key, .over(known))))
            try await setting.until { try await setting.entry(first).end == known }
            let id = try await setting.faxes.send([1], setting.wish())
            let entry = try await setting.entry(id)
            #expect(entry.end == nil)
            setting.clock.pass(60)
            await setting.faxes.sweep()
            #expect(try await setting.entry(id).end == nil)
            await setting.desk.publish(.floor(floor().faxing(entry.fax.key, .over(.sent(pages: 2)))))
            try await setting.until { try await setting.entry(id).end == .sent(pages: 2) }
            running.cancel()
        }
    }

    @Test("S4.11 of which nothing is heard for a minute and a half nobody knows, until the PBX tells of it after all")
    func toldLate() async throws {
        try await with(.unconfirmed) { setting in
            let running = Task { await setting.faxes.run() }
            try await setting.until { await setting.desk.readerCount > 0 }
            let id = try await setting.faxes.send([1], setting.wish())
            let key = try await setting.entry(id).fax.key
            setting.clock.pass(91)
            await setting.faxes.sweep()
            #expect(try await setting.entry(id).end == .unknown)
            #expect(setting.rendering.keys == [key])
            await setting.desk.publish(.floor(floor().faxing(key, .sending)))
            await setting.desk.publish(.floor(floor().faxing(key, .over(.sent(pages: 2)))))
            try await setting.until { try await setting.entry(id).end == .sent(pages: 2) }
            running.cancel()
        }
        // One that the PBX has confirmed may take its time.
        try await with(.taken) { setting in
            let id = try await setting.faxes.send([1], setting.wish())
            setting.clock.pass(600)
            await setting.faxes.sweep()
            #expect(try await setting.entry(id).end == nil)
        }
    }

    @Test("S4.11 the pages go out by HTTP once, and only for a key that is one")
    func taken() async throws {
        try await with { setting in
            let id = try await setting.faxes.send([1], setting.wish())
            let key = try await setting.entry(id).fax.key
            #expect(try await setting.faxes.takePages(of: key) != nil)
            #expect(try await setting.faxes.takePages(of: key) == nil)
            #expect(try await setting.faxes.takePages(of: FaxKey("../../etc/passwd")) == nil)
        }
    }

    @Test("S4.11 keys are 32 random digits, and titles are one line of text")
    func values() {
        let keys = (0..<100).map { _ in FaxKey.random() }
        #expect(Set(keys).count == 100 && keys.allSatisfy(\.isWellFormed))
        for text in ["", "1", "../x", String(repeating: "1", count: 33), String(repeating: "١", count: 32)] {
            #expect(!FaxKey(text).isWellFormed)
        }
        let title = " счёт\r\n№ 5\u{0}" + String(repeating: "x", count: 300)
        let fax = Fax(key: .random(), user: UserID(1), number: "1", title: title, pages: 1, at: Call.sampleStart)
        #expect(fax.title.hasPrefix("счёт№ 5x") && fax.title.unicodeScalars.count <= Fax.longestTitle)
    }

    @Test("S4.11 the floor remembers what was faxed into a call, and its end once")
    func live() {
        let (key, call) = (FaxKey.random(), LinkedID("1.1"))
        var faxes = LiveFaxes()
        func step(_ stage: FaxTransmission.Stage) -> Bool {
            faxes.apply(FaxTransmission(key: key, call: call, stage: stage, since: Call.sampleStart))
        }
        #expect(step(.sending) && !step(.sending))
        #expect(step(.over(.sent(pages: 1))) && !step(.over(.unknown)))
        #expect(faxes.last { $0 == call }?.end == .sent(pages: 1))
        #expect(faxes.last { $0 == LinkedID("2.2") } == nil)
        for _ in 0..<500 {
            _ = faxes.apply(
                FaxTransmission(key: .random(), call: nil, stage: .over(.unknown), since: Call.sampleStart + 1)
            )
        }
        #expect(faxes.all.count <= 201)
    }
}
