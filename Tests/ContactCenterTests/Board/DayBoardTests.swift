import Foundation
import Logging
import Testing

@testable import ContactCenter

@Suite("Today in figures")
struct DayBoardTests {
    private let noon = Date(timeIntervalSince1970: 1_795_435_200)

    private func figures(_ counts: [DayFigures.Count: Int64]) -> DayFigures {
        counts.reduce(into: DayFigures()) { $0[$1.key] = $1.value }
    }

    @Test("S3.36 served rate and service level are two figures, each with its own divisor")
    func twoRates() {
        let sample = figures([.reached: 1_088, .answered: 890, .timed: 880, .inTime: 800, .missedWaiting: 150])
        #expect(sample.servedRate?.hundredths == 8_180)
        #expect(sample.serviceLevel == .percent(800, of: 1_030))
        #expect(sample.serviceLevel?.hundredths == 7_767)
    }

    @Test("what was divided by nothing is no figure")
    func nothing() {
        let empty = DayFigures()
        #expect(empty.servedRate == nil && empty.serviceLevel == nil && empty.lossRate == nil)
        #expect(empty.averageWait == nil)
        #expect(figures([.missed: 3]).lossRate == .percent(3, of: 3))
    }

    @Test("the aim is met at the very percent, and judged without rounding")
    func target() {
        let rules = ServiceLevelRules(within: .seconds(20), target: 85)
        #expect(rules.isMet(by: .percent(85, of: 100)) == true)
        #expect(rules.isMet(by: .percent(8_499, of: 10_000)) == false)
        #expect(rules.isMet(by: nil) == nil)
    }

    @Test("places add up to the whole, and a selection is the places in it")
    func selections() {
        var board = DayBoard(day: Day(number: 20_780), countedAt: noon, overdueBefore: noon - 86_400)
        let (service, sales) = (QueueName("service"), QueueName("sales"))
        board.figures = [
            .init(branch: BranchID(1), queue: service): figures([.calls: 5, .answered: 4]),
            .init(branch: BranchID(2), queue: service): figures([.calls: 3, .answered: 1]),
            .init(branch: BranchID(1), queue: sales): figures([.calls: 2]),
            .init(): figures([.calls: 1]),
        ]
        #expect(board.figures()[.calls] == 11)
        #expect(board.figures(of: BoardSelection(branch: BranchID(1)))[.calls] == 7)
        #expect(board.figures(of: BoardSelection(queues: [service]))[.answered] == 5)
        #expect(board.figures(of: BoardSelection(branch: BranchID(1), queues: [sales]))[.calls] == 2)
        let limited = BoardSelection(queues: [service, sales]).limited(to: [sales])
        #expect(board.figures(of: limited)[.calls] == 2)
        #expect(board.figures(of: BoardSelection().limited(to: []))[.calls] == 0)
    }

    @Test("a caller who was missed at several places is owed one call-back, overdue by the first of them")
    func owed() {
        var board = DayBoard(day: Day(number: 20_780), countedAt: noon, overdueBefore: noon - 86_400)
        let (first, second) = (DayBoard.Place(branch: BranchID(1)), DayBoard.Place(branch: BranchID(2)))
        board.owed = [
            .init(caller: "+79160000001", place: first, since: noon - 90_000),
            .init(caller: "+79160000001", place: second, since: noon - 60),
            .init(caller: "+79160000002", place: second, since: noon - 120),
        ]
        #expect(board.callBacks() == DayBoard.CallBacks(owed: 2, overdue: 1))
        #expect(board.callBacks(of: BoardSelection(branch: BranchID(2))) == DayBoard.CallBacks(owed: 2))
    }

    // MARK: - Counting for all

    private actor Store: DayBoardStore {
        private(set) var boards = 0
        private(set) var earlierCounts = 0
        let noon: Date

        init(noon: Date) { self.noon = noon }

        func board(at now: Date) -> DayBoard {
            boards += 1
            var board = DayBoard(day: Day(number: 20_780), countedAt: now, overdueBefore: now)
            board.overdueContacts = Int64(boards)
            return board
        }

        func earlier(at now: Date) -> DayFigures {
            earlierCounts += 1
            return DayFigures()
        }
    }

    @Test("a burst of changes is counted once for all readers, and they are told", .timeLimit(.minutes(1)))
    func counting() async throws {
        let store = Store(noon: noon)
        let journal = MemoryJournal()
        let switchboard = Switchboard(pbx: PBXName("office"), journal: journal, logger: Logger(label: "test")) {
            _,
            _,
            _,
            _ in []
        }
        let desk = BoardDesk(store: store, desk: switchboard, now: { [noon] in noon }, logger: Logger(label: "test"))
        let readers = [switchboard.updates(.board), switchboard.updates(.board)]
        let others = switchboard.updates(.phones([]))
        let work = Task { await desk.run(pace: .milliseconds(300), interval: .seconds(3_600)) }
        func told(_ reader: AsyncStream<LiveUpdate>) async -> Int64? {
            for await update in reader {
                if case .changes(let changes) = update.content, case .floor(let floor)? = changes.first {
                    return floor.board?.overdueContacts
                }
            }
            return nil
        }
        for reader in readers { #expect(await told(reader) == 1) }
        for number in 0..<200 { await switchboard.show(ContactID(Int64(number))) }
        for reader in readers { #expect(await told(reader) == 2) }
        try await Task.sleep(for: .milliseconds(400))
        #expect(await store.boards <= 3)
        // A week ago is counted once a minute.
        #expect(await store.earlierCounts == 1)
        work.cancel()
        // Who shows no figures is told nothing.
        await switchboard.feed.finish()
        for await _ in others { Issue.record("a page without figures was woken") }
    }
}
