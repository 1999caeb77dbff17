import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

@Suite("Notes and closing, as the workspace's script sends them") struct NoteTests {
    private let access = SampleAccess()
    private let desk = SampleDesk()
    private let cards = SampleCards()
    private let call = Call.inbound(at: Call.sampleStart).ringing("0111", at: Call.sampleStart)
        .answered(by: "0111", at: Call.sampleStart)

    @Test("what is typed is written and told to the pages of all phones of the call")
    func written() async throws {
        let updates = await desk.updates(.phones([Extension("0111")]))
        let answer = try await post("note", "text=%D0%B7%D0%B2%D0%BE%D0%BD%D0%B8%D1%82%D1%8C&revision=0")
        #expect(answer.status == .ok)
        #expect(answer.text == "{\"revision\":1,\"text\":\"звонить\"}")
        #expect(try await cards.notes(of: [call.id]).map(\.text) == ["звонить"])
        for await update in updates {
            guard case .changes(let changes) = update.content, case .card(let id, .noted(let notes))? = changes.first
            else { continue }
            #expect(id == call.id && notes.map(\.text) == ["звонить"])
            break
        }
    }

    @Test("a text that goes on from another one than is there is refused, with the one that is there")
    func refused() async throws {
        _ = try await post("note", "text=one&revision=0")
        let answer = try await post("note", "text=two&revision=0")
        #expect(answer.status == .conflict)
        #expect(answer.text == "{\"revision\":1,\"text\":\"one\"}")
    }

    @Test("4,000 characters of the longest kind are taken, one more is not")
    func length() async throws {
        let sign = "%F0%9F%98%80"
        let longest = String(repeating: sign, count: CallNote.limit)
        #expect(try await post("note", "text=\(longest)&revision=0").status == .ok)
        #expect(try await post("note", "text=\(longest)\(sign)&revision=1").status == .contentTooLarge)
    }

    @Test("who took no part in a call writes nothing on it, nor does another site's page")
    func strangers() async throws {
        #expect(try await post("note", "text=x&revision=0", isSitting: false).status == .unprocessableContent)
        #expect(try await post("note", "text=x&revision=0", token: "guessed").status == .forbidden)
        #expect(
            try await post("close", "calls=\(SitePath.percentEncoded(call.id.description))", token: "").status
                == .forbidden
        )
        for body in ["text=x", "revision=0", "text=x&revision=y"] {
            #expect(try await post("note", body).status == .badRequest)
        }
        #expect(try await cards.notes(of: [call.id]).isEmpty)
    }

    @Test("a closed card is gone from every browser of the person")
    func closed() async throws {
        let calls = SitePath.percentEncoded("\(call.id)\nnonsense")
        #expect(try await post("close", "calls=\(calls)").status == .noContent)
        #expect(try await cards.closedCards(of: UserID(1), since: Call.sampleStart).map(\.call) == [call.id])
        #expect(try await post("close", "calls=nonsense").status == .notFound)
    }

    private func post(
        _ action: String,
        _ fields: String,
        token: String = SampleAccess.secret.formToken,
        isSitting: Bool = true
    ) async throws -> Answer {
        if isSitting {
            await desk.show([
                Seat(phone: Extension("0111"), user: UserID(1), displayName: "Рогова", since: Call.sampleStart)
            ])
        }
        let application = try sampleApplication(
            desk: desk,
            journal: SampleJournal([call]),
            cards: cards,
            access: access
        )
        let body =
            "\(fields)&call=\(SitePath.percentEncoded(call.id.description))&token=\(SitePath.percentEncoded(token))"
        return try await application.test(.router) { client in
            try await client.ask(
                .post,
                "/card/\(action)",
                [.cookie: SampleAccess.cookie, .contentType: "application/x-www-form-urlencoded"],
                body
            )
        }
    }
}
