import ContactCenter

/// Directories, vehicles and documents: records that are nothing but their fields.
extension Site {
    /// How much of a history is told.
    private static var mostChanges: Int { 200 }

    /// - Parameters:
    ///   - path: `job-positions`
    ///   - given: fields that are given with a new one.
    func resource<Record: KeptRecord>(
        _ type: Record.Type,
        _ path: String,
        _ permission: Permission,
        given: Set<String> = []
    ) -> Resource<Record> {
        let name = "\(Record.self)"
        return Resource(
            path: path,
            plural: Record.kind.pluralName,
            kind: Record.kind,
            shape: RecordShape(name: name, fields: Record.fields, blank: Record(), given: given, numbers: numbers),
            permission: permission,
            fresh: { _ in Record() },
            read: { try await $0.site.records.records($1) },
            add: { try await $0.site.records.add($1, by: $2) },
            change: { try await $0.site.records.change($1, over: $2, to: $3, by: $0.author) },
            setHidden: { try await $0.site.records.setHidden($1, over: $2, to: $3, by: $0.author) },
            history: { try await $0.site.records.history(of: $1, limit: Self.mostChanges) }
        )
    }

    // MARK: - Directories

    func operations(of directory: Directory) -> (operations: [Operation], schemas: [Schema.Property]) {
        operations(of: directory.type, directory)
    }

    private func operations<Record: DirectoryRecord>(
        of type: Record.Type,
        _ directory: Directory
    ) -> (operations: [Operation], schemas: [Schema.Property]) {
        var resource = resource(type, directory.rawValue, directory.permission)
        if [.dids, .sources, .projects].contains(directory) { resource = resource.tellingDIDs() }
        let search = Operation.Parameter("q", .text(limit: 100), "Any part of what the fields say, in either alphabet.")
        let parameters = [search, APICall.hidden, APICall.after, APICall.limit]
        let list = resource.list("List them in the order of their numbers", parameters) { [resource] call in
            let address = call.address(["q", "hidden", "after", "limit"])
            let after = try call.idBefore() as RecordID<Record>?
            let (found, _) = try await call.site.directoryRecords(type, address, for: call.viewer)
            let rest = found.sorted { $0.id < $1.id }.filter { $0.id > after ?? RecordID(0) }
            return try await resource.page(call, rest, address)
        }
        return ([list] + resource.operations, resource.schemas)
    }

    // MARK: - Vehicles

