import ContactCenter
import Foundation
import Testing

@testable import Web

@Suite struct CardTests {
    private let start = Call.sampleStart

    @Test("S3.2 the card opens while the phone rings, before the answer, with number, name, DID, queue and the wait")
    func ringing() {
        let call = Call.inbound(named: "Константин", queue: "service", at: start)
            .ringing("0111", "0125", at: start + .seconds(4))
        let page = card("0111", [call])
        let text = page.text(at: start + .seconds(9))
        #expect(text.contains("8 (953) 523-72-71"))
        #expect(text.contains("Константин"))
        #expect(text.contains("646-71-71"))
        #expect(text.contains("очередь «service»"))
        #expect(text.contains("звонит 0:05"))
        #expect(text.contains("ждёт 0:09"))
        #expect(text.contains("Звонит также 0125"))
        #expect(page.surface(at: start) == "ringing")
        #expect(page.keys(in: .alert) == ["alert-\(call.id)"])
    }

    @Test("the card is up as soon as the PBX calls the phone, even if it does not ring yet")
    func beforeTheRing() {
        var call = Call.inbound(at: start).ringing("0111", at: start)
        call.legs[0].state = .calling
        call.legs[0].rangAt = nil
        #expect(card("0111", [call]).surface(at: start) == "ringing")
    }

    @Test("S0.6 without caller ID the number stays empty, and the card says that it was not delivered")
    func noCallerID() {
        let call = Call.inbound(from: nil, at: start).ringing("0111", at: start)
        let html = card("0111", [call]).html(at: start)
        #expect(html.contains("<div class=\"phone\"><bdi></bdi></div>"))
        #expect(html.contains("АОН не передан"))
        #expect(card("0111", [call]).questions.isEmpty)
    }

    @Test("S0.6 a withheld number is told to be one, in the PBX's words", arguments: ["anonymous", "Unavailable"])
    func withheldNumber(number: String) {
        let call = Call.inbound(from: number).ringing("0111", at: start)
        var page = card("0111", [call])
        if let question = page.questions.first { page.learn(.calls([]), to: question) }
        let text = page.text(at: start)
        #expect(text.contains(number))
        #expect(text.contains("АОН не передан"))
        #expect(text.contains("Без номера прежние звонки не найти."))
    }

    @Test("S0.5 the number's earlier calls are asked for while the phone rings, and shown with how they ended")
    func earlierCalls() {
        let call = Call.inbound("9", at: start).ringing("0111", at: start)
        var page = card("0111", [call])
        let question = EarlierCalls.Question(call: call.id, number: "89535237271", before: start)
        #expect(page.questions == [question])
        #expect(page.html(at: start).contains("Ищем прежние звонки"))

        let day = start.addingTimeInterval(-86_400)
        let missed = Call.inbound("7", queue: "service", at: day).ended(at: day + .seconds(35))
        let answered = Call.inbound("8", at: day).ringing("0125", at: day).answered(by: "0125", at: day + .seconds(2))
            .ended(at: day + .seconds(64))
        page.learn(.calls([answered, missed].map(EarlierCall.init)), to: question)
        let text = page.text(at: start)
        #expect(text.contains("02.04 15:02 принят разговор 1:02 · 0125"))
        #expect(text.contains("02.04 15:02 пропущен · ушёл из очереди ждал 0:35"))
        #expect(page.questions.isEmpty)
    }

    @Test("a number that never called before is said to be one, a journal that cannot be read as well")
    func noEarlierCalls() {
        let call = Call.inbound(at: start).ringing("0111", at: start)
        var page = card("0111", [call])
        page.learn(.calls([]), to: page.questions[0])
        #expect(page.text(at: start).contains("Звонков с этим номером ещё не было."))
        var other = card("0111", [call])
        other.learn(.unavailable, to: other.questions[0])
        #expect(other.text(at: start).contains("Прежние звонки сейчас недоступны."))
    }

    @Test("when somebody else answers, the card is withdrawn and a quiet line says who it was, for some seconds")
    func answeredElsewhere() {
        let call = Call.inbound(queue: "service", at: start).ringing("0111", "0125", at: start + .seconds(1))
            .answered(by: "0125", at: start + .seconds(5))
        let page = card("0111", [call])
        #expect(page.keys(in: .card, at: start + .seconds(6)) == ["idle"])
        #expect(page.text(at: start + .seconds(6)).contains("8 (953) 523-72-71 ответил 0125"))
        #expect(page.keys(in: .quiet, at: start + .seconds(18)) == [])
    }

