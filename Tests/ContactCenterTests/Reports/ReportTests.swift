import Testing

@testable import ContactCenter

@Suite("The figures of a report")
struct ReportTests {
    private static let day = Day(number: 15_512)

    private func fact(_ values: [FactDimension: String], on day: Day = day) -> Fact { Fact(day: day, values: values) }

    private func parts(_ kind: FactKind, _ facts: [Fact]) -> [FactPart] {
        Dictionary(grouping: facts, by: \.day).map { day, facts in
            FactPart(
                kind: kind,
                stretch: FactStretch(.day, first: day),
                chunk: FactChunk(facts, by: kind.dimensions)
            )
        }
    }

    @Test("S0.66 S0.67 missed calls are first-time ones, and the loss is of all that turned to the business")
    func missed() throws {
        let contacts = [
            fact([.branch: "1", .reason: "5", .novelty: "first_time"]),
            fact([.branch: "1", .reason: "5", .novelty: "repeat"]),
            fact([.branch: "1", .novelty: "repeat"]),
        ]
        let question = ReportQuestion(.statistics, days: Self.day...Self.day)
        let table = question.table(of: parts(.contact, contacts) + parts(.missed, [fact([.branch: "1"])]))
        func figure(_ name: Report.ColumnName, of row: ReportRow) throws -> Figure? {
            row.figure(try #require(Report.statistics.columns.first { $0.name == name }))
        }
        let branch = try #require(table.total.rows.first)
        #expect(branch.key == .value("1"))
        for row in [table.total, branch] {
            #expect(try figure(.total, of: row) == .count(4))
            #expect(try figure(.firstTime, of: row) == .count(2))
            #expect(try figure(.repeat, of: row) == .count(2))
            #expect(try figure(.missed, of: row) == .count(1))
            #expect(try figure(.lossShare, of: row)?.hundredths == 2_500)
        }
        #expect(Set(branch.rows.map(\.key)) == [.value("5"), .value(nil), .other(.missed)])
    }

    @Test("what cannot be counted under a filter is left open, not 0")
    func unknown() throws {
        let question = ReportQuestion(.statistics, days: Self.day...Self.day, filter: [.reason: ["5"]])
        let table = question.table(of: parts(.contact, [fact([.branch: "1", .reason: "5"]), fact([.branch: "1"])]))
        let figures = Report.statistics.columns.map { table.total.figure($0) }
        #expect(figures == [nil, nil, .count(0), .count(0), .count(0), nil, nil])
        #expect(question.dimensions.keys.sorted { $0.rawValue < $1.rawValue } == [.contact])
    }

    @Test("S0.73 S0.74 ratios of the funnel are never clamped, and open where nothing is to be divided by")
    func funnel() throws {
        let documents = [
            fact([.responsible: "1", .stage: "appointment", .novelty: "repeat"]),
            fact([.responsible: "1", .stage: "arrival", .novelty: "repeat"]),
            fact([.responsible: "1", .stage: "arrival", .novelty: "repeat"]),
        ]
        let question = ReportQuestion(.funnel, days: Self.day...Self.day)
        let table = question.table(of: parts(.document, documents))
        let byName = Dictionary(
            uniqueKeysWithValues: Report.funnel.bands.map { band in
                (band.name, band.columns.map { table.total.figure($0) })
            }
        )
        let repeated: [Figure?] = [.count(0), .count(1), .count(2), nil, nil, .percent(2, of: 1)]
        #expect(byName[.repeat] == repeated)
        #expect(byName[.repeat]?.last??.hundredths == 20_000)
        #expect(byName[.firstTime] == [.count(0), .count(0), .count(0), nil, nil, nil])
    }

    @Test("S0.72 employees stand below their positions, and those without one apart")
    func positions() throws {
        let contacts = ["1", "2", "3"].map { fact([.responsible: $0, .workshop: "7", .inquiry: "yes"]) }
        var question = ReportQuestion(.funnel, days: Self.day...Self.day)
        #expect(question.grouping == [.position, .responsible, .workshop])
        question.told = [.position: ["1": "20", "2": "20"]]
        let table = question.table(of: parts(.contact, contacts + [fact([.inquiry: "yes"])]))
        let inquiries = try #require(Report.funnel.columns.first)
        let found = Dictionary(
            uniqueKeysWithValues: table.total.rows.map { row in
                (row.key, row.rows.map { ($0.key, $0.figure(inquiries)) })
            }
        )
        #expect(Set(found.keys) == [.value("20"), .value(nil)])
        #expect(Set(found[.value("20")]?.map(\.0) ?? []) == [.value("1"), .value("2")])
        #expect(Set(found[.value(nil)]?.map(\.0) ?? []) == [.value("3"), .value(nil)])
        #expect(table.total.figure(inquiries) == .count(4))
    }

    @Test("S3.35 what is waited and talked is summed up, and averaged over those that have it")
    func sums() throws {
        func call(waiting wait: Int64, _ result: String) -> Fact {
            var values: [FactDimension: String] = [.direction: "inbound", .result: result]
            values[.wait] = WaitClass.value(of: wait)
            values[.offered] = "yes"
            values[.prompt] = wait <= 20_000 ? "yes" : nil
            values[.abandoned] = result == "missed" ? "yes" : nil
            return Fact(day: Self.day, values: values, amounts: [.waiting: wait, .connected: 60_000])
        }
        let calls = [
            call(waiting: 20_000, "answered"), call(waiting: 40_001, "answered"), call(waiting: 300_000, "missed"),
        ]
        let chunk = FactChunk(calls, by: FactKind.call.dimensions, summing: FactKind.call.quantities)
        let part = FactPart(kind: .call, stretch: FactStretch(.day, first: Self.day), chunk: chunk)
        let table = ReportQuestion(.calls, days: Self.day...Self.day, grouping: [.result]).table(of: [part])
        func figure(_ name: Report.ColumnName) throws -> Figure? {
            table.total.figure(try #require(Report.calls.columns.first { $0.name == name }))
        }
        #expect(try figure(.averageWait) == .duration(30_000))
        #expect(try figure(.averageHandling) == .duration(60_000))
        #expect(try figure(.serviceLevel) == .percent(1, of: 3))
        #expect(try figure(.servedShare) == .percent(2, of: 3))
        #expect(WaitClass.value(of: 20_001) == "30")
        #expect(WaitClass.value(of: 300_001) == WaitClass.more)
    }

    @Test("S3.39 percentages are rounded half away from zero")
    func rounding() {
        #expect(Figure.percent(1, of: 800).hundredths == 13)
        #expect(Figure.percent(-1, of: 800).hundredths == -13)
        #expect(Figure.percent(890, of: 1_088).hundredths == 8_180)
        #expect(Figure.percent(213, of: 356).hundredths == 5_983)
        #expect(Figure.count(5).hundredths == nil)
    }

    @Test("steps follow one another without gaps, and begin where weeks and months do")
    func steps() {
        let days = Self.day...(Self.day + 40)
        let facts = [fact([.hour: "9"], on: Self.day + 1), fact([.hour: "0"], on: Self.day + 40)]
        for step in ReportStep.allCases {
            let question = ReportQuestion(.hours, days: days, step: step)
            let table = question.table(of: parts(.contact, facts))
            #expect(table.moments.first?.day == step.first(of: Self.day))
            let follow = zip(table.moments, table.moments.dropFirst()).allSatisfy { one, other in
                step == .hour && one.day == other.day || step.next(after: one.day) == other.day
            }
            #expect(follow)
            let all = Report.hours.columns[0]
            let counts = table.steps.map { $0.counts[all.formula.measures[0]] ?? 0 }
            #expect(counts.reduce(0, +) == 2)
        }
    }

    @Test("a short period is told by the hours of its days, a long one is not")
    func hours() throws {
        let facts = [
            fact([.hour: "9"], on: Self.day), fact([.hour: "9"], on: Self.day), fact([.hour: "0"], on: Self.day + 1),
        ]
        let question = ReportQuestion(.statistics, days: Self.day...(Self.day + 1), step: .hour)
        #expect(question.dimensions[.contact]?.contains(.hour) == true)
        let table = question.table(of: parts(.contact, facts))
        let contacts = Measure(.contact)
        let found = zip(table.moments, table.steps).filter { $1.counts[contacts] != 0 }
        #expect(table.moments.count == 48)
        #expect(found.map(\.0) == [ReportMoment(day: Self.day, hour: 9), ReportMoment(day: Self.day + 1, hour: 0)])
        #expect(found.map { $1.counts[contacts] } == [2, 1])
        #expect(ReportStep.hour.suits(Self.day...(Self.day + 13)))
        #expect(!ReportStep.hour.suits(Self.day...(Self.day + 14)))
        #expect(ReportStep.fitting(Self.day...Self.day) == .hour)
    }

    @Test("a period is of months, each with those of its days that are asked for")
    func months() throws {
        let days = try #require(Day("2026-01-15"))...(try #require(Day("2026-04-30")))
        let months = days.byMonths
        #expect(months.map(\.days.count) == [17, 28, 31, 30])
        #expect(try months.map(\.first) == ["01", "02", "03", "04"].map { try #require(Day("2026-\($0)-01")) })
        #expect(months.first?.days.lowerBound == days.lowerBound && months.last?.days.upperBound == days.upperBound)
    }

    @Test(
        "the years at which calendars end are periods like others",
        arguments: [("9999-12-01", "9999-12-31"), ("1000-01-01", "1000-12-31")],
        ReportStep.allCases
    )
    func ends(days: (String, String), step: ReportStep) throws {
        let days = try #require(Day(days.0))...(try #require(Day(days.1)))
        let question = ReportQuestion(.statistics, days: days, step: step)
        for question in [question, question.before(on: days.lowerBound + 9)] {
            let last = try #require(question.days.byMonths.last)
            #expect(last.days.upperBound == question.days.upperBound)
            #expect((1...366 * 24).contains(question.table(of: []).moments.count))
        }
    }

    @Test("a period that goes on is held against as many days before as have begun")
    func before() {
        let month = ReportQuestion(.statistics, days: Self.day...(Self.day + 29))
        #expect(month.before(on: Self.day + 9).days == (Self.day - 10)...(Self.day - 1))
        #expect(month.before(on: Self.day + 99).days == (Self.day - 30)...(Self.day - 1))
        #expect(month.before(on: Self.day - 5).days == (Self.day - 1)...(Self.day - 1))
    }

    @Test("reasons of one caption stand in one row")
    func together() throws {
        var question = ReportQuestion(.statistics, days: Self.day...Self.day, grouping: [.reason])
        question.together = [.reason: ["2": "1"]]
        let table = question.table(
            of: parts(.contact, [fact([.reason: "1"]), fact([.reason: "2"]), fact([.reason: "3"])])
        )
        #expect(table.total.rows.map(\.key).count == 2)
        let row = try #require(table.total.rows.first { $0.key == .value("1") })
        #expect(row.counts[Measure(.contact)] == 2)
    }
}
