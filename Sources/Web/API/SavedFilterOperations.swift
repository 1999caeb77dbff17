import ContactCenter

/// The filters of the registry that the token's user has given names to (decision D9), and the columns that they want to see of each of
/// its lists. Nobody has those of somebody else.
extension Site {
    var savedFilterOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let section = Section(subject: "Saved filters", permission: .contacts)
        let operations = [
            filterList(section), filterReading(section), filterSaving(section), filterChange(section),
            filterRemoval(section), columnList(section), columnReading(section), columnChoice(section),
            columnReset(section),
        ]
        let schemas: [Schema.Property] = [
            .init("SavedFilter", SavedFilter.told.schema()), .init("ListColumns", ChosenColumns.told.schema()),
        ]
        return (operations, schemas)
    }

    // MARK: - Filters

    private static var filter: Schema { .reference(to: "SavedFilter") }

    private func filterList(_ section: Section) -> Operation {
        let page = Schema.object([.init("items", .array(of: Self.filter))])
        let words =
            "What the token's user has given names to, by name; the same for the registry, the journal and the leads"
        return section.operation("listSavedFilters", .get, "/registry-filters", words, page) { call in
            let saved = try await call.site.registry.savedFilters(of: call.reader.user.id)
            return APIAnswer(["items": .array(saved.map(SavedFilter.told.json))])
        }
    }

    private func filterReading(_ section: Section) -> Operation {
        let path = "/registry-filters/{id}"
        return section.operation("readSavedFilter", .get, path, "Read one, by its name", Self.filter) { call in
            APIAnswer(SavedFilter.told.json(try await call.savedFilter()))
        }.identified(by: .text)
    }

    private func filterSaving(_ section: Section) -> Operation {
        let words = """
            Give a filter a name, in place of one of the same name; so the same request may be sent again. `refused` with `too_many` \
            where the user has \(SavedFilter.most)
            """
        let path = "/registry-filters"
        return section.operation("saveFilter", .post, path, words, Self.filter, status: .created) { call in
            let filter = try call.filter(instead: nil)
            guard try await call.site.registry.save(filter, of: call.reader.user.id) else {
                throw APICall.refusal("too_many")
            }
            return APIAnswer(
                SavedFilter.told.json(filter),
                status: .created,
                location: "\(Site.apiPath)/registry-filters/\(SitePath.percentEncoded(filter.name))"
            )
        }.taking(SavedFilter.body(isNew: true)).refusing(.refused)
    }

    private func filterChange(_ section: Section) -> Operation {
        let words = "Give it another name, another filter, or both: what is not named stays"
        let path = "/registry-filters/{id}"
        return section.operation("changeSavedFilter", .patch, path, words, Self.filter) { call in
            let present = try await call.savedFilter()
            let filter = try call.filter(instead: present)
            let user = try call.reader.user.id
            switch try await call.site.registry.change(filterNamed: present.name, to: filter, of: user) {
            case .done: return APIAnswer(SavedFilter.told.json(filter))
            case .missing: throw Problem(.notFound)
            case .nameTaken:
                throw Problem(.invalid, errors: [FieldError(at: "name", reason: .field(.taken, nil))])
            }
        }.taking(SavedFilter.body(isNew: false)).identified(by: .text)
    }

    private func filterRemoval(_ section: Section) -> Operation {
        let words = "Take the name away; the answer is what it stood for"
        let path = "/registry-filters/{id}"
        return section.operation("removeSavedFilter", .delete, path, words, Self.filter) { call in
            let present = try await call.savedFilter()
            try await call.site.registry.removeFilter(named: present.name, of: call.reader.user.id)
            return APIAnswer(SavedFilter.told.json(present))
        }.identified(by: .text)
    }

    // MARK: - Columns

    private static var columns: Schema { .reference(to: "ListColumns") }
    private static var lists: Schema { .words(RegistryKind.allCases.map(\.rawValue)) }

    private func columnList(_ section: Section) -> Operation {
        let page = Schema.object([.init("items", .array(of: Self.columns))])
        let words = "Which columns the token's user sees of the registry, of the journal and of the leads"
        return section.operation("listColumns", .get, "/columns", words, page) { call in
            var items: [JSON] = []
            for kind in RegistryKind.allCases {
                items.append(ChosenColumns.told.json(try await call.columns(of: kind)))
            }
            return APIAnswer(["items": .array(items)])
        }
    }

    private func columnReading(_ section: Section) -> Operation {
        section.operation("readColumns", .get, "/columns/{id}", "Those of one list", Self.columns) { call in
            APIAnswer(ChosenColumns.told.json(try await call.columns(of: call.registryKind)))
        }.identified(by: Self.lists)
    }

    private func columnChoice(_ section: Section) -> Operation {
        let words = """
            Choose the columns of a list. The number stands first and is always seen; what `order` leaves out comes at the end
            """
        return section.operation("chooseColumns", .put, "/columns/{id}", words, Self.columns) { call in
            try await call.choose(call.chosenColumns())
        }.taking(ChosenColumns.body).identified(by: Self.lists)
    }

    private func columnReset(_ section: Section) -> Operation {
        let words = "See the usual columns of a list again"
        return section.operation("resetColumns", .delete, "/columns/{id}", words, Self.columns) { call in
            try await call.choose(call.registryKind.columns)
        }.identified(by: Self.lists)
    }
}

