import ContactCenter

/// Deals, as far as the sender reaches them. An inquiry says by its field `deal` to which it belongs.
extension Site {
    var dealOperations: (operations: [Operation], schemas: [Schema.Property]) {
        var resource = resource(Deal.self, "deals", .contacts)
        resource.read = { try await $0.deals($1) }
        resource.add = { call, deal, author in
            var deal = deal
            (deal.createdAt, deal.createdBy) = (author.at, author.user)
            return try await call.site.records.add(deal, by: author)
        }
        let parameters: [Operation.Parameter] = [
            .init("pipeline_id", .reference(.pipelines), "On stages of this one only."),
            .init("stage_id", .reference(.funnelStages), "On this one only."),
            .init("client_id", .reference(.clients), "Of this client only."),
            .init("responsible_id", .reference(.employees), "Of this employee only."),
            .init("source_id", .reference(.sources), "From this one only."), APICall.hidden, APICall.after,
            APICall.limit,
        ]
        let list = resource.list("List them, the latest first", parameters) { [resource] call in
            let address = call.address(parameters.map(\.name))
            var filter = DealFilter()
            filter.pipeline = address.id("pipeline_id")
            filter.stage = address.id("stage_id")
            filter.client = address.id("client_id")
            filter.responsible = address.id("responsible_id")
            filter.source = address.id("source_id")
            filter.includesHidden = address["hidden"] != nil
            filter.reach = try call.contactReach
            let place = try address["after"].map { text in
                guard let place = DealPlace(text: text) else { throw Problem(.badCursor) }
                return place
            }
            let found = try await call.site.deals.deals(filter, in: .always, after: place, limit: call.limit + 1)
            let shown = Array(found.prefix(call.limit))
            let last = found.count > shown.count ? shown.last : nil
            return call.page(
                try await resource.json(call, shown.map(\.kept)),
                next: last.map { address.with("after", $0.place.text) }
            )
        }
        return ([list] + resource.operations, resource.schemas)
    }
}

extension APICall {
    /// Whose contacts and deals the sender may see; `nil`: everybody's.
    var contactReach: Sitters? {
        get throws {
            switch try reader.reach(of: .contacts) {
            case .nobody: throw Problem(.forbidden, subject: Permission.contacts.rawValue)
            case .everybody: nil
            case .some(let sitters): sitters
            }
        }
    }

    fileprivate func deals(_ ids: [DealID]) async throws -> [Kept<Deal>] {
        let kept = try await site.records.records(ids)
        guard let reach = try contactReach else { return kept }
        var reached: [Kept<Deal>] = []
        for deal in kept where try await site.deals.isInReach(deal.id, of: reach) { reached.append(deal) }
        return reached
    }
}
