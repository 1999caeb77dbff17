import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("The figures of a day are what calls, contacts and documents say")
struct DayBoardFigureTests {
    @Test(
        "S4.23 S3.36 counted by the database and by a fold over the same random business they are equal, also to the lists behind them",
        arguments: TestEngine.allCases
    )
    func secondOpinion(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let business = RandomDay(seed: 11)
            try await business.write(to: store)
            let board = try await store.board.board(at: business.now)

            #expect(board.day == BusinessCalendar(.gmt).day(of: business.now))
            for selection in business.selections {
                let (found, told) = (board.figures(of: selection), business.figures(of: selection))
                for count in DayFigures.Count.allCases {
                    #expect(found[count] == told[count], "\(count) of \(selection)")
                }
                #expect(board.callBacks(of: selection) == business.callBacks(of: selection))
            }
            #expect(board.figures()[.missedWaiting] > 0 && board.figures()[.inTime] > 0 && board.figures()[.missed] > 0)
            #expect(board.figures()[.missed] != board.figures()[.missedWaiting])
            #expect(board.callBacks().owed > board.callBacks().overdue && board.callBacks().overdue > 0)
            #expect(board.hours.count == 24)
            #expect(board.hours.map(\.calls) == business.callsByHour)
            #expect(board.hours.reduce(0) { $0 + $1.missed } == board.figures()[.missed])
            #expect(board.overdueContacts == business.overdueContacts)
            let people = Dictionary(uniqueKeysWithValues: board.operators.map { ($0.user, $0) })
            for user in ListedBusiness.users {
                let told = business.work(of: user)
                let found = people[user] ?? DayBoard.Operator(user: user, name: "")
                #expect(found.handled == told.handled && found.registered == told.registered)
                #expect(found.talkTime == told.talkTime)
            }

            // What the links lead to.
            var filter = CallFilter()
            filter.kind = .answered
            let answered = try await store.callLog.answer(to: CallQuestion(filter: filter, days: [business.today]))
            #expect(answered.counts == [Int(board.figures()[.answered])])
            filter.person = ListedBusiness.users[0]
            let handled = try await store.callLog.answer(to: CallQuestion(filter: filter, days: [business.today]))
            #expect(handled.counts == [Int(people[ListedBusiness.users[0]]?.handled ?? 0)])
            let owedFrom = BusinessCalendar(.gmt).start(of: board.day - 6)
            let missed = MissedQuery(period: owedFrom..<business.today.until, reader: ListedBusiness.users[0])
            let counts = try await store.missed.counts(missed, overdueBefore: board.overdueBefore)
            #expect(board.callBacks() == DayBoard.CallBacks(owed: counts.waiting, overdue: counts.overdue))

            // The reports count the same missed calls and contacts.
            let report = try await store.reports.table(
                for: ReportQuestion(.statistics, days: board.day...board.day)
            )
            #expect(report.total.counts[Measure(.missed)] == board.figures()[.missed])
        }
    }

    @Test("a week ago is counted until the same time of day", arguments: TestEngine.allCases)
    func weekAgo(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let business = RandomDay(seed: 12)
            try await business.write(to: store)
            let early = business.today.from + 3 * 3_600
            let found = try await store.board.earlier(at: early + 7 * 86_400)
            let told = business.figures(of: BoardSelection(), until: early)
            for count in DayFigures.Count.allCases { #expect(found[count] == told[count], "\(count)") }
            #expect(told[.calls] < business.figures(of: BoardSelection())[.calls])
        }
    }

    @Test("a day without anything has 24 empty hours and no figure", arguments: TestEngine.allCases)
    func nothing(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let board = try await store.board.board(at: .sample(0))
            #expect(board.figures() == DayFigures())
            #expect(board.hours.count == 24 && board.operators.isEmpty && board.callBacks() == DayBoard.CallBacks())
        }
    }
}
