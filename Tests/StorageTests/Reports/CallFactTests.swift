import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Reports over calls")
struct CallFactTests {
    private static let start: Int64 = 1_795_364_806
    private static let first = BusinessCalendar(.gmt).day(of: Date(timeIntervalSince1970: Double(start)))
    private static let days = first...(first + 6)
    private static let later = Date(timeIntervalSince1970: Double(start) + 40 * 86_400)

    /// A call of any kind within six days, of one of eight numbers.
    private static func call(_ number: Int, using random: inout SeededRandom) -> Call {
        let second = start + Int64.random(in: 0..<6 * 86_400, using: &random)
        var call = Call(
            id: .sample(number),
            direction: [.inbound, .inbound, .inbound, .outbound, .internal].randomElement(using: &random) ?? .inbound,
            startedAt: Date(timeIntervalSince1970: Double(second))
        )
        let other = "9535237\(200 + Int.random(in: 0..<8, using: &random))"
        let own = ["6467171", "7555053"].randomElement(using: &random) ?? "6467171"
        call.caller = CallerID(number: call.direction == .inbound ? other : "0111", name: "<b>Анна</b>")
        call.dialled = call.direction == .inbound ? own : other
        call.queue = Bool.random(using: &random) ? QueueName("service") : nil
        let wait = Double.random(in: 0..<400, using: &random).rounded()
        if Bool.random(using: &random) { call.queuedAt = call.startedAt + 3 }
        if Bool.random(using: &random) { call.rangAt = call.startedAt + 5 }
        let isAnswered = Int.random(in: 0..<3, using: &random) > 0
        if isAnswered { call.answeredAt = call.startedAt + 5 + wait }
        call.endedAt = (call.answeredAt ?? call.startedAt + 5 + wait) + Double(Int.random(in: 1..<300, using: &random))
        call.result = isAnswered ? .answered : call.direction == .inbound ? .missed : .unanswered
        call.cause = isAnswered ? nil : [.inQueue, .ringing, .busy].randomElement(using: &random)
        return call
    }

    /// What a report says, by a fold over the calls themselves.
    private struct Fold {
        var calls: [Call]

        private func isInbound(_ call: Call) -> Bool { call.direction == .inbound }
        private func isAnswered(_ call: Call) -> Bool { isInbound(call) && call.result == .answered }

        private func milliseconds(_ duration: Duration?) -> Int64 { duration?.inMilliseconds ?? 0 }

        func figures(_ belongs: (Call) -> Bool) -> [Figure?] {
            func count(_ calls: [Call]) -> Int64 { Int64(calls.count) }
            let rules = MissedRules()
            let all = calls.filter(belongs)
            let (inbound, answered) = (all.filter(isInbound), all.filter(isAnswered))
            let abandoned = inbound.filter { MissedRules.isMissed($0) && rules.counts($0) }
            let prompt = answered.filter { call in
                call.waitTime(asOf: call.endedAt ?? call.startedAt).map { $0 <= .seconds(20) } ?? false
            }
            let waited = { (call: Call) in call.waitTime(asOf: call.endedAt ?? call.startedAt) != nil }
            let judged = count(answered.filter(waited)) + count(abandoned.filter(waited))
            let reached = count(answered) + count(inbound.filter { $0.result != .answered }.filter(waited))
            let waits = answered.map { milliseconds($0.waitTime(asOf: $0.endedAt ?? $0.startedAt)) }.reduce(0, +)
            let handling = answered.map { milliseconds($0.connectedTime(asOf: $0.endedAt ?? $0.startedAt)) }
                .reduce(0, +)
            let again = inbound.filter { call in
                calls.contains {
                    isInbound($0) && $0.caller.number == call.caller.number && $0.startedAt < call.startedAt
                        && $0.startedAt >= call.startedAt - 86_400
                }
            }
            let out = all.filter { $0.direction == .outbound }
            func percent(_ part: Int64, of whole: Int64) -> Figure? { whole == 0 ? nil : .percent(part, of: whole) }
            func average(_ sum: Int64) -> Figure? { answered.isEmpty ? nil : .duration(sum / count(answered)) }
            return [
                .count(count(inbound)), .count(count(answered)), .count(count(abandoned)),
                percent(count(answered), of: reached), percent(count(prompt), of: judged), average(waits),
                average(handling),
                percent(count(again), of: count(inbound)), .count(count(out)),
                .count(count(out.filter { $0.result == .answered })),
                .duration(out.map { milliseconds($0.talkTime(asOf: $0.endedAt ?? $0.startedAt)) }.reduce(0, +)),
            ]
        }
    }

    private func figures(_ row: ReportRow) -> [Figure?] { Report.calls.columns.map(row.figure) }

