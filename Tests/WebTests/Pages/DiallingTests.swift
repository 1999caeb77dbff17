import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// The reader, user 1, sits at 0111.
@Suite("Calling by a press on a number") struct DiallingPageTests {
    private let start = Call.sampleStart
    private let access = SampleAccess()
    private let rights = Rights([.workspace: .own, .calls: .own, .clients: .all, .dialling: .own])

    private func floor(sits: Bool = true) -> Floor {
        var floor = Floor.sample()
        if sits { _ = floor.take([.sample("0111", 1, "Сервис")]) }
        return floor
    }

    // MARK: Numbers

    @Test("S4.1 a number on a page is a link that is called by a press, and text where nobody can call it")
    func numbers() {
        let viewer = Viewer.sample(at: start)
        let link = viewer.callable("89535237271").markup
        #expect(link.contains("href=\"tel:+79535237271\"") && link.contains("8 (953) 523-72-71"))
        #expect(!viewer.callable("anonymous").markup.contains("href"))
        #expect(!viewer.callable(nil).markup.contains("href"))
        #expect(!viewer.callable("\"><script>").markup.contains("<script>"))
    }

    @Test(
        "S4.27 with nothing but a SIP telephone numbers are called and copied: a link that the telephone takes, a button beside it"
    )
    func sipLinks() throws {
        var viewer = Viewer.sample(at: start)
        let copying =
            "<button type=\"button\" class=\"copy\" data-copy=\"+79535237271\" aria-label=\"Скопировать номер\""
        #expect(
            viewer.callable("89535237271").markup.contains("href=\"tel:+79535237271\" data-number=\"+79535237271\"")
        )
        #expect(viewer.callable("89535237271").markup.contains(copying))
        viewer.numberLinks.form = try #require(NumberLinks.Form("sip:{dialled}@pbx.example.org"))
        let link = viewer.callable("+7 953 523-72-71").markup
        #expect(link.contains("href=\"sip:89535237271@pbx.example.org\" data-number=\"+79535237271\""))
        #expect(link.contains(copying))
        viewer.numberLinks.form = try #require(NumberLinks.Form("sips:{number}@pbx.example.org;transport=tls"))
        #expect(viewer.callable("+442079460001").markup.contains("sips:+442079460001@pbx.example.org;transport=tls"))
        // A number of the house is called by a press.
        #expect(viewer.callable("0113").markup.contains("sips:0113@pbx.example.org"))
        #expect(!viewer.callable("0113").markup.contains("data-copy"))
        for hostile in ["\"><script>", "javascript:alert(1)", "anonymous", ""] {
            #expect(!viewer.callable(hostile).markup.contains("<a "))
        }
    }

    @Test(
        "S4.27 a link leads to a telephone and to nothing else",
        arguments: [
            "", "tel:", "sip:pbx.example.org", "javascript:{number}", "https://example.org/{number}", "tel:{number}\"",
            "sip:{dialled}@pbx example.org", "sip:{dialled}@pbx.example.org?Replaces=x", "{number}", "tel:{other}",
        ]
    )
    func badForms(text: String) { #expect(NumberLinks.Form(text) == nil) }

    @Test("S4.1 the page's script calls for who may and sits at a phone; for others numbers stay links")
    func form() {
        func told(_ rights: Rights, sits: Bool) -> String {
            let reader = SignedIn.sample(1, rights)
            var viewer = Viewer.sample(at: start)
            viewer.reader = reader
            viewer.frame = FramePage(floor(sits: sits), for: reader)
            return DiallingView.told(for: viewer).markup
        }
        #expect(told(rights, sits: true).contains("action=\"/dial\""))
        #expect(told(rights, sits: false).isEmpty)
        #expect(told(Rights([.workspace: .own]), sits: true).isEmpty)
    }

    @Test("S4.1 S4.25 a colleague is called by a press on their number in the panel")
    func colleague() {
        let user = User(
            id: UserID(2),
            name: .sample("anna"),
            displayName: "Петрова Анна",
            roles: [],
            department: "Сервис"
        )
        var floor = floor()
        _ = floor.take([.sample("0111", 1, "Сервис"), .sample("0113", 2, "Сервис")])
        var page = ColleaguesPage([Colleague(user)], for: .sample(1, Rights([.workspace: .own, .colleagues: .all])))
        page.show(LiveSnapshot(position: .start, calls: [], lastEnded: [], floor: floor))
        let html = page.parts(at: start).map { $0.html(for: .sample(at: start)).markup }.joined()
        #expect(html.contains("href=\"tel:0113\""))
    }

    // MARK: What becomes of it

    private func clickToCall(_ state: CallLeg.State = .ringing) -> Call {
        var call = Call.outbound(by: "0111", to: "89161234567", at: start)
        call.isClickToCall = true
        var own = CallLeg(ordinal: 0, party: .phone(Extension("0111")), role: .caller, calledAt: start)
        own.state = state
        own.rangAt = start
        if state == .answered { own.answeredAt = start }
        call.legs = [own]
        return call
    }

    private func frame(_ changes: [Call], rights: Rights? = nil, floor: Floor? = nil) -> String {
        var page = FramePage(for: .sample(1, rights ?? self.rights))
        page.show(LiveSnapshot(position: .start, calls: [], lastEnded: [], floor: floor ?? self.floor()))
        for call in changes { page.apply(.call(call)) }
        return page.parts(at: start).filter { $0.region == .ownCall }.map { $0.html(for: .sample(at: start)).markup }
            .joined()
    }

    private func ended(_ call: Call, _ result: CallResult, _ cause: CallCause?) -> Call {
        var call = call.ended(at: start)
        call.result = result
        call.cause = cause
        return call
    }

    @Test("S4.1 every page tells how far the call is, and has the button that ends it")
    func progress() {
        let rings = frame([clickToCall()])
        #expect(rings.contains("Снимите трубку") && rings.contains("8 (916) 123-45-67"))
        #expect(rings.contains("/dial/hang-up") && rings.contains("Положить трубку"))
        let pickedUp = clickToCall(.answered)
        #expect(frame([clickToCall(), pickedUp]).contains("Набираем"))
        var atClient = pickedUp
        var leg = CallLeg(ordinal: 1, party: .outside("89161234567"), calledAt: start)
        leg.rangAt = start
        leg.state = .ringing
        atClient.legs.append(leg)
        #expect(frame([pickedUp, atClient]).contains("Звонит у клиента"))
        var talks = atClient
        talks.answeredAt = start
        talks.legs[1].answeredAt = start
        talks.legs[1].state = .talking
        #expect(frame([atClient, talks]).contains("Разговор"))
        talks.legs[1].state = .holding
        #expect(frame([talks]).contains("На удержании"))
        // After a conversation there is nothing left to tell.
        #expect(frame([talks, ended(talks, .answered, nil)]).isEmpty)
    }

    @Test(
        "S4.1 busy, no answer, no such number and an own phone not picked up are told in words, with the number to try again",
        arguments: [
            (CallResult.busy, CallCause.busy, "Занято"), (.unanswered, .ringing, "Не отвечает"),
            (.failed, .failed, "Не дозвонились"), (.failed, .operatorDidNotPickUp, "Вы не сняли трубку"),
        ]
    )
    func failures(result: CallResult, cause: CallCause, words: String) {
        let call = clickToCall(.answered)
        let told = frame([call, ended(call, result, cause)])
        #expect(told.contains(words) && told.contains("href=\"tel:+79161234567\""))
        #expect(!told.contains("/dial/hang-up"))
    }

    @Test("S4.1 it is told to the person at that phone alone, and a call that ended before the page came is not told")
    func others() {
        #expect(frame([ended(clickToCall(.answered), .busy, .busy)]).isEmpty)
        #expect(frame([clickToCall()], rights: Rights([.workspace: .own])).isEmpty)
        #expect(frame([clickToCall()], floor: floor(sits: false)).isEmpty)
        var other = clickToCall()
        other.callerPhone = Extension("0125")
        #expect(frame([other]).isEmpty)
        #expect(frame([Call.outbound(by: "0111", to: "89161234567", at: start)]).isEmpty)
    }

    @Test("the next call at the phone takes the words of the last one away")
    func nextCall() {
        let call = clickToCall(.answered)
        let next = Call.inbound("2").ringing("0111", at: start)
        #expect(frame([call, ended(call, .busy, .busy), next]).isEmpty)
    }

    // MARK: What it does

    private func post(
        _ path: String,
        _ fields: String,
        to dialling: SampleDialling?,
        rights: Rights? = nil,
        floor: Floor? = nil,
        perMinute: Int = 10
    ) async throws -> Answer {
        access.grant(rights ?? self.rights, to: UserID(1))
        var configuration = WebConfiguration()
        configuration.dialling.perMinute = perMinute
        let application = try sampleApplication(
            configuration: configuration,
            desk: SampleDesk(floor: floor ?? self.floor()),
            access: access,
            dialling: dialling
        )
        return try await application.test(.router) { client in
            try await client.ask(
                .post,
                path,
                [.cookie: SampleAccess.cookie, .accept: "text/html"],
                "token=\(SampleAccess.secret.formToken)&\(fields)"
            )
        }
    }

    @Test(
        "S4.1 a press rings the own phone and calls the number as people dial it; the audit log has who and of what class"
    )
    func dials() async throws {
        let id = Call.id("7")
        let dialling = SampleDialling(.done(id))
        #expect(try await post("/dial", "number=%2B79161234567", to: dialling).status == .seeOther)
        #expect(await dialling.orders == [.dial("89161234567", .mobile, Extension("0111"))])
        let entry = try #require(try await access.auditLog(limit: 1).first)
        #expect(entry.action == .callDialled && entry.user == UserID(1))
        #expect(entry.subject == "phone:0111 call:\(id)" && entry.fields == ["mobile"])
    }

    @Test("S4.1 the button hangs the own phone up, which is in the audit log")
    func hangsUp() async throws {
        let id = Call.id("7")
        let dialling = SampleDialling(.done(id))
        let fields = "call=\(SitePath.percentEncoded(id.description))"
        #expect(try await post("/dial/hang-up", fields, to: dialling).status == .seeOther)
        #expect(await dialling.orders == [.hangUp(id, Extension("0111"))])
        #expect(try await access.auditLog(limit: 1).first?.action == .callHungUp)
    }

    @Test(
        "S4.1 each failure of the PBX is told in words",
        arguments: [
            (DiallingOutcome.phoneBusy, "занят"), (.phoneUnreachable, "не дозвонилась"), (.over, "Звонка уже нет"),
            (.notPermitted, "не разрешает"), (.pbxNotHeard, "не отвечает"), (.notConfirmed, "не подтвердила"),
        ]
    )
    func notDone(outcome: DiallingOutcome, words: String) async throws {
        let answer = try await post("/dial", "number=%2B79161234567", to: SampleDialling(outcome))
        #expect(answer.status == .unprocessableContent && answer.text.contains(words))
        #expect(try await access.auditLog(limit: 1).first?.fields == ["mobile", "not_rung"])
    }

    @Test("S4.1 what cannot be is told before anything is sent: no number, no right, no phone, no PBX, oneself")
    func refused() async throws {
        let dialling = SampleDialling(.done(Call.id("7")))
        func told(_ number: String, rights: Rights? = nil, floor: Floor? = nil) async throws -> String {
            let fields = "number=\(SitePath.percentEncoded(number))"
            let answer = try await post("/dial", fields, to: dialling, rights: rights, floor: floor)
            #expect(answer.status == .unprocessableContent)
            return answer.text
        }
        for number in ["8 800 FLOWERS", "0111\r\nAction: Hangup", "<b>"] {
            let words = try await told(number)
            #expect(words.contains("Это не номер телефона") && !words.contains("<b>"))
        }
        #expect(try await told("+442079460000").contains("за границу"))
        #expect(try await told("+78095051234").contains("платные"))
        #expect(try await told("0111").contains("собственного"))
        #expect(try await told("+79161234567", floor: floor(sits: false)).contains("не сидите за телефоном"))
        #expect(try await post("/dial", "number=0125", to: nil).text.contains("другой сервер"))
        #expect(
            try await post("/dial", "number=0125", to: dialling, rights: Rights([.workspace: .own])).status
                == .forbidden
        )
        #expect(try await post("/dial", "x=1", to: dialling).status == .badRequest)
        #expect(try await post("/dial/hang-up", "call=x", to: dialling).status == .badRequest)
        #expect(await dialling.orders.isEmpty)
    }

    @Test("S4.1 numbers abroad and those that cost extra are called by who has the right to them")
    func dearer() async throws {
        let dialling = SampleDialling(.done(Call.id("7")))
        var rights = rights
        rights.grant(.diallingAbroad, .own)
        rights.grant(.diallingPremium, .own)
        #expect(try await post("/dial", "number=%2B442079460000", to: dialling, rights: rights).status == .seeOther)
        #expect(try await post("/dial", "number=%2B78095051234", to: dialling, rights: rights).status == .seeOther)
        #expect(
            await dialling.orders == [
                .dial("+442079460000", .international, Extension("0111")),
                .dial("88095051234", .premium, Extension("0111")),
            ]
        )
    }

    @Test("S4.1 who presses more often than the business allows is told, and nothing is sent")
    func tooMany() async throws {
        let dialling = SampleDialling(.done(Call.id("7")))
        let answer = try await post("/dial", "number=0125", to: dialling, perMinute: 0)
        #expect(answer.text.contains("Не больше 0 звонков"))
        #expect(await dialling.orders.isEmpty)
    }
}

/// Notes what was asked for, and answers as it was told.
private actor SampleDialling: CallDialling {
    enum Order: Hashable {
        case dial(String, DiallingClass, Extension)
        case hangUp(CallID, Extension)
    }

    private let outcome: DiallingOutcome
    private(set) var orders: [Order] = []

    init(_ outcome: DiallingOutcome) { self.outcome = outcome }

    func dial(_ number: DialledNumber, at own: Extension) -> DiallingOutcome {
        orders.append(.dial(number.rawValue, number.kind, own))
        return outcome
    }

    func hangUp(_ call: CallID, at own: Extension) -> DiallingOutcome {
        orders.append(.hangUp(call, own))
        return outcome
    }
}
