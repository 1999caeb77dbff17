import ContactCenter
import Foundation
import Synchronization

/// The journal of calls in a database.
package final class CallJournalStore: CallJournal {
    /// How many announcements are kept unless said otherwise.
    package static let defaultKeptAnnouncements = 100_000
    /// Deleting some at a time costs less than one or two with each commit.
    private static let pruningStep = 1_000

    private let database: any Database
    private let numbers: any PhoneNumberReading
    private let missedRules: MissedRules
    private let keptAnnouncements: Int
    private let subscribed: SubscribedEvents
    private let now: @Sendable () -> Date
    private let announcedSincePruning = Mutex(0)
    private let written = Mutex(WrittenCalls())

    /// - Parameters:
    ///   - numbers: gives calls the keys that their numbers are found by.
    ///   - missedRules: what counts in the register of missed calls.
    ///   - subscribed: what webhooks listen to.
    ///   - now: tells calls that have just ended from those that became known long afterwards.
    init(
        _ database: any Database,
        numbers: any PhoneNumberReading,
        missedRules: MissedRules = MissedRules(),
        keptAnnouncements: Int = defaultKeptAnnouncements,
        subscribed: SubscribedEvents = SubscribedEvents(),
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.database = database
        self.numbers = numbers
        self.missedRules = missedRules
        self.keptAnnouncements = keptAnnouncements
        self.subscribed = subscribed
        self.now = now
    }

    /// A batch that is written again changes no call and no CDR row, but announces its calls again: who hears of a call
    /// that did not change reads it once more, and no harm is done.
    package func commit(_ batch: JournalBatch) async throws -> Position {
        let announced = batch.calls.map(\.id) + batch.merges.map(\.call) + batch.withdrawals
        let isPruning = isPruningDue(after: announced.count)
        let known = written.withLock { $0.take(announced) }
        let (announcement, calls) = try await database.write { [keptAnnouncements, numbers, missedRules] transaction in
            let calls = try CallStatements.write(batch.calls, over: known, numbers: numbers, in: transaction)
            try MergedCalls.write(batch.merges, in: transaction)
            let withdrawn = try MissedTable.withdraw(batch.withdrawals, in: transaction)
            try WithdrawnCalls.delete(batch.withdrawals, in: transaction)
            try MissedTable.follow(
                calls,
                merges: batch.merges,
                withdrawn: withdrawn,
                by: missedRules,
                in: transaction
            )
            try CDRTable.write(batch.cdrs, of: batch.pbx, in: transaction)
            if let cursor = batch.cdrCursor {
                try CDRCursorTable.write(cursor, of: batch.pbx, in: transaction)
            }
            try OutboxTable.add(self.news(of: calls, in: batch, transaction), in: transaction)
            if isPruning {
                try AnnouncementTable.prune(keeping: keptAnnouncements, in: transaction)
            }
            return (try AnnouncementTable.announce(announced, in: transaction), calls)
        }
        written.withLock { $0.add(calls, except: Set(batch.merges.map(\.call) + batch.withdrawals)) }
        return try announcement.position()
    }

    /// What webhooks are told: calls that have just ended, once each.
    private func news(
        of written: [WrittenCall],
        in batch: JournalBatch,
        _ transaction: any Transaction
    ) throws -> [WebhookMessage] {
        guard subscribed.has(.callEnded, .callMissed) else { return [] }
        let now = now()
        let gone = Set(batch.merges.map(\.call) + batch.withdrawals)
        return try written.filter {
            $0.call.isEnded && !$0.wasListed && !gone.contains($0.call.id) && WebhookMessage.isNews($0.call, at: now)
        }.flatMap {
            let project = try project(of: $0.call, in: transaction)
            return WebhookMessage.messages(about: $0.call, project: project, rules: missedRules, at: now)
        }
    }

    /// That of the number which was dialled.
    private func project(of call: Call, in transaction: any Transaction) throws -> ProjectID? {
        guard call.direction == .inbound, let key = call.dialled.flatMap({ numbers.read($0).key }) else { return nil }
        return try transaction.rows(
            "SELECT project_id FROM dids WHERE number_key = $1 AND is_hidden = 0",
            [.text(key.rawValue)]
        ).first.flatMap { row in
            var row = row
            return try row.optionalID()
        }
    }

    /// Whoever begins to follow a PBX asks for this first.
    package func openCalls(of pbx: PBXName) async throws -> [Call] {
        written.withLock { $0.forget(pbx) }
        return try await database.read { try CallStatements.open(of: pbx, in: $0) }
    }

    package func calls(of pbx: PBXName, linkedIDs: [LinkedID], near: Date) async throws -> [Call] {
        try await database.read { try CallStatements.calls(of: pbx, linkedIDs: linkedIDs, near: near, in: $0) }
    }

    package func calls(_ ids: [CallID]) async throws -> [Call] {
        try await database.read { try CallStatements.calls(ids, in: $0) }
    }

    package func earlierCalls(ofNumber number: String, before: Date, limit: Int) async throws -> [Call] {
        guard let key = numbers.read(number).key else { return [] }
        return try await database.read {
            try CallStatements.ended(withNumber: key, before: before, limit: limit, in: $0)
        }
    }

    package func lastEndedCalls(limit: Int) async throws -> [Call] {
        try await database.read { try CallStatements.lastEnded(limit: limit, in: $0) }
    }

    package func cdrs(of call: CallID) async throws -> [CDRRow] {
        try await database.read { try CDRTable.rows(of: call, in: $0) }
    }

    package func cdrCursor(of pbx: PBXName) async throws -> CDRCursor? {
        try await database.read { try CDRCursorTable.cursor(of: pbx, in: $0) }
    }

    package func lastPosition() async throws -> Position {
        try await database.read { try AnnouncementTable.lastPosition(in: $0) }
    }

    package func announcements(after position: Position, limit: Int) async throws -> AnnouncementPage {
        try await database.read { try AnnouncementTable.page(after: position, limit: limit, in: $0) }
    }

    private func isPruningDue(after count: Int) -> Bool {
        announcedSincePruning.withLock { announced in
            announced += count
            guard announced >= Self.pruningStep else { return false }
            announced = 0
            return true
        }
    }
}
