import ContactCenter
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// Takes letters, or does not.
private final class SamplePostOffice: MailSending {
    private let taken = Mutex<[MailMessage]>([])
    private let answers = Mutex<[MailOutcome]>([])

    /// - Parameter answers: the first ones; then everything is taken.
    init(_ answers: [MailOutcome] = []) { self.answers.withLock { $0 = answers } }

    var letters: [MailMessage] { taken.withLock { $0 } }

    func send(_ message: MailMessage) async -> MailOutcome {
        let outcome = answers.withLock { $0.isEmpty ? MailOutcome.sent : $0.removeFirst() }
        if outcome.problem == nil { taken.withLock { $0.append(message) } }
        return outcome
    }
}

private struct SampleLetters: ReportLetterWriting {
    var failure: (any Error)?

    func letter(about due: DueReport) async throws -> ReportLetter {
        if let failure { throw failure }
        return ReportLetter(
            subject: due.report.name,
            text: due.isByHand ? "by hand" : "by schedule",
            file: MailAttachment(name: "a.xlsx", latinName: "a.xlsx", contentType: "a/b", bytes: [1]),
            audited: "sheet:statistics.xlsx rows:1",
            narrowedBy: ["channel"]
        )
    }
}

@Suite("Saved reports are sent when they are due")
struct ReportCourierTests {
    /// 08:00 in Moscow on Friday, 27 November 2026.
    private static let friday = Date(timeIntervalSince1970: 1_795_755_600)
    private static let moscow = TimeZone(identifier: "Europe/Moscow") ?? .gmt

    private func courier(
        _ store: DataStore,
        _ office: SamplePostOffice,
        _ letters: SampleLetters = SampleLetters(),
        at now: @escaping @Sendable () -> Date
    ) -> ReportCourier {
        ReportCourier(
            outbox: store.reportOutbox,
            letters: letters,
            mail: office,
            timeZone: Self.moscow,
            now: now,
            logger: .silent
        )
    }

    /// Of an administrator, daily at 08:00, due on Friday.
    private func withReport(
        _ engine: TestEngine,
        _ test: @escaping (DataStore, SavedReportID, UserID) async throws -> Void
    ) async throws {
        try await engine.withDatabase { store in
            let owner = try await store.access.add(.sample("anna", roles: [.administrator])).id
            let kept = try await store.savedReports.add(.daily, of: owner, due: Self.friday, audit: nil).kept
            try await test(store, kept.id, owner)
        }
    }

    @Test("once, to all recipients, and it is noted in the audit log", arguments: TestEngine.allCases)
    func sent(engine: TestEngine) async throws {
        try await withReport(engine) { store, id, owner in
            let office = SamplePostOffice()
            let early = courier(store, office) { Self.friday - 1 }
            #expect(try await !early.sendOne())
            let now = Self.friday + 30
            let courier = courier(store, office) { now }
            #expect(try await courier.sendOne())
            #expect(try await !courier.sendOne())
            let letter = try #require(office.letters.first)
            #expect(office.letters.count == 1 && letter.recipients.map(\.description) == ["anna@example.org"])
            #expect(letter.subject == "Каналы" && letter.text == "by schedule")
            let listed = try #require(try await store.savedReports.savedReport(id, of: owner))
            #expect(listed.nextDue == Self.friday + 86_400)
            #expect(listed.lastRun?.state == .sent(now) && listed.lastRun?.dueAt == Self.friday)
            #expect(listed.lastRun?.attempts == 1 && listed.lastRun?.isByHand == false)
            let entry = try #require(try await store.access.auditLog(limit: 1).first)
            #expect(entry.action == .reportMailed && entry.user == owner && entry.fields == ["channel"])
            #expect(entry.subject == "sheet:statistics.xlsx rows:1 report:\(id) recipients:1")
        }
    }

    @Test("by several servers, never twice", arguments: TestEngine.allCases)
    func together(engine: TestEngine) async throws {
        try await withReport(engine) { store, _, owner in
            for number in 1...12 {
                let report = SavedReport.sample(
                    "Отчёт \(number)",
                    schedule: ReportSchedule(.daily, at: 480),
                    recipients: ["a@b"]
                )
                _ = try await store.savedReports.add(report, of: owner, due: Self.friday, audit: nil)
            }
            let other = try await DataStore.open(store.location, numbers: .russian, logger: .silent)
            let office = SamplePostOffice()
            try await withThrowingTaskGroup { tasks in
                for store in [store, other, store, other] {
                    tasks.addTask {
                        let courier = courier(store, office) { Self.friday + 1 }
                        while try await courier.sendOne() {}
                    }
                }
                try await tasks.waitForAll()
            }
            await other.close()
            #expect(office.letters.count == 13 && Set(office.letters.map(\.id)).count == 13)
        }
    }

    @Test("of what was missed while no server ran, the latest alone", arguments: TestEngine.allCases)
    func missed(engine: TestEngine) async throws {
        try await withReport(engine) { store, id, owner in
            let office = SamplePostOffice()
            let now = Self.friday + 9 * 86_400 + 3_600
            let courier = courier(store, office) { now }
            while try await courier.sendOne() {}
            #expect(office.letters.count == 1)
            let listed = try #require(try await store.savedReports.savedReport(id, of: owner))
            #expect(listed.lastRun?.dueAt == Self.friday + 9 * 86_400)
            #expect(listed.nextDue == Self.friday + 10 * 86_400)
        }
    }

