import ContactCenter
import Foundation
import Logging
import Storage
import Synchronization

@testable import Web

/// A browser connected to a feed, and the means to wait for what it shows.
actor SampleConnection {
    private(set) var browser: SampleBrowser
    private(set) var events: [ServerSentEvent] = []
    private var changes = Changes()
    /// While set, nothing is read: the browser is slow.
    private var isBlocked = false

    init(_ browser: SampleBrowser = SampleBrowser()) { self.browser = browser }

    func take(_ event: ServerSentEvent) async throws {
        try await wait { !$0.isBlocked }
        try browser.take(event)
        events.append(event)
        changes.announce()
    }

    func block() { isBlocked = true }

    func unblock() {
        isBlocked = false
        changes.announce()
    }

    func wait(until condition: @Sendable (isolated SampleConnection) -> Bool) async throws {
        if condition(self) { return }
        for await _ in changes.listen() where condition(self) { return }
        throw CancellationError()
    }

    func wait(for position: Position) async throws {
        try await wait { ($0.browser.position ?? .start) >= position }
    }

    func wait(forText text: String) async throws {
        try await wait { $0.browser.contents.values.contains { $0.contains(text) } }
    }
}

/// A feed over a sample desk, as the server runs it.
struct SampleFeed: Sendable {
    var desk: SampleDesk
    var journal = SampleJournal()
    var clock = SampleClock()
    var heartbeat: Duration = .seconds(3_600)

    var feed: LiveFeed {
        LiveFeed(
            desk: desk,
            earlierCalls: earlierCalls,
            memory: memory,
            now: clock.read,
            heartbeat: heartbeat
        ) {
            try? await Task.sleep(for: .seconds(3_600))
        }
    }

    let earlierCalls: EarlierCalls
    var cards = SampleCards()

    private var memory: CardMemory {
        CardMemory(cards: cards, journal: journal, now: clock.read, logger: Logger(label: "test"))
    }

    init(desk: SampleDesk, journal: SampleJournal = SampleJournal(), heartbeat: Duration = .seconds(3_600)) {
        self.desk = desk
        self.journal = journal
        self.heartbeat = heartbeat
        earlierCalls = EarlierCalls(
            journal: journal,
            clients: DatabaseClientStore(NoDatabase(), numbers: .russian),
            clientSearch: DatabaseClientSearch(NoDatabase()),
            numbers: .russian,
            logger: Logger(label: "test")
        )
    }

    /// The page as a browser loads it.
    func load(_ page: some SamplePage) async -> SampleBrowser {
        var page = page
        let snapshot = await desk.snapshot()
        page.show(snapshot)
        for question in page.recollections { page.recall(await memory.answer(to: question), to: question) }
        let html = page.html(at: snapshot.position, address: "/", colleagues: nil, for: .sample(at: clock.now))
        return SampleBrowser(page: html.markup)
    }

    /// Connects a browser, runs the test's part, and cuts the connection.
    func connect(
        _ page: some LivePage,
        with browser: SampleBrowser = SampleBrowser(),
        while body: (SampleConnection) async throws -> Void
    ) async throws -> SampleBrowser {
        let connection = SampleConnection(browser)
        let seen = browser.position
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                let view = LiveView(page, named: .sample, for: .sample(), from: seen)
                try await feed.run([view]) { try await connection.take($0) }
            }
            try await body(connection)
            tasks.cancelAll()
        }
        return await connection.browser
    }
}

extension ChannelName {
    static let sample = ChannelName(rawValue: "tab.0").unsafelyUnwrapped
}

protocol SamplePage: LivePage {
    func html(at position: Position, address: String, colleagues: ColleaguesPanel?, for viewer: Viewer) -> HTML
}

extension CardPage: SamplePage {}
extension OnlinePage: SamplePage {}

/// A clock that a test moves.
final class SampleClock: Sendable {
    var read: @Sendable () -> Date { { self.now } }

    private let time = Mutex(Call.sampleStart)

    var now: Date { time.withLock { $0 } }

    func advance(by length: Duration) { time.withLock { $0 = $0 + length } }
}
