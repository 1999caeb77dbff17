import Testing

@testable import ContactCenter

@Suite("Lines in use")
struct LineReportTests {
    private static let day = Day(number: 15_512)

    @Test("as many are in use at once as a look at every moment finds", arguments: 0..<30 as Range<UInt64>)
    func most(seed: UInt64) {
        var random = SampleRandom(seed: seed)
        let stretches = (0..<random.number(below: 12)).map { _ -> Range<Int64> in
            let from = Int64(random.number(below: 40))
            return from..<from + Int64(1 + random.number(below: 15))
        }
        let looked =
            (0..<60 as Range<Int64>).map { moment in stretches.filter { $0.contains(moment) }.count }.max() ?? 0
        #expect(LinePeak.most(of: stretches) == looked)
    }

    @Test("the most at once of all lines is no sum of each line's, and of a row that of its hours")
    func peaks() throws {
        func peak(_ trunk: String?, _ hour: Int, _ most: Int64) -> Fact {
            var values: [FactDimension: String] = [.hour: "\(hour)", .peak: trunk == nil ? "all" : "own"]
            values[.trunk] = trunk
            return Fact(day: Self.day, values: values, amounts: [.atOnce: most])
        }
        func use(_ trunk: String, _ hour: Int, refused: Bool = false, began: Bool = true) -> Fact {
            var values: [FactDimension: String] = [.trunk: trunk, .hour: "\(hour)", .direction: "outbound"]
            values[.began] = began ? "yes" : nil
            values[.refused] = refused ? "yes" : nil
            return Fact(day: Self.day, values: values, amounts: [.lasting: 60_000])
        }
        let facts = [
            peak("a", 9, 3), peak("b", 9, 2), peak(nil, 9, 4), peak("a", 10, 1), peak(nil, 10, 1), use("a", 9),
            use("a", 9, refused: true), use("b", 9), use("a", 10, began: false),
        ]
        let chunk = FactChunk(facts, by: FactKind.line.dimensions, summing: FactKind.line.quantities)
        let part = FactPart(kind: .line, stretch: FactStretch(.day, first: Self.day), chunk: chunk)
        func figure(_ name: Report.ColumnName, of row: ReportRow?) throws -> Figure? {
            try #require(row).figure(try #require(Report.lines.columns.first { $0.name == name }))
        }
        for grouping in [[FactDimension.trunk], [.hour]] {
            let table = ReportQuestion(.lines, days: Self.day...Self.day, grouping: grouping).table(of: [part])
            #expect(try figure(.linePeak, of: table.total) == .count(4))
            #expect(try figure(.lineTime, of: table.total) == .duration(240_000))
            #expect(try figure(.lineUses, of: table.total) == .count(3))
            #expect(try figure(.lineRefusalShare, of: table.total) == .percent(1, of: 3))
            // No row for what is of no line.
            #expect(
                Set(table.total.rows.map(\.key))
                    == Set((grouping == [.trunk] ? ["a", "b"] : ["9", "10"]).map { .value($0) })
            )
            let first = table.total.rows.first { $0.key == .value(grouping == [.trunk] ? "a" : "9") }
            #expect(try figure(.linePeak, of: first) == .count(grouping == [.trunk] ? 3 : 4))
        }
        let narrowed = ReportQuestion(.lines, days: Self.day...Self.day, filter: [.trunk: ["b"]]).table(of: [part])
        #expect(try figure(.linePeak, of: narrowed.total) == .count(2))
    }
}
