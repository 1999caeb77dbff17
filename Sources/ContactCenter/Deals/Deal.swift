import Foundation

/// What the business may sell to a client, or has sold (glossary: `Сделка`). It holds the inquiries that it came from, however many
/// and by whichever channel (requirement S2.11): each contact names its deal.
package struct Deal: Hashable, Sendable {
    /// `Боровков Сергей: замена масла`. At most 200 characters.
    package var name = ""
    package var client: ClientID?
    package var stage: FunnelStageID?
    /// Who leads it to its end.
    package var responsible: EmployeeID?
    /// Where the client heard of us.
    package var source: SourceID?
    /// In hundredths of the currency.
    package var amount: Int64?
    package var comment: String?
    package var createdAt = Date(timeIntervalSince1970: 0)
    package var createdBy: UserID?

    package init() {}
}

package typealias DealID = RecordID<Deal>

extension Deal: KeptRecord {
    package static let kind = RecordKind.deals
    package static let fields: [RecordField<Deal>] = [
        .text("name", \.name, limit: 200),
        .reference("client_id", \.client, to: .clients),
        .reference("stage_id", \.stage, to: .funnelStages, isRequired: true),
        .reference("responsible_id", \.responsible, to: .employees),
        .reference("source_id", \.source, to: .sources),
        .money("amount", \.amount),
        .lines("comment", \.comment, limit: 4_000),
        .instant("created_at", \.createdAt).fixed,
        .user("created_by", \.createdBy).fixed,
    ]
}

/// How good an inquiry is: `Целевой`, `Спам` (glossary: lead quality, requirement S2.13).
package struct LeadQuality: Hashable, Sendable {
    package var name = ""
    /// Its place among the others, from 1.
    package var place: Int64 = 0

    package init() {}
}

package typealias LeadQualityID = RecordID<LeadQuality>

extension LeadQuality: KeptRecord {
    package static let kind = RecordKind.leadQualities
    package static let fields: [RecordField<LeadQuality>] = [
        .text("name", \.name, limit: 200),
        .integer("place", \.place, 0...9_999),
    ]
}

/// What several sources have in common: `Наружная реклама` (requirement S2.13).
package struct SourceType: Hashable, Sendable {
    package var name = ""
    /// Its place among the others, from 1.
    package var place: Int64 = 0

    package init() {}
}

package typealias SourceTypeID = RecordID<SourceType>

extension SourceType: KeptRecord {
    package static let kind = RecordKind.sourceTypes
    package static let fields: [RecordField<SourceType>] = [
        .text("name", \.name, limit: 200),
        .integer("place", \.place, 0...9_999),
    ]
}
