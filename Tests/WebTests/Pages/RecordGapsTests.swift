import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Web

@Suite("The check of calls against the PBX's records") struct RecordGapsTests {
    private let access = SampleAccess()

    private func ask(_ path: String, calls: [Call] = []) async throws -> Answer {
        let application = try sampleApplication(callLog: SampleCallLog(calls), access: access)
        return try await application.test(.router) { client in
            try await client.ask(.get, path, [.cookie: SampleAccess.cookie, .accept: "text/html"])
        }
    }

    @Test("S4.5 shows calls without a record, each with a link, and records without a call")
    func gaps() async throws {
        access.grant(Rights([.reconciliation: .all, .calls: .all]), to: UserID(1))
        let call = Call.inbound().ringing("0111", at: Call.sampleStart).answered(by: "0111", at: Call.sampleStart)
            .ended(at: Call.sampleStart + .seconds(29))
        let page = try await ask("/reconciliation/records?day=2026-04-03", calls: [call])
        #expect(page.status == .ok)
        #expect(page.text.contains("href=\"\(SitePath.call(call.id).markup)\""))
        #expect(page.text.contains("Звонки без записи CDR: <b class=\"strong\">1</b>"))
        #expect(page.text.contains("Записи CDR без звонка: <b class=\"strong\">1</b>"))
        #expect(page.text.contains("PJSIP/trunk-00000007"))
        let agreed = try await ask("/reconciliation/records?day=2026-04-03")
        #expect(agreed.text.contains("У каждого звонка этого дня есть запись"))
    }

    @Test("S4.5 leads from the check of the statistics, and needs its right")
    func rights() async throws {
        access.grant(Rights([.calls: .all]), to: UserID(1))
        #expect(try await ask("/reconciliation/records").status == .forbidden)
        access.grant(Rights([.reconciliation: .all]), to: UserID(1))
        let page = try await ask("/reconciliation/records?day=nonsense")
        #expect(page.status == .ok)
        #expect(try await ask("/reconciliation").text.contains("href=\"/reconciliation/records\""))
    }
}
