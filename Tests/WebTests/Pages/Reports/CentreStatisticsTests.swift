import ContactCenter
import Foundation
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("The statistics of the contact centre") struct CentreStatisticsTests {
    /// User 1 at phone 0111 has answered a call and registered its contact; another call was missed.
    private func withSite(_ test: @escaping @Sendable (SheetSite) async throws -> Void) async throws {
        try await SheetSite.with { site in
            let (store, start) = (site.store, Call.sampleStart - 3_600)
            let audit = AuditEntry(at: start, user: UserID(1), action: .sit)
            try await store.access.sit(UserID(1), at: Extension("0111"), since: start - 60, audit: audit)
            let spoken = Call.inbound("1", from: "9535237271", at: start).ringing("0111", at: start + 1)
                .answered(by: "0111", at: start + 5).ended(at: start + 65)
            let missed = Call.inbound("2", from: "4952139851", at: start + 600).ringing("0111", at: start + 601)
                .ended(at: start + 640)
            var batch = JournalBatch(pbx: PBXName("office"))
            batch.calls = [spoken, missed]
            _ = try await store.callJournal.commit(batch)
            let author = RecordAuthor(UserID(1), at: start + 60)
            var begun = try await store.contacts.begin(spoken, at: Extension("0111"), by: author)
            begun.record.reason = ReasonID(1)
            guard case .saved(let saved) = try await store.contacts.save(begun.record, begun.id, over: 1, by: author),
                case .saved = try await store.contacts.register(saved.id, over: saved.version, by: author)
            else { throw ContactSite.NotRegistered() }
            while try await store.reports.fold(at: Call.sampleStart) > 0 {}
            try await test(site)
        }
    }

    private func total(_ uri: String, _ site: SheetSite) async throws -> [String: [String: Any]] {
        let answer = try await site.ask(.get, uri)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: Any])
        let rows = try #require(json["rows"] as? [[String: Any]])
        let total = try #require(rows.last { $0["kind"] as? String == "total" })
        return total.compactMapValues { $0 as? [String: Any] }
    }

    @Test("S3.34 a statistical report counts what operators registered together with what the PBX tells")
    func statistical() async throws {
        try await withSite { site in
            let inbound = try await total("/reports/statistics.json?period=today", site)
            #expect(inbound["contacts"]?["first_time"] as? Int == 2 && inbound["lost"]?["missed"] as? Int == 1)
            let staff = try await total("/reports/staff.json?period=today", site)
            #expect(staff["own_calls"]?["handled"] as? Int == 1 && staff["registered"]?["contacts"] as? Int == 1)
        }
    }

    @Test("S3.34 a detailed report lists behind each figure the contacts and the calls that it counts")
    func detailed() async throws {
        try await withSite { site in
            let page = try await site.ask(.get, "/reports/statistics?period=today").text
            let links = page.matches(of: /href="(\/(?:registry|reports\/statistics\/rows)\?[^"]+)"/).map {
                String($0.1).replacing("&amp;", with: "&")
            }
            var lists: [String] = []
            for link in Set(links) { lists.append(try await site.ask(.get, link).text) }
            #expect(lists.contains { $0.contains("A00000001") }, "\(links)")
            #expect(lists.contains { $0.contains("8 (495) 213-98-51") })
        }
    }
}
