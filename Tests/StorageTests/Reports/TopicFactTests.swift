import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Contacts by topic in the database")
struct TopicFactTests {
    private static let day = Day(number: 15_512)
    private static let noon = Date(timeIntervalSince1970: Double(15_512) * 86_400 + 43_200)

    /// Of the paper: contacts, their share and their growth in percent; and how many there were in the period before.
    private struct PaperRow {
        var name: String
        var now: Int
        var share: Int64
        var growth: Int64
        var before: Int
        /// What the growth comes to with whole contacts, where the paper's is of no whole number of them in a period of the same length.
        var nearest: Int64

        init(_ name: String, _ now: Int, _ share: Int64, _ growth: Int64, since before: Int, nearest: Int64? = nil) {
            self.name = name
            self.now = now
            self.share = share
            self.growth = growth
            self.before = before
            self.nearest = nearest ?? growth
        }
    }

    /// More people asked for advice in the period before than turned to the centre at all: so neither stands below the other.
    private static let tops = [
        PaperRow("Тематика обращений в СС (входящие вызовы)", 356, 100, 10, since: 324),
        PaperRow("Консультации потенциальным клиентам", 356, 100, -2, since: 363),
    ]
    private static let products = [
        PaperRow("страхование ОСГПО", 154, 43, -1, since: 155), PaperRow("страхование КАСКО", 213, 60, 6, since: 201),
        PaperRow("страхование имущества", 37, 10, 1, since: 37, nearest: 0),
        PaperRow("страхование жизни", 82, 23, 1, since: 81),
        PaperRow("страхование выезжающих за рубеж", 59, 17, 15, since: 51, nearest: 16),
        PaperRow("страхование бизнес рисков", 11, 3, -47, since: 21, nearest: -48),
        PaperRow("медицинское страхование", 3, 1, 3, since: 3, nearest: 0),
        PaperRow("другие", 17, 5, -7, since: 18, nearest: -6),
    ]

