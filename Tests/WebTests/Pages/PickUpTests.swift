import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// The colleague, user 2, sits at 0111; the reader, user 1, at 0125.
@Suite("Picking up a colleague's call") struct PickUpTests {
    private let call = Call.inbound("1").ringing("0111", at: Call.sampleStart)
    private let access = SampleAccess()

    // MARK: The button

    private func row(_ call: Call, picksUp: Bool = true, readerAt phone: String? = "0125") -> String {
        var floor = Floor.sample()
        _ = floor.take([Seat.sample("0111", 2)] + (phone.map { [Seat.sample($0, 1)] } ?? []))
        let colleague = Colleague(
            User(id: UserID(2), name: .sample("anna"), displayName: "Петрова Анна", roles: [], department: "Сервис")
        )
        let reader = SignedIn.sample(1, Rights([.workspace: .own, .colleagues: .all]))
        var page = ColleaguesPage([colleague], for: reader, picksUp: picksUp)
        page.show(LiveSnapshot(position: .start, calls: [call], lastEnded: [], floor: floor))
        return page.parts(at: Call.sampleStart).last?.html(for: .sample()).markup ?? ""
    }

    @Test("S4.25 a client who rings a colleague can be picked up from the panel")
    func offered() {
        let row = row(call)
        #expect(row.contains("/colleagues/2/pick-up") && row.contains("Перехватить"))
        #expect(row.contains("value=\"\(call.id.description)\""))
    }

    @Test(
        "nothing is offered where the call is answered, rings at the own phone too, is not a client's, or there is no phone"
    )
    func notOffered() {
        var own = call
        own.direction = .internal
        let rows = [
            row(call.answered(by: "0111", at: Call.sampleStart)), row(call.ringing("0125", at: Call.sampleStart)),
            row(own), row(call, readerAt: nil), row(call, picksUp: false),
        ]
        for row in rows { #expect(!row.contains("pick-up")) }
    }

    // MARK: What it does

    private func pickUp(
        _ wanted: Call? = nil,
        of colleague: Int = 2,
        with transfer: SampleTransfer?,
        rights: Rights = Rights([.workspace: .own, .colleagues: .all]),
        readerAt phone: String? = "0125"
    ) async throws -> Answer {
        access.grant(rights, to: UserID(1))
        access.logIn(
            User(id: UserID(2), name: .sample("anna"), displayName: "Петрова Анна", roles: [.operator]),
            Rights(),
            at: BrowserSecret()
        )
        var floor = Floor.sample()
        _ = floor.take([Seat.sample("0111", 2)] + (phone.map { [Seat.sample($0, 1)] } ?? []))
        let desk = SampleDesk(floor: floor, calls: [call])
        let application = try sampleApplication(desk: desk, access: access, transfer: transfer)
        let id = SitePath.percentEncoded((wanted ?? call).id.description)
        let form = "token=\(SampleAccess.secret.formToken)&call=\(id)"
        return try await application.test(.router) { client in
            try await client.ask(
                .post,
                "/colleagues/\(colleague)/pick-up",
                [.cookie: SampleAccess.cookie, .accept: "text/html"],
                form
            )
        }
    }

    @Test("S4.25 the call goes to the reader's own phone, and the audit log says so")
    func done() async throws {
        let transfer = SampleTransfer(.rings)
        let answer = try await pickUp(with: transfer)
        #expect(answer.status == .seeOther)
        #expect(await transfer.calls == [call.id])
        #expect(await transfer.phones == [Extension("0125")])
        let entry = try #require(try await access.auditLog(limit: 1).first)
        #expect(entry.action == .callPickedUp)
        #expect(entry.subject == "user:2 call:\(call.id)")
    }

    @Test("what the PBX did not do is told in words: gone, not reached, no phone, no PBX")
    func told() async throws {
        let gone = try await pickUp(with: SampleTransfer(.nothingToTransfer))
        #expect(gone.status == .unprocessableContent && gone.text.contains("Звонка уже нет"))
        #expect(try await access.auditLog(limit: 1).first?.action != .callPickedUp)
        let silent = try await pickUp(with: SampleTransfer(.notReached))
        #expect(silent.status == .unprocessableContent && silent.text.contains("0125"))
        let standing = try await pickUp(with: SampleTransfer(.rings), readerAt: nil)
        #expect(standing.status == .unprocessableContent && standing.text.contains("не сидите"))
        let elsewhere = try await pickUp(with: nil)
        #expect(elsewhere.status == .unprocessableContent && elsewhere.text.contains("другой сервер"))
    }

    @Test("a call that does not ring the colleague is not touched, nor is anything without the right")
    func refused() async throws {
        let transfer = SampleTransfer(.rings)
        #expect(try await pickUp(.inbound("2"), with: transfer).status == .unprocessableContent)
        #expect(try await pickUp(of: 7, with: transfer).status == .notFound)
        #expect(try await pickUp(with: transfer, rights: Rights([.workspace: .own])).status == .notFound)
        #expect(try await pickUp(with: transfer, rights: Rights([.colleagues: .all])).status == .forbidden)
        #expect(await transfer.calls.isEmpty)
    }
}

/// Notes what was to be picked up, and answers as it was told.
private actor SampleTransfer: CallTransfer {
    private let outcome: CallTransferOutcome
    private(set) var calls: [CallID] = []
    private(set) var phones: [Extension] = []

    init(_ outcome: CallTransferOutcome) { self.outcome = outcome }

    func transfer(_ call: CallID, to phone: Extension) -> CallTransferOutcome { .nothingToTransfer }

    func pickUp(_ call: CallID, at phone: Extension) -> CallTransferOutcome {
        calls.append(call)
        phones.append(phone)
        return outcome
    }
}
