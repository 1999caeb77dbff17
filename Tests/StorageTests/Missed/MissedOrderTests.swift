import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("The register of missed calls follows from the calls")
struct MissedOrderTests {
    /// What the register says of one call.
    private struct Line: Hashable {
        var number: Int
        var isCounted: Bool
        var reachedBy: Int?
        var reachedAt: Date?
    }

    @Test(
        "whatever the order in which calls, their rewritings, merges and withdrawals are written",
        arguments: TestEngine.allCases,
        [1, 2, 3, 4, 5, 6] as [UInt64]
    )
    func anyOrder(engine: TestEngine, seed: UInt64) async throws {
        try await engine.withDatabase { store in
            var random = SeededRandom(seed: seed)
            let stories = (0..<60).map { Self.story($0, using: &random) }
            let merged = Set(stories.indices.filter { $0 % 11 == 3 })
            let withdrawn = Set(stories.indices.filter { $0 % 13 == 5 })
            // Others are merged into the first call, so it must be there. Versions of one call keep their order.
            var steps = stories[0].map { JournalBatch.of($0) }
            var rest = stories.map { $0[...] }
            rest[0] = []
            while let next = rest.indices.filter({ !rest[$0].isEmpty }).randomElement(using: &random) {
                steps.append(.of(rest[next].removeFirst()))
                guard rest[next].isEmpty else { continue }
                if merged.contains(next) { steps.append(.of(merges: [.init(call: .sample(next), into: .sample(0))])) }
                if withdrawn.contains(next) {
                    var batch = JournalBatch(pbx: office)
                    batch.withdrawals = [.sample(next)]
                    steps.append(batch)
                }
            }
            for step in steps { _ = try await store.callJournal.commit(step) }
            let last = stories.enumerated().filter { !merged.contains($0.offset) && !withdrawn.contains($0.offset) }
                .compactMap(\.element.last)
            let lines = try await lines(of: store)
            #expect(lines == Self.fold(last))
            #expect(lines.contains { $0.reachedBy != nil })

            // The same once more from the calls alone, as a database of an older program is read.
            try await store.database.write { transaction in
                try transaction.execute("DELETE FROM missed_phones")
                try transaction.execute("DELETE FROM missed_calls")
                try transaction.execute("UPDATE missed_reading SET pass = 1, last_call = 0")
            }
            try await store.migrate()
            #expect(try await self.lines(of: store) == lines)
        }
    }

    private func lines(of store: DataStore) async throws -> Set<Line> {
        var query = MissedQuery.sample()
        query.limit = 1_000
        return Set(
            try await store.missed.calls(query).map { call in
                Line(
                    number: call.call.sampleNumber,
                    isCounted: call.isCounted,
                    reachedBy: call.reach?.call.sampleNumber,
                    reachedAt: call.reach?.at
                )
            }
        )
    }

    /// The second opinion.
    private static func fold(_ calls: [Call]) -> Set<Line> {
        let rules = MissedRules()
        let numbers: any PhoneNumberReading = .russian
        func key(_ call: Call) -> NumberKey? {
            (call.direction == .inbound ? call.caller.number : call.dialled).flatMap {
                numbers.read($0).key
            }
        }
        return Set(
            calls.filter(MissedRules.isMissed).map { missed in
                let later = calls.filter { call in
                    rules.reaches(call) && call.startedAt > missed.startedAt && key(call) == key(missed)
                }
                let reach = key(missed) == nil ? nil : later.min { $0.startedAt < $1.startedAt }
                return Line(
                    number: missed.id.sampleNumber,
                    isCounted: rules.counts(missed),
                    reachedBy: reach?.id.sampleNumber,
                    reachedAt: reach?.answeredAt
                )
            }
        )
    }

    /// A call as it is written, once or several times: nobody begins twice in the same second.
    private static func story(_ number: Int, using random: inout SeededRandom) -> [Call] {
        let callers = ["9535237271", "+79535237271", "84952139851", "0111", "anonymous", nil]
        return (0..<Int.random(in: 1...3, using: &random)).map { version in
            let delay = Bool.random(using: &random) ? Double(version) / 10 : 0
            let start = Double(number * 37 % 60 * 100) + delay
            let caller = callers.randomElement(using: &random) ?? nil
            switch Int.random(in: 0...4, using: &random) {
            case 0: return .reachingSample(number, .inbound, with: caller ?? "", at: start)
            case 1: return .reachingSample(number, .outbound, with: caller ?? "", at: start)
            case 2:
                let connected = Double.random(in: 8...12, using: &random).rounded()
                return .reachingSample(number, .inbound, with: caller ?? "", at: start, connected: connected)
            default:
                let waited = Double.random(in: 2...8, using: &random).rounded()
                let cause = CallCause.allCases.randomElement(using: &random) ?? .inQueue
                return .missedSample(number, from: caller, at: start, cause: cause, waited: waited)
            }
        }
    }
}
