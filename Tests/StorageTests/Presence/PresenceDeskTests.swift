import ContactCenter
import Foundation
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Storage

@Suite("Presences are shown on the pages") struct PresenceDeskTests {
    /// A process on the database, with a clock of the test's.
    private struct Process {
        let switchboard: Switchboard
        let desk: PresenceDesk

        init(_ store: DataStore, _ clock: Clock) {
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            switchboard = Switchboard(pbx: PBXName("office"), journal: store.callJournal, logger: logger) {
                _,
                _,
                _,
                _ in []
            }
            desk = PresenceDesk(
                store: store.presences,
                desk: switchboard,
                followsPhones: false,
                now: { clock.now },
                logger: logger
            )
        }

        func status(of user: UserID) async -> PresenceStatus? { await switchboard.floor.presences[user]?.status }
    }

    private final class Clock: Sendable {
        private let seconds = Mutex(0.0)
        var now: Date { .sample(seconds.withLock { $0 }) }
        func go(to new: Double) { seconds.withLock { $0 = new } }
    }

    @Test("several tabs are one person, and loading a page anew costs nothing", arguments: TestEngine.allCases)
    func tabs(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let clock = Clock()
            let process = Process(store, clock)
            let anna = try await store.access.add(.sample()).id
            let first = await process.desk.open(of: anna)
            let second = await process.desk.open(of: anna)
            await process.desk.close(first, of: anna)
            clock.go(to: 100)
            await process.desk.tick()
            #expect(await process.status(of: anna) == .available)
            await process.desk.close(second, of: anna)
            clock.go(to: 110)
            await process.desk.tick()
            _ = await process.desk.open(of: anna)
            clock.go(to: 200)
            await process.desk.tick()
            #expect(await process.status(of: anna) == .available)
            let stretches = try await store.presences.stretches(of: anna, from: .sample(0), until: .sample(300))
            #expect(stretches.map(\.state.status) == [.available])
        }
    }

    @Test(
        "S1.22 what one process writes the other shows, and a killed one's people are off-line after half a minute",
        arguments: TestEngine.allCases
    )
    func twoProcesses(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let clock = Clock()
            let (here, there) = (Process(store, clock), Process(store, clock))
            let anna = try await store.access.add(.sample()).id
            _ = await there.desk.open(of: anna)
            await here.desk.look()
            #expect(await here.status(of: anna) == .available)
            try await there.desk.choose(.busy, by: anna)
            await here.desk.look()
            #expect(await here.status(of: anna) == .busy)
            // From now on the other one is silent.
            clock.go(to: 29)
            await here.desk.tick()
            #expect(await here.status(of: anna) == .busy)
            clock.go(to: 31)
            await here.desk.tick()
            #expect(await here.status(of: anna) == .offline)
        }
    }

    @Test(
        "S1.20 five minutes without activity are away, and what moves restores what was before",
        arguments: TestEngine.allCases
    )
    func away(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let clock = Clock()
            let process = Process(store, clock)
            let anna = try await store.access.add(.sample()).id
            _ = await process.desk.open(of: anna)
            try await process.desk.choose(.busy, by: anna)
            clock.go(to: 200)
            try await process.desk.noteActivity(of: anna, at: TokenDigest("desk"))
            await process.desk.tick()
            clock.go(to: 499)
            await process.desk.tick()
            #expect(await process.status(of: anna) == .busy)
            clock.go(to: 500)
            await process.desk.tick()
            #expect(await process.status(of: anna) == .away)
            try await process.desk.noteActivity(of: anna, at: TokenDigest("desk"))
            #expect(await process.status(of: anna) == .busy)
        }
    }

    @Test("a computer that nobody touches makes nobody away who works at another", arguments: [TestEngine.sqlite])
    func twoComputers(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let process = Process(store, Clock())
            let anna = try await store.access.add(.sample()).id
            _ = await process.desk.open(of: anna)
            for computer in ["desk", "home"] {
                try await process.desk.noteActivity(of: anna, at: TokenDigest(computer))
            }
            try await process.desk.noteIdle(anna, at: TokenDigest("home"))
            #expect(await process.status(of: anna) == .available)
            try await process.desk.noteIdle(anna, at: TokenDigest("desk"))
            #expect(await process.status(of: anna) == .away)
        }
    }
}
