import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

@Suite("Lists of calls")
struct CallListPageTests {
    private static let day: TimeInterval = 86_400

    /// 3 inbound calls on 3 April and 1 the day before, 1 outbound one.
    private static let calls: [Call] = {
        let inbound: [Call] = [
            .inbound("1", from: "89161111111", at: ago(day)), .inbound("2", from: "89162222222", at: ago(0)),
            .inbound("3", from: "89163333333", at: ago(60)), .inbound("4", from: "89164444444", at: ago(120)),
        ]
        let outbound = Call.outbound("5", by: "0111", to: "89165555555", at: ago(180))
        return (inbound + [outbound]).map { $0.ended(at: $0.startedAt + 10) }
    }()

    private static func ago(_ seconds: TimeInterval) -> Date { Call.sampleStart.addingTimeInterval(-seconds) }

    private func ask(
        _ address: String,
        of callLog: SampleCallLog = SampleCallLog(calls),
        access: SampleAccess = SampleAccess(),
        desk: SampleDesk = SampleDesk(),
        cards: SampleCards = SampleCards()
    ) async throws -> Answer {
        let application = try sampleApplication(desk: desk, cards: cards, callLog: callLog, access: access)
        return try await application.test(.router) { client in
            try await client.ask(.get, address, [.cookie: SampleAccess.cookie])
        }
    }

    private func rows(_ answer: Answer) -> Int { answer.text.components(separatedBy: "data-row>").count - 1 }

    @Test("S2.4 counts per date, whose rows appear when the count is clicked")
    func counts() async throws {
        let folded = try await ask("/calls?period=week")
        #expect(folded.status == .ok)
        #expect(folded.text.contains("href=\"/calls?period=week&amp;day=2026-04-03#rows\" aria-expanded=\"false\""))
        #expect(folded.text.contains(">3</a>") && folded.text.contains(">1</a>"))
        #expect(rows(folded) == 0)

        let open = try await ask("/calls?period=week&day=2026-04-03")
        #expect(rows(open) == 3)
        #expect(open.text.contains("href=\"/calls?period=week#rows\" aria-expanded=\"true\""))
        #expect(!open.text.contains("8 (916) 111-11-11") && open.text.contains("8 (916) 222-22-22"))
    }

    @Test("S2.8 what was noted on a call stands below the number, as text and cut to a line")
    func notes() async throws {
        let cards = SampleCards()
        let note = "<b>перезвонить</b> " + String(repeating: "ё", count: 100)
        _ = try await cards.write(note, by: UserID(1), on: Self.calls[1].id, over: 0, at: Call.sampleStart)
        let page = try await ask("/calls", cards: cards).text
        #expect(page.contains("&lt;b&gt;перезвонить&lt;/b&gt;") && !page.contains(String(repeating: "ё", count: 61)))
        #expect(!(try await ask("/calls").text.contains("перезвонить")))
    }

    @Test("of a single day, today without being asked, show its rows at once")
    func today() async throws {
        let answer = try await ask("/calls")
        #expect(rows(answer) == 3)
        #expect(answer.text.contains("03.04.2026 · 3 звонка"))
    }

    @Test("S2.3 are reached from the navigation of every page, by who may see calls")
    func navigation() async throws {
        let link = "<a href=\"/calls\" title=\"Звонки\" data-go=\"KeyC\">"
        #expect(try await ask("/online").text.contains(link))
        let access = SampleAccess()
        access.grant(Rights([.workspace: .own, .online: .all]), to: UserID(1))
        #expect(!(try await ask("/online", access: access).text.contains(link)))
    }

    @Test("S2.6 are switched between inbound and outbound, and keep the period")
    func directions() async throws {
        let inbound = try await ask("/calls?period=week&kind=missed&number=7271")
        #expect(inbound.text.contains("href=\"/calls?period=week&amp;number=7271&amp;direction=outbound\""))
        let outbound = try await ask("/calls?direction=outbound")
        #expect(rows(outbound) == 1 && outbound.text.contains("8 (916) 555-55-55"))
    }

    @Test("S2.5 S2.7 are narrowed by what the address says")
    func filters() async throws {
        let log = SampleCallLog(
            Self.calls,
            people: [ListedPerson(id: UserID(7), name: "Серов Игорь", department: "Сервис")]
        )
        _ = try await ask(
            "/calls?kind=missed&cause=in_queue&person=7&department=%D0%A1%D0%B5%D1%80%D0%B2%D0%B8%D1%81&extension=0111"
                + "&did=646-71-71&queue=service&number=8+916+222-22-22",
            of: log
        )
        var filter = CallFilter()
        filter.kind = .missed
        filter.cause = .inQueue
        filter.person = UserID(7)
        filter.department = "Сервис"
        filter.phone = Extension("0111")
        filter.did = NumberKey("6467171")
        filter.queue = QueueName("service")
        filter.number = .whole(NumberKey("+79162222222"))
        #expect(await log.questions.last?.filter == filter)
    }

