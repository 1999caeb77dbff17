import ContactCenter

/// Clients: found, kept, made one of two.
extension Site {
    var clientOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let resource = clientResource
        let operations =
            [clientList(resource)] + resource.operations + [
                merging(resource), separating(resource), doubles(resource),
            ]
        return (operations, resource.schemas)
    }

    private var clientResource: Resource<Client> {
        var resource = resource(Client.self, "clients", .clients)
        resource.shape.lists = [
            phoneList, Self.lines("emails", \.emails, limit: 320), Self.lines("addresses", \.addresses, limit: 400),
            attributeList,
        ]
        let whole = Schema.id.optional.readOnly.described("The client that this one became part of")
        resource.details = [(Schema.Property("merged_into", whole), .null)]
        resource.tell = { call, kept in
            let wholes = try await call.site.clients.wholes(of: kept.map(\.id))
            return kept.map { [JSON(wholes[$0.id]?.rawValue)] }
        }
        resource.read = { try await $0.site.clients.clients($1) }
        resource.add = { call, client, author in
            let others = try await call.othersBehind(client)
            if !others.isEmpty, call.address(["confirmed"])["confirmed"] == nil {
                var problem = Problem(.known)
                problem.members = [JSON.Member("clients", .array(others.map { JSON($0.id.rawValue) }))]
                throw problem
            }
            return try await call.site.clients.add(client, by: author)
        }
        resource.follow = { call, kept in
            // Earlier contacts of a number that nobody else has.
            let others = try await call.othersBehind(kept.record).filter { $0.id != kept.id }
            if others.isEmpty { try await call.site.linkContacts(of: kept, by: call.author) }
        }
        resource.change = { try await $0.site.clients.change($1, over: $2, to: $3, by: $0.author) }
        resource.setHidden = { try await $0.site.clients.setHidden($1, over: $2, to: $3, by: $0.author) }
        resource.addParameters = [
            .init("confirmed", .choice(["1"]), "`1`: though another client has one of the telephone numbers.")
        ]
        resource.addProblems = [.known]
        return resource
    }

    // MARK: - Lists of a client

    private var phoneList: RecordShape<Client>.List {
        let kinds = FieldContent.choice(ClientPhone.Kind.allCases.map(\.rawValue))
        let shape = BodyShape(fields: [
            .init("number", .phone(limit: 64, isKeyed: false), isRequired: true), .init("kind", kinds),
            .init("person", .text(limit: 200)),
        ])
        let told = Schema.object([
            .init("number", Schema.text.described("As it was typed")), .init("kind", kinds.schema),
            .init("person", Schema.text.optional.described("Whose it is, at an organisation")),
            .init("e164", Schema.text.optional.readOnly.described("null: it is no number that can be dialled")),
        ])
        let numbers = numbers
        return .init(
            name: "phones",
            told: told,
            set: shape.schema(isOpen: true),
            read: { client in
                client.phones.map { phone in
                    [
                        "number": .string(phone.number), "kind": .string(phone.kind.rawValue),
                        "person": JSON(phone.person), "e164": JSON(numbers.whole(phone.number)),
                    ]
                }
            },
            write: { entries, client in
                var errors: [FieldError] = []
                client.phones = entries.enumerated().compactMap { place, entry in
                    guard let members = entry.members else {
                        errors.append(FieldError(at: "phones", "\(place)", reason: .wrongType(.object)))
                        return nil
                    }
                    // Who sends back what was read need not take out what follows from the number.
                    let given = JSON.object(members.filter { $0.name != "e164" })
                    let (values, wrong) = shape.values(given, at: ["phones", "\(place)"])
                    errors += wrong
                    return ClientPhone(
                        kind: values["kind"]?.text.flatMap(ClientPhone.Kind.init(rawValue:)) ?? .contact,
                        number: values["number"]?.text ?? "",
                        person: values["person"]?.text
                    )
                }
                return errors
            }
        )
    }

    /// The business's own (requirement S3.23).
    private var attributeList: RecordShape<Client>.List {
        let shape = BodyShape(fields: [
            .init("attribute", .reference(.clientAttributes), isRequired: true),
            .init("value", .text(limit: ClientAttribute.longestValue), isRequired: true),
        ])
        let told = Schema.object([
            .init("attribute", .id), .init("value", Schema.text.described("1234.50 of a sum, 2026-04-03 of a date")),
        ])
        return .init(
            name: "attributes",
            told: told,
            set: shape.schema(isOpen: false),
            read: { client in
                client.attributes.sorted { $0.key < $1.key }.map { attribute, value in
                    ["attribute": JSON(attribute.rawValue), "value": .string(value)]
                }
            },
            write: { entries, client in
                var errors: [FieldError] = []
                client.attributes = [:]
                for (place, entry) in entries.enumerated() {
                    guard entry.members != nil else {
                        errors.append(FieldError(at: "attributes", "\(place)", reason: .wrongType(.object)))
                        continue
                    }
                    let (values, wrong) = shape.values(entry, at: ["attributes", "\(place)"])
                    errors += wrong
                    if let id = values["attribute"]?.integer {
                        client.attributes[ClientAttributeID(id)] = values["value"]?.text
                    }
                }
                return errors
            }
        )
    }

    private static func lines(
        _ name: String,
        _ path: any WritableKeyPath<Client, [String]> & Sendable,
        limit: Int
    ) -> RecordShape<Client>.List {
        let content = FieldContent.text(limit: limit)
        return .init(
            name: name,
            told: .text,
            set: content.schema,
            read: { $0[keyPath: path].map(JSON.string) },
            write: { entries, client in
                var errors: [FieldError] = []
                client[keyPath: path] = entries.enumerated().compactMap { place, entry in
                    switch content.value(entry) {
                    case .failure(let reason):
                        errors.append(FieldError(at: name, "\(place)", reason: reason))
                        return nil
                    case .success(let value):
                        if let problem = content.problem(with: value) {
                            errors.append(FieldError(at: name, "\(place)", reason: .field(problem, content)))
                        }
                        return value.text
                    }
                }
                return errors
            }
        )
    }

    // MARK: - Finding

    private func clientList(_ resource: Resource<Client>) -> Operation {
        let parameters: [Operation.Parameter] = [
            .init(
                "q",
                .text(limit: SearchQuery.longest),
                """
                Any part of a name, a telephone number, a plate, a VIN, a make: the last contacted first, \(ClientListPage.limit) \
                at most and no further page. Without it all clients in the order of their numbers.
                """
            ), APICall.hidden, APICall.after, APICall.limit,
        ]
        return resource.list("Find clients, or list all", parameters) { call in
            let address = call.address(parameters.map(\.name))
            if let typed = address["q"] {
                let found = try await call.site.clientSearch.clients(
                    matching: SearchQuery(typed),
                    limit: min(call.limit, ClientListPage.limit)
                )
                let kept = try await call.site.clients.clients(found.map(\.id))
                return call.page(try await resource.json(call, kept), next: nil)
            }
            let found = try await call.site.records.records(
                of: Client.self,
                where: [],
                includingHidden: address["hidden"] != nil,
                after: call.idBefore(),
                limit: call.limit + 1
            )
            let shown = try await call.site.clients.clients(found.prefix(call.limit).map(\.id))
            let last = found.count > call.limit ? shown.last : nil
            return call.page(
                try await resource.json(call, shown),
                next: last.map { address.with("after", "\($0.id)") }
            )
        }
    }

    private func doubles(_ resource: Resource<Client>) -> Operation {
        let pair = Schema.object([
            .init("first", .id), .init("second", .id), .init("common", .words(["number", "email", "vehicle"])),
            .init("value", .text),
        ])
        let page = Schema.object([.init("items", .array(of: pair))])
        let words = "Pairs of clients that are likely one: they have a number, an address or a vehicle in common"
        return resource.operation("listClientDoubles", .get, "/clients/doubles", words, .ok, page) { call in
            let pairs = try await call.site.clients.likelyDoubles(limit: ClientDoublesPage.limit)
            let items = pairs.map { pair -> JSON in
                [
                    "first": JSON(pair.first.rawValue), "second": JSON(pair.second.rawValue),
                    "common": .string(pair.common.words.kind), "value": .string(pair.common.words.value),
                ]
            }
            return APIAnswer(["items": .array(items)])
        }
    }

    // MARK: - Making one of two

    private func merging(_ resource: Resource<Client>) -> Operation {
        let shape = BodyShape(fields: [.init("part", .reference(.clients), isRequired: true)])
        let words = "Make another client part of this one: vehicles, documents, contacts and telephones go over"
        var operation = resource.operation(
            "mergeClients",
            .post,
            "/clients/{id}/merge",
            words,
            .ok,
            resource.reference
        ) { call in
            let whole = try await resource.record(call)
            let part = ClientID(try shape.read(call.body)["part"]?.integer ?? 0)
            let merging = try await call.site.clients.merge(part, into: whole.id, by: call.author)
            guard case .done = merging else { throw Problem(.refused) }
            return try await resource.answer(call, to: .saved(resource.record(call)))
        }
        operation.body = Operation.Body(schema: shape.schema)
        operation.problems += [.invalid, .refused]
        return operation
    }

    private func separating(_ resource: Resource<Client>) -> Operation {
        let words = "Take back that this client became part of another"
        var operation = resource.operation(
            "separateClient",
            .post,
            "/clients/{id}/separate",
            words,
            .ok,
            resource.reference
        ) { call in
            let part = try await resource.record(call)
            let merging = try await call.site.clients.separate(part.id, by: call.author)
            guard case .done = merging else { throw Problem(.refused) }
            return try await resource.answer(call, to: .saved(resource.record(call)))
        }
        operation.problems.append(.refused)
        return operation
    }
}

extension APICall {
    /// Who has one of the client's numbers.
    fileprivate func othersBehind(_ client: Client) async throws -> [FoundClient] {
        try await site.others(behind: client.phones.compactMap { site.numbers.read($0.number).key })
    }
}

extension LikelyDouble.Common {
    fileprivate var words: (kind: String, value: String) {
        switch self {
        case .number(let key): ("number", key.rawValue)
        case .email(let address): ("email", address)
        case .vehicle(let code): ("vehicle", code)
        }
    }
}
