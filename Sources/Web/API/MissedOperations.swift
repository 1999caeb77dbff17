import ContactCenter
import Foundation

/// The register of missed calls, and what people mark in it (requirements S0.59 to S0.62, S2.24, S2.25).
extension Site {
    var missedOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let reading = Section(subject: "Missed calls", permission: .missed)
        let distributing = Section(subject: "Missed calls", permission: .distribute)
        let marks = MissedMark.Kind.allCases.map { kind in
            marking(kind, kind.isDistributing ? distributing : reading)
        }
        let operations =
            [missedList(reading), missedCounts(reading), assignees(distributing)] + marks + [
                undoing(reading), spamList(distributing), spamRestoring(distributing),
            ]
        let call = MissedCall.told(by: numbers, missedRules, at: now).schema()
        return (operations, [.init("MissedCall", call), .init("MissedMarking", MissedOutcome.schema)])
    }

    // MARK: - Reading

    private func missedList(_ section: Section) -> Operation {
        let parameters = Self.missedParameters + [APICall.after, APICall.limit]
        let caller = Schema.object([
            .init("count", Schema.integer.described("How many calls of the caller there are")),
            .init("clients", Schema.array(of: .id).described("Who it may be, the likeliest first")),
            .init("calls", Schema.array(of: .reference(to: "MissedCall")).described("The latest first")),
        ])
        let page = Schema.object([.init("items", .array(of: caller)), .init("next", Schema.text.optional)])
        let words = """
            Callers who were missed, with their calls: those of the last days who wait to be called back where nothing is asked for, \
            the latest first
            """
        return section.operation("listMissedCalls", .get, "/missed", words, page) { call in
            let list = try call.missedList()
            let address = call.address(parameters.map(\.name))
            if address["after"] != nil, list.query.after == nil { throw Problem(.badCursor) }
            var query = list.query
            query.limit = call.limit
            let found = try await call.site.missed.page(query)
            let clients = await call.site.clients(of: found, call.viewer)
            let told = call.toldOfMissed
            let items = found.callers.map { caller -> JSON in
                let key = caller.attempts.first?.caller.number.flatMap { call.site.numbers.read($0).key }
                let known = key.flatMap { clients[$0] } ?? []
                return [
                    "count": JSON(caller.count), "clients": .array(known.map { JSON($0.id.rawValue) }),
                    "calls": .array(caller.attempts.map(told.json)),
                ]
            }
            return call.page(items, next: found.next.map { address.with("after", $0.text) })
        }.asking(parameters).refusing(.badCursor)
    }

    private func missedCounts(_ section: Section) -> Operation {
        let names = ["waiting", "nobodys", "mine", "overdue"]
        let words = "How many callers wait to be called back"
        let schema = Schema.object(names.map { .init($0, .integer) })
        let parameters = Self.missedParameters.filter { !["view", "by"].contains($0.name) }
        return section.operation("countMissedCalls", .get, "/missed/counts", words, schema) { call in
            let query = try call.missedList().query
            let window = TimeInterval(call.site.missedRules.callBackWindow.components.seconds)
            let counts = try await call.site.missed.counts(query, overdueBefore: call.viewer.now - window)
            let figures = [counts.waiting, counts.nobodys, counts.mine, counts.overdue]
            return APIAnswer(.object(zip(names, figures).map { JSON.Member($0, JSON($1)) }))
        }.asking(parameters)
    }

    private func assignees(_ section: Section) -> Operation {
        let person = Schema.object([.init("user", .id), .init("name", .text)])
        let page = Schema.object([.init("items", .array(of: person))])
        let words = "To whom a missed call can be handed"
        return section.operation("listMissedAssignees", .get, "/missed/assignees", words, page) { call in
            let people = try await call.site.missed.assignees()
            return APIAnswer([
                "items": .array(people.map { ["user": JSON($0.user.rawValue), "name": .string($0.displayName)] })
            ])
        }
    }

    // MARK: - Numbers of unwanted callers

    private func spamList(_ section: Section) -> Operation {
        let number = Schema.object([
            .init("id", .id), .init("number", Schema.text.described("As it was delivered")),
            .init("marked_by", Schema.text.described("Whose mark it is")), .init("marked_at", .instant),
            .init("calls", Schema.integer.described("Inbound calls of the number")),
            .init("last_call_at", Schema.instant.optional),
        ])
        let page = Schema.object([.init("items", .array(of: number))])
        let words = "Numbers whose calls are not wanted, the latest marked first"
        return section.operation("listSpamNumbers", .get, "/missed/numbers", words, page) { call in
            let items = try await call.site.missed.spamNumbers().map { number -> JSON in
                [
                    "id": JSON(number.id.rawValue), "number": .string(number.number),
                    "marked_by": .string(number.markedBy), "marked_at": JSON(number.markedAt),
                    "calls": JSON(number.callCount), "last_call_at": JSON(number.lastCallAt),
                ]
            }
            return APIAnswer(["items": .array(items)])
        }
    }

    private func spamRestoring(_ section: Section) -> Operation {
        let schema = Schema.object([.init("id", .id)])
        let words = "The calls of this number are wanted after all"
        return section.operation("restoreSpamNumber", .post, "/missed/numbers/{id}/restore", words, schema) { call in
            let id: RecordID<SpamNumber> = try call.id()
            let isRestored = try await call.site.missed.restore(SpamNumber.ID(id.rawValue), by: call.missedActor)
            guard isRestored else { throw Problem(.notFound) }
            await call.site.noteMarked(.spam)
            return APIAnswer(["id": JSON(id.rawValue)])
        }
    }

    /// What the API asks the register by: the fields of the page's address.
    private static var missedParameters: [Operation.Parameter] {
        let views: [MissedQuery.View] = MissedQuery.View.allCases
        return [
            .init("view", .choice(views.map(\.rawValue)), "Which calls: `waiting` where nothing is said."),
            .init("by", .choice(["caller", "call"]), "`call`: each call by itself, not those of a caller together."),
        ] + Operation.Parameter.period + [
            .init("cause", .choice(CallCause.allCases.map(\.rawValue)), "Why nobody answered."),
            .init("did", .text(limit: 64), "The number that was dialled."),
            .init("phone", .text(limit: 32), "A phone of ours that rang."),
            .init("number", .text(limit: 64), "The caller's number."),
        ]
    }
}

extension APICall {
    fileprivate var toldOfMissed: [Told<MissedCall>] {
        MissedCall.told(by: site.numbers, site.missedRules) { [now = viewer.now] in now }
    }

    var missedActor: MissedActor { get throws { try site.missedActor(request, context, reader) } }

    func require(_ permission: Permission) throws {
        guard try reader.rights.allows(permission) else { throw Problem(.forbidden, subject: permission.rawValue) }
    }

    /// What is asked for, as the page understands it.
    fileprivate func missedList() throws -> MissedList {
        let list = try MissedList(request, for: reader, seenBy: viewer)
        if let refusal = list.period.refusal { throw problem(refusal) }
        if list.address["view"] == MissedQuery.View.hidden.rawValue { try require(.distribute) }
        if list.address["phone"] != nil, list.query.phone == nil {
            throw Problem(.badParameter, errors: [FieldError(parameter: "phone", .field(.malformed, nil))])
        }
        return list
    }
}
