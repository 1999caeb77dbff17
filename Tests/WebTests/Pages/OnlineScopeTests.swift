import ContactCenter
import Foundation
import Testing

@testable import Web

@Suite("Online shows a reader their scope") struct OnlineScopeTests {
    private let start = Call.sampleStart

    @Test("S2.26 a supervisor of a department sees its calls and queues, and none of another's")
    func department() {
        let text = online(.department("Сервис"))
        #expect(text.contains("Свой") && text.contains("Ждущий в своей"))
        #expect(!text.contains("Чужой") && !text.contains("Ждущий в чужой"))
        #expect(text.contains("service") && !text.contains("sales"))
        #expect(text.contains("3 звонка"))
    }

    @Test("S2.26 who may watch everything sees everything, who may watch nothing but their own phone that alone")
    func ends() {
        let all = online(.all)
        for name in ["Свой", "Чужой", "Ждущий в своей", "Ждущий в чужой", "service", "sales"] {
            #expect(all.contains(name))
        }
        let own = online(.person(UserID(2)))
        #expect(own.contains("Чужой") && !own.contains("Свой"))
    }

    @Test("S2.26 who sits down at a phone is not shown the calls of who sat there before")
    func before() {
        var page = OnlinePage(.person(UserID(1)))
        var floor = Floor.sample()
        _ = floor.take([.sample("0111", 1, since: start)])
        let ended: [Call] = [
            .inbound("1", named: "Прежний", at: start - 60).ringing("0111", at: start - 50).ended(at: start - 10),
            .inbound("2", named: "Мой", at: start).ringing("0111", at: start + 5).ended(at: start + 9),
        ]
        page.show(LiveSnapshot(position: .start, calls: [], lastEnded: ended, floor: floor))
        let text = page.parts(at: start).map { $0.html(for: .sample(at: start)).markup }.joined()
        #expect(text.contains("Мой") && !text.contains("Прежний"))
    }

    @Test("how far the right reaches says which scope it is; no department leaves one's own")
    func reach() {
        let sales = SignedIn.sample(9, Rights([.online: .department]), department: "Продажи")
        #expect(OnlineScope(of: sales) == .department("Продажи"))
        #expect(OnlineScope(of: .sample(9, Rights([.online: .department]))) == .person(UserID(9)))
        #expect(OnlineScope(of: .sample(9, Rights([.online: .own]), department: "Продажи")) == .person(UserID(9)))
        #expect(OnlineScope(of: .sample(9, Rights([.online: .all]))) == .all)
        #expect(OnlineScope(of: .sample(9, Rights([.workspace: .own]))) == nil)
    }

    @Test("S2.26 who watches a department may look at the cards of its phones, not at those of another")
    func cards() throws {
        let reader = SignedIn.sample(9, Rights([.online: .department]), department: "Сервис")
        var floor = Floor.sample()
        _ = floor.take([.sample("0111", 1, "Сервис"), .sample("0125", 2, "Продажи")])
        let call = Call.inbound("1", named: "Константин").ringing("0111", "0125", at: start)
        for (phone, isSeen) in [("0111", true), ("0125", false), ("0113", false)] {
            var page = try #require(CardPage(of: Extension(phone), for: reader, at: nil, numbers: .russian))
            page.show(LiveSnapshot(position: .start, calls: [call], lastEnded: [], floor: floor))
            let text = page.parts(at: start).map { $0.html(for: .sample(at: start)).markup }.joined()
            #expect(text.contains("Константин") == isSeen)
        }
    }

    /// Two departments with a phone and a queue each: in each queue somebody waits, at each phone somebody speaks.
    private func online(_ scope: OnlineScope) -> String {
        var floor = Floor()
        floor.connection = .connected
        for (queue, phone) in [("service", "0111"), ("sales", "0125")] {
            let member = QueueMember(interface: "PJSIP/\(phone)", name: phone, phone: Extension(phone), line: .ready)
            floor.queues[QueueName(queue)] = PBXQueue(name: QueueName(queue), members: [member])
        }
        _ = floor.take([.sample("0111", 1, "Сервис"), .sample("0125", 2, "Продажи")])
        let calls: [Call] = [
            .inbound("1", named: "Свой").ringing("0111", at: start).answered(by: "0111", at: start),
            .inbound("2", named: "Чужой").ringing("0125", at: start).answered(by: "0125", at: start),
            .inbound("3", named: "Ждущий в своей", queue: "service"),
            .inbound("4", named: "Ждущий в чужой", queue: "sales"),
            .inbound("5", named: "Свой законченный").ringing("0111", at: start).answered(by: "0111", at: start),
        ]
        var page = OnlinePage(scope)
        page.show(LiveSnapshot(position: .start, calls: calls, lastEnded: [], floor: floor))
        return page.parts(at: start).map { $0.html(for: .sample(at: start)).markup.withoutTags }.joined(separator: " ")
    }
}

extension Seat {
    static func sample(
        _ phone: String,
        _ user: Int64,
        _ department: String? = nil,
        since: Date = Call.sampleStart
    ) -> Seat {
        Seat(
            phone: Extension(phone),
            user: UserID(user),
            displayName: "",
            department: department,
            since: since
        )
    }
}

extension SignedIn {
    static func sample(_ user: Int64, _ rights: Rights, department: String? = nil) -> SignedIn {
        let session = Session(
            token: BrowserSecret().digest,
            user: User(
                id: UserID(user),
                name: .sample("user\(user)"),
                displayName: "",
                roles: [],
                department: department
            ),
            rights: rights,
            isRemembered: false,
            startedAt: Call.sampleStart,
            lastSeenAt: Call.sampleStart
        )
        return SignedIn(session: session, secret: BrowserSecret())
    }
}
