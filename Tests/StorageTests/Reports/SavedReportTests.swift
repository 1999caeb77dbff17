import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

extension SavedReport {
    static func sample(
        _ name: String = "Каналы",
        query: String = "period=last-week&by=channel",
        isShared: Bool = false,
        schedule: ReportSchedule? = nil,
        recipients: [String] = []
    ) -> SavedReport {
        SavedReport(
            name: name,
            report: .statistics,
            query: query,
            language: "ru",
            isShared: isShared,
            schedule: schedule,
            recipients: recipients.compactMap { MailAddress($0) }
        )
    }

    static let daily = sample(schedule: ReportSchedule(.daily, at: 480), recipients: ["anna@example.org"])
}

extension Saving {
    fileprivate var refusals: [String]? {
        guard case .refused(let problems) = self else { return nil }
        return problems.map(\.field)
    }
}

@Suite("Saved reports")
struct SavedReportTests {
    private func add(
        _ report: SavedReport,
        of owner: UserID,
        due: Date? = nil,
        in store: DataStore
    ) async throws -> Saving<SavedReport> {
        try await store.savedReports.add(report, of: owner, due: due, audit: nil)
    }

    @Test("are a person's own, and those that are shared are everybody's to read", arguments: TestEngine.allCases)
    func whose(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let reports = store.savedReports
            let (anna, boris) = (
                try await store.access.add(.sample("anna")).id, try await store.access.add(.sample("boris")).id
            )
            let hostile = SavedReport.sample(
                " <b>\n';-- \u{7}Отчёт ",
                schedule: ReportSchedule(.monthly(on: 31), at: 1_439),
                recipients: ["a@b", "c@d"]
            )
            #expect(hostile.name == "<b> ';-- Отчёт")
            let own = try await add(hostile, of: anna, due: .sample(5), in: store).kept
            let shared = try await add(.sample("яблоко", query: "", isShared: true), of: anna, in: store).kept
            _ = try await add(.sample("Авто"), of: boris, in: store)
            let listed = try await reports.savedReports(for: anna, includingHidden: false)
            #expect(listed.map(\.kept) == [own, shared])
            #expect(
                listed[0].nextDue == .sample(5) && listed[0].ownerName == "Петрова Анна" && listed[0].lastRun == nil
            )
            #expect(
                try await reports.savedReports(for: boris, includingHidden: true).map(\.kept.record.name) == [
                    "Авто", "яблоко",
                ]
            )
            #expect(try await reports.savedReport(shared.id, of: boris) == nil)
            let taking = try await reports.change(
                shared.id,
                of: boris,
                over: 1,
                to: .sample("Чужой"),
                due: nil,
                at: .sample(9),
                audit: nil
            )
            #expect(taking == .missing)
            #expect(
                try await reports.setHidden(shared.id, of: boris, over: 1, to: true, due: nil, at: .sample(9))
                    == .missing
            )
            #expect(try await !reports.send(own.id, by: boris, at: .sample(9)))
        }
    }

    @Test("are changed over the version that was seen, hidden and shown again", arguments: TestEngine.allCases)
    func changing(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let reports = store.savedReports
            let anna = try await store.access.add(.sample("anna")).id
            let kept = try await add(.daily, of: anna, due: .sample(60), in: store).kept
            var other = kept.record
            other.isShared = true
            let audit = AuditEntry(at: .sample(1), user: anna, action: .reportScheduled, fields: ["recipients"])
            let changed = try await reports.change(
                kept.id,
                of: anna,
                over: 1,
                to: other,
                due: .sample(90),
                at: .sample(1),
                audit: audit
            )
            #expect(changed == .saved(Kept(id: kept.id, version: 2, record: other)))
            #expect(try await store.access.auditLog(limit: 1).first?.subject == "report:\(kept.id)")
            let stale = try await reports.change(
                kept.id,
                of: anna,
                over: 1,
                to: kept.record,
                due: nil,
                at: .sample(1),
                audit: nil
            )
            #expect(stale == .stale(Kept(id: kept.id, version: 2, record: other)))
            #expect(try await reports.savedReport(kept.id, of: anna)?.nextDue == .sample(90))
            // What waits is cancelled, and nothing is due while it is hidden.
            #expect(try await reports.send(kept.id, by: anna, at: .sample(2)))
            #expect(try await !reports.send(kept.id, by: anna, at: .sample(3)))
            _ = try await reports.setHidden(kept.id, of: anna, over: 2, to: true, due: .sample(99), at: .sample(4))
            let hidden = try #require(try await reports.savedReport(kept.id, of: anna))
            #expect(hidden.kept.isHidden && hidden.nextDue == nil)
            #expect(hidden.lastRun?.problem == .cancelled && hidden.lastRun?.state == .failed(.sample(4)))
            #expect(try await reports.savedReports(for: anna, includingHidden: false).isEmpty)
            #expect(try await !reports.send(kept.id, by: anna, at: .sample(5)))
            // The name is free meanwhile, and taken when it is to come back.
            _ = try await add(.sample(), of: anna, in: store)
            let back = try await reports.setHidden(
                kept.id,
                of: anna,
                over: 3,
                to: false,
                due: .sample(99),
                at: .sample(6)
            )
            #expect(back.refusals == ["name"])
        }
    }

    @Test("have names of their own, not too many, and recipients where they are sent", arguments: TestEngine.allCases)
    func limits(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna")).id
            let boris = try await store.access.add(.sample("boris")).id
            for number in 1...SavedReport.most {
                #expect(try await add(.sample("Отчёт \(number)"), of: anna, in: store).refusals == nil)
            }
            #expect(try await add(.sample("Отчёт 1"), of: anna, in: store).refusals == ["name"])
            #expect(try await add(.sample("Лишний"), of: anna, in: store).refusals == ["count"])
            #expect(try await add(.sample("Отчёт 1"), of: boris, in: store).refusals == nil)
            #expect(try await add(.sample(" \n"), of: boris, in: store).refusals == ["name"])
            #expect(
                try await add(.sample(String(repeating: "я", count: 101)), of: boris, in: store).refusals == ["name"]
            )
            #expect(
                try await add(.sample("a", query: String(repeating: "a", count: 2_001)), of: boris, in: store).refusals
                    == ["query"]
            )
            let nobody = SavedReport.sample("b", schedule: ReportSchedule(.daily, at: 0))
            #expect(try await add(nobody, of: boris, in: store).refusals == ["recipients"])
            let many = SavedReport.sample("c", recipients: (0...20).map { "a\($0)@b" })
            #expect(try await add(many, of: boris, in: store).refusals == ["recipients"])
        }
    }
}
