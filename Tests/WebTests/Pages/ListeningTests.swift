import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// The employee, user 2 of the service department, speaks at 0111; the reader, user 1, sits at 0125.
@Suite("Listening in on calls") struct ListeningPageTests {
    private let start = Call.sampleStart
    private let call = Call.inbound("1").ringing("0111", at: Call.sampleStart).answered(
        by: "0111",
        at: Call.sampleStart
    )
    private let access = SampleAccess()

    private func floor(readerAt phone: String? = "0125", running: Listening? = nil) -> Floor {
        var floor = Floor.sample()
        _ = floor.take([.sample("0111", 2, "Сервис")] + (phone.map { [.sample($0, 1, "Сервис")] } ?? []))
        if let running { _ = floor.apply(.listening(.changed(running))) }
        return floor
    }

    private func running(_ mode: ListeningMode = .listen, to phone: String = "0111", hears: Bool = true) -> Listening {
        Listening(
            id: ListeningID("9.1"),
            by: Extension("0125"),
            to: Extension(phone),
            call: hears ? call.id.linkedID : nil,
            mode: mode,
            since: start
        )
    }

    // MARK: Whom it is offered to

    private func control(
        _ scope: Scope?,
        department: String? = nil,
        of phone: String = "0111",
        _ calls: [Call]? = nil,
        on floor: Floor? = nil
    ) -> ListeningControl? {
        let rights = Rights(scope.map { [.listening: $0] } ?? [:])
        return Listener(.sample(1, rights, department: department))?
            .control(of: Extension(phone), in: calls ?? [call], on: floor ?? self.floor())
    }

    @Test("S4.16 a call of the reader's scope can be listened to, and no other: all, the department, never oneself")
    func scope() {
        #expect(control(.all) != nil)
        #expect(control(.department, department: "Сервис") != nil)
        #expect(control(.department, department: "Продажи") == nil)
        #expect(control(.department) == nil)
        #expect(control(.own) == nil)
        #expect(control(nil) == nil)
        #expect(control(.all, of: "0125", [.inbound("2").answered(by: "0125", at: start)]) == nil)
    }

    @Test(
        "S4.16 nothing is offered before the answer, after the end, without an own phone, and while the PBX is not heard"
    )
    func notOffered() {
        #expect(control(.all, [.inbound("1").ringing("0111", at: start)]) == nil)
        #expect(control(.all, [call.ended(at: start)]) == nil)
        #expect(control(.all, on: floor(readerAt: nil)) == nil)
        var lost = floor()
        lost.connection = .lost(since: start)
        #expect(control(.all, on: lost) == nil)
    }

