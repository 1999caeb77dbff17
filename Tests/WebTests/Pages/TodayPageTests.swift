import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite("The dashboard") struct TodayPageTests {
    private let start = Call.sampleStart

    @Test("S4.23 today beside the same weekday a week ago: counts with their growth, rates with what they were")
    func figures() {
        let texts = texts(of: page(board()))
        #expect(texts["today-calls"] == "Входящие 40 +25 %")
        #expect(texts["today-missed"] == "Пропущено 4 −50 %")
        #expect(texts["today-loss"] == "% потери звонков 10,00 было 20,00")
        #expect(texts["today-service-level"] == "Принято за 20 с, % 75,00")
        #expect(texts["today-served"] == "Обслужено, % 90,00 было 75,00")
        #expect(texts["today-average-wait"] == "Ждали в среднем 0:12")
        #expect(texts["today-registered"] == "Зарегистрировано 36 +13 %")
        #expect(texts["today-arrivals"] == "Заезды 3")
        #expect(texts["today-counted"]?.hasPrefix("03.04.2026, Пт · на 15:02:00 · в сравнении с 27.03") == true)
    }

    @Test("what nobody counted yet is said, and not taken for nothing")
    func counting() {
        #expect(texts(of: page(nil)) == ["today-counting": "Показатели считаются…"])
    }

    @Test("hours that have not begun stand empty")
    func hours() {
        let texts = texts(of: page(board()))
        #expect(texts["today-hour-14"] == "14:00 5 1")
        #expect(texts["today-hour-16"] == "16:00")
    }

    @Test("S2.21 a number leads to the list that shows just that, and only who sees all of the list")
    func links() {
        let all = SignedIn.sample(1, Rights([.reports: .all, .calls: .all, .contacts: .all, .missed: .all]))
        let html = html(of: page(board()), for: all)
        for address in [
            "/calls?period=today\"", "/calls?period=today&amp;kind=answered\"", "/missed\"",
            "/registry?period=today&amp;state=registered\"",
            "/registry?period=today&amp;state=registered&amp;novelty=first_time\"",
            "/registry?period=today&amp;processing=unprocessed\"",
            "/calls?period=today&amp;kind=answered&amp;person=7\"",
            "/registry?period=today&amp;state=registered&amp;employee=u7\"",
        ] {
            #expect(html.contains("href=\"\(address)"), "\(address)")
        }
        #expect(!html.contains("/reception"))
        let own = SignedIn.sample(1, Rights([.reports: .all, .calls: .own, .contacts: .department]), department: "А")
        #expect(!self.html(of: page(board()), for: own).contains("href"))
    }

    private func board() -> DayBoard {
        var board = DayBoard(day: Day(number: 20_546), countedAt: start, overdueBefore: start - 86_400)
        var today = DayFigures()
        (today[.calls], today[.reached], today[.answered], today[.missed]) = (40, 40, 36, 4)
        (today[.timed], today[.inTime], today[.missedWaiting], today[.waitMilliseconds]) = (36, 30, 4, 36 * 12_500)
        (today[.contacts], today[.arrivals]) = (36, 3)
        board.figures = [.init(): today]
        var before = DayFigures()
        (before[.calls], before[.reached], before[.answered], before[.missed]) = (32, 32, 24, 8)
        before[.contacts] = 32
        board.earlier = before
        let midnight = start - 15 * 3_600 - 120
        board.hours = (0..<24).map { DayBoard.Hour(from: midnight + Double($0) * 3_600) }
        (board.hours[14].calls, board.hours[14].missed) = (5, 1)
        var person = DayBoard.Operator(user: UserID(7), name: "<i>Анна")
        (person.handled, person.registered) = (3, 2)
        board.operators = [person]
        return board
    }

    private func page(_ board: DayBoard?) -> TodayPage {
        var floor = Floor()
        floor.board = board
        var page = TodayPage(ServiceLevelRules(within: .seconds(20), target: 85))
        page.show(LiveSnapshot(position: .start, calls: [], lastEnded: [], floor: floor))
        return page
    }

    private func texts(of page: TodayPage) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: page.parts(at: start).map { part in
                let text = part.html(for: .sample(at: start)).markup.withoutTags
                    .replacing("\u{00A0}", with: " ").replacing(/\s+/, with: " ")
                return (part.key, text.trimmingCharacters(in: .whitespaces))
            }
        )
    }

    private func html(of page: TodayPage, for reader: SignedIn) -> String {
        var viewer = Viewer.sample(at: start)
        viewer.reader = reader
        return page.parts(at: start).map { $0.html(for: viewer).markup }.joined()
    }
}
