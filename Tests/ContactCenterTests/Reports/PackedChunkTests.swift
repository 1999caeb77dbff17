import Testing

@testable import ContactCenter

/// The same facts, counted row by row and from memory.
@Suite("Months of facts in memory")
struct PackedChunkTests {
    private static let dimensions: [FactDimension] = [.branch, .reason, .novelty, .responsible, .topic, .hour]
    private static let quantities: [FactQuantity] = [.talking, .atOnce]
    private static let first = Day(number: 20_000)

    private static func month(_ count: Int, people: Int, using random: inout SampleRandom) -> FactChunk {
        var days: [Day: [Fact]] = [:]
        for _ in 0..<count {
            let day = first + random.number(below: 30)
            var values: [FactDimension: String] = [.branch: random.one(of: ["1", "2", "17"])]
            if random.happens(80) { values[.reason] = String(random.number(below: 20)) }
            if random.happens(70) { values[.novelty] = random.one(of: ["first_time", "repeat"]) }
            if random.happens(60) { values[.topic] = random.one(of: ["3", "3 17", "5 17 21"]) }
            values[.responsible] = String(random.number(below: people))
            values[.hour] = String(random.number(below: 24))
            let amounts: [FactQuantity: Int64] = [
                .talking: Int64(random.number(below: 4_000_000)), .atOnce: Int64(random.number(below: 30)),
            ]
            days[day, default: []].append(Fact(day: day, values: values, amounts: amounts))
        }
        return FactChunk(
            joining: days.mapValues { FactChunk($0, by: dimensions, summing: quantities) },
            by: dimensions,
            summing: quantities
        )
    }

    private static func packed(_ chunk: FactChunk) throws -> PackedChunk {
        var packed = PackedChunk(
            columns: [:],
            counts: try #require(PackedNumbers(Substring(FactDigits.text(chunk.counts)).utf8))
        )
        for (dimension, column) in chunk.columns {
            packed.columns[dimension] = try #require(PackedChunk.Column(text: column.text))
        }
        for (quantity, sums) in chunk.sums {
            packed.sums[quantity] = try #require(PackedNumbers(Substring(FactDigits.text(sums)).utf8))
        }
        return packed
    }

    @Test("are counted like the facts themselves, whatever is filtered and grouped", arguments: 0..<40)
    func tally(seed: UInt64) throws {
        var random = SampleRandom(seed: seed)
        // Of many people the codes take more than a byte, and combinations are more than a table holds.
        let chunk = Self.month(2_000, people: random.one(of: [7, 300, 1_500]), using: &random)
        let packed = try Self.packed(chunk)
        let grouping = (Self.dimensions.filter { $0 != .topic } + [.day, .weekday]).filter { _ in random.happens(50) }
        var filter: [FactDimension: Set<String?>] = [:]
        if random.happens(50) { filter[.branch] = ["1", "17"] }
        if random.happens(40) { filter[.reason] = [nil, "5"] }
        if random.happens(30) { filter[.topic] = ["17", "3"] }
        if random.happens(20) { filter[.weekday] = ["2", "6"] }
        if random.happens(20) { filter[.workshop] = random.happens(50) ? [nil] : ["1"] }
        let days = random.happens(50) ? (Self.first + 3)...(Self.first + 17) : nil
        let measures = [
            Measure(.call), Measure(.call, only: [.novelty: ["repeat"]]), Measure(.call, sum: .talking),
            Measure(.call, only: [.hour: ["8", "9"], .branch: ["2"]], sum: .atOnce),
        ]
        var expected = Tally(
            by: grouping,
            filter: filter.merging(days.map { [.day: Set($0.map { String($0.number) })] } ?? [:]) { $1 },
            measures: measures
        )
        expected.add(chunk.byWeekday)
        var tally = Tally(by: grouping, filter: filter, measures: measures)
        let told = Tally.dimensions(by: grouping, filter: [:], measures: measures)
        tally.addFiltered(packed.chunk(by: told, where: filter, on: days, summing: Set(Self.quantities)))
        #expect(tally.counts == expected.counts)
    }

    @Test("each combination that occurs is one row, however many columns there are")
    func rows() throws {
        var random = SampleRandom(seed: 9)
        let chunk = Self.month(3_000, people: 400, using: &random)
        let told = Set(Self.dimensions + [.day])
        let again = try Self.packed(chunk).chunk(by: told, where: [:], on: nil, summing: Set(Self.quantities))
        #expect(again.counts.count == chunk.counts.count)
        #expect(again.counts.reduce(0, +) == 3_000)
        let few = try Self.packed(chunk).chunk(by: [.branch], where: [.branch: ["2"]], on: nil, summing: [.talking])
        #expect(few.counts.count == 1 && few.columns[.branch]?.values.count == 3)
        let none = try Self.packed(chunk).chunk(by: [.branch], where: [.branch: ["9"]], on: nil, summing: [])
        #expect(none.counts.isEmpty)
    }

    @Test(
        "numbers of any size keep their value",
        arguments: [[0], [93, 94], [1, 8_836], [78_074_895, 78_074_896], [Int64.max / 94, 0, 5], []]
    )
    func numbers(numbers: [Int64]) throws {
        let packed = try #require(PackedNumbers(Substring(FactDigits.text(numbers)).utf8))
        #expect((0..<packed.count).map { packed[$0] } == numbers)
        #expect(PackedNumbers(Substring(FactDigits.text([7, 300])).utf8, below: 300) == nil)
    }
}
