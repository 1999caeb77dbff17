import ContactCenter
import Foundation
import Hummingbird

/// What answers at the addresses of deals.
extension Site {
    /// More inquiries of one deal are looked through in the lead list.
    private static var mostInquiries: Int { 200 }
    private static var mostOpenDeals: Int { 50 }

    @Sendable func showDeals(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let address = ListAddress(DealList.path, of: request, fields: DealList.Field.all)
        let list = DealList(address, reach: try dealReach(context), for: viewer)
        var page = DealListPage(
            list: list,
            deals: [],
            hasNext: false,
            counts: [:],
            stages: try await records.records(of: FunnelStage.self, includingHidden: true),
            pipelines: try await records.records(of: Pipeline.self, includingHidden: true),
            options: try await registry.options(),
            viewer: viewer
        )
        if let client = list.filter.client { page.clientName = try await registry.clientName(client) }
        guard !list.isWrong else { return .page(page.html, status: .badRequest) }
        async let counts = deals.counts(list.filter, in: list.period.period)
        let limit = DealList.rowsOnPage
        let found = try await deals.deals(list.filter, in: list.period.period, after: list.place, limit: limit + 1)
        page.deals = Array(found.prefix(limit))
        page.hasNext = found.count > limit
        page.counts = try await counts
        return .page(page.html)
    }

    // MARK: - New ones

    @Sendable func showNewDeal(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        var deal = try await newDeal()
        deal.client = request.uri.queryParameters["client"].flatMap { Int64($0) }.map(ClientID.init(_:))
        let card = try await card(nil, RecordDraft(deal, in: viewer.timeZone), for: viewer)
        return .page(DealPage(card: card, stages: []).html)
    }

    @Sendable func addDeal(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let viewer = viewer(of: request, context)
        var contact: Kept<Contact>?
        if let id = form["contact"].flatMap({ Int64($0) }).map(ContactID.init(_:)) {
            contact = try await self.contact(id, for: reader)
        }
        var draft = RecordDraft(form, over: try await newDeal(), in: viewer.timeZone)
        if !draft.isRefused {
            let lead = contact.map { SeenLead(id: $0.id, version: $0.version) }
            switch try await deals.add(draft.record, of: lead, by: author(reader)) {
            case .saved(let kept):
                let done: DealPage.Done = contact == nil ? .saved : .joined
                return .redirect(to: "\(DealList.path(of: kept.id))?done=\(done.rawValue)", type: .normal)
            case .refused(let problems): draft.refuse(problems)
            case .stale:
                return .redirect(
                    to: "\(SitePath.contact(contact?.id ?? ContactID(0)).markup)/deal?stale=1",
                    type: .normal
                )
            }
        }
        let card = try await card(nil, draft, for: viewer)
        let named = contact.map { (id: $0.id, name: $0.record.number ?? "№ \($0.id)") }
        return .page(DealPage(card: card, stages: [], contact: named).html, status: .unprocessableContent)
    }

    /// A deal begins at the first stage of the first pipeline.
    private func newDeal() async throws -> Deal {
        var deal = Deal()
        deal.createdAt = now()
        let pipelines = try await records.records(of: Pipeline.self, includingHidden: false)
        let stages = try await records.records(of: FunnelStage.self, includingHidden: false)
        deal.stage = pipelines.lazy.compactMap { stages.inOrder(of: $0.id).first?.id }.first
        return deal
    }

    // MARK: - The card

    @Sendable func showDeal(_ request: Request, _ context: Context) async throws -> Response {
        let kept = try await deal(of: context)
        let viewer = viewer(of: request, context)
        let card = try await card(kept, RecordDraft(kept.record, in: viewer.timeZone), for: viewer)
        var page = try await dealPage(card)
        page.done = request.uri.queryParameters["done"].flatMap { DealPage.Done(rawValue: String($0)) }
        return .page(page.html)
    }

    @Sendable func changeDeal(_ request: Request, _ context: Context) async throws -> Response {
        _ = try await deal(of: context)
        return try await response(to: try await change(Deal.self, request, context), .saved)
    }

    @Sendable func hideDeal(_ request: Request, _ context: Context) async throws -> Response {
        _ = try await deal(of: context)
        return try await response(to: try await setHidden(Deal.self, true, request, context), .hidden)
    }

    @Sendable func restoreDeal(_ request: Request, _ context: Context) async throws -> Response {
        _ = try await deal(of: context)
        return try await response(to: try await setHidden(Deal.self, false, request, context), .restored)
    }

    /// To another stage, by one press.
    @Sendable func moveDeal(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let kept = try await deal(of: context)
        guard let version = form["version"].flatMap({ Int64($0) }),
            let stage = form["stage"].flatMap({ Int64($0) }).map(FunnelStageID.init(_:))
        else { throw HTTPError(.badRequest) }
        var deal = kept.record
        deal.stage = stage
        let done: DealPage.Done
        switch try await records.change(kept.id, over: version, to: deal, by: author(reader)) {
        case .saved: done = .moved
        case .stale: done = .stale
        case .refused: throw HTTPError(.badRequest)
        case .missing: throw HTTPError(.notFound)
        }
        return .redirect(to: "\(DealList.path(of: kept.id))?done=\(done.rawValue)", type: .normal)
    }

    private func response(to outcome: RecordOutcome<Deal>, _ done: DealPage.Done) async throws -> Response {
        switch outcome {
        case .saved(let kept):
            return .redirect(to: "\(DealList.path(of: kept.id))?done=\(done.rawValue)", type: .normal)
        case .shown(let card, let status): return .page(try await dealPage(card).html, status: status)
        }
    }

