import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite("The wall-board") struct WallPageTests {
    private let start = Call.sampleStart
    private let rules = ServiceLevelRules(within: .seconds(20), target: 85)
    private let service = QueueName("service")
    private let sales = QueueName("sales")

    @Test("S4.23 who waits, who talks, what is owed, and the service level against its aim")
    func now() {
        let calls: [Call] = [
            .inbound("1", queue: "service", at: start - 48),
            .inbound("2", queue: "sales", at: start - 5),
            .inbound("3", queue: "service", at: start).ringing("0111", at: start)
                .answered(by: "0111", at: start - 163),
        ]
        let texts = texts(of: page(calls: calls))
        #expect(texts["wall-waiting"] == "Ждут ответа 2 дольше всех 0:48")
        #expect(texts["wall-talking"] == "Разговаривают 1 из 3 на смене")
        #expect(texts["wall-owed"] == "Не перезвонили 2 просрочено: 1")
        #expect(texts["wall-service-level"] == "Принято за 20 с 91 % цель 85 %")
        #expect(texts["wall-calls"] == "Звонков сегодня 318")
        #expect(texts["wall-registered"] == "Зарегистрировано 311")
        #expect(texts["wall-appointments"] == "Записано 74")
        #expect(texts["wall-loss"] == "% потери 4,6")
        #expect(html(of: page(calls: calls), "wall-waiting").contains("alarm"))
        #expect(html(of: page(calls: calls), "wall-service-level").contains("good"))
    }

    @Test("S4.23 everybody on shift with what they do and how long, in the order of their names")
    func people() {
        let call = Call.inbound("1", at: start - 170).ringing("0111", at: start - 165)
            .answered(by: "0111", at: start - 163)
        var floor = floor()
        floor.presences[UserID(2)] = Presence(status: .away, since: start - 600)
        floor.presences[UserID(3)] = Presence(status: .available, since: start - 900, freeSince: start - 30)
        floor.presences[UserID(4)] = Presence(status: .offline, since: start - 60)
        _ = floor.take(Array(floor.seats.values) + [seat("0126", 4, "Ушедшая")])
        let people = page(calls: [call], floor: floor).parts(at: start).filter { $0.region == .people }
            .map { $0.html(for: .sample(at: start)).markup.withoutTags.trimmingCharacters(in: .whitespaces) }
        #expect(people == ["Орлова М. свободен 0:30", "Петрова А. разговор 2:43", "Смирнова К. нет на месте 10:00"])
    }

    @Test("S4.23 a screen for a branch or a queue shows that alone")
    func selections() {
        let calls: [Call] = [
            .inbound("1", to: "6467171", queue: "service", at: start - 48),
            .inbound("2", to: "7559996", queue: "sales", at: start - 5),
        ]
        let ofQueue = texts(of: page(BoardSelection(queues: [sales]), calls: calls))
        #expect(ofQueue["wall-waiting"] == "Ждут ответа 1 дольше всех 0:05")
        #expect(ofQueue["wall-calls"] == "Звонков сегодня 18")
        #expect(ofQueue["wall-talking"] == "Разговаривают 0 из 1 на смене")
        let ofBranch = texts(of: page(BoardSelection(branch: BranchID(1)), calls: calls))
        #expect(ofBranch["wall-waiting"] == "Ждут ответа 1 дольше всех 0:48")
        #expect(ofBranch["wall-calls"] == "Звонков сегодня 300")
        #expect(ofBranch["wall-talking"] == "Разговаривают 0 из 2 на смене")
        #expect(texts(of: page(BoardSelection(branch: BranchID(7))))["wall-calls"] == "Звонков сегодня 0")
    }

    @Test("who may watch a department sees its people, and what comes by the queues that ring them")
    func scope() {
        let calls: [Call] = [
            .inbound("1", queue: "service", at: start - 48), .inbound("2", queue: "sales", at: start),
        ]
        let texts = texts(of: page(scope: .department("Продажи"), calls: calls))
        #expect(texts["wall-waiting"] == "Ждут ответа 1 дольше всех 0:00")
        #expect(texts["wall-calls"] == "Звонков сегодня 18")
        #expect(texts["wall-person-3"] != nil && texts["wall-person-1"] == nil)
        // Also if the address asks for another queue.
        let other = page(scope: .department("Продажи"), BoardSelection(queues: [service]), calls: calls)
        #expect(self.texts(of: other)["wall-calls"] == "Звонков сегодня 0")
    }

    @Test("what is not known is a dash: without the PBX, and when the figures are old")
    func unknown() {
        var floor = floor()
        floor.connection = .lost(since: start - 120)
        let lost = texts(of: page(calls: [.inbound("1", queue: "service", at: start)], floor: floor))
        #expect(lost["wall-pbx"] == "АТС не отвечает с 15:00")
        #expect(lost["wall-waiting"] == "Ждут ответа –")
        #expect(lost["wall-talking"] == "Разговаривают – из 3 на смене")
        #expect(lost["wall-calls"] == "Звонков сегодня 318")
        let old = texts(of: page(), at: start + .seconds(90))
        #expect(old["wall-calls"] == "Звонков сегодня –" && old["wall-owed"] == "Не перезвонили –")
        #expect(old["wall-stale"] == "Показатели за день пересчитаны в 15:02")
    }

    @Test("percentages on the wall are rounded half away from zero once")
    func rounding() {
        let viewer = Viewer.sample()
        #expect(Figure.percent(845, of: 1_000).percentText(decimals: 0, for: viewer) == "85")
        #expect(Figure.percent(84_449, of: 100_000).percentText(decimals: 0, for: viewer) == "84")
        #expect(Figure.percent(45, of: 1_000).percentText(decimals: 1, for: viewer) == "4,5")
        #expect(Figure.percent(-3, of: 8).percentText(decimals: 0, for: viewer) == "−38")
        #expect(Figure.percent(30, of: 8).percentText(decimals: 0, for: viewer) == "375")
    }

    @Test("names and statuses of people are text")
    func hostile() {
        var floor = floor()
        _ = floor.take([seat("0111", 1, "<script>alert(1)</script>")])
        let page = page(floor: floor)
        #expect(!page.parts(at: start).map { $0.html(for: .sample(at: start)).markup }.joined().contains("<script"))
    }

    // MARK: - The page over the site

    @Test("for who may watch; what the address asks for goes with the stream; a branch that there is not is none")
    func site() async throws {
        try await ContactSite.with(Rights([.online: .all])) { site in
            let answer = try await site.ask(.get, "/wallboard?queue=service,sales&theme=light")
            #expect(answer.status == .ok)
            #expect(answer.text.contains("data-theme=\"light\""))
            #expect(answer.text.contains("data-follows=\"page=wallboard&amp;queue=service%2Csales\""))
            let plain = try await site.ask(.get, "/wallboard")
            #expect(plain.text.contains("data-theme=\"dark\""))
            #expect(try await site.ask(.get, "/wallboard?branch=77").status == .notFound)
            let hostile = try await site.ask(.get, "/wallboard?queue=%3Cscript%3E%22")
            #expect(!hostile.text.contains("<script>\""))
        }
        try await ContactSite.with(Rights([.contacts: .all])) { site in
            for path in ["/wallboard", "/today"] {
                let answer = try await site.ask(.get, path)
                #expect(answer.status == .forbidden)
            }
        }
    }

    // MARK: - Samples

    private func seat(_ phone: String, _ user: Int64, _ name: String, _ department: String? = nil) -> Seat {
        Seat(phone: Extension(phone), user: UserID(user), displayName: name, department: department, since: start)
    }

    private func floor() -> Floor {
        var floor = Floor()
        floor.connection = .connected
        for (queue, phones) in [(service, ["0111", "0113"]), (sales, ["0125"])] {
            let members = phones.map {
                QueueMember(interface: "PJSIP/\($0)", name: $0, phone: Extension($0), line: .ready)
            }
            floor.queues[queue] = PBXQueue(name: queue, members: members)
        }
        _ = floor.take([
            seat("0111", 1, "Петрова А."), seat("0113", 2, "Смирнова К."), seat("0125", 3, "Орлова М.", "Продажи"),
        ])
        floor.board = board()
        return floor
    }

    private func board() -> DayBoard {
        var board = DayBoard(day: Day(number: 20_546), countedAt: start, overdueBefore: start - 86_400)
        var (first, second) = (DayFigures(), DayFigures())
        (first[.calls], first[.contacts], first[.appointments], first[.missed]) = (300, 300, 74, 10)
        (first[.timed], first[.inTime], first[.missedWaiting]) = (100, 97, 6)
        (second[.calls], second[.contacts], second[.missed], second[.timed], second[.inTime]) = (18, 11, 5, 10, 9)
        board.figures = [
            .init(branch: BranchID(1), queue: service): first, .init(branch: BranchID(2), queue: sales): second,
        ]
        board.owed = [
            .init(caller: "1", place: .init(branch: BranchID(1), queue: service), since: start - 90_000),
            .init(caller: "2", place: .init(branch: BranchID(2), queue: sales), since: start - 60),
        ]
        let numbers: any PhoneNumberReading = .russian
        for (number, branch) in [("6467171", 1), ("7559996", 2)] {
            if let key = numbers.read(number).key { board.branchesOfNumbers[key] = BranchID(Int64(branch)) }
        }
        board.branchesOfUsers = [UserID(1): BranchID(1), UserID(2): BranchID(1), UserID(3): BranchID(2)]
        return board
    }

    private func page(
        scope: OnlineScope = .all,
        _ selection: BoardSelection = BoardSelection(),
        calls: [Call] = [],
        floor: Floor? = nil
    ) -> WallPage {
        var page = WallPage(scope, selection, rules, numbers: .russian)
        page.show(LiveSnapshot(position: .start, calls: calls, lastEnded: [], floor: floor ?? self.floor()))
        return page
    }

    private func texts(of page: WallPage, at moment: Date = Call.sampleStart) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: page.parts(at: moment).map { part in
                let text = part.html(for: .sample(at: moment)).markup.withoutTags
                    .replacing("\u{00A0}", with: " ").replacing(/\s+/, with: " ")
                return (part.key, text.trimmingCharacters(in: .whitespaces))
            }
        )
    }

    private func html(of page: WallPage, _ key: String) -> String {
        page.parts(at: start).first { $0.key == key }?.html(for: .sample(at: start)).markup ?? ""
    }
}
