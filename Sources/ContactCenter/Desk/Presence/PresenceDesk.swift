import Foundation
import Logging

/// Keeps presences true in this process: knows whose event streams are open here, writes what people and their phones do, and
/// shows on the live pages what anybody's presence is, whichever process wrote it.
package actor PresenceDesk {
    package struct Rules: Hashable, Sendable {
        /// Seconds without activity after which a person is away (requirement S1.20).
        package var awayAfter: TimeInterval = 300
        /// Seconds without an event stream after which a person is off-line. A page that is loaded anew takes less.
        package var goneAfter: TimeInterval = 30
        /// How often the process says that its streams are open.
        package var beat: TimeInterval = 10

        package init() {}
    }

    private let store: any PresenceStore
    private let desk: any LiveDesk
    private let rules: Rules
    /// Whether this process follows the PBX, and so is the one to write what phones do.
    private let followsPhones: Bool
    private let now: @Sendable () -> Date
    private let logger: Logger
    /// Names this run of the program among those on the database.
    private let process = UUID().uuidString

    private var streams: [UserID: Set<UUID>] = [:]
    private var presences: [UserID: Presence] = [:]
    private var version: Int64?
    /// When people were last active, as far as it is not written yet.
    private var active: [UserID: Date] = [:]
    private var activeBrowsers: [UserID: [TokenDigest: Date]] = [:]
    private var phones = PhoneActivities()
    private var phoneChanges: [PersonChange] = []
    /// Who is written as working on the last call.
    private var wrappingUp: Set<UserID> = []
    private var beatAt = Date.distantPast
    private var isQuiet = false

    package init(
        store: any PresenceStore,
        desk: any LiveDesk,
        rules: Rules = Rules(),
        followsPhones: Bool,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.store = store
        self.desk = desk
        self.rules = rules
        self.followsPhones = followsPhones
        self.now = now
        self.logger = logger
    }

    // MARK: What people do

    /// - Throws: what the store throws.
    package func choose(_ status: ChosenStatus, by user: UserID) async throws {
        try await write([PersonChange(user, .chose(status), at: now())])
    }

    /// - Throws: what the store throws.
    package func note(_ note: PresenceNote?, by user: UserID) async throws {
        try await write([PersonChange(user, .noted(note), at: now())])
    }

    /// A name that there is already is no fault: the person wants that status.
    ///
    /// - Throws: `PresenceRefusal`, and what the store throws.
    package func add(_ status: OwnStatus, of user: UserID) async throws {
        do { try await store.add(status, of: user) } catch PresenceRefusal.nameTaken {}
        try await choose(.own(status), by: user)
    }

    /// - Throws: `PresenceRefusal`, and what the store throws.
    package func rename(_ status: OwnStatus, to name: OwnStatus, of user: UserID) async throws {
        try await store.rename(status, to: name, of: user, now: now())
        await look()
    }

    /// - Throws: what the store throws.
    package func remove(_ status: OwnStatus, of user: UserID) async throws {
        try await store.remove(status, of: user)
        await look()
    }

    /// Mouse or key in some page, or elsewhere on the computer where the browser tells.
    ///
    /// - Throws: what the store throws.
    package func noteActivity(of user: UserID, at browser: TokenDigest) async throws {
        let now = now()
        activeBrowsers[user, default: [:]][browser] = now
        guard presences[user]?.isIdle ?? false else {
            active[user] = now
            return
        }
        try await write([PersonChange(user, .stirred, at: now)])
    }

    /// A browser says that nobody has touched its computer for long enough. Who is active at another one is not away.
    ///
    /// - Throws: what the store throws.
    package func noteIdle(_ user: UserID, at browser: TokenDigest) async throws {
        let now = now()
        activeBrowsers[user]?[browser] = nil
        let isElsewhere = activeBrowsers[user]?.values.contains { now.timeIntervalSince($0) < rules.awayAfter }
        guard !(isElsewhere ?? false) else { return }
        active[user] = nil
        try await write([PersonChange(user, .fellIdle, at: now)])
    }

    /// A log-in is worth no failure: the page that follows it opens a stream.
    package func noteLogIn(of user: UserID) async {
        await attempt { try await write([PersonChange(user, .loggedIn, at: now())]) }
    }

    /// The person has logged out at one browser; off-line at once when no other is left.
    package func noteLogOut(of user: UserID) async {
        await attempt {
            try await store.leave(user, now: now())
            await look()
            if presences[user]?.status == .offline { streams[user] = nil }
        }
    }

    private func write(_ changes: [PersonChange]) async throws {
        try await store.apply(changes)
        await look()
    }

    // MARK: Streams

    /// A stream of the person has been opened; to be told of its end by what it gives.
    package func open(of user: UserID) async -> UUID {
        let stream = UUID()
        let isFirst = streams[user]?.isEmpty ?? true
        streams[user, default: []].insert(stream)
        if isFirst || presences[user].map({ $0.status == .offline }) ?? true {
            await attempt {
                try await store.open(user, at: process, now: now())
                await look()
            }
        }
        return stream
    }

    package func close(_ stream: UUID, of user: UserID) async {
        guard streams[user]?.remove(stream) != nil, streams[user]?.isEmpty ?? false else { return }
        streams[user] = nil
        activeBrowsers[user] = nil
        await attempt { try await store.close(user, at: process, now: now()) }
    }

    // MARK: Time

    /// Keeps all of it true for as long as the task lives.
    ///
    /// - Parameter pace: how often the database is asked for what other processes wrote.
    package func run(pace: Duration = .milliseconds(300)) async {
        await attempt { try await begin() }
        await withDiscardingTaskGroup { tasks in
            if followsPhones {
                let updates = await desk.updates(.everything)
                await beginPhones()
                tasks.addTask { for await update in updates { await self.take(update) } }
            }
            tasks.addTask {
                while !Task.isCancelled {
                    try? await Task.sleep(for: pace)
                    await self.look()
                }
            }
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                await tick()
            }
            tasks.cancelAll()
        }
        await flush()
    }

    private func begin() async throws {
        try await store.beat(of: process, now: now())
        await look()
    }

    /// Once a second: what has gathered is written, and those are looked for whose time has come.
    package func tick() async {
        await flush()
        await attempt {
            let now = now()
            if now.timeIntervalSince(beatAt) >= rules.beat {
                try await store.beat(of: process, now: now)
                beatAt = now
            }
            let sweep = PresenceSweep(now: now, goneAfter: rules.goneAfter, awayAfter: rules.awayAfter)
            if try await store.sweep(sweep) { await look() }
        }
    }

    private func flush() async {
        await endWrapUps()
        let (changes, moments) = (phoneChanges, active)
        phoneChanges = []
        active = [:]
        guard !changes.isEmpty || !moments.isEmpty else { return }
        await attempt {
            do {
                if !moments.isEmpty { try await store.noteActive(moments) }
                if !changes.isEmpty { try await write(changes) }
            } catch {
                phoneChanges = changes + phoneChanges
                throw error
            }
        }
    }

    /// Shows what has changed in the database since it was last looked at.
    package func look() async {
        await attempt {
            let current = try await store.presenceVersion()
            guard current != version else { return }
            let presences = try await store.presences()
            // Another look may have been quicker, and seen more.
            guard current >= version ?? current else { return }
            version = current
            self.presences = presences
            noteWrappingUp(presences)
            await desk.show(presences: presences)
        }
    }

    /// A database that does not answer is told of once, until it does.
    private func attempt(_ work: () async throws -> Void) async {
        do {
            try await work()
            isQuiet = false
        } catch is CancellationError {
        } catch {
            if !isQuiet, !Task.isCancelled {
                logger.warning("Presences cannot be kept", metadata: ["reason": "\(error)"])
            }
            isQuiet = true
        }
    }

    // MARK: Phones

    private func beginPhones() async {
        await flush()
        let snapshot = await desk.snapshot()
        let seats = snapshot.floor.seats.values
        var told: [UserID: PersonActivity] = [:]
        var last: [Extension: Call] = [:]
        await attempt {
            told = try await store.activities()
            last = try await store.lastAnswered(at: seats.filter { told[$0.user] == .wrapUp }.map(\.phone))
        }
        phones.take(snapshot.floor.queues, snapshot.floor.queueRules)
        phones.begin(snapshot.calls, seats, told: told, last: last, at: now())
        note(phones.corrections(at: now()))
    }

    private func take(_ update: LiveUpdate) async {
        guard case .changes(let changes) = update.content else { return await beginPhones() }
        for change in changes {
            switch change {
            case .call(let call): note(phones.take(call, at: now()))
            case .merged(let call, _), .withdrawn(let call): note(phones.forget(call, at: now()))
            case .floor(let floor):
                phones.take(floor.queues, floor.queueRules)
                note(phones.take(floor.seats.values, at: now()))
            case .card, .contact, .document, .tasks, .staff: break
            }
        }
        // The queue may have the next call at hand.
        if phoneChanges.contains(where: { $0.change == .phone(.wrapUp) }) { await flush() }
    }

    // MARK: After the call

    private func endWrapUps() async {
        guard !phones.wrappedUp.isEmpty else { return }
        note(phones.endWrapUps(at: now()))
        await endFinishedWrapUps()
    }

    private func endFinishedWrapUps() async {
        let calls = phones.wrappedUp
        guard !calls.isEmpty else { return }
        await attempt {
            let finished = try await store.finished(calls)
            note(phones.endWrapUps(after: finished, at: now()))
        }
    }

    /// Whoever has chosen a status since is done with it, whichever process they told.
    private func noteWrappingUp(_ presences: [UserID: Presence]) {
        let present = Set(presences.lazy.filter { $0.value.isWrappingUp }.map(\.key))
        for user in wrappingUp.subtracting(present) { note(phones.endWrapUp(of: user, at: now())) }
        wrappingUp = present
    }

    private func note(_ activities: [PersonalActivity]) {
        phoneChanges += activities.map { PersonChange($0.user, .phone($0.activity), at: $0.at) }
    }
}
