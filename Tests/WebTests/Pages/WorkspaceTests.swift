import ContactCenter
import Foundation
import Testing

@testable import Web

@Suite("Open cards, the tray and notes") struct WorkspaceTests {
    private let start = Call.sampleStart
    private let anna = UserID(7)

    // MARK: Cards after the call

    @Test("the card of who talked stays open after the call until it is closed, then nothing is left of it")
    func staysOpen() {
        let call = talked("1", at: start)
        var page = workspace([])
        page.apply(.call(call))
        #expect(page.keys(in: .card) == ["card-\(call.id)"])
        let text = page.text(at: start + .seconds(600))
        #expect(text.contains("разговор окончен, 1:01"))
        #expect(text.contains("Закрыть карточку"))
        let closed = ClosedCard(call: call.id, legs: call.legs.count)
        page.apply(.card(call.id, .closed(closed, by: UserID(8))))
        #expect(page.keys(in: .card) == ["card-\(call.id)"])
        page.apply(.card(call.id, .closed(closed, by: anna)))
        #expect(page.keys(in: .card) == ["idle"])
        #expect(page.keys(in: .quiet).isEmpty)
        page.apply(.call(call))
        #expect(page.keys(in: .card) == ["idle"])
    }

    @Test("S3.2 a call that comes back after its card was closed has a card again, which stays until it is closed, too")
    func comesBack() {
        let sent = Call.inbound(at: start).ringing("0111", at: start).answered(by: "0111", at: start)
            .transferred(from: "0111", to: "0125", at: start + .seconds(20))
        var page = workspace([sent])
        #expect(page.keys(in: .card) == ["card-\(sent.id)"])
        let closed = ClosedCard(call: sent.id, legs: sent.legs.count)
        page.apply(.card(sent.id, .closed(closed, by: anna)))
        #expect(page.keys(in: .card) == ["idle"])
        let back = sent.transferred(from: "0125", to: "0111", at: start + .seconds(40))
            .transferTaken(by: "0111", at: start + .seconds(41))
        page.apply(.call(back))
        #expect(page.keys(in: .card) == ["card-\(sent.id)"])
        let over = back.ended(at: start + .seconds(60))
        page.apply(.call(over))
        #expect(page.keys(in: .card) == ["card-\(sent.id)"])
        page.apply(.card(sent.id, .closed(ClosedCard(call: sent.id, legs: over.legs.count), by: anna)))
        #expect(page.keys(in: .card) == ["idle"])
    }

    @Test("a call that somebody else answered leaves quietly, with the name of who sits there")
    func answeredElsewhere() {
        let call = Call.inbound(queue: "service", at: start).ringing("0111", "0125", at: start)
            .answered(by: "0125", at: start + .seconds(5))
        let page = workspace([call])
        #expect(page.keys(in: .card) == ["idle"])
        #expect(page.text(at: start + .seconds(6)).contains("ответил 0125 Смирнова Ольга"))
    }

    @Test("the card says who transferred the call, by name, and what became of it at the one who did")
    func transferred() {
        let call = Call.inbound(at: start).ringing("0125", at: start).answered(by: "0125", at: start)
            .transferred(from: "0125", to: "0111", at: start + .seconds(20))
        #expect(workspace([call]).text(at: start + .seconds(21)).contains("перевёл 0125 Смирнова Ольга"))

        let away = Call.inbound("2", at: start).ringing("0111", at: start).answered(by: "0111", at: start)
            .transferred(from: "0111", to: "0125", at: start + .seconds(20))
        var page = workspace([away])
        #expect(page.text(at: start + .seconds(21)).contains("переведён на 0125 Смирнова Ольга"))
        page.apply(.call(away.ended(at: start + .seconds(40))))
        #expect(page.text(at: start + .seconds(41)).contains("потерян при переводе"))
        var hungUp = talked("3", at: start)
        hungUp.isHungUpByCaller = true
        #expect(workspace([], ended: [hungUp]).text(at: start).contains("абонент положил трубку"))
    }

