import Foundation

/// Which deals a list shows.
package struct DealFilter: Hashable, Sendable {
    package var only: DealID?
    package var pipeline: PipelineID?
    package var stage: FunnelStageID?
    /// Of stages of this kind only.
    package var kind: FunnelStage.Kind?
    package var responsible: EmployeeID?
    package var client: ClientID?
    package var source: SourceID?
    /// Words of the name, the comment and the client's name.
    package var text: SoughtText?
    package var includesHidden = false
    /// Whose deals the reader may see; `nil`: everybody's. See `DealStore`.
    package var reach: Sitters?

    package init() {}
}

/// A deal with what a list says of it.
package struct ListedDeal: Hashable, Sendable {
    package var kept: Kept<Deal>
    package var clientName: String?
    package var stageName: String
    package var stageKind: FunnelStage.Kind
    package var responsibleName: String?
    package var sourceName: String?
    /// How many inquiries it holds.
    package var inquiries: Int

    package init(
        kept: Kept<Deal>,
        clientName: String? = nil,
        stageName: String,
        stageKind: FunnelStage.Kind,
        responsibleName: String? = nil,
        sourceName: String? = nil,
        inquiries: Int = 0
    ) {
        self.kept = kept
        self.clientName = clientName
        self.stageName = stageName
        self.stageKind = stageKind
        self.responsibleName = responsibleName
        self.sourceName = sourceName
        self.inquiries = inquiries
    }

    package var place: DealPlace { DealPlace(createdAt: kept.record.createdAt, id: kept.id) }
}

/// Where a deal stands in a list, the latest first. It stays when deals are added.
package struct DealPlace: Hashable, Sendable {
    package var createdAt: Date
    package var id: DealID

    package init(createdAt: Date, id: DealID) {
        self.createdAt = createdAt
        self.id = id
    }
}

/// How many deals stand on a stage, and what they are worth together.
package struct StageCount: Hashable, Sendable {
    package var deals: Int
    /// In hundredths of the currency.
    package var amount: Int64

    package init(deals: Int = 0, amount: Int64 = 0) {
        self.deals = deals
        self.amount = amount
    }
}

/// A lead as somebody saw it when they marked it.
package struct SeenLead: Hashable, Sendable {
    package var id: ContactID
    package var version: Int64

    package init(id: ContactID, version: Int64) {
        self.id = id
        self.version = version
    }
}

/// Why something was not done to a lead.
package enum LeadRefusal: String, CaseIterable, Sendable {
    /// Somebody else has changed it meanwhile.
    case changed
    /// It is none that the author may see, or there is none.
    case outOfReach = "out_of_reach"
    /// It cannot be shown again: the same call has another contact by now.
    case replaced
}

/// What became of something that was done to several leads at once (requirement S2.16).
package struct LeadsOutcome: Hashable, Sendable {
    /// With the versions that they have now.
    package var done: [SeenLead]
    package var left: [ContactID: LeadRefusal]

    package init(done: [SeenLead] = [], left: [ContactID: LeadRefusal] = [:]) {
        self.done = done
        self.left = left
    }
}

/// To whom leads are handed.
package enum LeadRecipient: Hashable, Sendable {
    case author
    case employee(EmployeeID)
}

/// What became of a new deal and the inquiry that it was made of.
package enum DealSaving: Hashable, Sendable {
    case saved(Kept<Deal>)
    case refused([FieldProblem])
    /// Somebody else has changed the contact meanwhile; nothing was written.
    case stale
}

/// Deals in lists, and what is done to deals and their inquiries together. A deal by itself is a record like others: `RecordStore`
/// reads and changes it.
///
/// Somebody reaches a deal who is responsible for it or made it, and whoever reaches one of its inquiries; and who is responsible for a
/// deal reaches its inquiries.
package protocol DealStore: Sendable {
    /// The latest first, without those before `place`.
    func deals(
        _ filter: DealFilter,
        in period: Period,
        after place: DealPlace?,
        limit: Int
    ) async throws -> [ListedDeal]
    /// How many of those that the filter finds stand on each stage; the filter's own stage is left out of account.
    func counts(_ filter: DealFilter, in period: Period) async throws -> [FunnelStageID: StageCount]
    func isInReach(_ deal: DealID, of reach: Sitters) async throws -> Bool

    /// A new deal, made by the author now; who makes it is responsible where nobody else is said and the author is an employee.
    ///
    /// - Parameter lead: the inquiry that it is made of: it belongs to the deal from then on, and expresses demand.
    func add(_ deal: Deal, of lead: SeenLead?, by author: RecordAuthor) async throws -> DealSaving

    /// Makes each lead the recipient's, who is told of it as of every contact that is handed over. What cannot be done is left, and
    /// the others are done.
    ///
    /// - Parameters:
    ///   - binding: by `deal` the leads' deals become the recipient's, too.
    ///   - reach: of the author.
    /// - Returns: `nil` where the recipient is no employee: nothing was done.
    func hand(
        _ leads: [SeenLead],
        to recipient: LeadRecipient,
        binding: LeadBinding,
        within reach: Sitters?,
        by author: RecordAuthor
    ) async throws -> LeadsOutcome?
    /// Hides each lead, which is what deleting means (decision D21), or shows it again.
    func setHidden(
        _ leads: [SeenLead],
        to isHidden: Bool,
        within reach: Sitters?,
        by author: RecordAuthor
    ) async throws -> LeadsOutcome
}
