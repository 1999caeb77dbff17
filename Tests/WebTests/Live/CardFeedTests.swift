import ContactCenter
import Foundation
import Testing

@testable import Web

@Suite("Notes and open cards in the stream", .timeLimit(.minutes(1))) struct CardFeedTests {
    private let start = Call.sampleStart

    @Test("S3.18 a call that is handed on brings what was noted on it; a note written now is on the card at once")
    func notes() async throws {
        let sample = SampleFeed(desk: SampleDesk())
        let call = Call.inbound(at: start).ringing("0125", at: start).answered(by: "0125", at: start)
        _ = try await sample.cards.write("гремит справа", by: UserID(8), on: call.id, over: 0, at: start)
        _ = try await sample.connect(CardPage(phone: Extension("0111"), numbers: .russian)) { connection in
            try await connection.wait(forText: "Звонков нет")
            await sample.desk.publish(.call(call.transferred(from: "0125", to: "0111", at: start + .seconds(9))))
            try await connection.wait(forText: "гремит справа")
            let note = CallNote.sample("гремит слева", by: UserID(8), on: call.id, revision: 2)
            await sample.desk.show(.noted([note]), of: call.id, at: [Extension("0111")])
            try await connection.wait(forText: "гремит слева")
        }
    }

    @Test("a browser that connects anew has the open cards in its first message, so that nothing typed is taken away")
    func openCards() async throws {
        let call = Call.inbound(at: start).ringing("0111", at: start).answered(by: "0111", at: start)
            .ended(at: start + .seconds(30))
        let sample = SampleFeed(desk: SampleDesk(), journal: SampleJournal([call]))
        let anna = UserID(7)
        await sample.desk.show([
            Seat(phone: Extension("0111"), user: anna, displayName: "Петрова", since: start)
        ])
        sample.cards.open(call.id)
        let page = CardPage(phone: Extension("0111"), sitter: anna, numbers: .russian)
        _ = try await sample.connect(page) { connection in
            try await connection.wait { !$0.events.isEmpty }
            #expect(await connection.events[0].data.contains("разговор окончен"))
            let closed = ClosedCard(call: call.id, legs: call.legs.count)
            try await sample.cards.close([closed], of: anna, at: start)
            await sample.desk.show(.closed(closed, by: anna), of: call.id, at: [Extension("0111")])
            try await connection.wait(forText: "Звонков нет")
        }
    }
}