    @Test(
        "again when the mail server does not take it, later and later, until a day has passed",
        arguments: TestEngine.allCases
    )
    func retried(engine: TestEngine) async throws {
        try await withReport(engine) { store, id, owner in
            let refusal = MailOutcome(.refused, answer: "550 no such user")
            let office = SamplePostOffice(Array(repeating: refusal, count: 11))
            let clock = SampleClock()
            clock.pass(Self.friday.timeIntervalSince(clock.now))
            let courier = courier(store, office) { clock.now }
            #expect(try await courier.sendOne())
            #expect(try await !courier.sendOne())
            var run = try #require(try await store.savedReports.savedReport(id, of: owner)?.lastRun)
            #expect(run.state == .waiting(next: Self.friday + 60) && run.problem == .refused)
            #expect(run.answer == "550 no such user")
            while case .waiting(let next) = run.state {
                clock.pass(next.timeIntervalSince(clock.now))
                #expect(try await courier.sendOne())
                run = try #require(try await store.savedReports.runs(of: id, limit: 10).first)
            }
            #expect(run.attempts == 11 && run.problem == .refused && office.letters.isEmpty)
            let end = clock.now
            #expect(run.state == .failed(end))
            #expect(try await store.savedReports.sendAgain(run.id, of: id, at: end))
            #expect(try await !store.savedReports.sendAgain(run.id, of: id, at: end))
            while try await courier.sendOne() {}
            #expect(office.letters.count == 1)
            let again = try #require(try await store.savedReports.runs(of: id, limit: 10).first)
            #expect(again.state == .sent(end) && again.problem == nil && again.attempts == 1)
        }
    }

    @Test("not for who may not log in or take reports away any more", arguments: TestEngine.allCases)
    func lostRights(engine: TestEngine) async throws {
        for (statement, problem) in [
            ("UPDATE users SET is_disabled = 1", ReportProblem.ownerDisabled),
            ("DELETE FROM role_permissions WHERE permission = 'export'", .ownerMayNot),
            ("DELETE FROM role_permissions WHERE permission = 'reports'", .ownerMayNot),
        ] {
            try await withReport(engine) { store, id, owner in
                try await store.change(statement)
                let office = SamplePostOffice()
                let courier = courier(store, office) { Self.friday }
                #expect(try await courier.sendOne())
                let run = try await store.savedReports.savedReport(id, of: owner)?.lastRun
                #expect(run?.problem == problem && run?.state == .failed(Self.friday) && office.letters.isEmpty)
            }
        }
    }

    @Test("when the figures are there, and not at all where the file is too large", arguments: TestEngine.allCases)
    func unwritten(engine: TestEngine) async throws {
        try await withReport(engine) { store, id, owner in
            let office = SamplePostOffice()
            let waiting = courier(store, office, SampleLetters(failure: ReportRefusal.isBeingRebuilt)) { Self.friday }
            #expect(try await waiting.sendOne())
            var run = try await store.savedReports.savedReport(id, of: owner)?.lastRun
            #expect(run?.problem == .notReady && run?.state == .waiting(next: Self.friday + 60))
            let failure = ReportLetterFailure.tooLarge(limit: 1)
            let large = courier(store, office, SampleLetters(failure: failure)) { Self.friday + 60 }
            #expect(try await large.sendOne())
            run = try await store.savedReports.savedReport(id, of: owner)?.lastRun
            #expect(run?.problem == .tooLarge && run?.state == .failed(Self.friday + 60))
        }
    }

    @Test(
        "at once when somebody asks for it; what a server that died had claimed is sent by another",
        arguments: TestEngine.allCases
    )
    func byHand(engine: TestEngine) async throws {
        try await withReport(engine) { store, id, owner in
            let now = Self.friday - 3_600
            #expect(try await store.savedReports.send(id, by: owner, at: now))
            let claimed = try #require(try await store.reportOutbox.claim(at: now, until: now + 900))
            #expect(claimed.isByHand && claimed.attempts == 1 && claimed.owner.id == owner)
            #expect(try await store.reportOutbox.claim(at: now + 899, until: now + 999) == nil)
            let office = SamplePostOffice()
            let courier = courier(store, office) { now + 900 }
            #expect(try await courier.sendOne())
            #expect(office.letters.map(\.text) == ["by hand"])
            // Who comes back from the dead notes nothing over it.
            try await store.reportOutbox.note(
                .other,
                answer: nil,
                of: claimed,
                at: now + 901,
                next: now + 902,
                audit: nil
            )
            let run = try #require(try await store.savedReports.savedReport(id, of: owner)?.lastRun)
            #expect(run.state == .sent(now + 900) && run.attempts == 2)
            #expect(try await store.reportOutbox.prune(before: now + 900) == 0)
            #expect(try await store.reportOutbox.prune(before: now + 901) == 1)
        }
    }

    @Test("not any more once it was cancelled, though it was being tried", arguments: TestEngine.allCases)
    func cancelled(engine: TestEngine) async throws {
        try await withReport(engine) { store, id, owner in
            #expect(try await store.savedReports.send(id, by: owner, at: Self.friday - 9))
            let claimed = try #require(try await store.reportOutbox.claim(at: Self.friday - 8, until: Self.friday))
            _ = try await store.savedReports.setHidden(id, of: owner, over: 1, to: true, due: nil, at: Self.friday - 7)
            try await store.reportOutbox.note(
                .timeout,
                answer: nil,
                of: claimed,
                at: Self.friday - 6,
                next: Self.friday,
                audit: nil
            )
            let run = try #require(try await store.savedReports.savedReport(id, of: owner)?.lastRun)
            #expect(run.problem == .cancelled && run.state == .failed(Self.friday - 7))
        }
    }
}
