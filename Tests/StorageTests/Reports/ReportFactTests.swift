import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Reports over what is in the database")
struct ReportFactTests {
    private static let day = Day(number: 15_512)
    private static let noon = Date(timeIntervalSince1970: Double(15_512) * 86_400 + 43_200)
    private static let later = noon + 40 * 86_400

    /// A row of the paper: total, first-time, repeat, by status, continuations.
    private struct PaperRow {
        var caption: String?
        var figures: [Int]

        init(_ caption: String?, _ figures: Int...) {
            self.caption = caption
            self.figures = figures
        }

        /// Those that are by status and continuations both (requirement S0.69).
        var both: Int { figures[1] + figures[2] + figures[3] + figures[4] - figures[0] }
    }

    private static let avtozavodskaya = [
        PaperRow(nil, 11, 0, 11, 0, 0), PaperRow("Услуги частники", 657, 360, 244, 47, 7),
        PaperRow("Услуги корпоратив", 4, 1, 2, 1, 0), PaperRow("Маршрут проезда", 9, 2, 4, 0, 3),
        PaperRow("Запасные части", 58, 32, 21, 0, 5), PaperRow("Сотрудник сети", 5, 0, 5, 0, 0),
        PaperRow("Агрессивная реклама", 3, 3, 0, 0, 0), PaperRow("Партнеры", 6, 2, 4, 0, 0),
        PaperRow("Соискатели", 4, 1, 3, 0, 0), PaperRow("Прочие", 42, 3, 39, 0, 0),
        PaperRow("Продолжение звонка", 110, 0, 1, 9, 109), PaperRow("Звонок сорвался", 4, 1, 3, 0, 0),
    ]
    /// What is left of the grand total; of this branch the paper shows its tail only (requirement S0.70).
    private static let varshavskaya = [
        PaperRow("Соискатели", 8, 1, 6, 0, 1), PaperRow("Прочие", 70, 3, 66, 0, 1),
        PaperRow("Продолжение звонка", 43, 0, 0, 0, 43), PaperRow("Звонок сорвался", 34, 2, 30, 0, 2),
        PaperRow("Услуги частники", 156, 46, 107, 2, 2),
    ]

