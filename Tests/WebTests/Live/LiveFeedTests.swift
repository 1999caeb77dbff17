import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(1))) struct LiveFeedTests {
    private let start = Call.sampleStart

    @Test("S3.2 a call that begins to ring is in the browser of that phone, and of no other")
    func pop() async throws {
        let sample = SampleFeed(desk: SampleDesk())
        let page = await sample.load(CardPage(phone: Extension("0111"), numbers: .russian))
        let other = CardPage(phone: Extension("0116"), numbers: .russian)
        _ = try await sample.connect(CardPage(phone: Extension("0111"), numbers: .russian), with: page) { connection in
            _ = try await sample.connect(other) { idle in
                try await idle.wait(forText: "Звонков нет")
                try await connection.wait(forText: "Звонков нет")
                await sample.desk.publish(.call(.inbound(named: "Константин").ringing("0111", at: start)))
                try await connection.wait(forText: "Константин")
                await sample.desk.publish(.call(.inbound("2").ringing("0116", at: start)))
                try await idle.wait(forText: "8 (953) 523-72-71")
                #expect(await !idle.browser.contents.values.contains { $0.contains("Константин") })
            }
        }
    }

    @Test("S0.5 the card is sent at once, the number's earlier calls follow")
    func historyFollows() async throws {
        let before = start.addingTimeInterval(-9_000)
        let earlier = Call.inbound("0", at: before).ended(at: before + .seconds(10))
        let journal = SampleJournal([earlier])
        let sample = SampleFeed(desk: SampleDesk(), journal: journal)
        await journal.hold()
        _ = try await sample.connect(CardPage(phone: Extension("0111"), numbers: .russian)) { connection in
            try await connection.wait(forText: "Звонков нет")
            await sample.desk.publish(.call(.inbound(named: "Константин").ringing("0111", at: start)))
            try await connection.wait(forText: "Ищем прежние звонки")
            await journal.release()
            try await connection.wait(forText: "не дождался ответа")
        }
    }

    @Test("the earlier calls of a number are read once, however many phones ring")
    func historyReadOnce() async throws {
        let journal = SampleJournal()
        let sample = SampleFeed(desk: SampleDesk(), journal: journal)
        _ = try await sample.connect(CardPage(phone: Extension("0111"), numbers: .russian)) { first in
            _ = try await sample.connect(CardPage(phone: Extension("0125"), numbers: .russian)) { second in
                try await first.wait(forText: "Звонков нет")
                try await second.wait(forText: "Звонков нет")
                await sample.desk.publish(.call(.inbound().ringing("0111", "0125", at: start)))
                try await first.wait(forText: "ещё не было")
                try await second.wait(forText: "ещё не было")
            }
        }
        #expect(await journal.questionsAsked == 1)
    }

    @Test("a journal that cannot be read costs the history, not the card")
    func journalGone() async throws {
        let sample = SampleFeed(desk: SampleDesk(), journal: SampleJournal(isReadable: false))
        await sample.desk.publish(.call(.inbound(named: "Константин").ringing("0111", at: start)))
        _ = try await sample.connect(CardPage(phone: Extension("0111"), numbers: .russian)) { connection in
            try await connection.wait(forText: "Прежние звонки сейчас недоступны.")
            #expect(await connection.browser.content(of: "card").contains("Константин"))
        }
    }

    @Test(
        "a browser that has seen the current position gets no ended calls again, but the floor; another gets everything"
    )
    func opening() async throws {
        let sample = SampleFeed(desk: SampleDesk(calls: [.inbound().ringing("0111", at: start)]))
        let page = await sample.load(OnlinePage())
        for (browser, isKnown) in [(page, true), (SampleBrowser(), false)] {
            _ = try await sample.connect(OnlinePage(), with: browser) { connection in
                try await connection.wait { !$0.events.isEmpty }
                let opening = await connection.events[0].data
                #expect(opening.contains("\"fill\":\"ended\"") == !isKnown)
                #expect(opening.contains("\"fill\":\"queues\""))
            }
        }
    }

    @Test("a browser that does not read is never queued for: it gets what holds when it can read again")
    func slowBrowser() async throws {
        let sample = SampleFeed(desk: SampleDesk(patience: 8))
        let browser = try await sample.connect(OnlinePage()) { connection in
            try await connection.wait(forText: "Звонков нет")
            await connection.block()
            var last = Position.start
            for number in 0..<2_000 {
                last = await sample.desk.publish(.call(.inbound("\(number)").ended(at: start + .seconds(number))))
            }
            await connection.unblock()
            try await connection.wait(for: last)
            #expect(await connection.events.count < 20)
        }
        #expect(browser.contents == (await sample.load(OnlinePage())).contents)
        #expect(browser.misfits.isEmpty)
    }

    @Test("when the desk says that something was dropped, the page is made true from a fresh snapshot")
    func reset() async throws {
        let sample = SampleFeed(desk: SampleDesk(calls: [.inbound("1")]))
        let browser = try await sample.connect(OnlinePage()) { connection in
            try await connection.wait(forText: "8 (953) 523-72-71")
            await sample.desk.lose(.call(.inbound("1").ended(at: start + .seconds(9))))
            await sample.desk.lose(.call(.inbound("2", from: "84957071336")))
            await sample.desk.resetReaders()
            try await connection.wait(forText: "8 (495) 707-13-36")
        }
        #expect(browser.contents == (await sample.load(OnlinePage())).contents)
    }

    @Test("an update that the snapshot holds already is not applied a second time")
    func overlap() async throws {
        let view = LiveView(
            OnlinePage(),
            named: .sample,
            for: .sample(),
            from: nil
        )
        await view.show(LiveSnapshot(position: Position(7), calls: [], lastEnded: [], floor: .sample()))
        _ = await view.opening(at: start)
        #expect(await view.apply([.call(.inbound())], at: Position(7)) == false)
        #expect(await view.change(at: start) == nil)
        #expect(await view.apply([.floor(.sample(connection: .connecting))], at: Position(7)))
        #expect(await view.apply([.call(.inbound())], at: Position(8)))
        #expect(await view.change(at: start)?.data.contains("\"position\":8,") == true)
    }

    @Test("a silent stream says that it lives, with the server's time")
    func heartbeat() async throws {
        let sample = SampleFeed(desk: SampleDesk(), heartbeat: .milliseconds(5))
        _ = try await sample.connect(OnlinePage()) { connection in
            try await connection.wait { $0.events.filter { $0.name == "beat" }.count >= 3 }
            #expect(await connection.events.last?.data == "{\"at\":1775217720000}")
        }
    }

    @Test("a quiet line goes by itself when its time is over")
    func quietLineGoes() async throws {
        let sample = SampleFeed(desk: SampleDesk(), heartbeat: .milliseconds(5))
        let call = Call.inbound().ringing("0111", "0125", at: start).answered(by: "0125", at: start)
        await sample.desk.publish(.call(call))
        _ = try await sample.connect(CardPage(phone: Extension("0111"), numbers: .russian)) { connection in
            try await connection.wait(forText: "ответил")
            sample.clock.advance(by: .seconds(60))
            try await connection.wait { $0.browser.content(of: "quiet").isEmpty }
        }
    }

    @Test("one stream carries all pages of a browser, each with what concerns it")
    func severalPages() async throws {
        let desk = SampleDesk()
        let feed = SampleFeed(desk: desk).feed
        let names = ["a.0", "a.1", "b.0"].compactMap(ChannelName.init(rawValue:))
        let channels: [any LiveChannel] = [
            LiveView(OnlinePage(), named: names[0], for: .sample(), from: nil),
            LiveView(CardPage(phone: Extension("0111"), numbers: .russian), named: names[1], for: .sample(), from: nil),
            LiveView(CardPage(phone: Extension("0125"), numbers: .russian), named: names[2], for: .sample(), from: nil),
        ]
        let connection = SampleConnection()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await feed.run(channels) { try await connection.take($0) } }
            try await connection.wait { $0.events.count == 3 }
            await desk.publish(.call(.inbound(named: "Константин").ringing("0111", at: start)))
            try await connection.wait { $0.events.filter { $0.data.contains("Константин") }.count == 2 }
            tasks.cancelAll()
        }
        let told = await connection.events.dropFirst(3).filter { $0.data.contains("Константин") }
        #expect(Set(told.map { String($0.data.prefix(15)) }) == ["{\"channel\":\"a.0", "{\"channel\":\"a.1"])
        try await desk.waitUntilNobodyReads()
    }

    @Test("a page that rests between its patches holds up no other and loses nothing")
    func pace() async throws {
        let desk = SampleDesk()
        let names = ["a.0", "a.1"].compactMap(ChannelName.init(rawValue:))
        let channels: [any LiveChannel] = [
            LiveView(OnlinePage(), named: names[0], for: .sample(), from: nil),
            LiveView(CardPage(phone: Extension("0111"), numbers: .russian), named: names[1], for: .sample(), from: nil),
        ]
        let connection = SampleConnection()
        let feed = SampleFeed(desk: desk).feed
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await feed.run(channels) { try await connection.take($0) } }
            try await connection.wait { $0.events.count == 2 }
            for number in 1...5 {
                let name = "Звонок\(number)."
                await desk.publish(.call(.inbound("\(number)", named: name).ringing("0111", at: start)))
                try await connection.wait { $0.has(name, on: "a.1") }
            }
            try await connection.wait { $0.has("Звонок5.", on: "a.0") }
            tasks.cancelAll()
        }
        #expect(await connection.events.filter { $0.data.hasPrefix("{\"channel\":\"a.0") }.count < 6)
    }

    @Test("a browser that goes away is forgotten by the desk")
    func goodbye() async throws {
        let sample = SampleFeed(desk: SampleDesk())
        _ = try await sample.connect(OnlinePage()) { connection in
            try await connection.wait { !$0.events.isEmpty }
            #expect(await sample.desk.readerCount == 1)
        }
        try await sample.desk.waitUntilNobodyReads()
    }

    @Test("through 1,000 cuts at any moment, what the stream built is what a fresh page shows", arguments: 1...20)
    func cuts(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        var life = RandomFloor(seed: seed)
        let sample = SampleFeed(desk: SampleDesk(patience: 4))
        let phone = CardPage(phone: Extension("0111"), numbers: .russian)
        var online = await sample.load(OnlinePage())
        var card = await sample.load(phone)

        for cut in 1...50 {
            online = try await sample.connect(OnlinePage(), with: online) { onlineConnection in
                card = try await sample.connect(phone, with: card) { cardConnection in
                    for _ in 0..<Int.random(in: 0..<12, using: &random) {
                        await life.step(on: sample.desk, sample.clock)
                        if Bool.random(using: &random) { try await onlineConnection.wait { !$0.events.isEmpty } }
                    }
                    guard cut % 10 == 0 else { return }
                    for _ in 0..<20 { await life.step(on: sample.desk, sample.clock) }
                    let last = await life.touchEveryPhone(on: sample.desk, sample.clock)
                    try await onlineConnection.wait(for: last)
                    try await cardConnection.waitUntilSettled(at: last)
                    #expect(await onlineConnection.browser.contents == (await sample.load(OnlinePage())).contents)
                    let fresh = try await sample.connect(phone, with: await sample.load(phone)) {
                        try await $0.waitUntilSettled(at: last)
                    }
                    #expect(await cardConnection.browser.contents == fresh.contents)
                }
            }
        }
        #expect(online.misfits.isEmpty && card.misfits.isEmpty)
        #expect(life.callsBegun > 20)
    }
}

extension SampleConnection {
    fileprivate func has(_ text: String, on channel: String) -> Bool {
        events.contains { $0.data.hasPrefix("{\"channel\":\"\(channel)") && $0.data.contains(text) }
    }

    /// At the position, and with the earlier calls that were still being looked for.
    fileprivate func waitUntilSettled(at position: Position) async throws {
        try await wait {
            ($0.browser.position ?? .start) >= position
                && !$0.browser.contents.values.contains { $0.contains("skeleton") }
        }
    }
}
