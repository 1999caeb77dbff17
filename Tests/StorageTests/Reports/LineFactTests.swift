import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Use of lines in the database")
struct LineFactTests {
    private static let noon = Date(timeIntervalSince1970: Double(15_512) * 86_400 + 43_200)
    private static let days = Day(number: 15_490)...Day(number: 15_515)

    private struct Use {
        var trunk: String
        var isOutbound: Bool
        var from: Int64
        var until: Int64
        var isRefused: Bool
    }

    @Test(
        "S4.12 how many lines are in use at once, how long and how often in vain, is what one counts, however calls change later",
        arguments: TestEngine.allCases
    )
    func lines(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var random = SampleRandom(seed: 31)
            for place in 0..<120 { try await write(place, using: &random, to: store) }
            for round in 0..<6 {
                try await check(store)
                if round % 2 == 0 { try await store.foldAll(days: 2 + round, at: Self.noon + 40 * 86_400) }
                try await check(store)
                for _ in 0..<5 { try await write(random.number(below: 120), using: &random, to: store) }
            }
            try await store.foldAll(at: Self.noon + 40 * 86_400)
            #expect(try await store.reports.verify().isEmpty)
        }
    }

    /// A call over one of three lines, of a second to some hours, also across midnight; written again it is another.
    private func write(_ place: Int, using random: inout SampleRandom, to store: DataStore) async throws {
        let second = Int64(1_340_000_000 + place)
        let isOutbound = place % 3 != 0
        let startedAt = Self.noon - Double(random.number(below: 12 * 86_400))
        let length = Double(random.one(of: [1, 60, 600, 4_000, 50_000]))
        let trunk = TrunkName(random.one(of: ["beeline", "mts", "gsm"]))
        let id = CallID(pbx: PBXName("office"), linkedID: LinkedID("\(second).1"), startSecond: second)
        var call = Call(id: id, direction: isOutbound ? .outbound : .inbound, startedAt: startedAt)
        call.endedAt = startedAt + length
        if isOutbound {
            var leg = CallLeg(ordinal: 0, party: .outside("89161234567"), calledAt: startedAt + 1)
            leg.trunk = trunk
            leg.leftAt = startedAt + length
            leg.state = .released
            leg.result = random.one(of: [.answered, .busy, .failed, .noAnswer])
            call.legs = [leg]
        } else {
            call.trunk = trunk
        }
        _ = try await store.callJournal.commit(.of(call))
    }

    private func check(_ store: DataStore) async throws {
        let uses = try await uses(in: store)
        #expect(uses.count > 100)
        let table = try await store.reports.table(for: ReportQuestion(.lines, days: Self.days))
        let all = uses.map { $0.from..<$0.until }
        #expect(try figure(.linePeak, of: table.total) == .count(Int64(LinePeak.most(of: all))))
        #expect(try figure(.lineTime, of: table.total) == .duration(all.reduce(0) { $0 + Int64($1.count) }))
        let outbound = uses.filter(\.isOutbound)
        #expect(try figure(.lineUses, of: table.total) == .count(Int64(outbound.count)))
        #expect(try figure(.lineRefusals, of: table.total) == .count(Int64(outbound.filter(\.isRefused).count)))
        for (trunk, own) in Dictionary(grouping: uses, by: \.trunk) {
            let row = try #require(table.total.rows.first { $0.key == .value(trunk) })
            #expect(try figure(.linePeak, of: row) == .count(Int64(LinePeak.most(of: own.map { $0.from..<$0.until }))))
            #expect(
                try figure(.lineRefusals, of: row) == .count(Int64(own.filter { $0.isOutbound && $0.isRefused }.count))
            )
        }
        #expect(table.total.rows.count == 3)
    }

    private func figure(_ name: Report.ColumnName, of row: ReportRow) throws -> Figure? {
        row.figure(try #require(Report.lines.columns.first { $0.name == name }))
    }

    /// As the tables have them.
    private func uses(in store: DataStore) async throws -> [Use] {
        try await store.database.read { transaction in
            let inbound = try transaction.rows("SELECT trunk, started_at, ended_at FROM calls WHERE trunk IS NOT NULL")
                .map { row in
                    var row = row
                    return try Use(
                        trunk: row.text(),
                        isOutbound: false,
                        from: row.integer(),
                        until: row.integer(),
                        isRefused: false
                    )
                }
            let outbound = try transaction.rows(
                "SELECT trunk, called_at, left_at, result FROM call_legs WHERE trunk IS NOT NULL"
            ).map { row in
                var row = row
                var use = try Use(
                    trunk: row.text(),
                    isOutbound: true,
                    from: row.integer(),
                    until: row.integer(),
                    isRefused: ["busy", "failed"].contains(row.text())
                )
                use.until = max(use.until, use.from + 1)
                return use
            }
            return inbound + outbound
        }
    }
}
