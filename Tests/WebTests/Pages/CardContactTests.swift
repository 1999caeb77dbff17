import ContactCenter
import Foundation
import Testing

@testable import Web

@Suite("The contact of a call on its card") struct CardContactTests {
    private let start = Call.sampleStart
    private let anna = UserID(7)
    private let phone = Extension("0111")

    private func page(_ calls: [Call]) -> CardPage {
        var page = CardPage(phone: phone, sitter: anna, numbers: .russian)
        var floor = Floor.sample()
        _ = floor.take([Seat(phone: phone, user: anna, displayName: "Петрова Анна", since: start)])
        page.show(LiveSnapshot(position: Position(1), calls: calls, lastEnded: [], floor: floor))
        return page
    }

    private func html(_ page: CardPage, _ rights: Rights = Rights([.workspace: .own, .intake: .own])) -> String {
        var viewer = Viewer.sample(at: start)
        viewer.reader = .sample(7, rights)
        return page.parts(at: start).html(in: .card, for: viewer).markup
    }

    private func keys(_ page: CardPage) -> [String] {
        page.parts(at: start).filter { $0.region == .card }.map(\.key)
    }

    @Test(
        "an answered inbound call opens the script by itself, a call of ours offers it, one that nobody answered does not"
    )
    func offered() {
        let inbound = Call.inbound(at: start).ringing("0111", at: start).answered(by: "0111", at: start)
        #expect(html(page([inbound])).contains("data-intake=\"\(inbound.id)\""))
        #expect(!html(page([inbound]), Rights([.workspace: .own])).contains("data-intake"))
        let outbound = Call.outbound(by: "0111", to: "89161234567", at: start)
        #expect(!html(page([outbound])).contains("data-offer"))
        let answered = html(page([outbound.answeredOutside(at: start)]))
        #expect(answered.contains("data-offer=\"\(outbound.id)\"") && answered.contains("data-alt=\"KeyR\""))
    }

    @Test("the card of a call of ours stays after the call once its contact is begun, and opens the script then")
    func kept() {
        let call = Call.outbound(by: "0111", to: "89161234567", at: start).answeredOutside(at: start)
        var page = page([call])
        page.apply(.call(call.ended(at: start + .seconds(30))))
        #expect(keys(page) == ["idle"])
        page = self.page([call])
        page.apply(.card(call.id, .contact(ContactTaker(anna))))
        page.apply(.call(call.ended(at: start + .seconds(30))))
        #expect(keys(page) == ["card-\(call.id)"])
        #expect(html(page).contains("data-intake=\"\(call.id)\""))
    }

    @Test("who goes on with the contact is told beside the script, which is the page's own")
    func taker() {
        let call = Call.inbound(at: start).ringing("0111", at: start).answered(by: "0111", at: start)
        var page = page([call])
        #expect(html(page).contains("data-taker=\"\""))
        page.apply(.card(call.id, .contact(ContactTaker(UserID(8)))))
        #expect(html(page).contains("data-taker=\"8\""))
        page.apply(.card(call.id, .contact(ContactTaker(UserID(8), isRegistered: true))))
        #expect(html(page).contains("data-taker=\"8 registered\""))
    }
}
