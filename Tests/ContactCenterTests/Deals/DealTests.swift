import ContactCenter
import Foundation
import Testing

@Suite("Deals and leads") struct DealTests {
    private static func stage(
        _ id: Int64,
        _ kind: FunnelStage.Kind,
        place: Int64,
        of pipeline: Int64 = 1,
        hidden: Bool = false
    )
        -> Kept<FunnelStage>
    {
        var stage = FunnelStage()
        (stage.name, stage.pipeline, stage.kind, stage.place) = ("\(id)", PipelineID(pipeline), kind, place)
        return Kept(id: FunnelStageID(id), version: 1, isHidden: hidden, record: stage)
    }

    /// Not in the order in which deals go through them.
    private static let stages = [
        stage(1, .open, place: 2), stage(2, .open, place: 1), stage(3, .open, place: 3, hidden: true),
        stage(4, .lost, place: 4), stage(5, .won, place: 5), stage(6, .open, place: 1, of: 2),
        stage(7, .open, place: 2, of: 2),
    ]

    @Test("S2.11 a deal goes on to the next stage of its own pipeline that is shown; lost is no stage to go on to")
    func next() {
        func next(_ id: Int64) -> Int64? { Self.stages.next(after: FunnelStageID(id))?.id.rawValue }
        #expect(next(2) == 1)
        // The hidden one and the lost one are passed over.
        #expect(next(1) == 5)
        #expect(next(5) == nil && next(4) == nil)
        #expect(next(6) == 7 && next(7) == nil)
        #expect(next(99) == nil)
    }

    @Test("S2.11 a deal must have a name and a stage, and a sum is none below zero")
    func problems() {
        #expect(Deal().problems.map(\.field) == ["name", "stage_id"])
        var deal = Deal()
        (deal.name, deal.stage, deal.amount) = ("Замена масла", FunnelStageID(1), -1)
        #expect(deal.problems.map(\.field) == ["amount"])
        deal.amount = 1_250_000
        #expect(deal.problems.isEmpty)
    }

    @Test("S2.12 an inquiry is told by its call's direction, else by whether the client has written")
    func kinds() {
        #expect(InquiryKind(hasCall: true, direction: .inbound, channel: "phone") == .inbound)
        #expect(InquiryKind(hasCall: true, direction: .outbound, channel: "web") == .outbound)
        #expect(InquiryKind(hasCall: true, direction: nil, channel: nil) == .inbound)
        for channel in ["web", "email", "messenger"] {
            #expect(InquiryKind(hasCall: false, direction: nil, channel: channel) == .request)
        }
        for channel in ["visit", "phone", nil] {
            #expect(InquiryKind(hasCall: false, direction: nil, channel: channel) == .manual)
        }
    }

    @Test("S2.15 a lead is whose who took it, or whose who is responsible for its deal")
    func managers() {
        var row = RegistryRow(
            place: RegistryPlace(at: .distantPast, contact: ContactID(1)),
            version: 1,
            state: .registered,
            number: nil,
            novelty: nil,
            isInquiry: true,
            hasAppointment: false,
            hasArrival: false
        )
        (row.registrar, row.responsible) = ("Анна", "Рожин")
        #expect(row.manager(by: .acceptor) == "Анна")
        #expect(row.manager(by: .deal) == "Рожин")
        (row.taker, row.dealResponsible) = ("Олег", "Мясин")
        #expect(row.manager(by: .acceptor) == "Олег")
        #expect(row.manager(by: .deal) == "Мясин")
    }

    @Test("S2.12, S2.13 the lead list has its columns in the order of the requirement, behind the contact's number")
    func columns() {
        #expect(
            RegistryKind.leads.columns.shown.map(\.rawValue) == [
                "number", "date", "deal", "funnel_stage", "inquiry_kind", "source", "call_status", "manager",
                "source_type",
                "place", "quality", "channel", "info",
            ]
        )
        // What was chosen before there were leads says nothing of their columns.
        #expect(!RegistryColumns(text: "number,date", of: .registry).shown.contains(.deal))
    }
}
