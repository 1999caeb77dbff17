import ContactCenter
import Foundation

/// Deals with what lists say of them.
struct DealReading {
    let numbers: any PhoneNumberReading

    func deals(
        _ filter: DealFilter,
        in period: Period,
        after place: DealPlace?,
        limit: Int,
        _ transaction: any Transaction
    ) throws -> [ListedDeal] {
        var conditions = Conditions(filter, in: period)
        if let place {
            let (at, id) = (conditions.bind(.instant(place.createdAt)), conditions.bind(.integer(place.id.rawValue)))
            conditions.add("deals.created_at <= \(at)")
            conditions.add("(deals.created_at, deals.id) < (\(at), \(id))")
        }
        let count = conditions.bind(.integer(limit))
        let ids: [DealID] = try transaction.rows(
            """
            SELECT deals.id FROM deals WHERE \(conditions.text)
            ORDER BY deals.created_at DESC, deals.id DESC LIMIT \(count)
            """,
            conditions.values
        ).map { row in
            var row = row
            return try row.id()
        }
        let kept = try RecordTable<Deal>(numbers: numbers).records(ids, in: transaction)
        let details = try transaction.rows(Self.details, each: ids.map { [.integer($0.rawValue)] })
        return try zip(kept, details).map { kept, rows in
            guard var row = rows.first else { throw StorageError(.failed, "A deal has no stage.") }
            return try ListedDeal(
                kept: kept,
                clientName: row.optionalText(),
                stageName: row.text(),
                stageKind: row.named(),
                responsibleName: row.optionalText(),
                sourceName: row.optionalText(),
                inquiries: Int(row.integer())
            )
        }
    }

    private static let details = """
        SELECT clients.name, funnel_stages.name, funnel_stages.kind, employees.name, sources.name,
            (SELECT COUNT(*) FROM contacts WHERE contacts.deal_id = deals.id AND contacts.is_hidden = 0)
        FROM deals
        JOIN funnel_stages ON funnel_stages.id = deals.stage_id
        LEFT JOIN clients ON clients.id = deals.client_id
        LEFT JOIN employees ON employees.id = deals.responsible_id
        LEFT JOIN sources ON sources.id = deals.source_id
        WHERE deals.id = $1
        """

    func counts(
        _ filter: DealFilter,
        in period: Period,
        _ transaction: any Transaction
    ) throws -> [FunnelStageID: StageCount] {
        let conditions = Conditions(filter, in: period, ofStage: false)
        let rows = try transaction.rows(
            """
            SELECT deals.stage_id, COUNT(*), CAST(COALESCE(SUM(deals.amount), 0) AS {bigint}) FROM deals
            WHERE \(conditions.text) GROUP BY deals.stage_id
            """,
            conditions.values
        ).map { row in
            var row = row
            return try (FunnelStageID(row.integer()), StageCount(deals: Int(row.integer()), amount: row.integer()))
        }
        return Dictionary(rows, uniquingKeysWith: { $1 })
    }
}
