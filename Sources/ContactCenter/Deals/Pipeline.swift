/// A way that deals go, stage by stage: `Продажи` (requirement S2.5, "воронка продаж").
package struct Pipeline: Hashable, Sendable {
    package var name = ""
    /// Its place among the others, from 1.
    package var place: Int64 = 0

    package init() {}
}

/// How far a deal has come: `Переговоры` (glossary: funnel stage). Which stages there are, and in which order, each pipeline says.
package struct FunnelStage: Hashable, Sendable {
    /// What a stage means for the deals that stand there.
    package enum Kind: String, CaseIterable, Sendable {
        /// There is something to go on with.
        case open
        /// The client has bought.
        case won
        /// Nothing came of it.
        case lost
    }

    package var name = ""
    package var pipeline: PipelineID?
    package var kind = Kind.open
    /// Its place in the pipeline, from 1.
    package var place: Int64 = 0

    package init() {}
}

package typealias PipelineID = RecordID<Pipeline>
package typealias FunnelStageID = RecordID<FunnelStage>

extension Pipeline: KeptRecord {
    package static let kind = RecordKind.pipelines
    package static let fields: [RecordField<Pipeline>] = [
        .text("name", \.name, limit: 200),
        .integer("place", \.place, 0...9_999),
    ]
}

extension FunnelStage: KeptRecord {
    package static let kind = RecordKind.funnelStages
    package static let fields: [RecordField<FunnelStage>] = [
        .text("name", \.name, limit: 200),
        .reference("pipeline_id", \.pipeline, to: .pipelines, isRequired: true),
        .choice("kind", \.kind),
        .integer("place", \.place, 0...9_999),
    ]
}

extension [Kept<FunnelStage>] {
    /// Those of a pipeline, in the order in which deals go through them.
    package func inOrder(of pipeline: PipelineID?) -> [Kept<FunnelStage>] {
        filter { $0.record.pipeline == pipeline }.sorted { ($0.record.place, $0.id) < ($1.record.place, $1.id) }
    }

    /// Where a deal goes on to: the next stage of its pipeline that is not hidden. Who has won or lost goes on nowhere.
    package func next(after stage: FunnelStageID) -> Kept<FunnelStage>? {
        guard let present = first(where: { $0.id == stage }), present.record.kind == .open else { return nil }
        let all = inOrder(of: present.record.pipeline)
        guard let place = all.firstIndex(where: { $0.id == stage }) else { return nil }
        return all[(place + 1)...].first { !$0.isHidden && $0.record.kind != .lost }
    }
}
