import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

@Suite("The page of missed calls") struct MissedTests {
    private let access = SampleAccess()
    private let desk = SampleDesk()
    private static let rights = Rights([.missed: .all, .distribute: .all, .calls: .all])

    private func ask(
        _ method: HTTPRequest.Method = .get,
        _ uri: String = "/missed",
        of register: SampleMissed,
        rights: Rights = rights,
        _ body: String? = nil
    ) async throws -> Answer {
        access.grant(rights, to: UserID(1))
        let application = try sampleApplication(desk: desk, access: access, missed: register)
        let token = body.map { "token=\(SampleAccess.secret.formToken)&\($0)" }
        return try await application.test(.router) { client in
            try await client.ask(method, uri, [.cookie: SampleAccess.cookie, .accept: "text/html"], token)
        }
    }

    @Test("S0.60 shows number, date, extension, wait, and the tick, with what became of each call")
    func columns() async throws {
        let waiting = MissedCall.sample()
        let reached = MissedCall.sample(18, ago: 3_600).with { call in
            call.phone = Extension("0119")
            let id = CallID(pbx: PBXName("office"), linkedID: LinkedID("1.20"), startSecond: 20)
            call.reach = .init(
                call: id,
                direction: .outbound,
                at: call.endedAt + 258,
                party: .phone(Extension("0111")),
                person: "Петрова Анна"
            )
        }
        let own = MissedCall.sample(19, ago: 60).with { call in
            call.caller = CallerID(number: "anonymous")
            call.exclusion = .init(reason: .ownCall, note: "звонил <директор>", by: "Рогова Мария", at: call.endedAt)
        }
        let page = try await ask(of: SampleMissed([.sample(own), .sample(reached), .sample(waiting)])).text
        let text = page.withoutTags
        #expect(text.contains("8 (953) 523-72-71"))
        #expect(text.contains("очередь «service»"))
        #expect(text.contains("03.04 13:02:00"))
        #expect(text.contains("0:31"))
        #expect(text.contains("ушёл из очереди"))
        #expect(text.contains("перезвонить до 04.04 13:02"))
        #expect(text.contains("0119"))
        #expect(text.contains("перезвонили 14:06"))
        #expect(text.contains("Петрова Анна (0111), через 4:18"))
        #expect(text.contains("АОН не передан"))
        #expect(page.contains("aria-checked=\"true\""))
        #expect(page.contains("свой, проверка связи · <bdi>звонил &lt;директор&gt;</bdi>"))
    }

    @Test("what is done to a row is done to more calls of its caller than it unfolds")
    func manyRepeats() async throws {
        let calls = (1...35).map { MissedCall.sample(Int64(100 - $0), ago: TimeInterval($0)) }
        let caller = MissedCaller(attempts: calls, count: 35)
        let page = try await ask(of: SampleMissed([caller])).text
        let marked = try #require(page.firstMatch(of: /name="call" value="([^"]+)"/)).1
        #expect(marked.split(separator: "-").count == 35)
        #expect(page.components(separatedBy: "<tr class=\"attempt\"><td class=\"mark\">").count - 1 == 20)
        #expect(page.withoutTags.contains("Показаны последние 20"))
    }

    @Test("S0.62 calls of one caller are one row, which unfolds")
    func repeats() async throws {
        let register = SampleMissed([.sample(.sample(18, ago: 3_600), .sample(17))])
        let page = try await ask(of: register).text
        #expect(page.contains(">×2</label>"))
        #expect(page.contains("name=\"call\" value=\"18.2-17.2\""))
        #expect(page.withoutTags.contains("попытка 2"))
        #expect(register.queries.first?.arrangement == .byCaller)
        _ = try await ask(.get, "/missed?by=call", of: register)
        #expect(register.queries.last?.arrangement == .byCall)
    }

