import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Statistics of leads")
struct LeadFactTests {
    private static let day = Day(number: 15_512)
    private static let noon = Date(timeIntervalSince1970: Double(15_512) * 86_400 + 43_200)
    private static let later = noon + 40 * 86_400
    private static let days = (day - 400)...(day + 1)

    /// An inquiry as it stands in the tables.
    private struct Inquiry {
        var values: [FactDimension: String]
        var appointments: Int64
    }

    @Test(
        "S2.1 inquiries by department, quality, kind, stage and type of source are what a fold over them says, however they change",
        arguments: TestEngine.allCases
    )
    func leads(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await SampleContacts(700, seed: 11, until: Self.noon).fill(store, numbers: .russian)
            try await store.database.write { transaction in
                for statement in Self.beginnings { try transaction.execute(statement) }
            }
            try await store.foldAll(at: Self.later)
            for (round, change) in Self.changes.enumerated() {
                try await store.database.write { try $0.execute(change, [.integer(Int64(round % 5))]) }
                try await check(store, change)
                try await store.foldAll(at: Self.later)
                try await check(store, change)
                #expect(try await store.reports.verify().isEmpty, "\(change)")
            }
        }
    }

    private static let beginnings = [
        "UPDATE contacts SET is_inquiry = CASE WHEN id % 3 = 0 THEN 0 ELSE 1 END",
        "UPDATE contacts SET quality_id = 1 + id % 5 WHERE id % 4 <> 0",
        "INSERT INTO deals (name, stage_id, created_at) SELECT 'Сделка', id, 0 FROM funnel_stages",
        "UPDATE contacts SET deal_id = 1 + id % 6 WHERE id % 5 <> 0",
        "UPDATE contacts SET department_id = (SELECT MIN(id) FROM departments) WHERE id % 4 = 0",
        "UPDATE contacts SET channel_id = 1 + id % 8 WHERE id % 7 <> 0",
        """
        INSERT INTO calls (pbx, linkedid, start_second, direction, started_at)
        SELECT 'main', 'c' || id, id, CASE WHEN id % 4 = 0 THEN 'outbound' ELSE 'inbound' END, at FROM contacts WHERE id % 2 = 0
        """,
        "UPDATE contacts SET pbx = 'main', linkedid = 'c' || id, start_second = id WHERE id % 2 = 0",
        "UPDATE sources SET source_type_id = 1 + id % 3 WHERE id % 4 <> 0",
    ]

    private static let changes = [
        "UPDATE contacts SET quality_id = NULL WHERE id % 5 = $1",
        "UPDATE contacts SET deal_id = 2 WHERE id % 5 = $1",
        "UPDATE deals SET stage_id = CASE WHEN id = $1 THEN 4 ELSE 5 END WHERE id % 2 = 0",
        "UPDATE calls SET direction = CASE WHEN direction = 'inbound' THEN 'outbound' ELSE 'inbound' END WHERE id % 5 = $1",
        "UPDATE contacts SET is_inquiry = 1 - is_inquiry WHERE id % 5 = $1",
        // The call of a contact, and the way it went, become known later.
        "UPDATE contacts SET pbx = 'main', linkedid = 'late' || id, start_second = 7 WHERE id % 10 = $1 + 1 AND pbx IS NULL",
        """
        INSERT INTO calls (pbx, linkedid, start_second, direction, started_at)
        SELECT 'main', 'late' || id, 7, 'outbound', at FROM contacts WHERE linkedid = 'late' || id AND id % 10 <> $1 + 20
        """,
        "UPDATE sources SET source_type_id = 4 WHERE id % 5 = $1",
    ]

    private func check(_ store: DataStore, _ change: String) async throws {
        let inquiries = try await inquiries(store)
        #expect(inquiries.count > 300)
        let types = try await pairs("SELECT id, source_type_id FROM sources WHERE source_type_id IS NOT NULL", store)
        let groupings: [[FactDimension]] = [
            [.department], [.quality], [.inquiryKind], [.dealStage], [.sourceType], [.quality, .inquiryKind],
        ]
        for grouping in groupings {
            var question = ReportQuestion(.leads, days: Self.days, grouping: grouping, step: .month)
            question.told = [.sourceType: types]
            let table = try await store.reports.table(for: question)
            try expect(table.total, inquiries, grouping[...], types, "\(grouping) \(change)")
        }
    }

    private func expect(
        _ row: ReportRow,
        _ inquiries: [Inquiry],
        _ grouping: ArraySlice<FactDimension>,
        _ types: [String: String],
        _ words: String
    ) throws {
        let kinds = InquiryKind.allCases.map { kind in
            Int64(inquiries.filter { $0.values[.inquiryKind] == kind.rawValue }.count)
        }
        let counts = [Int64(inquiries.count)] + kinds + [inquiries.map(\.appointments).reduce(0, +)]
        let figures = Report.leads.columns.dropLast().map { row.figure($0) }
        #expect(figures == counts.map(Figure.count), "\(words) \(row.key)")
        guard let dimension = grouping.first else { return }
        let groups = Dictionary(grouping: inquiries) { inquiry in
            dimension == .sourceType
                ? inquiry.values[.source].flatMap { types[$0] } : inquiry.values[dimension]
        }
        for (value, inquiries) in groups {
            let child = try #require(row.rows.first { $0.key == .value(value) }, "\(words) \(value ?? "–")")
            try expect(child, inquiries, grouping.dropFirst(), types, words)
        }
    }

    /// Read one by one, with the rules in Swift.
    private func inquiries(_ store: DataStore) async throws -> [Inquiry] {
        let appointments = try await pairs(
            """
            SELECT contact_id, COUNT(*) FROM documents
            WHERE contact_id IS NOT NULL AND is_hidden = 0 AND kind NOT IN ('invoice', 'work_order') GROUP BY contact_id
            """,
            store
        )
        return try await store.database.read { transaction in
            let rows = try transaction.rows(
                """
                SELECT contacts.id, contacts.pbx, calls.direction, contact_channels.code, contacts.department_id, contacts.quality_id,
                    deals.stage_id, contacts.source_id
                FROM contacts LEFT JOIN deals ON deals.id = deal_id LEFT JOIN contact_channels ON contact_channels.id = channel_id
                LEFT JOIN calls ON calls.pbx = contacts.pbx AND calls.linkedid = contacts.linkedid
                    AND calls.start_second = contacts.start_second
                WHERE is_inquiry = 1 AND contacts.is_hidden = 0 AND contacts.state = 'registered'
                """
            )
            return try rows.map { row in
                var row = row
                let id = try row.integer()
                let kind = InquiryKind(
                    hasCall: try row.optionalText() != nil,
                    direction: try row.optionalText().flatMap(CallDirection.init(rawValue:)),
                    channel: try row.optionalText()
                )
                var values: [FactDimension: String] = [.inquiryKind: kind.rawValue]
                for dimension in [FactDimension.department, .quality, .dealStage, .source] {
                    values[dimension] = try row.optionalInteger().map { String($0) }
                }
                return Inquiry(values: values, appointments: appointments["\(id)"].flatMap(Int64.init) ?? 0)
            }
        }
    }

    private func pairs(_ statement: String, _ store: DataStore) async throws -> [String: String] {
        try await store.database.read { transaction in
            try transaction.rows(statement).reduce(into: [:]) { pairs, row in
                var row = row
                pairs["\(try row.integer())"] = "\(try row.integer())"
            }
        }
    }
}
