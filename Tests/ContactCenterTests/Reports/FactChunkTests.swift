import Testing

@testable import ContactCenter

@Suite("Facts by columns")
struct FactChunkTests {
    private static let dimensions: [FactDimension] = [.branch, .reason, .novelty, .hour]

    private static func facts(_ count: Int, seed: UInt64) -> [Fact] {
        var random = SampleRandom(seed: seed)
        return (0..<count).map { _ in
            var values = ["1", "2", "17"].map { $0 }.randomValue(.branch, &random)
            if random.happens(80) { values[.reason] = String(random.number(below: 200)) }
            if random.happens(70) { values[.novelty] = random.one(of: ["first_time", "repeat"]) }
            values[.hour] = String(random.number(below: 24))
            return Fact(day: Day(number: 20_000), values: values)
        }
    }

    @Test("are read as they were written", arguments: [0, 1, 7, 5_000])
    func roundTrip(count: Int) throws {
        let chunk = FactChunk(Self.facts(count, seed: 1), by: Self.dimensions)
        #expect(chunk.counts.reduce(0, +) == Int64(count))
        for (dimension, column) in chunk.columns {
            #expect(FactColumn(text: column.text) == column, "\(dimension)")
        }
        #expect(FactDigits.numbers(Substring(FactDigits.text(chunk.counts)).utf8) == chunk.counts)
    }

    @Test(
        "numbers of any size keep their value",
        arguments: [[0], [93, 94], [1, 8_836], [Int64.max / 94, 0, 5], []]
    )
    func digits(numbers: [Int64]) {
        #expect(FactDigits.numbers(Substring(FactDigits.text(numbers)).utf8) == numbers)
    }

    @Test("what nobody has written is no column", arguments: ["", "\n", "1\n", "1\n1\"", "1\n2!", "1\n1é", "1\nx!"])
    func wrong(text: String) { #expect(FactColumn(text: text) == nil) }

    @Test("the order in which facts come does not matter")
    func order() {
        let facts = Self.facts(400, seed: 2)
        #expect(FactChunk(facts, by: Self.dimensions) == FactChunk(facts.reversed(), by: Self.dimensions))
    }

    @Test("days that are joined count like each alone, are told apart, and are read as they were written")
    func joined() throws {
        let days = [Day(number: 20_000): Self.facts(400, seed: 3), Day(number: 20_002): Self.facts(300, seed: 4)]
        var chunks = days.mapValues { FactChunk($0, by: Self.dimensions) }
        chunks[Day(number: 20_001)] = FactChunk([], by: Self.dimensions)
        let joined = FactChunk(joining: chunks, by: Self.dimensions)
        #expect(joined.counts.reduce(0, +) == 700)
        for (_, column) in joined.columns { #expect(FactColumn(text: column.text) == column) }
        let measures = [Measure(.contact, only: [.novelty: ["repeat"]])]
        func counts(_ grouping: [FactDimension], _ chunk: FactChunk) -> [[String?]: [Int64]] {
            var tally = Tally(by: grouping, filter: [.branch: ["1", "2"]], measures: measures)
            tally.add(chunk)
            return tally.counts
        }
        var expected: [[String?]: [Int64]] = [:]
        for (day, chunk) in chunks {
            for (key, count) in counts([.reason, .hour], chunk) { expected[["\(day.number)"] + key] = count }
        }
        #expect(!expected.isEmpty && counts([.day, .reason, .hour], joined) == expected)
    }

    @Test("are counted like one by one, whatever is filtered and grouped", arguments: 0..<40)
    func tally(seed: UInt64) {
        var random = SampleRandom(seed: seed &+ 100)
        let facts = Self.facts(600, seed: seed)
        let grouping = Self.dimensions.filter { _ in random.happens(50) }
        var filter: [FactDimension: Set<String?>] = [:]
        if random.happens(50) { filter[.branch] = ["1", "17"] }
        if random.happens(30) { filter[.reason] = [nil, "5"] }
        if random.happens(20) { filter[.workshop] = [nil] }
        let measures = [
            Measure(.contact), Measure(.contact, only: [.novelty: ["repeat"]]),
            Measure(.contact, only: [.hour: ["8", "9"], .branch: ["2"]]),
        ]
        var tally = Tally(by: grouping, filter: filter, measures: measures)
        for part in [facts.prefix(250), facts.dropFirst(250)] { tally.add(FactChunk(part, by: Self.dimensions)) }

        var expected: [[String?]: [Int64]] = [:]
        for fact in facts where filter.allSatisfy({ $1.contains(fact.values[$0]) }) {
            let key = grouping.map { fact.values[$0] }
            for (place, measure) in measures.enumerated()
            where measure.only.allSatisfy({ $1.contains(fact.values[$0] ?? "–") }) {
                expected[key, default: [0, 0, 0]][place] += 1
            }
        }
        #expect(tally.counts == expected)
    }
}

extension [String] {
    fileprivate func randomValue(
        _ dimension: FactDimension,
        _ random: inout SampleRandom
    ) -> [FactDimension: String] { [dimension: random.one(of: self)] }
}