    @Test(
        "S0.68 S0.69 S0.70 the sample on paper is printed to the figure, counted by the days and by the tables",
        arguments: TestEngine.allCases
    )
    func paper(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let branches = try await store.database.write { transaction in
                try ["Автозаводская", "Варшавская"].map { name in
                    var row = try transaction.rows(
                        "INSERT INTO branches (name) VALUES ($1) RETURNING id",
                        [.text(name)]
                    )[0]
                    return try row.integer()
                }
            }
            // Before anything is counted by days, and after: each must print the same.
            _ = try await store.reports.fold(days: 31, at: Self.noon)
            try await write(Self.avtozavodskaya, branch: branches[0], number: 0, to: store)
            try await write(Self.varshavskaya, branch: branches[1], number: 10_000, to: store)
            let question = ReportQuestion(.statistics, days: Self.day...Self.day)
            let fresh = try await store.reports.table(for: question)
            try await store.foldAll(days: 31, at: Self.noon)
            let counted = try await store.reports.table(for: question)
            for table in [fresh, counted] {
                #expect(figures(table.total) == [1_224, 457, 546, 59, 173])
                let captions = try await captions(store)
                for (place, paper) in [Self.avtozavodskaya, Self.varshavskaya].enumerated() {
                    let branch = try #require(table.total.rows.first { $0.key == .value("\(branches[place])") })
                    #expect(figures(branch) == [[913, 405, 337, 57, 124], [311, 52, 209, 2, 49]][place])
                    for row in paper {
                        let key = ReportKey.value(row.caption.flatMap { captions[$0] })
                        let found = try #require(branch.rows.first { $0.key == key }, "\(row.caption ?? "–")")
                        #expect(figures(found) == row.figures, "\(row.caption ?? "–")")
                    }
                    #expect(branch.rows.count == paper.count)
                }
            }
            #expect(try await store.reports.verify().isEmpty)
        }
    }

    private func figures(_ row: ReportRow) -> [Int] {
        Report.statistics.bands[0].columns.map { column in
            if case .count(let count)? = row.figure(column) { Int(count) } else { -1 }
        }
    }

    private func captions(_ store: DataStore) async throws -> [String: String] {
        try await store.database.read { transaction in
            try Dictionary(
                transaction.rows("SELECT registry_caption, id FROM reasons ORDER BY id").map { row in
                    var row = row
                    return try (row.text(), "\(row.integer())")
                },
                uniquingKeysWith: { first, _ in first }
            )
        }
    }

    private func write(_ rows: [PaperRow], branch: Int64, number: Int, to store: DataStore) async throws {
        let captions = try await captions(store)
        var contacts: [[SQLValue]] = []
        func add(_ count: Int, _ row: PaperRow, _ novelty: Contact.Novelty?, isStatus: Bool, isContinuation: Bool) {
            for _ in 0..<count {
                let place = number + contacts.count
                contacts.append([
                    .text("A\(place)"), .instant(Self.noon + Double(place % 3_000)), .integer(branch),
                    .integer(row.caption.flatMap { captions[$0] }.flatMap(Int64.init)), .text(novelty), .flag(isStatus),
                    .integer(isContinuation ? 1 : nil as Int64?),
                ])
            }
        }
        for row in rows {
            add(row.figures[1], row, .firstTime, isStatus: false, isContinuation: false)
            add(row.figures[2], row, .repeat, isStatus: false, isContinuation: false)
            add(row.figures[3] - row.both, row, .neither, isStatus: true, isContinuation: false)
            add(row.figures[4] - row.both, row, .neither, isStatus: false, isContinuation: true)
            add(row.both, row, .neither, isStatus: true, isContinuation: true)
        }
        let values = contacts
        try await store.database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO contacts (
                    state, number, at, registered_at, branch_id, reason_id, novelty, is_status_inquiry, base_contact_id
                ) VALUES ('registered', $1, $2, $2, $3, $4, $5, $6, $7)
                """,
                each: values
            )
        }
    }

    @Test(
        "what is kept and what is counted anew agree after late changes of all kinds, and no report is wrong in between",
        arguments: TestEngine.allCases
    )
    func lateChanges(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await SampleContacts(1_500, seed: 5, until: Self.noon).fill(store, numbers: .russian)
            try await store.foldAll(at: Self.later)
            #expect(try await store.reports.verify().isEmpty)
            var random = SampleRandom(seed: 9)
            let changes = [
                "UPDATE contacts SET is_hidden = 1 - is_hidden WHERE id % 97 = $1",
                "UPDATE contacts SET novelty = 'repeat', is_novelty_set = 1 WHERE id % 89 = $1 AND novelty = 'first_time'",
                "UPDATE contacts SET branch_id = (SELECT MIN(id) FROM branches) WHERE id % 83 = $1",
                "UPDATE contacts SET responsible_id = (SELECT MAX(id) FROM employees) WHERE id % 79 = $1",
                "UPDATE contacts SET version = version + 1 WHERE id % 7 = $1",
                "UPDATE documents SET is_hidden = 1 - is_hidden WHERE id % 31 = $1",
                "UPDATE documents SET at = at + 86400000 WHERE id % 29 = $1",
                "UPDATE branches SET time_zone = CASE WHEN $1 % 2 = 0 THEN 'Asia/Vladivostok' ELSE 'Europe/Kaliningrad' END",
            ]
            for round in 0..<12 {
                let change = changes[round % changes.count]
                let place = Int64(random.number(below: 7))
                try await store.database.write { try $0.execute(change, [.integer(place)]) }
                if round % 8 == 7 { try await store.foldAll(at: Self.later) }
                let question = ReportQuestion(.funnel, days: (Self.day - 400)...(Self.day + 1), step: .month)
                let before = try await store.reports.table(for: question)
                _ = try await store.reports.fold(days: 31, at: Self.noon)
                try await store.foldAll(at: Self.later)
                let after = try await store.reports.table(for: question)
                let isSame = Self.sorted(before.total) == Self.sorted(after.total)
                #expect(isSame, "\(change)")
            }
            #expect(try await store.reports.verify().isEmpty)
            try await store.reports.rebuild()
            await #expect(throws: ReportRefusal.isBeingRebuilt) {
                _ = try await store.reports.table(for: ReportQuestion(.funnel, days: (Self.day - 70)...Self.day))
            }
            let short = ReportQuestion(.funnel, days: (Self.day - 20)...Self.day)
            let meanwhile = try await store.reports.table(for: short)
            try await store.foldAll(at: Self.later)
            #expect(try await store.reports.verify().isEmpty)
            let isSame = Self.sorted(try await store.reports.table(for: short).total) == Self.sorted(meanwhile.total)
            #expect(isSame)
        }
    }

    @Test("a date at the end of all calendars holds nothing up", arguments: TestEngine.allCases)
    func farDates(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let moments: [Int64] = [
                253_402_214_400_000, -30_000_000_000_000, Int64(Self.noon.timeIntervalSince1970) * 1_000,
            ]
            try await store.database.write { transaction in
                try transaction.execute(
                    "INSERT INTO documents (kind, number, at, is_open) VALUES ('work_order', $1, $2, 0)",
                    each: moments.enumerated().map { [.text("N\($0)"), .integer($1)] }
                )
            }
            var rounds = 0
            while try await store.reports.fold(days: 31, at: Self.noon) > 0 { rounds += 1 }
            #expect(rounds < 40)
            let table = try await store.reports.table(for: ReportQuestion(.funnel, days: Self.day...Self.day))
            #expect(table.total.counts[Measure(.document, only: [.stage: ["arrival"]])] == 1)
            #expect(try await store.reports.verify().isEmpty)
        }
    }

    /// Rows come in no order.
    private static func sorted(_ row: ReportRow) -> ReportRow {
        var row = row
        row.rows = row.rows.map(sorted).sorted { "\($0.key)" < "\($1.key)" }
        return row
    }

    @Test(
        "S2.21 S0.75 behind each figure of contacts and documents there are as many as it says, by clocks of other branches, too",
        arguments: TestEngine.allCases
    )
    func lists(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await SampleContacts(900, seed: 5, until: Self.noon).fill(store, numbers: .russian)
            try await store.database.write {
                try $0.execute(
                    "UPDATE branches SET time_zone = 'Asia/Vladivostok' WHERE id = (SELECT MIN(id) FROM branches)"
                )
            }
            try await store.foldAll(at: Self.later)
            // Some days are counted, some are read as they are.
            try await store.database.write {
                try $0.execute("UPDATE contacts SET novelty = 'repeat' WHERE id % 13 = 0")
            }
            let days = (Self.day - 40)...Self.day
            for grouping in [[FactDimension.branch, .hour], [.responsible, .workshop], [.reason, .weekday]] {
                let table = try await store.reports.table(
                    for: ReportQuestion(.funnel, days: days, grouping: grouping)
                )
                for outer in table.total.rows {
                    for row in outer.rows {
                        try await check(row, [grouping[0]: outer.key, grouping[1]: row.key], days, store)
                    }
                }
            }
        }
    }

    private func check(
        _ row: ReportRow,
        _ keys: [FactDimension: ReportKey],
        _ days: ClosedRange<Day>,
        _ store: DataStore
    ) async throws {
        for (measure, count) in row.counts {
            var filter: [FactDimension: Set<String?>] = [:]
            for (dimension, key) in keys { if case .value(let value) = key { filter[dimension] = [value] } }
            for (dimension, values) in measure.only { filter[dimension] = Set(values.map(Optional.some)) }
            let answer = try await store.reports.list(
                FactListQuestion(measure.kind, days: days, filter: filter, limit: 1_000)
            )
            #expect(answer.count == count)
            #expect(Int64(answer.facts.count) == count)
            #expect(answer.facts.allSatisfy { $0.number != nil })
        }
    }

    @Test("what is kept wrongly is found", arguments: TestEngine.allCases)
    func verifying(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await SampleContacts(200, seed: 5, until: Self.noon).fill(store, numbers: .russian)
            try await store.foldAll(at: Self.later)
            try await store.database.write {
                try $0.execute(
                    "DELETE FROM fact_chunks WHERE kind = 'contact' AND stretch = 'day' AND dimension = 'count'"
                )
            }
            #expect(try await store.reports.verify()[.contact]?.isEmpty == false)
        }
    }
}