    @Test("what is asked for stands in the address; nonsense in it is left out")
    func address() async throws {
        let register = SampleMissed([.sample(.sample())], next: .init(startedAt: Call.sampleStart, id: .init(17)))
        let page = try await ask(
            .get,
            "/missed?view=nobodys&cause=voicemail&number=8+953+523-72-71&did=6467171&phone=0111&after=1000.5&x=y",
            of: register
        ).text
        let query = try #require(register.queries.first)
        #expect(query.view == .nobodys)
        #expect(query.cause == .voicemail)
        #expect(query.number == NumberKey("+79535237271"))
        #expect(query.did == NumberKey("6467171"))
        #expect(query.phone == Extension("0111"))
        #expect(query.after == .init(startedAt: Date(timeIntervalSince1970: 1), id: .init(5)))
        #expect(page.contains("after=\(Int(Call.sampleStart.timeIntervalSince1970))000.17"))
        for nonsense in [
            "view=x", "cause=x", "after=x", "after=1.2.3", "after=9999999999999999.1", "from=2026-02-30", "view[]=all",
        ] {
            let answer = try await ask(.get, "/missed?\(nonsense)", of: register)
            #expect(answer.status == .ok, "\(nonsense)")
        }
        #expect(register.queries.last?.view == .waiting)
    }

    @Test("whose right reaches only to their own asks for no more, and has no buttons to distribute")
    func own() async throws {
        let register = SampleMissed([.sample(.sample())])
        let page = try await ask(.get, "/missed?view=hidden", of: register, rights: Rights([.missed: .own])).text
        #expect(register.queries.first?.concerning == .user(UserID(1)))
        #expect(register.queries.first?.view == .all)
        for word in ["missed/assign", "missed/hide", "missed/spam", "missed/numbers", "href=\"/calls/"] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(try await ask(of: register, rights: Rights([.calls: .all])).status == .forbidden)
    }

    @Test("S0.60 a call is marked as not missed, with a reason, as it was seen")
    func exclude() async throws {
        let register = SampleMissed()
        let answer = try await ask(
            .post,
            "/missed/exclude?view=all&done=3",
            of: register,
            rights: Rights([.missed: .own]),
            "only=17.2&call=18.0&reason=wrong_number&note=+до+открытия+"
        )
        #expect(answer.status == .seeOther)
        #expect(answer.headers[.location] == "/missed?view=all&done=5")
        let marked = try #require(register.marked.first)
        #expect(marked.calls == [.init(id: .init(17), version: 2)])
        #expect(marked.mark == .exclude(.wrongNumber, note: "до открытия"))
        #expect(marked.actor.user == UserID(1) && marked.actor.concerning == .user(UserID(1)))
    }

    @Test("S2.25 marked calls are handed to a person, hidden, or their numbers are marked as spam, by those who may")
    func distribute() async throws {
        let register = SampleMissed()
        let body = "call=17.2-16.0&call=18.1&person=7"
        let marks: [(String, MissedMark)] = [
            ("assign", .assign(UserID(7))), ("hide", .hide), ("unhide", .unhide), ("spam", .spam),
        ]
        for (name, mark) in marks {
            #expect(try await ask(.post, "/missed/\(name)", of: register, body).status == .seeOther)
            #expect(register.marked.last?.mark == mark)
            #expect(register.marked.last?.calls.map(\.id.rawValue) == [17, 16, 18])
            let refused = try await ask(.post, "/missed/\(name)", of: register, rights: Rights([.missed: .all]), body)
            #expect(refused.status == .forbidden)
        }
        #expect(register.marked.count == 4)
    }

    @Test("nothing chosen, a person who is none, a call that is none and a form of another site change nothing")
    func refusals() async throws {
        let register = SampleMissed()
        for body in ["", "call=17.2&person=", "call=17.2&person=99", "call=x&person=7", "call=1.2.3&person=7"] {
            let answer = try await ask(.post, "/missed/assign", of: register, body)
            #expect(answer.headers[.location] == "/missed?wrong=1", "\(body)")
        }
        #expect(try await ask(.post, "/missed/nonsense", of: register, "call=17.2").status == .notFound)
        let application = try sampleApplication(desk: desk, access: access, missed: register)
        let status = try await application.test(.router) { client in
            try await client.ask(.post, "/missed/hide", [.cookie: SampleAccess.cookie], "token=x&call=17.2").status
        }
        #expect(status == .forbidden)
        #expect(register.marked.isEmpty)
    }