extension APICall {
    /// The one whose name stands in the path.
    fileprivate func savedFilter() async throws -> SavedFilter {
        let saved = try await site.registry.savedFilters(of: reader.user.id)
        guard let name = idText, let filter = saved.first(where: { $0.name == name }) else { throw Problem(.notFound) }
        return filter
    }

    /// What the body says.
    ///
    /// - Parameter before: what stays where the body says nothing.
    /// - Throws: 422 for what the page would not save either, and for what it would pass over.
    fileprivate func filter(instead before: SavedFilter?) throws -> SavedFilter {
        let others = JSON.object((body.members ?? []).filter { $0.name != "filter" })
        var (values, errors) = SavedFilter.nameShape(isNew: before == nil).values(others, at: [])
        if values["name"] == .nothing, before != nil {
            errors.append(FieldError(at: "name", reason: .field(.required, nil)))
        }
        var query = before?.query ?? ""
        switch body["filter"] {
        case .object?: query = registryQuery(&errors)
        case nil where before != nil: break
        case nil: errors.append(FieldError(at: "filter", reason: .field(.required, nil)))
        default: errors.append(FieldError(at: "filter", reason: .wrongType(.object)))
        }
        guard errors.isEmpty else { throw Problem(.invalid, errors: errors) }
        guard let filter = SavedFilter(name: values["name"]?.text ?? before?.name ?? "", query: query) else {
            // Else the name is of nothing that can be seen.
            guard query.utf8.count > SavedFilter.longestQuery else {
                throw Problem(.invalid, errors: [FieldError(at: "name", reason: .field(.required, nil))])
            }
            let tooLong = FieldProblem.Kind.tooLong(limit: SavedFilter.longestQuery)
            throw Problem(.invalid, errors: [FieldError(at: "filter", reason: .field(tooLong, nil))])
        }
        return filter
    }

    /// The filter of the body as the address of the page has it: that page then knows which one it shows.
    private func registryQuery(_ errors: inout [FieldError]) -> String {
        let (values, wrong) = SavedFilter.shape.values(body["filter"] ?? .null, at: ["filter"])
        let fields = RegistryList.Field.all.compactMap { name in
            values[name]?.text.map { ListAddress.Field(name: name, value: $0) }
        }
        let address = ListAddress(RegistryList.path, fields: fields)
        errors += wrong
        guard wrong.isEmpty else { return address.query }
        if fields.isEmpty { errors.append(FieldError(at: "filter", reason: .field(.required, nil))) }
        let list = RegistryList(address, reach: nil, for: viewer)
        let names = list.wrongParameters + (list.period.refusal.map { [$0.parameter] } ?? [])
        errors += names.map { FieldError(["filter", $0], .field(.malformed, nil)) }
        return address.query
    }

    // MARK: - Columns

    fileprivate var registryKind: RegistryKind {
        get throws {
            guard let kind = idText.flatMap(RegistryKind.init(rawValue:)) else { throw Problem(.notFound) }
            return kind
        }
    }

    fileprivate func columns(of kind: RegistryKind) async throws -> ChosenColumns {
        ChosenColumns(list: kind, columns: try await site.registry.columns(of: reader.user.id, in: kind))
    }