    @Test("who looks at somebody else's phone keeps no cards, closes none and writes nothing")
    func onlooker() {
        let page = workspace([], ended: [talked("1", at: start)], sitter: nil)
        #expect(page.keys(in: .card) == ["idle"])
        let talking = Call.inbound(at: start).ringing("0111", at: start).answered(by: "0111", at: start)
        var other = workspace([talking], sitter: nil)
        other.apply(.card(talking.id, .noted([.sample("перезвонить", by: anna)])))
        let html = other.html(at: start)
        #expect(html.contains("перезвонить"))
        for control in ["<textarea", "data-close", "data-rings"] { #expect(!html.contains(control)) }
    }

    @Test("a call answered before the person sat down at the phone is somebody else's")
    func beforeSitting() {
        let call = talked("1", at: start - 7_200)
        #expect(workspace([], ended: [call]).keys(in: .card) == ["idle"])
    }

    @Test("at most five finished cards stay, the latest")
    func bounded() {
        let calls = (0..<9).map { talked("\($0)", from: "8495707133\($0)", at: start + .seconds(100 * $0)) }
        var page = workspace([])
        for call in calls { page.apply(.call(call)) }
        #expect(page.keys(in: .card) == calls.suffix(5).map { "card-\($0.id)" })
    }

    @Test("a page that is opened anew shows the open cards, and none that was closed")
    func recalled() async {
        let (open, closed) = (talked("1", at: start), talked("2", from: "84957071336", at: start))
        var page = workspace([], ended: [closed])
        let question = CardMemory.Question.openCards(of: anna, at: Extension("0111"))
        #expect(page.recollections.contains(question))
        let note = CallNote.sample("просил счёт", by: anna)
        page.recall(
            CardMemory.Answer(
                calls: [open],
                notes: [note],
                closed: [ClosedCard(call: closed.id, legs: closed.legs.count)]
            ),
            to: question
        )
        #expect(page.keys(in: .card) == ["card-\(open.id)"])
        #expect(page.html(at: start).contains("просил счёт"))
        #expect(!page.recollections.contains(question))
    }

    // MARK: Several calls

    @Test("several calls are one card that is seen and a tray; their order never changes, so that nothing typed moves")
    func tray() {
        let finished = talked("1", at: start)
        let ringing = Call.inbound("2", from: "84957071336", at: start + .seconds(90))
            .ringing("0111", at: start + .seconds(90))
        var page = workspace([ringing], ended: [finished])
        #expect(page.keys(in: .card) == ["card-\(finished.id)", "card-\(ringing.id)"])
        #expect(page.keys(in: .others) == ["other-\(finished.id)", "other-\(ringing.id)"])
        #expect(page.shown == "card-\(ringing.id)")
        page.apply(.call(ringing.answered(by: "0111", at: start + .seconds(95))))
        let third = Call.inbound("3", from: "84957071337", at: start + .seconds(99))
            .ringing("0111", at: start + .seconds(99))
        page.apply(.call(third))
        #expect(page.shown == "card-\(ringing.id)")
        #expect(page.keys(in: .card).first == "card-\(finished.id)")
    }

    @Test("the second call of a number within a minute is a repeat on the same card, not a second card")
    func repeated() {
        let first = talked("1", at: start)
        let again = start + .seconds(80)
        let second = Call.inbound("2", from: "+79535237271", at: again).ringing("0111", at: again)
        var page = workspace([second], ended: [first])
        page.apply(.card(first.id, .noted([.sample("ждёт деталь", by: anna)])))
        #expect(page.keys(in: .card) == ["card-\(first.id)"])
        #expect(page.text(at: again).contains("2-й раз за минуту"))
        // What was begun on the first call goes on there.
        #expect(page.html(at: again).contains("data-note=\"\(first.id)\""))
        page.apply(.call(second.answered(by: "0111", at: again).ended(at: again + .seconds(20))))
        #expect(page.html(at: again).contains("data-close=\"\(first.id)\n\(second.id)\""))
    }

    @Test(
        "a caller who gave up and calls again is a repeat, too; two calls going on are two cards; later ones are none"
    )
    func noRepeat() {
        let abandoned = Call.inbound("1", queue: "service", at: start).ringing("0111", at: start)
            .ended(at: start + .seconds(20))
        let again = start + .seconds(40)
        let second = Call.inbound("2", at: again).ringing("0111", at: again)
        let page = workspace([second], ended: [abandoned])
        #expect(page.text(at: again).contains("2-й раз за минуту"))
        #expect(page.keys(in: .card) == ["card-\(second.id)"])
        #expect(workspace([], ended: [abandoned]).keys(in: .quiet, at: start + .seconds(25)).count == 1)
        #expect(page.keys(in: .quiet, at: start + .seconds(25)).isEmpty)

        let both = workspace([Call.inbound("1", at: start).ringing("0111", at: start), second])
        #expect(both.keys(in: .card).count == 2)
        let late = start + .seconds(140)
        let third = Call.inbound("3", at: late).ringing("0111", at: late)
        #expect(workspace([third], ended: [talked("1", at: start)]).keys(in: .card).count == 2)
    }

    @Test("callers who withhold their numbers are never taken for one another")
    func withheld() {
        let first = talked("1", from: "anonymous", at: start)
        let second = Call.inbound("2", from: "anonymous", at: start + .seconds(70))
            .ringing("0111", at: start + .seconds(70))
        let page = workspace([second], ended: [first])
        #expect(page.keys(in: .card).count == 2)
        #expect(!page.text(at: start).contains("раз за минуту"))
    }

    // MARK: Notes

    @Test("S3.18 what one operator noted stands on the card of the next, who writes a note of their own")
    func notesFollow() {
        let call = Call.inbound(at: start).ringing("0125", at: start).answered(by: "0125", at: start)
            .transferred(from: "0125", to: "0111", at: start + .seconds(20))
        var page = workspace([call])
        #expect(page.recollections.contains(.notes(of: call.id)))
        let note = CallNote.sample("гремит справа", by: UserID(8), author: "Смирнова Ольга")
        page.recall(CardMemory.Answer(notes: [note]), to: .notes(of: call.id))
        #expect(page.text(at: start).contains("гремит справа Смирнова Ольга · 15:02"))
        #expect(page.html(at: start).contains(" data-revision=\"0\""))
        page.apply(.card(call.id, .noted([.sample("записала на среду", by: anna, revision: 2)])))
        #expect(page.html(at: start).contains("data-revision=\"2\""))
        #expect(page.html(at: start).contains(">\nзаписала на среду</textarea>"))
    }

    @Test("a call that this phone rang first and alone is asked for no notes: who writes some is heard of")
    func noNeedlessQuestions() {
        var page = workspace([])
        page.recall(CardMemory.Answer(), to: .openCards(of: anna, at: Extension("0111")))
        page.apply(.call(Call.inbound(queue: "service", at: start).ringing("0125", "0111", at: start)))
        #expect(page.recollections.isEmpty)
    }

    @Test("an older writing that comes late does not replace a newer one")
    func lateNote() {
        let call = Call.inbound(at: start).ringing("0111", at: start).answered(by: "0111", at: start)
        var page = workspace([call])
        page.apply(.card(call.id, .noted([.sample("новее", by: anna, revision: 2)])))
        page.apply(.card(call.id, .noted([.sample("старее", by: anna, revision: 1)])))
        #expect(page.html(at: start).contains("новее") && !page.html(at: start).contains("старее"))
    }

    @Test("a card on which something was typed stays in the tray though somebody else has answered")
    func typedOn() {
        let call = Call.inbound(queue: "service", at: start).ringing("0111", "0125", at: start)
        var page = workspace([call])
        page.apply(.card(call.id, .noted([.sample("с", by: anna)])))
        page.apply(.call(call.answered(by: "0125", at: start + .seconds(3))))
        #expect(page.keys(in: .card) == ["card-\(call.id)"])
        #expect(page.text(at: start + .seconds(4)).contains("ответил 0125 Смирнова Ольга"))
        #expect(page.keys(in: .quiet, at: start + .seconds(4)).isEmpty)
    }

    @Test("what was typed on a consultation's card goes on to the call that it became part of")
    func consultation() {
        let consultation = Call.inbound("2", at: start).ringing("0111", at: start)
        let call = Call.inbound("1", at: start).ringing("0125", at: start).answered(by: "0125", at: start)
        var page = workspace([consultation])
        page.apply(.card(consultation.id, .noted([.sample("машина готова", by: anna, on: consultation.id)])))
        page.apply(.merged(consultation.id, into: call.id))
        page.apply(.call(call.ringing("0111", at: start).with("0111", .talking, at: start + .seconds(9))))
        #expect(page.keys(in: .card) == ["card-\(call.id)"])
        #expect(page.html(at: start).contains("data-note=\"\(consultation.id)\""))
        #expect(page.html(at: start).contains("машина готова"))
    }

    @Test("a note of markup and turned writing is text")
    func hostileNote() {
        let call = Call.inbound(at: start).ringing("0111", at: start).answered(by: "0111", at: start)
        var page = workspace([call])
        let text = "</textarea><script>alert(1)</script>\u{202E}"
        page.apply(.card(call.id, .noted([.sample(text, by: anna), .sample(text, by: UserID(8))])))
        #expect(!page.html(at: start).contains("<script"))
        #expect(page.html(at: start).contains("<bdi>&lt;/textarea&gt;"))
    }

    @Test("only the own phone's ringing card makes a sound")
    func rings() {
        let call = Call.inbound(at: start).ringing("0111", at: start)
        #expect(workspace([call]).html(at: start).contains(" data-rings"))
        let answered = call.answered(by: "0111", at: start + .seconds(1))
        #expect(!workspace([answered]).html(at: start).contains(" data-rings"))
    }

    // MARK: Samples

    private func talked(_ name: String, from number: String = "89535237271", at time: Date) -> Call {
        Call.inbound(name, from: number, at: time).ringing("0111", at: time)
            .answered(by: "0111", at: time + .seconds(2)).ended(at: time + .seconds(63))
    }

    private func workspace(_ calls: [Call], ended: [Call] = [], sitter: UserID? = UserID(7)) -> CardPage {
        var page = CardPage(phone: Extension("0111"), sitter: sitter, numbers: .russian)
        var floor = Floor.sample()
        _ = floor.take([
            Seat(phone: Extension("0111"), user: anna, displayName: "Петрова Анна", since: start - 3_600),
            Seat(phone: Extension("0125"), user: UserID(8), displayName: "Смирнова Ольга", since: start - 3_600),
        ])
        page.show(LiveSnapshot(position: .start, calls: calls, lastEnded: ended, floor: floor))
        return page
    }
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
}