    @Test("what was done is told with the way back; what somebody else did meanwhile is told, too")
    func notices() async throws {
        func change(by user: Int64) -> MissedChange {
            MissedChange(id: .init(5), kind: .hide, by: UserID(user), at: Call.sampleStart, count: 2, isUndone: false)
        }
        let page = try await ask(.get, "/missed?view=all&done=5", of: SampleMissed(changes: [change(by: 1)])).text
        #expect(page.withoutTags.contains("Скрыто: 2 звонка"))
        #expect(page.contains("action=\"/missed/undo?view=all\""))
        let others = try await ask(.get, "/missed?done=5", of: SampleMissed(changes: [change(by: 2)])).text
        #expect(!others.contains("/missed/undo"))

        let refusing = SampleMissed(refusing: true)
        let answer = try await ask(.post, "/missed/hide", of: refusing, "call=17.2")
        #expect(answer.headers[.location] == "/missed?refused=1")
        let told = try await ask(.get, "/missed?refused=1", of: refusing).text.withoutTags
        #expect(told.contains("Не изменено: 1. Это уже изменил кто-то другой"))

        let undone = SampleMissed()
        #expect(try await ask(.post, "/missed/undo", of: undone, "change=5").headers[.location] == "/missed?undone=1")
        #expect(undone.undone == [.init(5)])
        let hidden = SampleMissed(changes: [change(by: 1)])
        let mayMark = Rights([.missed: .all])
        #expect(try await ask(.post, "/missed/undo", of: hidden, rights: mayMark, "change=5").status == .forbidden)
        #expect(hidden.undone.isEmpty)
        #expect(try await ask(.post, "/missed/undo", of: hidden, "change=5").status == .seeOther)
    }

    @Test("an empty register says so, and names the filters that empty it")
    func empty() async throws {
        #expect(try await ask(of: SampleMissed()).text.withoutTags.contains("Все перезвонили"))
        let filtered = try await ask(.get, "/missed?number=anonymous", of: SampleMissed()).text.withoutTags
        #expect(filtered.contains("Пропущенных звонков нет") && filtered.contains("anonymous"))
    }

    @Test("spam numbers stand on a page of their own, with who marked them, and can be restored")
    func spam() async throws {
        var number = SpamNumber(
            id: .init(3),
            key: NumberKey("+79535237271"),
            number: "9535237271",
            markedBy: "Рогова <Мария>",
            markedAt: Call.sampleStart,
            callCount: 12
        )
        number.lastCallAt = Call.sampleStart
        let register = SampleMissed(spam: [number])
        let page = try await ask(.get, "/missed/numbers", of: register).text
        #expect(page.contains("Рогова &lt;Мария&gt;") && page.contains(">12<"))
        #expect(
            try await ask(.get, "/missed/numbers", of: register, rights: Rights([.missed: .all])).status == .forbidden
        )
        #expect(try await ask(.post, "/missed/numbers", of: register, "number=3").status == .seeOther)
        #expect(register.restored == [.init(3)])
    }

    @Test("a call of an unwanted number raises no card while it rings, at whatever phone; who picks up sees it")
    func noCard() {
        let start = Call.sampleStart
        var floor = Floor.sample()
        floor.spamNumbers = [NumberKey("+79535237271")]
        func keys(_ call: Call) -> [String] {
            var page = CardPage(phone: Extension("0111"), numbers: .russian)
            page.show(LiveSnapshot(position: .start, calls: [call], lastEnded: [], floor: floor))
            return page.parts(at: start).map(\.key)
        }
        let ringing = Call.inbound(queue: "service", at: start).ringing("0111", "0125", at: start)
        #expect(keys(ringing).contains("idle"))
        #expect(!keys(ringing).contains { $0.hasPrefix("card-") || $0.hasPrefix("alert-") || $0.hasPrefix("quiet-") })
        #expect(keys(ringing.answered(by: "0111", at: start)).contains { $0.hasPrefix("card-") })
        floor.spamNumbers = [NumberKey("+79160000000")]
        #expect(keys(ringing).contains { $0.hasPrefix("card-") })
    }

    @Test("the number of those who wait and the unwanted numbers reach the live pages at once")
    func live() async throws {
        let register = SampleMissed([.sample(.sample()), .sample(.sample(18))])
        _ = try await ask(.post, "/missed/hide", of: register, "call=17.2")
        #expect(await desk.snapshot().floor.missedWaiting == 2)
    }
}