    @Test(
        "S4.12 S3.36 calls by weekday, hour, DID, cause and wait are what a fold over them says, however they change",
        arguments: TestEngine.allCases
    )
    func fold(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var random = SeededRandom(seed: 11)
            var calls: [CallID: Call] = [:]
            for round in 0..<10 {
                let written = (0..<30).map { _ in Self.call(Int.random(in: 0..<160, using: &random), using: &random) }
                for call in written { calls[call.id] = call }
                var batch = JournalBatch.of(
                    Array(Dictionary(grouping: written, by: \.id).compactMapValues(\.last).values)
                )
                if round > 3, let gone = calls.keys.sorted(by: { "\($0)" < "\($1)" }).randomElement(using: &random) {
                    calls[gone] = nil
                    batch.calls.removeAll { $0.id == gone }
                    batch.withdrawals.append(gone)
                }
                _ = try await store.callJournal.commit(batch)
                if round % 3 == 1 { try await store.foldAll(days: 3, at: Self.later) }
                try await compare(store, Fold(calls: Array(calls.values)))
            }
            try await store.foldAll(days: 31, at: Self.later)
            try await compare(store, Fold(calls: Array(calls.values)))
            #expect(try await store.reports.verify().isEmpty)
        }
    }

    private func compare(_ store: DataStore, _ fold: Fold) async throws {
        let calendar = BusinessCalendar(.gmt)
        let numbers: any PhoneNumberReading = .russian
        func hour(_ call: Call) -> Int { Int(call.startedAt.timeIntervalSince1970) % 86_400 / 3_600 }
        let groupings: [(FactDimension, (Call) -> String?)] = [
            (.weekday, { String(calendar.day(of: $0.startedAt).weekday) }), (.hour, { String(hour($0)) }),
            (.cause, { $0.cause?.rawValue }), (.queue, { $0.queue?.rawValue }),
            (.did, { $0.direction == .inbound ? $0.dialled.flatMap { numbers.read($0).key?.rawValue } : nil }),
            (
                .wait,
                { call in
                    call.waitTime(asOf: call.endedAt ?? call.startedAt).map { WaitClass.value(of: $0.inMilliseconds) }
                }
            ),
        ]
        for (dimension, value) in groupings {
            let question = ReportQuestion(.calls, days: Self.days, grouping: [dimension])
            let table = try await store.reports.table(for: question)
            #expect(figures(table.total) == fold.figures { _ in true })
            let values = Set(fold.calls.filter { $0.direction != .internal }.map(value))
            for row in table.total.rows {
                guard case .value(let found) = row.key else { continue }
                #expect(figures(row) == fold.figures { value($0) == found }, "\(dimension) \(found ?? "–")")
            }
            let shown = table.total.rows.compactMap { row in
                if case .value(let found) = row.key { found as String?? } else { nil as String?? }
            }
            #expect(Set(shown) == values, "\(dimension)")
        }
    }

    @Test(
        "S2.21 behind each figure there are as many calls as it says, page by page, each once",
        arguments: TestEngine.allCases
    )
    func lists(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var random = SeededRandom(seed: 12)
            let calls = (0..<120).map { Self.call($0, using: &random) }
            _ = try await store.callJournal.commit(.of(calls))
            _ = try await store.reports.fold(days: 3, at: Self.later)
            let table = try await store.reports.table(for: ReportQuestion(.calls, days: Self.days, grouping: [.hour]))
            for row in table.total.rows {
                guard case .value(let hour) = row.key else { continue }
                for column in Report.calls.columns where column.formula.isOfCounts {
                    let measure = try #require(column.formula.measures.first)
                    var filter: [FactDimension: Set<String?>] = [.hour: [hour]]
                    for (dimension, values) in measure.only { filter[dimension] = Set(values.map(Optional.some)) }
                    var question = FactListQuestion(.call, days: Self.days, filter: filter, limit: 3)
                    var seen: [FactPlace] = []
                    while true {
                        let answer = try await store.reports.list(question)
                        #expect(Figure.count(answer.count) == row.figure(column))
                        seen += answer.facts.map(\.place)
                        guard answer.hasMore, let last = answer.facts.last else { break }
                        question.before = last.place
                    }
                    #expect(Figure.count(Int64(Set(seen).count)) == row.figure(column))
                    #expect(seen == seen.sorted(by: >))
                }
            }
            let question = FactListQuestion(.call, days: Self.days, filter: [.direction: ["inbound"]], limit: 500)
            let facts = try await store.reports.list(question).facts
            let byID = Dictionary(uniqueKeysWithValues: calls.map { ($0.id, $0) })
            #expect(!facts.isEmpty)
            for fact in facts {
                let call = try #require(fact.call.flatMap { byID[$0] })
                #expect(fact.phone == call.caller.number)
                #expect(fact.person == "<b>Анна</b>")
                #expect(fact.place.at == call.startedAt)
            }
        }
    }
}
