import Testing

@testable import ContactCenter

@Suite("The figures of a person")
struct StaffReportTests {
    private static let day = Day(number: 15_512)

    private func part(_ kind: FactKind, _ facts: [Fact]) -> FactPart {
        FactPart(
            kind: kind,
            stretch: FactStretch(.day, first: Self.day),
            chunk: FactChunk(facts, by: kind.dimensions, summing: kind.quantities)
        )
    }

    private func call(_ person: String, _ progress: String, did: String = "646", _ lengths: Int64...) -> Fact {
        Fact(
            day: Self.day,
            values: [.person: person, .direction: "inbound", .progress: progress, .did: did],
            amounts: [.ringing: lengths[0], .talking: lengths[1], .holding: lengths[2]]
        )
    }

    private func time(_ person: String, _ state: String, _ length: Int64) -> Fact {
        Fact(day: Self.day, values: [.person: person, .state: state], amounts: [.lasting: length])
    }

    private func table(by grouping: [FactDimension]) -> ReportTable {
        var question = ReportQuestion(.staff, days: Self.day...Self.day, grouping: grouping)
        question.told = [.employee: ["u1": "e7", "e7": "e7", "u2": "u2"]]
        return question.table(of: [
            part(
                .participation,
                [
                    call("u1", "answered", 4_000, 60_000, 10_000), call("u1", "answered", 6_000, 20_000, 0),
                    call("u1", "rang", did: "755", 9_000, 0, 0), call("u2", "answered", 2_000, 30_000, 0),
                ]
            ),
            part(
                .state,
                [
                    time("u1", "call", 90_000), time("u1", "wrap_up", 30_000), time("u1", "available", 100_000),
                    time("u1", "ringing", 20_000), time("u1", "away", 500_000), time("u1", "own", 60_000),
                ]
            ),
            part(
                .reminder,
                ["kept", "kept", "late", "undone"].map { Fact(day: Self.day, values: [.person: "e7", .progress: $0]) }
            ),
        ])
    }

    private func figure(_ name: Report.ColumnName, of row: ReportRow) throws -> Figure? {
        row.figure(try #require(Report.staff.columns.first { $0.name == name }))
    }

    @Test("S3.10 S3.35 a user and the employee who they are stand in one row, with calls, time and call-backs together")
    func person() throws {
        let table = table(by: [.employee])
        #expect(Set(table.total.rows.map(\.key)) == [.value("e7"), .value("u2")])
        let row = try #require(table.total.rows.first { $0.key == .value("e7") })
        #expect(try figure(.offered, of: row) == .count(3))
        #expect(try figure(.handled, of: row) == .count(2))
        #expect(try figure(.handledShare, of: row)?.hundredths == 6_667)
        #expect(try figure(.pickUp, of: row) == .duration(5_000))
        #expect(try figure(.ownTalk, of: row) == .duration(80_000))
        // Talk, hold and the time after calls of two.
        #expect(try figure(.ownHandling, of: row) == .duration(60_000))
        #expect(try figure(.atWork, of: row) == .duration(800_000))
        #expect(try figure(.pauses, of: row) == .duration(560_000))
        #expect(try figure(.occupancy, of: row)?.hundredths == 5_000)
        #expect(try figure(.callBacksKeptShare, of: row)?.hundredths == 5_000)
        let other = try #require(table.total.rows.first { $0.key == .value("u2") })
        // Nobody says what they did besides.
        #expect(try figure(.occupancy, of: other) == nil)
    }

    @Test("S3.10 the load by number: time and call-backs have none, and stand apart")
    func number() throws {
        let table = table(by: Report.staff.grouping(by: .did))
        #expect(Set(table.total.rows.map(\.key)) == [.value("646"), .value("755"), .value(nil), .other(.state)])
        let row = try #require(table.total.rows.first { $0.key == .value("646") })
        #expect(Set(row.rows.map(\.key)) == [.value("e7"), .value("u2")])
        #expect(try figure(.handled, of: row) == .count(3))
        let apart = try #require(table.total.rows.first { $0.key == .other(.state) })
        #expect(try figure(.atWork, of: apart) == .duration(800_000))
    }

    @Test("an alternative stands above the persons, who are the standard")
    func groupings() {
        #expect(Report.staff.grouping(by: nil) == [.employee])
        #expect(Report.staff.grouping(by: .hour) == [.hour, .employee])
        #expect(Report.staff.grouping(by: .reason) == [.employee])
    }
}