    fileprivate func choose(_ columns: RegistryColumns) async throws -> APIAnswer {
        let kind = try registryKind
        try await site.registry.setColumns(columns, of: reader.user.id, in: kind)
        return APIAnswer(ChosenColumns.told.json(try await self.columns(of: kind)))
    }

    /// What the body says.
    ///
    /// - Throws: 422 for columns that there are not.
    fileprivate func chosenColumns() throws -> RegistryColumns {
        var errors = (body.members ?? []).filter { !["shown", "order"].contains($0.name) }
            .map { FieldError(at: $0.name, reason: .unknown) }
        let (shown, order) = (columns("shown", &errors), columns("order", &errors))
        if body["shown"] == nil { errors.append(FieldError(at: "shown", reason: .field(.required, nil))) }
        guard errors.isEmpty else { throw Problem(.invalid, errors: errors) }
        return RegistryColumns(order: order ?? shown ?? [], shown: Set(shown ?? []))
    }

    private func columns(_ name: String, _ errors: inout [FieldError]) -> [RegistryColumn]? {
        guard let json = body[name] else { return nil }
        guard let elements = json.elements else {
            errors.append(FieldError(at: name, reason: .wrongType(.array)))
            return nil
        }
        var columns: [RegistryColumn] = []
        for (place, element) in elements.enumerated() {
            if let column = element.text.flatMap(RegistryColumn.init(rawValue:)) {
                columns.append(column)
            } else {
                let isText = element.text != nil
                let reason: FieldError.Reason =
                    isText ? .field(.malformed, .choice(ChosenColumns.names)) : .wrongType(.string)
                errors.append(FieldError([name, "\(place)"], reason))
            }
        }
        return columns
    }
}

extension SavedFilter {
    /// The parameters of the list of contacts, each with what may stand there.
    fileprivate static let shape = BodyShape(
        fields: RegistryList.savedParameters.map { BodyShape.Field($0.name, $0.content) }
    )

    fileprivate static func nameShape(isNew: Bool) -> BodyShape {
        BodyShape(fields: [.init("name", .text(limit: longestName), isRequired: isNew)])
    }

    fileprivate static func body(isNew: Bool) -> Schema {
        let name = FieldContent.text(limit: longestName).schema
        return .object([.init("name", name), .init("filter", shape.schema)], required: isNew ? nil : [])
    }

    fileprivate static let told: [Told<SavedFilter>] = [
        Told("name", .text) { .string($0.name) },
        Told("filter", shape.schema.described("What `GET /contacts` is asked by")) { $0.json },
        Told("query", Schema.text.described("The same behind the question mark of an address")) { .string($0.query) },
    ]

    /// What a page has saved and nobody can read is left out.
    private var json: JSON {
        let address = ListAddress(RegistryList.path, query: query, fields: RegistryList.Field.all)
        return .object(
            Self.shape.fields.compactMap { field in
                guard let text = address[field.name],
                    case .success(let value) = field.content.value(typed: text, in: .gmt),
                    value != .nothing, field.content.problem(with: value) == nil
                else { return nil }
                return JSON.Member(field.name, field.content.json(value))
            }
        )
    }
}

/// The columns of one of the registry's lists.
private struct ChosenColumns: Sendable {
    var list: RegistryKind
    var columns: RegistryColumns

    static let names = RegistryColumn.allCases.map(\.rawValue)
    private static var column: Schema { .words(names) }

    static let body = Schema.object(
        [
            .init("shown", Schema.array(of: column).described("Those that are seen")),
            .init("order", Schema.array(of: column).described("That of `shown` where nothing is said")),
        ],
        required: ["shown"]
    )

    static let told: [Told<ChosenColumns>] = [
        Told("list", .words(RegistryKind.allCases.map(\.rawValue))) { .string($0.list.rawValue) },
        Told("shown", Schema.array(of: column).described("Those that are seen, in their order")) {
            .array($0.columns.shown.map { .string($0.rawValue) })
        },
        Told("order", Schema.array(of: column).described("All, the hidden ones where they were put")) {
            .array($0.columns.order.map { .string($0.rawValue) })
        }, Told("is_usual", .boolean) { .bool($0.columns == $0.list.columns) },
    ]
}