    private func dealPage(_ card: RecordCard<Deal>) async throws -> DealPage {
        var page = DealPage(
            card: card,
            stages: try await records.records(of: FunnelStage.self, includingHidden: true)
        )
        guard let kept = card.kept else { return page }
        var filter = RegistryFilter()
        filter.deal = kept.id
        // Whoever sees the deal sees what it came from.
        let question = RegistryQuestion(filter: filter, period: .always, limit: Self.mostInquiries)
        page.inquiries = try await registry.answer(to: question).rows
        return page
    }

    /// The deal that the address names.
    ///
    /// - Throws: 404 for what is none, 403 for one out of the reader's reach.
    private func deal(of context: Context) async throws -> Kept<Deal> {
        let kept = try await record(Deal.self, context)
        if let reach = try dealReach(context) {
            guard try await deals.isInReach(kept.id, of: reach) else { throw HTTPError(.forbidden) }
        }
        return kept
    }

    private func dealReach(_ context: Context) throws -> Sitters? {
        switch try context.signedIn.reach(of: .contacts) {
        case .nobody: throw HTTPError(.forbidden)
        case .everybody: nil
        case .some(let sitters): sitters
        }
    }

    // MARK: - The deal of a contact

    @Sendable func showContactDeal(_ request: Request, _ context: Context) async throws -> Response {
        var page = try await contactDealPage(try await dossier(of: context), request, context)
        page.isStale = request.uri.queryParameters["stale"] != nil
        return .page(page.html)
    }

    /// Puts a contact into a deal, or takes it out of the one that it is in.
    @Sendable func changeContactDeal(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let kept = try await dossier(of: context).contact
        guard let version = form["version"].flatMap({ Int64($0) }), let text = form["deal"] else {
            throw HTTPError(.badRequest)
        }
        var contact = kept.record
        contact.deal = nil
        if !text.isEmpty {
            guard let id = Int64(text).map(DealID.init(_:)), let deal = try await records.record(id), !deal.isHidden
            else {
                throw HTTPError(.badRequest)
            }
            if let reach = try dealReach(context) {
                guard try await deals.isInReach(id, of: reach) else { throw HTTPError(.forbidden) }
            }
            contact.deal = id
            // Whoever is to be sold something wants something.
            contact.isInquiry = true
        }
        switch try await contacts.save(contact, kept.id, over: version, by: author(reader)) {
        case .saved:
            let deal = contact.deal.map { "\(DealList.path(of: $0))?done=\(DealPage.Done.joined.rawValue)" }
            return .redirect(to: deal ?? "\(SitePath.contact(kept.id).markup)?saved=1", type: .normal)
        case .stale:
            return .redirect(to: "\(SitePath.contact(kept.id).markup)/deal?stale=1", type: .normal)
        case .refused: throw HTTPError(.badRequest)
        case .missing: throw HTTPError(.notFound)
        }
    }

    private func contactDealPage(
        _ dossier: ContactDossier,
        _ request: Request,
        _ context: Context
    ) async throws -> ContactDealPage {
        let viewer = viewer(of: request, context)
        let contact = dossier.contact.record
        var open: [ListedDeal] = []
        if let client = contact.client {
            var filter = DealFilter()
            filter.client = client
            filter.kind = .open
            filter.reach = try dealReach(context)
            open = try await deals.deals(filter, in: .always, after: nil, limit: Self.mostOpenDeals)
        }
        var deal = try await newDeal()
        deal.client = contact.client
        deal.responsible = contact.responsible
        deal.source = contact.source
        deal.comment = contact.works ?? contact.comment
        let phone = (contact.contactPhone ?? contact.callerNumber).map(viewer.phoneText)
        deal.name = String((dossier.clientName ?? contact.personName ?? phone ?? "").prefix(200))
        return ContactDealPage(
            dossier: dossier,
            present: try await self.deal(of: contact),
            open: open,
            card: try await card(nil, RecordDraft(deal, in: viewer.timeZone), for: viewer)
        )
    }

    /// The deal that a contact belongs to, as lists show it.
    func deal(of contact: Contact) async throws -> ListedDeal? {
        guard let id = contact.deal else { return nil }
        var filter = DealFilter()
        filter.only = id
        filter.includesHidden = true
        return try await deals.deals(filter, in: .always, after: nil, limit: 1).first
    }

    /// From the window of a call to the deal of its contact; a call that has no contact yet gets one (requirement S2.27).
    @Sendable func addCallToDeals(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        guard let id = form["call"].flatMap(CallID.init(description:)) else { throw HTTPError(.badRequest) }
        if let contact = try await contacts.contact(of: id) {
            return .redirect(to: "\(SitePath.contact(contact.id).markup)/deal", type: .normal)
        }
        guard reader.rights.allows(.intake) else { throw HTTPError(.forbidden) }
        guard let call = try await presentCall(id) else { throw HTTPError(.notFound) }
        guard call.direction != .internal, call.answeredAt != nil else { throw HTTPError(.badRequest) }
        guard try await mayRead(call, reader) else { throw HTTPError(.forbidden) }
        let contact = try await contacts.begin(call, at: nil, by: author(reader))
        return .redirect(to: "\(SitePath.contact(contact.id).markup)/deal", type: .normal)
    }

    /// A contact that the reader may see.
    func contact(_ id: ContactID, for reader: SignedIn) async throws -> Kept<Contact> {
        guard let kept = try await contacts.contact(id) else { throw HTTPError(.notFound) }
        switch reader.reach(of: .contacts) {
        case .nobody: throw HTTPError(.forbidden)
        case .everybody: break
        case .some(let sitters):
            guard try await isShown(id, to: reader, in: sitters) else { throw HTTPError(.forbidden) }
        }
        return kept
    }
}