    @Test(
        "S3.37 S3.38 the sample on paper is printed to the figure, counted by the days and by the tables",
        arguments: TestEngine.allCases
    )
    func paper(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var topics: [String: TopicID] = [:]
            for row in Self.tops { topics[row.name] = try await store.addTopic(row.name).id }
            let advice = try #require(topics[Self.tops[1].name])
            for row in Self.products { topics[row.name] = try await store.addTopic(row.name, below: advice).id }
            try await foldAll(store)
            let ids = topics
            func counts(_ count: (PaperRow) -> Int) -> [(TopicID, Int)] {
                (Self.products + Self.tops.prefix(1)).compactMap { row in ids[row.name].map { ($0, count(row)) } }
            }
            try await write(356, counts(\.now), on: Self.day, to: store)
            try await write(363, counts(\.before), on: Self.day - 1, to: store)
            for isFolded in [false, true] {
                if isFolded { try await foldAll(store) }
                let table = try await table(store, Self.day...Self.day)
                #expect(count(table.total) == 356)
                #expect(table.total.rows.count == Self.tops.count)
                for row in Self.tops { try check(row, at: topics[row.name], in: table.total) }
                let advised = try #require(table.total.rows.first { $0.key == .value("\(advice)") })
                #expect(advised.rows.count == Self.products.count)
                for row in Self.products { try check(row, at: topics[row.name], in: advised) }
            }
            // They add up to more than the contacts.
            #expect(Self.products.map(\.now).reduce(0, +) == 576)
            #expect(try await store.reports.verify().isEmpty)
        }
    }

    private func check(_ paper: PaperRow, at topic: TopicID?, in row: ReportRow) throws {
        let key = ReportKey.value(topic?.description)
        let found = try #require(row.rows.first { $0.key == key }, "\(paper.name)")
        let figures = Report.topics.columns.map { found.figure($0) }
        #expect(figures[0] == .count(Int64(paper.now)), "\(paper.name)")
        #expect(figures[1]?.rounded(to: 0) == paper.share, "\(paper.name)")
        #expect(figures[2]?.rounded(to: 0) == paper.nearest, "\(paper.name)")
    }

    private func count(_ row: ReportRow) -> Int? {
        if case .count(let count)? = row.figure(Report.topics.columns[0]) { Int(count) } else { nil }
    }

    /// So that each topic has as many contacts as is said, and no contact has one twice.
    private func write(_ count: Int, _ counts: [(TopicID, Int)], on day: Day, to store: DataStore) async throws {
        var topics = [[TopicID]](repeating: [], count: count)
        var place = 0
        for (topic, count) in counts {
            for _ in 0..<count {
                topics[place % topics.count].append(topic)
                place += 1
            }
        }
        let noon = Date(timeIntervalSince1970: Double(day.number) * 86_400 + 43_200)
        let values = topics.enumerated().map { place, topics -> [SQLValue] in
            [
                .text("T\(day.number)\(place)"), .instant(noon + Double(place)),
                .text(topics.sorted().map(\.description).joined(separator: " ")),
            ]
        }
        try await store.database.write { transaction in
            try transaction.execute(
                "INSERT INTO contacts (state, number, at, registered_at, topics) VALUES ('registered', $1, $2, $2, $3)",
                each: values
            )
        }
    }

    private func question(_ store: DataStore, _ days: ClosedRange<Day>) async throws -> ReportQuestion {
        let tree = try await store.registry.options().topics
        var question = ReportQuestion(
            .topics,
            days: days,
            grouping: [FactDimension](repeating: .topic, count: tree.depth)
        )
        let paths = tree.topics.map { ("\($0.id)", tree.path(of: $0.id).map(\.description)) }
        question.paths = [.topic: Dictionary(uniqueKeysWithValues: paths)]
        return question
    }

    private func table(_ store: DataStore, _ days: ClosedRange<Day>) async throws -> ReportTable {
        let question = try await question(store, days)
        let before = try await store.reports.table(for: question.before(on: days.upperBound))
        return try await store.reports.table(for: question).compared(with: before)
    }

    private func foldAll(_ store: DataStore) async throws {
        while try await store.reports.fold(days: 200, at: Self.noon + 40 * 86_400) > 0 {}
    }

    @Test(
        "S3.37 S2.21 after late changes of all kinds each figure is what one counts, and as many stand in the list behind it",
        arguments: TestEngine.allCases
    )
    func lateChanges(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await SampleContacts(700, seed: 5, until: Self.noon).fill(store, numbers: .russian)
            try await store.database.write { try $0.execute("DELETE FROM topics") }
            var ids: [TopicID] = []
            for (number, parent) in [nil, 0, 1, 0, nil, 4, nil].enumerated() {
                ids.append(try await store.addTopic("Тема \(number)", below: parent.map { ids[$0] }).id)
            }
            let topics = ids
            func set(_ text: String?, _ remainder: Int) async throws {
                try await store.database.write {
                    try $0.execute(
                        "UPDATE contacts SET topics = $1 WHERE id % 7 = $2",
                        [.text(text), .integer(remainder)]
                    )
                }
            }
            try await store.database.write { try $0.execute("UPDATE contacts SET topics = NULL") }
            var random = SampleRandom(seed: 9)
            func some() -> String {
                let chosen = topics.filter { _ in random.number(below: 3) == 0 }
                return (chosen.isEmpty ? [topics[2]] : chosen).map(\.description).joined(separator: " ")
            }
            for remainder in 0..<6 { try await set(some(), remainder) }
            try await foldAll(store)
            #expect(try await store.reports.verify().isEmpty)
            for round in 0..<10 {
                let place = Int64(random.number(below: 5))
                switch round % 5 {
                case 0: try await set(some(), Int(place))
                case 1: try await set(nil, Int(place))
                case 2:
                    // Moved with all that is below it.
                    let parent = topics[round < 5 ? 6 : 4]
                    try await store.database.write {
                        try $0.execute(
                            "UPDATE topics SET parent_id = $1 WHERE id = $2",
                            [.integer(parent.rawValue), .integer(topics[1].rawValue)]
                        )
                    }
                case 3:
                    try await store.database.write {
                        try $0.execute(
                            "UPDATE contacts SET is_hidden = 1 - is_hidden, at = at - 3600000 WHERE id % 11 = $1",
                            [.integer(place)]
                        )
                    }
                default:
                    try await store.database.write {
                        try $0.execute(
                            "UPDATE branches SET time_zone = CASE WHEN $1 % 2 = 0 THEN 'Asia/Vladivostok' ELSE 'Europe/Kaliningrad' END",
                            [.integer(place)]
                        )
                    }
                }
                // Read from the tables where they are marked, and once more from what was made of them.
                try await checkAll(store, topics)
                try await foldAll(store)
                try await checkAll(store, topics)
            }
            #expect(try await store.reports.verify().isEmpty)
        }
    }

    /// Holds the report against the rows themselves, and the lists against it.
    private func checkAll(_ store: DataStore, _ topics: [TopicID]) async throws {
        let days = (Self.day - 60)...Self.day
        let table = try await store.reports.table(for: question(store, days))
        let tree = try await store.registry.options().topics
        let contacts = try await store.database.read { transaction in
            let clocks = try BranchClocks(TimeZone(identifier: "Europe/Moscow") ?? .gmt, in: transaction)
            return try transaction.rows(
                "SELECT at, branch_id, topics FROM contacts WHERE is_hidden = 0 AND state = 'registered' AND topics IS NOT NULL"
            ).compactMap { row -> Set<TopicID>? in
                var row = row
                let (at, branch, text) = try (row.integer(), row.optionalInteger(), row.text())
                guard days.contains(clocks.hour(of: at, in: branch.map { "\($0)" }).0) else { return nil }
                return Set((FieldContent.ids(in: text) ?? []).map(TopicID.init(_:)))
            }
        }
        #expect(count(table.total) == contacts.count)
        var found: [TopicID: Int] = [:]
        func read(_ row: ReportRow) {
            for inner in row.rows {
                if case .value(let value?) = inner.key, let id = Int64(value) { found[TopicID(id)] = count(inner) }
                read(inner)
            }
        }
        read(table.total)
        for topic in topics {
            let within = tree.within(topic)
            let counted = contacts.count { !$0.isDisjoint(with: within) }
            #expect(found[topic] ?? 0 == counted)
            let filter: [FactDimension: Set<String?>] = [.topic: Set(within.map(\.description)), .topical: ["yes"]]
            let list = try await store.reports.list(
                FactListQuestion(.contact, days: days, filter: filter, limit: 1_000)
            )
            #expect(list.count == Int64(counted) && list.facts.count == counted)
        }
    }

    @Test("a document has the topics of its contact, also when they come later", arguments: TestEngine.allCases)
    func documents(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let topic = try await store.addTopic("Кузов").id
            let contact = try await store.register(1)
            let at = contact.record.at
            try await store.database.write {
                try $0.execute(
                    "INSERT INTO documents (kind, number, at, contact_id, is_open) VALUES ('work_order', 'N1', $1, $2, 0)",
                    [.instant(at), .integer(contact.id.rawValue)]
                )
            }
            try await foldAll(store)
            var changed = contact.record
            changed.topics = [topic]
            _ = try await store.contacts.save(changed, contact.id, over: contact.version, by: .sample()).kept
            let day = BusinessCalendar(TimeZone(identifier: "Europe/Moscow") ?? .gmt).day(of: at)
            for _ in 0..<2 {
                let question = ReportQuestion(.funnel, days: day...day, filter: [.topic: ["\(topic)"]])
                let arrivals = Measure(.document, only: [.stage: ["arrival"]])
                #expect(try await store.reports.table(for: question).total.counts[arrivals] == 1)
                try await foldAll(store)
            }
            #expect(try await store.reports.verify().isEmpty)
        }
    }
}