    @Test("show every set filter with what takes it off, also when nothing is found")
    func setFilters() async throws {
        let found = try await ask("/calls?kind=missed&number=7271")
        #expect(found.text.contains("href=\"/calls?number=7271\" title=\"Снять фильтр «Вид звонка»\""))
        let empty = try await ask("/calls?kind=busy&number=7271")
        #expect(rows(empty) == 0)
        #expect(
            empty.text.contains("Вид звонка: <b>занято</b> <a class=\"button small\" href=\"/calls?number=7271\">Снять")
        )
    }

    @Test(
        "say what is wrong with an address, on the page itself",
        arguments: [
            ("period=fortnight", "Периода «<bdi>fortnight</bdi>» нет"),
            ("from=2026-02-30", "Даты «<bdi>2026-02-30</bdi>» нет"),
            ("from=2026-04-03&to=2026-04-01", "кончается раньше"),
            ("from=2020-01-01&to=2026-04-01", "не больше 366 дней"),
            ("kind=unanswered", "Такого значения нет"), ("cause=x", "Такого значения нет"),
            ("person=99", "Такого значения нет"),
            ("department=x", "Такого значения нет"), ("number=anonymous", "Это не номер"),
            ("did=%FF%FE", "Это не номер"),
            ("extension=%00", "Это не номер"), ("number=<script>alert(1)</script>", "Это не номер"),
        ]
    )
    func badInput(query: String, words: String) async throws {
        for path in ["/calls", "/register"] {
            let answer = try await ask("\(path)?\(query)")
            #expect(answer.status == .badRequest)
            #expect(answer.text.contains(words), "\(query)")
            #expect(!answer.text.contains("<script>alert"))
        }
    }

    @Test(
        "pass over a place that there is not",
        arguments: [
            "day=x", "before=1", "before=9223372036854775807-1", "before=x-y", "after=99999999999999999999-1",
            "day=2030-01-01", "lang=xx&direction=up",
        ]
    )
    func badPlace(query: String) async throws {
        #expect(try await ask("/calls?\(query)").status == .ok)
    }

    @Test("lead on and back by the place of the last and the first row")
    func pages() async throws {
        let calls = (0..<120).map {
            Call.inbound("\($0)", at: Self.ago(TimeInterval($0))).ended(at: Self.ago(-1))
        }
        let first = try await ask("/calls", of: SampleCallLog(calls))
        #expect(rows(first) == CallListPage.rowsOnPage)
        let next = try #require(first.text.firstMatch(of: /rel="next" href="\/calls\?before=(\d+)-(\d+)#rows"/))
        #expect(next.1 == "\(milliseconds(Self.ago(49)))")
        #expect(!first.text.contains("rel=\"prev\""))
        let log = SampleCallLog(calls)
        let second = try await ask("/calls?before=\(next.1)-\(next.2)", of: log)
        #expect(second.text.contains("rel=\"prev\"") && rows(second) == CallListPage.rowsOnPage)
        #expect(await log.questions.last?.rows?.turn == .before(ListPlace(startedAt: Self.ago(49), row: 951)))
    }

    @Test("S2.8 what was noted on a call that has become part of another one stands at that one")
    func notesOfMergedCalls() async throws {
        let cards = SampleCards()
        var call = Self.calls[1]
        call.mergedLinkedIDs = [LinkedID("1775217700.5")]
        let merged = CallID(pbx: call.id.pbx, linkedID: LinkedID("1775217700.5"), startSecond: 1_775_217_700)
        _ = try await cards.write("до слияния", by: UserID(1), on: merged, over: 0, at: Call.sampleStart)
        cards.merge(merged, into: call.id)
        let page = try await ask("/calls", of: SampleCallLog([call]), cards: cards).text
        #expect(page.contains("до слияния"))
    }

    @Test("S2.8 lead to the recording only those who may listen, and tell others that there is one")
    func recordings() async throws {
        let at = Self.ago(60)
        var call = Call.inbound("2", at: at).ringing("0111", at: at).answered(by: "0111", at: at).ended(at: at + 20)
        var recording = Recording(path: "a.wav", startedAt: at)
        recording.length = .seconds(20)
        call.recordings = [recording]
        let access = SampleAccess()
        for (rights, isLinked) in [(Rights([.calls: .all, .recordings: .own]), true), (Rights([.calls: .all]), false)] {
            access.grant(rights, to: UserID(1))
            let page = try await ask("/calls", of: SampleCallLog([call]), access: access).text
            #expect(page.contains("#recordings\"") == isLinked)
            #expect(page.contains("class=\"recorded\""))
        }
    }

    @Test("tell nothing of a count that no page can have had", arguments: ["-1", "\(Int.min)", "x"])
    func badNews(seen: String) async throws {
        #expect(try await ask("/news/calls?since=0&seen=\(seen)").status == .badRequest)
    }

    @Test("take any moment for the one a page was made at", arguments: [Int64.min, -1, Int64.max])
    func newsSinceAnyMoment(since: Int64) async throws {
        #expect(try await ask("/news/calls?since=\(since)&seen=0").status == .ok)
    }

    @Test("tell of calls that came since, and only of those")
    func news() async throws {
        let page = try await ask("/calls?kind=missed")
        let address = try #require(page.text.firstMatch(of: /data-news="([^"]+)"/)).1.replacing("&amp;", with: "&")
        #expect(try await ask(String(address)).text == "")
        let more = Self.calls + [Call.inbound("9", at: Self.ago(1)).ended(at: Call.sampleStart)]
        #expect(try await ask(String(address), of: SampleCallLog(more)).text == "1 новый звонок")
        #expect(try await !ask("/calls?period=yesterday").text.contains("data-news"))
    }

    @Test(
        "are of those calls that the reader's right reaches",
        arguments: [
            (Scope.own, Sitters.user(UserID(5))), (.department, .department("Сервис")), (.all, nil),
        ] as [(Scope, Sitters?)]
    )
    func reach(scope: Scope, sitters: Sitters?) async throws {
        let access = SampleAccess()
        let secret = BrowserSecret()
        var user = User(id: UserID(5), name: .sample("serov"), displayName: "Серов Игорь", roles: [])
        user.department = "Сервис"
        access.logIn(user, Rights([.calls: scope]), at: secret)
        let log = SampleCallLog(Self.calls)
        for path in ["/calls", "/register", "/news/calls?since=0&seen=0", "/news/register?since=0&seen=0"] {
            let application = try sampleApplication(callLog: log, access: access)
            let answer = try await application.test(.router) { client in
                try await client.ask(.get, path, [.cookie: "session=\(secret.text)"])
            }
            #expect(answer.status == .ok)
            if path == "/calls" {
                #expect(answer.text.contains("name=\"person\"") == (scope != .own))
                #expect(answer.text.contains("name=\"department\"") == (scope == .all))
            }
        }
        let questions = await log.questions
        #expect(!questions.isEmpty && questions.allSatisfy { $0.filter.reach == sitters })
    }

    @Test("are not for who may not see calls")
    func forbidden() async throws {
        let access = SampleAccess()
        access.grant(Rights([.workspace: .own]), to: UserID(1))
        for path in ["/calls", "/register", "/news/calls?since=0&seen=0"] {
            #expect(try await ask(path, access: access).status == .forbidden)
        }
    }

    @Test("S0.54 the register has its six columns, and S0.56 the same id on two days is two calls")
    func register() async throws {
        let calls = [0, 1].map { days -> Call in
            var call = Call.inbound(at: Self.ago(TimeInterval(days) * Self.day)).ringing(
                "0111",
                at: Call.sampleStart
            )
            .answered(by: "0111", at: Call.sampleStart).ended(at: Call.sampleStart)
            call.id = CallID(
                pbx: PBXName("office"),
                linkedID: LinkedID("536870929"),
                startSecond: Int64(call.startedAt.timeIntervalSince1970)
            )
            return call
        }
        let page = try await ask("/register?period=7days", of: SampleCallLog(calls))
        let heads = page.text.matches(of: /<th scope="col">([^<]+)<\/th>/).map { String($0.1) }
        #expect(
            heads.suffix(7) == [
                "Дата", "Идентификатор звонка", "Номер абонента", "Городской номер", "Внутренний номер",
                "БП Внешний звонок клиента", "Запись",
            ]
        )
        #expect(rows(page) == 2)
        for second in [1_775_217_720, 1_775_131_320] {
            #expect(page.text.contains("href=\"/calls/office%3A536870929%3A\(second)\""))
        }
        #expect(page.text.contains("03.04.2026 15:02:00") && page.text.contains("02.04.2026 15:02:00"))
    }
}