    @Test("a caller who gave up leaves a quiet line with the time he waited")
    func callerLeft() {
        let call = Call.inbound(queue: "service", at: start).ringing("0111", at: start + .seconds(1))
            .ended(at: start + .seconds(31))
        let text = card("0111", [], ended: [call]).text(at: start + .seconds(32))
        #expect(text.contains("не дождался ответа, ждал 0:31"))
    }

    @Test("a call that the queue takes elsewhere after ringing here unanswered leaves a quiet line")
    func movedOn() {
        let call = Call.inbound(queue: "service", at: start).ringing("0111", at: start)
            .notTaken(by: "0111", at: start + .seconds(8)).ringing("0113", at: start + .seconds(9))
        #expect(card("0111", [call]).text(at: start + .seconds(10)).contains("здесь не приняли, звонок ушёл дальше"))
        #expect(card("0113", [call]).surface(at: start) == "ringing")
    }

    @Test("after the answer the card shows talk, hold and consultation, and when they began")
    func states() {
        let talking = Call.inbound(at: start).ringing("0111", at: start).answered(by: "0111", at: start + .seconds(4))
        #expect(card("0111", [talking]).surface(at: start) == "talking")
        #expect(card("0111", [talking]).text(at: start + .seconds(10)).contains("разговор 0:06"))

        let holding = talking.with("0111", .holding, at: start + .seconds(20))
        #expect(card("0111", [holding]).surface(at: start) == "held")
        #expect(card("0111", [holding]).text(at: start + .seconds(25)).contains("на удержании 0:05"))

        let consulting = holding.ringing("0112", at: start + .seconds(30))
            .with("0111", .consulting, at: start + .seconds(33)).with("0112", .consulting, at: start + .seconds(33))
        #expect(card("0111", [consulting]).text(at: start + .seconds(40)).contains("консультация с 0112 0:07"))
        #expect(card("0112", [consulting]).text(at: start + .seconds(40)).contains("консультация с 0111 0:07"))

        let over = talking.ended(at: start + .seconds(65))
        let page = card("0111", [], ended: [over])
        #expect(page.keys(in: .card) == ["idle"])
        #expect(page.text(at: start + .seconds(66)).contains("разговор окончен, 1:01"))
    }

    @Test("S3.18 the card follows a transfer: it opens on the next phone with who handed the call on")
    func transfer() {
        let call = Call.inbound(named: "Константин", at: start).ringing("0111", at: start)
            .answered(by: "0111", at: start + .seconds(2))
            .transferred(from: "0111", to: "0112", at: start + .seconds(20))
        let next = card("0112", [call])
        #expect(next.surface(at: start) == "ringing")
        #expect(next.text(at: start + .seconds(21)).contains("Константин"))
        #expect(next.text(at: start + .seconds(21)).contains("перевёл 0111"))
        let first = card("0111", [call])
        #expect(first.keys(in: .card) == ["idle"])
        #expect(first.text(at: start + .seconds(21)).contains("переведён на 0112"))
        let taken = call.transferTaken(by: "0112", at: start + .seconds(25))
        #expect(card("0112", [taken]).surface(at: start) == "talking")
    }

    @Test("S3.18 a call forwarded before anybody answered says from where, a transfer that came back says from whom")
    func forwardedAndReturned() {
        var forwarded = Call.inbound(at: start).ringing("0111", at: start).notTaken(by: "0111", at: start + .seconds(5))
        forwarded.steerings = [Steering(from: "0111", to: .extension("0125"), at: start + .seconds(5))]
        forwarded = forwarded.ringing("0125", at: start + .seconds(6))
        #expect(card("0125", [forwarded]).text(at: start).contains("переадресован с 0111"))

        // The context in which it arrived is nobody: our own Redirect took it from there, or the dialplan.
        var routed = Call.inbound(at: start)
        routed.steerings = [Steering(from: "from-redirect", to: .extension("0125"), at: start)]
        routed = routed.ringing("0125", at: start + .seconds(1))
        #expect(!card("0125", [routed]).text(at: start).contains("переадресован"))

        var returned = Call.inbound("2", at: start).ringing("0111", at: start).answered(by: "0111", at: start)
            .transferred(from: "0111", to: "0112", at: start + .seconds(9))
            .notTaken(by: "0112", at: start + .seconds(19))
            .ringing("0111", at: start + .seconds(20))
        returned.transfers[0].isReturned = true
        #expect(card("0111", [returned]).text(at: start).contains("вернулся от 0112"))
    }

