import ContactCenter
import Foundation
import Integrations
import Logging
import TestSupport
import Testing

@testable import Server

@Suite("Recordings are kept for so many days") struct RecordingRetentionTests {
    private func retention(_ folder: URL, _ access: any AccessStore, at now: Date) throws -> RecordingRetention {
        RecordingRetention(
            sweep: RecordingSweep(folder: folder.path),
            days: 30,
            access: access,
            calendar: BusinessCalendar(try #require(TimeZone(identifier: "Europe/Moscow"))),
            now: { now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test("what is removed is in the audit log, and a night without anything old is not")
    func noted() async throws {
        try await TestEngine.sqlite.withDatabase { store in
            let folder = FileManager.default.temporaryDirectory.appending(path: "retention-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let now = Date.sample(0)
            for (name, days) in [("old.wav", 31.0), ("young.wav", 29)] {
                let file = folder.appending(path: name)
                try Data([1]).write(to: file)
                try FileManager.default.setAttributes([.modificationDate: now - days * 86_400], ofItemAtPath: file.path)
            }
            let retention = try retention(folder, store.access, at: now)
            try await retention.removeOld()
            try await retention.removeOld()
            let log = try await store.access.auditLog(limit: 10)
            #expect(log.map(\.action) == [.recordingsRemoved])
            #expect(log.first?.subject == "recordings removed:1 kept:0 days:30" && log.first?.user == nil)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["young.wav"])
            // 19:26 in Moscow; the next three o'clock there is midnight in Greenwich.
            #expect(retention.next(after: now) == Date(timeIntervalSince1970: 1_795_392_000))
        }
    }
}