    @Test("S4.17 S4.18 beside the person who is heard stand the modes, beside others nothing")
    func offeredWhileListening() {
        #expect(
            control(.all, on: floor(running: running()))
                == .running(running(), to: floor().seats[Extension("0111")]?.displayName ?? "")
        )
        #expect(control(.all, on: floor(running: running(to: "0113"))) == nil)
    }

    // MARK: Where it stands

    private let rights = Rights([
        .workspace: .own, .online: .all, .colleagues: .all, .calls: .all, .listening: .all,
    ])

    private func html<Page: LivePage>(_ page: Page, _ floor: Floor? = nil) -> String {
        var page = page
        page.show(LiveSnapshot(position: .start, calls: [call], lastEnded: [], floor: floor ?? self.floor()))
        return page.parts(at: start).map { $0.html(for: .sample(at: start)).markup }.joined()
    }

    @Test("S4.16 S4.18 Online and the panel of colleagues have the button")
    func pages() throws {
        let online = try #require(OnlinePage(for: .sample(1, rights)))
        #expect(html(online).contains("action=\"/listening\"") && html(online).contains("Прослушать"))
        let colleague = Colleague(
            User(id: UserID(2), name: .sample("anna"), displayName: "Петрова Анна", roles: [], department: "Сервис")
        )
        #expect(html(ColleaguesPage([colleague], for: .sample(1, rights))).contains("action=\"/listening\""))
        let curbed = Rights([.online: .all, .colleagues: .all])
        #expect(!html(try #require(OnlinePage(for: .sample(1, curbed)))).contains("/listening"))
        #expect(!html(ColleaguesPage([colleague], for: .sample(1, curbed))).contains("/listening"))
    }

    @Test("S4.16 a wall-board has buttons only where its reader has asked for them: a shared screen has none")
    func wall() throws {
        let reader = SignedIn.sample(1, rights)
        func page(_ listens: Bool) throws -> WallPage {
            try #require(
                WallPage(for: reader, BoardSelection(), ServiceLevelRules(), numbers: .russian, listens: listens)
            )
        }
        #expect(html(try page(true)).contains("action=\"/listening\""))
        #expect(!html(try page(false)).contains("/listening"))
    }

    @Test("S4.17 S4.18 who listens sees on every page whom, and changes and ends it there")
    func bar() {
        let page = html(FramePage(for: .sample(1, rights)), floor(running: running(.whisper)))
        #expect(page.contains("Вы слушаете") && page.contains("/listening/mode") && page.contains("/listening/end"))
        #expect(page.contains("value=\"whisper\" aria-pressed=\"true\""))
        #expect(page.contains("value=\"join\" aria-pressed=\"false\""))
        let waits = html(FramePage(for: .sample(1, rights)), floor(running: running(hears: false)))
        #expect(waits.contains("Ждём следующего разговора") && waits.contains("disabled"))
        #expect(!html(FramePage(for: .sample(1, rights))).contains("/listening"))
        #expect(!html(FramePage(for: .sample(1, Rights())), floor(running: running())).contains("/listening"))
    }

    @Test("S4.16 the employee sees it on the card only where the business wants it")
    func card() {
        var page = CardPage(phone: Extension("0111"), sitter: UserID(2), numbers: .russian)
        let hidden = html(page, floor(running: running()))
        #expect(!hidden.contains("Вас слушает"))
        page.showsListeners = true
        #expect(html(page, floor(running: running())).contains("Вас слушает"))
        #expect(!html(page, floor(running: running(hears: false))).contains("Вас слушает"))
        #expect(!html(page).contains("Вас слушает"))
    }

    // MARK: What it does

    private func post(
        _ path: String,
        _ fields: String,
        to listening: SampleListening?,
        rights: Rights? = nil,
        floor: Floor? = nil
    ) async throws -> Answer {
        access.grant(rights ?? self.rights, to: UserID(1))
        let desk = SampleDesk(floor: floor ?? self.floor(), calls: [call])
        let application = try sampleApplication(desk: desk, access: access, listening: listening)
        return try await application.test(.router) { client in
            try await client.ask(
                .post,
                path,
                [.cookie: SampleAccess.cookie, .accept: "text/html"],
                "token=\(SampleAccess.secret.formToken)&\(fields)"
            )
        }
    }

    private func fields(user: Int = 2, _ id: CallID? = nil) -> String {
        "user=\(user)&call=\(SitePath.percentEncoded((id ?? call.id).description))"
    }

    @Test("S4.16 one click has the own phone hear the call; the next ones only if that was asked for")
    func listens() async throws {
        let listening = SampleListening(.done)
        #expect(try await post("/listening", fields(), to: listening).status == .seeOther)
        #expect(try await post("/listening", fields() + "&follow=1", to: listening).status == .seeOther)
        #expect(
            await listening.orders == [
                .listen(Extension("0111"), call.id, Extension("0125"), followsNext: false),
                .listen(Extension("0111"), call.id, Extension("0125"), followsNext: true),
            ]
        )
    }

    @Test("S4.17 S4.18 whispering, joining and ending are orders to the own listening")
    func changes() async throws {
        let listening = SampleListening(.done)
        let floor = floor(running: running())
        for mode in ["whisper", "join", "listen"] {
            let answer = try await post("/listening/mode", "listening=9.1&mode=\(mode)", to: listening, floor: floor)
            #expect(answer.status == .seeOther)
        }
        #expect(try await post("/listening/end", "listening=9.1", to: listening, floor: floor).status == .seeOther)
        let id = ListeningID("9.1")
        #expect(
            await listening.orders == [.change(id, .whisper), .change(id, .join), .change(id, .listen), .end(id)]
        )
    }

    @Test(
        "each failure of the PBX is told in words",
        arguments: [
            (ListeningOutcome.phoneBusy, "занят"), (.phoneNotAnswered, "не сняли трубку телефона"),
            (.phoneUnreachable, "не дозвонилась"), (.over, "Разговора уже нет"), (.alreadyListening, "уже слушаете"),
            (.notPermitted, "не разрешает"), (.pbxNotHeard, "не отвечает"), (.notConfirmed, "не подтвердила"),
        ]
    )
    func failures(outcome: ListeningOutcome, words: String) async throws {
        let answer = try await post("/listening", fields(), to: SampleListening(outcome))
        #expect(answer.status == .unprocessableContent && answer.text.contains(words))
    }

    @Test("what cannot be is told before anything is sent: not in scope, no phone, no PBX, over, already")
    func refused() async throws {
        let listening = SampleListening(.done)
        func told(_ fields: String, rights: Rights? = nil, floor: Floor? = nil) async throws -> String {
            let answer = try await post("/listening", fields, to: listening, rights: rights, floor: floor)
            #expect(answer.status == .unprocessableContent)
            return answer.text
        }
        let curbed = Rights([.online: .all, .listening: .department])
        #expect(try await told(fields(), rights: curbed).contains("нет права"))
        #expect(try await told(fields(user: 1)).contains("нет права"))
        #expect(try await told(fields(), floor: floor(readerAt: nil)).contains("не сидите за телефоном"))
        #expect(try await told(fields(user: 7)).contains("Разговора уже нет"))
        #expect(try await told(fields(Call.inbound("2").id)).contains("Разговора уже нет"))
        #expect(try await told(fields(), floor: floor(running: running())).contains("уже слушаете"))
        let elsewhere = try await post("/listening", fields(), to: nil)
        #expect(elsewhere.text.contains("другой сервер"))
        #expect(
            try await post("/listening", fields(), to: listening, rights: Rights([.online: .all])).status == .forbidden
        )
        #expect(try await post("/listening", "user=x&call=y", to: listening).status == .badRequest)
        #expect(await listening.orders.isEmpty)
    }

    @Test("nobody changes or ends what another phone listens to, nor goes on with whom they may not hear")
    func others() async throws {
        let listening = SampleListening(.done)
        let other = Listening(
            id: ListeningID("9.1"),
            by: Extension("0113"),
            to: Extension("0111"),
            mode: .listen,
            since: start
        )
        for (path, form) in [("/listening/mode", "listening=9.1&mode=join"), ("/listening/end", "listening=9.1")] {
            let answer = try await post(path, form, to: listening, floor: floor(running: other))
            #expect(answer.status == .unprocessableContent)
        }
        let curbed = Rights([.online: .all, .listening: .department])
        let mode = try await post(
            "/listening/mode",
            "listening=9.1&mode=join",
            to: listening,
            rights: curbed,
            floor: floor(running: running())
        )
        #expect(mode.text.contains("нет права"))
        let wrong = try await post("/listening/mode", "listening=9.1&mode=shout", to: listening)
        #expect(wrong.status == .badRequest)
        #expect(await listening.orders.isEmpty)
    }

    // MARK: What is written down

    @Test("S4.16 S4.17 S4.18 each beginning, change and end is in the audit log, whoever brought it about")
    func audit() async throws {
        let desk = SampleDesk(floor: floor(), calls: [call])
        let listening = SampleListening(.done)
        let following = Task { [access] in
            await ListeningDesk(
                desk: desk,
                listening: listening,
                access: access,
                now: { Call.sampleStart },
                logger: .silent
            ).run()
        }
        defer { following.cancel() }
        while await desk.readerCount == 0 { try await Task.sleep(for: .milliseconds(2)) }
        var next = running(.whisper)
        next.call = LinkedID("2.1")
        for state in [running(), running(.whisper), running(.whisper, hears: false), next] {
            await desk.publish(.floor(floor(running: state)))
        }
        await desk.publish(.floor(floor()))
        while try await access.auditLog(limit: 9).count < 4 { try await Task.sleep(for: .milliseconds(2)) }
        let log = try await access.auditLog(limit: 9).reversed()
        #expect(log.map(\.action) == [.listeningBegan, .listeningChanged, .listeningBegan, .listeningEnded])
        #expect(log.map(\.fields) == [["listen"], ["whisper"], ["whisper"], ["whisper"]])
        #expect(log.allSatisfy { $0.user == UserID(1) })
        #expect(log.first?.subject == "user:2 phone:0111 call:\(call.id.linkedID) by:0125")
        // Into the next call nobody speaks who only followed.
        while await listening.orders.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        #expect(await listening.orders == [.change(ListeningID("9.1"), .listen)])
    }
}

/// Notes what was asked for, and answers as it was told.
private actor SampleListening: CallListening {
    enum Order: Hashable {
        case listen(Extension, CallID, Extension, followsNext: Bool)
        case change(ListeningID, ListeningMode)
        case end(ListeningID)
    }

    private let outcome: ListeningOutcome
    private(set) var orders: [Order] = []

    init(_ outcome: ListeningOutcome) { self.outcome = outcome }

    func listen(to phone: Extension, in call: CallID, at own: Extension, followsNext: Bool) -> ListeningOutcome {
        orders.append(.listen(phone, call, own, followsNext: followsNext))
        return outcome
    }

    func change(_ listening: ListeningID, to mode: ListeningMode) -> ListeningOutcome {
        orders.append(.change(listening, mode))
        return outcome
    }

    func end(_ listening: ListeningID) -> ListeningOutcome {
        orders.append(.end(listening))
        return outcome
    }
}