    @Test("a second call on the phone stands beside the first, and never in its place")
    func secondCall() {
        let first = Call.inbound("1", at: start).ringing("0111", at: start).answered(by: "0111", at: start)
        let later = start + .seconds(9)
        let second = Call.inbound("2", from: "84957071336", at: later).ringing("0111", at: later)
        let page = card("0111", [second, first])
        #expect(page.shown == "card-\(first.id)")
        #expect(page.keys(in: .others) == ["other-\(first.id)", "other-\(second.id)"])
        #expect(page.keys(in: .alert) == ["alert-\(second.id)"])

        let bothRing = [Call.inbound("1", at: start).ringing("0111", at: start), second]
        #expect(card("0111", bothRing).shown == "card-\(first.id)")
        let held = first.with("0111", .holding, at: start + .seconds(12))
        #expect(card("0111", [held, second]).shown == "card-\(first.id)")
        let tookSecond = second.answered(by: "0111", at: start + .seconds(13))
        #expect(card("0111", [held, tookSecond]).shown == "card-\(second.id)")
    }

    @Test("a call that the phone makes is a card, too: dialling, talking, over")
    func outbound() {
        let call = Call.outbound(by: "0111", to: "89037906350", at: start)
        #expect(card("0111", [call]).text(at: start + .seconds(3)).contains("вызов 0:03"))
        #expect(card("0111", [call]).text(at: start).contains("8 (903) 790-63-50"))
        #expect(card("0111", [call]).keys(in: .alert).isEmpty)
        let talking = call.answeredOutside(at: start + .seconds(10))
        #expect(card("0111", [talking]).surface(at: start) == "talking")
        let failed = call.ended(at: start + .seconds(20))
        #expect(card("0111", [], ended: [failed]).text(at: start + .seconds(21)).contains("не ответили"))
    }

    @Test("a consultation that became part of the call is no card of its own any more")
    func merged() {
        var page = card("0112", [Call.inbound("2", at: start).ringing("0112", at: start)])
        page.apply(.merged(Call.id("2"), into: Call.id("1")))
        #expect(page.keys(in: .card) == ["idle"])
        #expect(page.keys(in: .quiet).isEmpty)
    }

    @Test("calls of other phones are none of its business")
    func strangers() {
        let call = Call.inbound(at: start).ringing("0125", at: start)
        #expect(card("0111", [call]).keys(in: .card) == ["idle"])
        #expect(card("0111", [call]).text(at: start).contains("Звонков нет Следующий откроется здесь сам."))
    }

    @Test("a name of ten thousand characters, markup and turned writing are text of bounded length")
    func hostileName() {
        let name = "<script>alert(1)</script>\u{202E}" + String(repeating: "Ж", count: 10_000)
        let number = "<img src=x onerror=alert(1)>"
        let call = Call.inbound(from: number, named: name, to: "\"><b>", queue: "<i>", at: start)
            .ringing("0111", at: start)
        let html = card("0111", [call]).html(at: start)
        for tag in ["<script", "<img", "<b>\"", "<i>", "\"><b>"] { #expect(!html.contains(tag)) }
        #expect(html.contains("<bdi>&lt;script&gt;alert(1)&lt;/script&gt;\u{202E}Ж"))
        #expect(html.utf8.count < 6_000)
    }
}

private func card(_ phone: String, _ calls: [Call], ended: [Call] = [], floor: Floor = .sample()) -> CardPage {
    var page = CardPage(phone: Extension(phone), numbers: .russian)
    page.show(LiveSnapshot(position: .start, calls: calls, lastEnded: ended, floor: floor))
    return page
}

extension CardPage {
    fileprivate func html(at now: Date) -> String {
        let regions = CardPart.Region.allCases.map { parts(at: now).html(in: $0, for: .sample(at: now)).markup }
        return regions.joined(separator: " ")
    }

    fileprivate func text(at now: Date) -> String { html(at: now).withoutTags }

    fileprivate func keys(in region: CardPart.Region, at now: Date = Call.sampleStart) -> [String] {
        parts(at: now).filter { $0.region == region }.map(\.key)
    }

    fileprivate var shown: String? { callCards().first(where: \.isShown)?.key }

    /// The class that colours the card.
    fileprivate func surface(at now: Date) -> String? {
        html(at: now).firstMatch(of: /class="card caller (\w+)"/).map { String($0.1) }
    }
}