    var vehicleOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let resource = resource(Vehicle.self, "vehicles", .clients)
        let names = ["owner_id", "make_id", "model_id"]
        let parameters =
            names.compactMap { name in
                Vehicle.field(name).map { Operation.Parameter(name, $0.content, "Of this one only.") }
            } + [
                .init(
                    "q",
                    .text(limit: SearchQuery.longest),
                    """
                    Those that nobody owns by any part of plate, VIN, make or model, the newest first, and no further page; the others \
                    are found with their clients.
                    """
                ), APICall.hidden, APICall.after, APICall.limit,
            ]
        let list = resource.list("List them in the order of their numbers", parameters) { call in
            let address = call.address(names + ["q", "hidden", "after", "limit"])
            if let typed = address["q"] {
                // Each of the others would be left out without a word.
                let others = (names + ["hidden", "after"]).filter { address[$0] != nil }
                guard others.isEmpty else {
                    throw Problem(.badParameter, errors: others.map { FieldError(parameter: $0, .unknown) })
                }
                let query = SearchQuery(typed)
                let found = try await call.site.clientSearch.ownerlessVehicles(matching: query, limit: call.limit)
                let kept = try await call.site.records.records(found.map(\.id))
                return call.page(try await resource.json(call, kept), next: nil)
            }
            let wanted = names.compactMap { name -> (field: RecordField<Vehicle>, value: FieldValue)? in
                guard let field = Vehicle.field(name), let id = address[name].flatMap({ Int64($0) }) else { return nil }
                return (field, .integer(id))
            }
            let found = try await call.site.records.records(
                of: Vehicle.self,
                where: wanted,
                includingHidden: address["hidden"] != nil,
                after: call.idBefore(),
                limit: call.limit + 1
            )
            return try await resource.page(call, found, address)
        }
        return ([list] + resource.operations, resource.schemas)
    }

    // MARK: - Documents

    var documentResource: Resource<Document> {
        var resource = resource(
            Document.self,
            "documents",
            .clients,
            given: ["number", "client_id", "vehicle_id", "contact_id"]
        )
        resource.fresh = { now in
            var document = Document()
            document.at = now
            return document
        }
        resource.add = { try await $0.site.documents.add($1, by: $2) }
        resource.follow = { call, kept in
            // The marks of the contact have changed with it.
            if let contact = kept.record.contact { call.site.contacts.news.tell(contact) }
        }
        return resource
    }

    var documentOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let resource = documentResource
        let parameters: [Operation.Parameter] = [
            .init("kind", .choice(Document.Kind.allCases.map(\.rawValue)), "Of this kind only."),
            .init("open", .choice(["1", "0"]), "`1`: open ones, `0`: closed ones."),
            .init("number", .text(limit: 64), "The beginning of the number."),
            .init("client_id", .reference(.clients), "Of this client only."),
            .init("vehicle_id", .reference(.vehicles), "Of this vehicle only."),
            .init("contact_id", .reference(.contacts), "Of this contact only."), APICall.after, APICall.limit,
        ]
        let list = resource.list("List them, the latest first", parameters) { call in
            let address = call.address(parameters.map(\.name))
            var filter = DocumentFilter(address)
            filter.client = address.id("client_id")
            filter.vehicle = address.id("vehicle_id")
            filter.contact = address.id("contact_id")
            let place = try address["after"].map { text in
                guard let place = DocumentListPage.place(text) else { throw Problem(.badCursor) }
                return place
            }
            let found = try await call.site.documents.documents(where: filter, after: place, limit: call.limit + 1)
            let shown = Array(found.prefix(call.limit))
            let last = found.count > shown.count ? shown.last : nil
            return call.page(
                try await resource.json(call, shown),
                next: last.map { address.with("after", DocumentListPage.text(of: $0)) }
            )
        }
        return ([list] + resource.operations, resource.schemas)
    }
}

extension Resource {
    /// The schemas that its operations speak of.
    var schemas: [Schema.Property] {
        [
            .init(shape.name, component), .init("New\(shape.name)", shape.newSchema),
            .init("Changed\(shape.name)", shape.changeSchema),
        ]
    }

    /// A page of what was found in the order of numbers; there is another when more was found than it holds.
    func page(_ call: APICall, _ found: [Kept<Record>], _ address: ListAddress) async throws -> APIAnswer {
        let shown = Array(found.prefix(call.limit))
        let last = found.count > shown.count ? shown.last : nil
        return call.page(try await json(call, shown), next: last.map { address.with("after", "\($0.id)") })
    }

    /// The pages of calls show at once what numbers are called.
    fileprivate func tellingDIDs() -> Resource {
        var resource = self
        let (add, change, setHidden) = (add, change, setHidden)
        resource.add = { call, record, author in
            defer { call.site.dids.forget() }
            return try await add(call, record, author)
        }
        resource.change = { call, id, version, record in
            defer { call.site.dids.forget() }
            return try await change(call, id, version, record)
        }
        resource.setHidden = { call, id, version, isHidden in
            defer { call.site.dids.forget() }
            return try await setHidden(call, id, version, isHidden)
        }
        return resource
    }
}

extension APICall {
    /// The number behind which a page begins.
    ///
    /// - Throws: 400 for what no page before had.
    func idBefore<Record>() throws -> RecordID<Record>? {
        guard let text = address(["after"])["after"] else { return nil }
        guard let id = Int64(text), id > 0 else { throw Problem(.badCursor) }
        return RecordID(id)
    }
}

extension RecordKind {
    /// As names of operations have it: `JobPositions`.
    fileprivate var pluralName: String {
        rawValue.split(separator: "_").map { $0 == "dids" ? "DIDs" : $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined()
    }
}
