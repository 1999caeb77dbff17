import Testing

@testable import ContactCenter

@Suite("Contacts by topic")
struct TopicReportTests {
    private static let day = Day(number: 15_512)
    /// 1 › 2 › 3, 1 › 4, 5
    private static let paths: [String: [String]] = [
        "1": ["1"], "2": ["1", "2"], "3": ["1", "2", "3"], "4": ["1", "4"], "5": ["5"],
    ]

    private func parts(_ topics: [String?], on day: Day = day) -> [FactPart] {
        let facts = topics.map { topics -> Fact in
            var values: [FactDimension: String] = [.branch: "1"]
            values[.topic] = topics
            values[.topical] = topics.map { _ in "yes" }
            return Fact(day: day, values: values)
        }
        let chunk = FactChunk(facts, by: FactKind.contact.dimensions)
        return [FactPart(kind: .contact, stretch: FactStretch(.day, first: day), chunk: chunk)]
    }

    private func question(_ filter: [FactDimension: Set<String?>] = [:]) -> ReportQuestion {
        var question = ReportQuestion(
            .topics,
            days: Self.day...Self.day,
            filter: filter,
            grouping: [.topic, .topic, .topic]
        )
        question.paths = [.topic: Self.paths]
        return question
    }

    private func figure(_ name: Report.ColumnName, of row: ReportRow) throws -> Figure? {
        row.figure(try #require(Report.topics.columns.first { $0.name == name }))
    }

    /// Name, contacts, share in percent, growth in percent.
    private func lines(_ row: ReportRow, above: String = "") throws -> [String: [Int64?]] {
        var lines: [String: [Int64?]] = [:]
        for inner in row.rows {
            guard case .value(let value?) = inner.key else { continue }
            let name = above + value
            let count: Int64? = if case .count(let count)? = try figure(.byTopic, of: inner) { count } else { nil }
            lines[name] = try [
                count, figure(.topicShare, of: inner)?.rounded(to: 0), figure(.growth, of: inner)?.rounded(to: 0),
            ]
            lines.merge(try self.lines(inner, above: name + ".")) { $1 }
        }
        return lines
    }

    @Test(
        "S3.37 S3.38 a contact counts once in each of its topics and once above them, and percentages are of contacts"
    )
    func several() throws {
        // Both of the first contact's topics are below 1, and the last has none.
        let table = question().table(of: parts(["3 4", "2", "4 5", "5", nil]))
        #expect(
            try lines(table.total) == [
                "1": [3, 75, nil], "1.2": [2, 50, nil], "1.2.3": [1, 25, nil], "1.4": [2, 50, nil], "5": [2, 50, nil],
            ]
        )
        #expect(try figure(.byTopic, of: table.total) == .count(4))
        #expect(table.total.rows.count == 2)
    }

    @Test("S3.37 growth is held against the period before, and what has gone is there, too")
    func growth() throws {
        let before = question().table(of: parts(["3", "3", "5", "4"]))
        let now = question().table(of: parts(["3", "5", "5"]))
        let table = now.compared(with: before)
        #expect(
            try lines(table.total) == [
                "1": [1, 33, -67], "1.2": [1, 33, -50], "1.2.3": [1, 33, -50], "1.4": [0, 0, -100],
                "5": [2, 67, 100],
            ]
        )
        #expect(try figure(.growth, of: table.total)?.rounded(to: 0) == -25)
        // Where there was nothing, nothing has grown; and what is not known yet is not said.
        let nothing = now.compared(with: question().table(of: parts([])))
        #expect(try lines(nothing.total)["5"] == [2, 67, nil])
        #expect(try lines(now.compared(with: nil).total)["5"] == [2, 67, nil])
    }

    @Test("asked for a topic, the rows are of contacts about it, and those above it say the same")
    func filtered() throws {
        let table = question([.topic: ["2", "3"]]).table(of: parts(["3 4", "2 5", "4", "5", nil]))
        #expect(try lines(table.total) == ["1": [2, 100, nil], "1.2": [2, 100, nil], "1.2.3": [1, 50, nil]])
        #expect(try figure(.byTopic, of: table.total) == .count(2))
        #expect(table.steps.map { $0.counts.values.max() } == [2])
        let without = question([.topic: [nil]]).table(of: parts(["3", nil]))
        #expect(try figure(.byTopic, of: without.total) == .count(0))
    }

    @Test("S3.36 calls stand in the heading alone, and topics are held against them")
    func heading() throws {
        func call(_ result: String, isPrompt: Bool = false) -> Fact {
            var values: [FactDimension: String] = [
                .direction: "inbound", .result: result, .wait: "10", .offered: "yes",
            ]
            values[.prompt] = isPrompt ? "yes" : nil
            values[.abandoned] = result == "missed" ? "yes" : nil
            return Fact(day: Self.day, values: values)
        }
        let calls =
            [Fact](repeating: call("answered", isPrompt: true), count: 5)
            + [Fact](repeating: call("answered"), count: 3) + [Fact](repeating: call("missed"), count: 2)
        let chunk = FactChunk(calls, by: FactKind.call.dimensions, summing: FactKind.call.quantities)
        let part = FactPart(kind: .call, stretch: FactStretch(.day, first: Self.day), chunk: chunk)
        let table = question().table(of: parts(["3 4", "2", "5"]) + [part])
        let heading = Report.topics.headingColumns.map { table.total.figure($0) }
        #expect(
            heading == [
                .count(10), .count(8), .percent(8, of: 10), .percent(5, of: 10), .count(3), .percent(3, of: 10),
            ]
        )
        #expect(table.total.rows.allSatisfy { if case .value = $0.key { true } else { false } })
        // Whom they called about nobody knows.
        let filtered = question([.topic: ["5"]]).table(of: parts(["5"]) + [part])
        let figures = Report.topics.headingColumns.map { filtered.total.figure($0) }
        #expect(figures == [nil, nil, nil, nil, .count(1), nil])
    }

    @Test("a contact of several topics is behind the figure of each, and in a list once")
    func listed() {
        func isListed(_ topics: String?, _ asked: Set<String?>) -> Bool {
            var values: [FactDimension: String] = [:]
            values[.topic] = topics
            return FactListQuestion(.contact, days: Self.day...Self.day, filter: [.topic: asked], limit: 1)
                .includes(Fact(day: Self.day, values: values))
        }
        #expect(isListed("3 17", ["17", "3"]) && isListed("3 17", ["17"]))
        #expect(!isListed("3 17", ["7"]) && !isListed(nil, ["3"]))
        #expect(isListed(nil, [nil]) && !isListed("3", [nil]))
    }
}
