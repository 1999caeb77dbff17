import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// The reader, user 1, speaks at 0125; the colleague, user 2, sits at 0111.
@Suite("Asking a colleague before a client is handed over") struct ConsultationTests {
    private let call = Call.inbound("1").ringing("0125", at: Call.sampleStart)
        .answered(by: "0125", at: Call.sampleStart + 1)
    private let access = SampleAccess()

    private func floor(readerAt phone: String? = "0125") -> Floor {
        var floor = Floor.sample()
        _ = floor.take([Seat.sample("0111", 2)] + (phone.map { [Seat.sample($0, 1)] } ?? []))
        return floor
    }

    /// The colleague's phone is called by the call, two seconds after it was answered.
    private func consulting(answered: Bool, state: CallLeg.State) -> Call {
        var call = call
        var leg = CallLeg(ordinal: call.legs.count, party: .phone(Extension("0111")), calledAt: Call.sampleStart + 3)
        leg.rangAt = Call.sampleStart + 3
        leg.answeredAt = answered ? Call.sampleStart + 4 : nil
        leg.state = state
        call.legs.append(leg)
        return call
    }

    // MARK: The card

    private func card(_ call: Call, consults: Bool = true) throws -> String {
        let reader = SignedIn.sample(1, Rights([.workspace: .own]))
        var page = try #require(
            CardPage(of: Extension("0125"), for: reader, at: Extension("0125"), numbers: .russian)
        )
        page.consults = consults
        page.show(LiveSnapshot(position: .start, calls: [call], lastEnded: [], floor: floor()))
        let sheet = page.consultationSheet(for: .sample()).markup
        return page.parts(at: Call.sampleStart + 5).map { $0.html(for: .sample()).markup }.joined() + sheet
    }

    @Test("S4.20 who speaks with a client is offered to ask a colleague, each by name with the state of their phone")
    func offered() throws {
        let card = try card(call)
        #expect(card.contains("data-consult=\"\(call.id)\""))
        #expect(card.contains("Посоветоваться и перевести"))
        #expect(card.contains("name=\"phone\" value=\"0111\""))
        #expect(!card.contains("name=\"phone\" value=\"0125\""))
    }

    @Test("S4.20 whom to ask follows who sits where and what their phones do")
    func followed() throws {
        var list = ColleaguesToAsk(besides: Extension("0125"), of: UserID(1), on: floor())
        #expect(list.interest == .staff)
        #expect(list.parts(at: Call.sampleStart).map(\.phone) == [Extension("0111")])
        var changed = floor()
        _ = changed.apply(.phone(Extension("0111"), .offline))
        list.apply(.staff(StaffChange(floor: changed)))
        #expect(list.parts(at: Call.sampleStart).map(\.line) == [.offline])
        _ = changed.take([])
        list.apply(.staff(StaffChange(floor: changed)))
        #expect(list.parts(at: Call.sampleStart).isEmpty)
    }

    @Test("S4.20 while the colleague rings the client can be taken back, and nothing else")
    func ringing() throws {
        let card = try card(consulting(answered: false, state: .ringing))
        #expect(card.contains("/card/consult/back"))
        #expect(!card.contains("/card/consult/swap") && !card.contains("/card/consult/complete"))
        #expect(!card.contains("data-consult="))
    }

    @Test("S4.20 once the colleague has answered the client is handed over, swapped to, or taken back")
    func answered() throws {
        let consulting = try card(consulting(answered: true, state: .consulting))
        for step in ConsultationStep.allCases { #expect(consulting.contains("/card/consult/\(step.rawValue)")) }
        #expect(consulting.contains("К клиенту"))
        #expect(try card(self.consulting(answered: true, state: .holding)).contains("К коллеге"))
    }

    @Test("nothing is offered where the call only rings, or no PBX is followed")
    func notOffered() throws {
        #expect(try !card(Call.inbound("1").ringing("0125", at: Call.sampleStart)).contains("data-consult="))
        let without = try card(call, consults: false)
        #expect(!without.contains("data-consult=") && !without.contains("name=\"phone\""))
    }

    // MARK: What it does

    private func ask(
        _ path: String,
        _ fields: String,
        with consultation: SampleConsultation?,
        transfer: SampleSending? = nil,
        rights: Rights = Rights([.workspace: .own]),
        call: Call? = nil,
        readerAt phone: String? = "0125"
    ) async throws -> Answer {
        access.grant(rights, to: UserID(1))
        let desk = SampleDesk(floor: floor(readerAt: phone), calls: [call ?? self.call])
        let application = try sampleApplication(
            desk: desk,
            access: access,
            transfer: transfer,
            consultation: consultation
        )
        let id = SitePath.percentEncoded(self.call.id.description)
        let form = "token=\(SampleAccess.secret.formToken)&call=\(id)\(fields)"
        return try await application.test(.router) { client in
            try await client.ask(.post, path, [.cookie: SampleAccess.cookie, .accept: "text/html"], form)
        }
    }

    @Test("S4.20 the colleague is called for the reader's own phone, and the audit log says so")
    func consulted() async throws {
        let consultation = SampleConsultation(.done)
        #expect(try await ask("/card/consult", "&phone=0111", with: consultation).status == .seeOther)
        #expect(await consultation.asked == ["consult \(call.id) 0125 0111"])
        let entry = try #require(try await access.auditLog(limit: 1).first)
        #expect(entry.action == .callConsulted)
        #expect(entry.subject == "user:2 call:\(call.id)")
    }

    @Test("S4.20 each step goes to the PBX and into the audit log", arguments: ConsultationStep.allCases)
    func wentOn(_ step: ConsultationStep) async throws {
        let consultation = SampleConsultation(.done)
        #expect(try await ask("/card/consult/\(step.rawValue)", "", with: consultation).status == .seeOther)
        #expect(await consultation.asked == ["\(step.rawValue) \(call.id) 0125"])
        let entry = try #require(try await access.auditLog(limit: 1).first)
        #expect(entry.action == .consultationWentOn && entry.fields == [step.rawValue])
    }

    @Test(
        "S4.20 a client is sent on at once to a colleague by name, only an inbound one, and never out of a consultation"
    )
    func sentOn() async throws {
        let transfer = SampleSending()
        let path = "/card/send"
        let done = try await ask(path, "&phone=0111", with: SampleConsultation(.done), transfer: transfer)
        #expect(done.status == .seeOther)
        #expect(await transfer.sent == ["\(call.id) 0111"])
        let entry = try #require(try await access.auditLog(limit: 1).first)
        #expect(entry.action == .callSentOn && entry.subject == "user:2 call:\(call.id)")
        var outbound = call
        outbound.direction = .outbound
        for other in [outbound, consulting(answered: true, state: .consulting)] {
            let refused = try await ask(
                path,
                "&phone=0111",
                with: SampleConsultation(.done),
                transfer: transfer,
                call: other
            )
            #expect(refused.status == .unprocessableContent)
        }
        let nobody = try await ask(path, "&phone=89161234567", with: SampleConsultation(.done), transfer: transfer)
        #expect(nobody.status == .unprocessableContent)
        #expect(await transfer.sent.count == 1)
    }

    @Test("what the PBX did not do is told in words: gone, refused, not heard, no phone, no PBX")
    func told() async throws {
        let gone = try await ask("/card/consult", "&phone=0111", with: SampleConsultation(.nothingToDo))
        #expect(gone.status == .unprocessableContent && gone.text.contains("Звонка уже нет"))
        #expect(try await access.auditLog(limit: 1).first?.action != .callConsulted)
        let refused = try await ask("/card/consult", "&phone=0111", with: SampleConsultation(.refused))
        #expect(refused.status == .unprocessableContent && refused.text.contains("отказала"))
        let silent = try await ask("/card/consult", "&phone=0111", with: SampleConsultation(.notHeard))
        #expect(silent.status == .unprocessableContent && silent.text.contains("никуда не ушёл"))
        let undone = try await ask("/card/consult/complete", "", with: SampleConsultation(.notHeard))
        #expect(undone.status == .unprocessableContent && undone.text.contains("не сделала"))
        let standing = try await ask("/card/consult/back", "", with: SampleConsultation(.done), readerAt: nil)
        #expect(standing.status == .unprocessableContent && standing.text.contains("не сидите"))
        let elsewhere = try await ask("/card/consult/back", "", with: nil)
        #expect(elsewhere.status == .unprocessableContent && elsewhere.text.contains("другой сервер"))
    }

    @Test("a number that is nobody's phone, a call of somebody else and who lacks the right move nothing")
    func refused() async throws {
        let consultation = SampleConsultation(.done)
        for phone in ["89161234567", "01a1", "0111%0D%0AAction:%20Hangup", "0125", ""] {
            let answer = try await ask("/card/consult", "&phone=\(phone)", with: consultation)
            #expect(answer.status == .unprocessableContent)
        }
        let others = Call.inbound("1").ringing("0113", at: Call.sampleStart).answered(by: "0113", at: Call.sampleStart)
        #expect(
            try await ask("/card/consult", "&phone=0111", with: consultation, call: others).status
                == .unprocessableContent
        )
        #expect(try await ask("/card/consult/park", "", with: consultation).status == .notFound)
        let forbidden = try await ask(
            "/card/consult",
            "&phone=0111",
            with: consultation,
            rights: Rights([.calls: .own])
        )
        #expect(forbidden.status == .forbidden)
        #expect(await consultation.asked.isEmpty)
    }
}

/// Notes what was asked for, and answers as it was told.
private actor SampleConsultation: CallConsultation {
    private let outcome: ConsultationOutcome
    private(set) var asked: [String] = []

    init(_ outcome: ConsultationOutcome) { self.outcome = outcome }

    func consult(_ call: CallID, at own: Extension, with colleague: Extension) -> ConsultationOutcome {
        asked.append("consult \(call) \(own.rawValue) \(colleague.rawValue)")
        return outcome
    }

    func go(_ step: ConsultationStep, in call: CallID, at own: Extension) -> ConsultationOutcome {
        asked.append("\(step.rawValue) \(call) \(own.rawValue)")
        return outcome
    }
}

/// Notes what was to be sent on; the phone rings.
private actor SampleSending: CallTransfer {
    private(set) var sent: [String] = []

    func transfer(_ call: CallID, to phone: Extension) -> CallTransferOutcome {
        sent.append("\(call) \(phone.rawValue)")
        return .rings
    }

    func pickUp(_ call: CallID, at phone: Extension) -> CallTransferOutcome { .nothingToTransfer }
}
