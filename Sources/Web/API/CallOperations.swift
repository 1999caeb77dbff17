import ContactCenter
import Foundation

/// Calls of the journal, which nobody but the PBX writes.
extension Site {
    var callOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let schema = Schema.reference(to: "Call")
        let parameters = CallListField.parameters + [APICall.beforePlace, APICall.limit]
        let list = Operation(
            id: "listCalls",
            method: .get,
            path: "/calls",
            words: "Ended calls: today's inbound ones where nothing is asked for, the latest first",
            subject: "Calls",
            permission: .calls,
            parameters: parameters,
            success: .init(status: .ok, words: "A page of calls", schema: APICall.pageSchema(of: "Call")),
            problems: [.badCursor]
        ) { call in
            let page = try await call.site.listPage(.calls, call.request, call.context, for: call.viewer)
            let wrong = page.filters.fields.filter { $0.error != nil }
            if !wrong.isEmpty {
                throw Problem(
                    .badParameter,
                    errors: wrong.map { FieldError(parameter: $0.name, .field(.malformed, nil)) }
                )
            }
            if let refusal = page.period.refusal { throw call.problem(refusal) }
            let address = call.address(parameters.map(\.name))
            if address[CallListField.before] != nil, page.turn == .first { throw Problem(.badCursor) }
            let question = CallQuestion(
                filter: page.filters.filter,
                days: [page.period.period],
                rows: .init(day: nil, turn: page.turn, limit: call.limit)
            )
            let answer = try await call.site.callLog.answer(to: question)
            let told = Call.told(by: call.site.numbers)
            let last = answer.hasEarlier ? answer.rows.last : nil
            return call.page(
                answer.rows.map { told.json($0.call) },
                next: last.map { address.with(CallListField.before, $0.place.text) }
            )
        }
        let read = Operation(
            id: "readCall",
            method: .get,
            path: "/calls/{id}",
            words: "Read one, also while it lasts",
            subject: "Calls",
            permission: .calls,
            idSchema: .text,
            success: .init(status: .ok, words: "The call", schema: schema),
            problems: [.notFound]
        ) { call in
            let found = try await call.site.call(of: call.context)
            guard try await call.site.mayRead(found, call.reader) else {
                throw Problem(.forbidden, subject: Permission.calls.rawValue)
            }
            return APIAnswer(Call.told(by: call.site.numbers).json(found))
        }
        return ([list, read, contactOfCall], [.init("Call", Call.told(by: numbers).schema())])
    }
}

extension Site {
    private var contactOfCall: Operation {
        let section = Section(subject: "Calls", permission: .intake)
        let words = """
            Begin the contact of an inbound call, answered or missed. A call is one contact: where there is one, that is what is told
            """
        return beginning(section, "beginContactOfCall", "/calls/{id}/contact", words) { call, found in
            guard try call.reader.rights.scope(of: .missed) != .all else { return }
            guard try await call.site.mayRead(found, call.reader) else {
                throw Problem(.forbidden, subject: Permission.calls.rawValue)
            }
        }
    }

    /// Begins the contact of an inbound call; the one there is stays the only one.
    ///
    /// - Parameter check: throws for who may not.
    func beginning(
        _ section: Section,
        _ id: String,
        _ path: String,
        _ words: String,
        check: @escaping @Sendable (APICall, Call) async throws -> Void
    ) -> Operation {
        let resource = contactResource
        return section.operation(id, .post, path, words, resource.reference, status: .created) { call in
            let found = try await call.site.call(of: call.context)
            guard found.direction == .inbound else { throw Problem(.notFound) }
            try await check(call, found)
            if let known = try await call.site.contacts.contact(of: found.id) {
                var answer = try await resource.answer(call, to: .saved(known))
                answer.status = .created
                return answer
            }
            let author = try call.author { ($0 as? Kept<Contact>).map(resource.created) }
            return resource.created(
                try await call.site.contacts.begin(found, at: found.answeredBy?.phone, by: author)
            )
        }.ofCall.once
    }
}

extension APICall {
    fileprivate static let beforePlace = Operation.Parameter(
        CallListField.before,
        .text(limit: 64),
        "Where the page before ended. Take the whole address from its `next`."
    )
}

extension Call {
    /// The parts of a call. Lengths are milliseconds, of what lasts up to its end (decision D28).
    fileprivate static func told(by numbers: any PhoneNumberReading) -> [Told<Call>] {
        @Sendable func whole(_ text: String?) -> JSON { JSON(text.flatMap(numbers.whole)) }
        @Sendable func end(_ call: Call) -> Date { call.endedAt ?? call.startedAt }
        return [
            Told("id", .text) { .string($0.id.description) },
            Told("direction", .words(CallDirection.allCases.map(\.rawValue))) { .string($0.direction.rawValue) },
            Told("started_at", .instant) { JSON($0.startedAt) },
            Told("queued_at", Schema.instant.optional) { JSON($0.queuedAt) },
            Told("rang_at", Schema.instant.optional) { JSON($0.rangAt) },
            Told("answered_at", Schema.instant.optional) { JSON($0.answeredAt) },
            Told("ended_at", Schema.instant.optional.described("null while it lasts")) { JSON($0.endedAt) },
            Told("result", Schema.words(CallResult.allCases.map(\.rawValue)).optional) { JSON($0.result?.rawValue) },
            Told("cause", Schema.words(CallCause.allCases.map(\.rawValue)).optional.described("Why nobody answered")) {
                JSON($0.cause?.rawValue)
            },
            Told("caller_number", Schema.text.optional.described("As it was delivered; null where it was withheld")) {
                JSON($0.caller.number)
            },
            Told("caller_e164", Schema.text.optional) { whole($0.caller.number) },
            Told("caller_name", Schema.text.optional) { JSON($0.caller.name) },
            Told("caller_phone", Schema.text.optional.described("The phone of ours that called")) {
                JSON($0.callerPhone?.rawValue)
            },
            Told("dialled", Schema.text.optional) { JSON($0.dialled) },
            Told("dialled_e164", Schema.text.optional) { whole($0.dialled) },
            Told("queue", Schema.text.optional) { JSON($0.queue?.rawValue) },
            Told("answered_by", Schema.text.optional.described("The phone or number that answered first")) {
                JSON($0.answeredBy?.number)
            },
            Told("wait_ms", Schema.integer.optional.described("null: it was never offered to anybody")) {
                JSON($0.waitTime(asOf: end($0))?.inMilliseconds)
            },
            Told("talk_ms", .integer) { JSON($0.talkTime(asOf: end($0)).inMilliseconds) },
            Told("connected_ms", .integer) { JSON($0.connectedTime(asOf: end($0)).inMilliseconds) },
            Told("legs", .array(of: CallLeg.schema)) { .array($0.legs.map(\.json)) },
            Told("transfers", .array(of: Transfer.schema)) { .array($0.transfers.map(\.json)) },
            Told("recordings", Schema.integer.described("How many there are")) { JSON($0.recordings.count) },
        ]
    }
}

extension CallLeg {
    fileprivate var json: JSON {
        [
            "party": .string(party.number), "is_ours": .bool(party.phone != nil), "called_at": JSON(calledAt),
            "rang_at": JSON(rangAt), "answered_at": JSON(answeredAt), "left_at": JSON(leftAt),
            "result": JSON(result?.rawValue), "talk_ms": JSON(talkTime.inMilliseconds),
            "hold_ms": JSON(holdTime.inMilliseconds),
        ]
    }

    fileprivate static let schema = Schema.object([
        .init("party", Schema.text.described("A phone of ours, or a number outside")), .init("is_ours", .boolean),
        .init("called_at", .instant), .init("rang_at", Schema.instant.optional),
        .init("answered_at", Schema.instant.optional), .init("left_at", Schema.instant.optional),
        .init("result", Schema.words(LegResult.allCases.map(\.rawValue)).optional), .init("talk_ms", .integer),
        .init("hold_ms", .integer),
    ])
}

extension Transfer {
    fileprivate var json: JSON {
        [
            "kind": .string(kind.rawValue), "from": JSON(from?.number), "to": .string(to.number), "at": JSON(at),
            "completed_at": JSON(completedAt), "is_returned": .bool(isReturned),
        ]
    }

    fileprivate static let schema = Schema.object([
        .init("kind", .words(["blind", "attended", "ami_redirect"])), .init("from", Schema.text.optional),
        .init("to", .text), .init("at", .instant), .init("completed_at", Schema.instant.optional),
        .init("is_returned", .boolean),
    ])
}

extension CallListField {
    /// What the API asks the list of calls by: the fields of the page's address.
    fileprivate static var parameters: [Operation.Parameter] {
        Operation.Parameter.period + [
            .init(direction, .choice(CallDirection.allCases.map(\.rawValue)), "`inbound` where nothing is said."),
            .init(kind, .choice(CallFilter.Kind.allCases.map(\.rawValue)), "How they ended."),
            .init(cause, .choice(CallCause.allCases.map(\.rawValue)), "Why nobody answered."),
            .init(person, .user, "This person sat at a phone that took part."),
            .init(department, .text(limit: 200), "Somebody of this department did."),
            .init(phone, .text(limit: 32), "This phone took part."),
            .init(did, .text(limit: 64), "The number that was dialled."),
            .init(queue, .text(limit: 100), "They came through this queue."),
            .init(number, .text(limit: 64), "The number at the other end, or its last four digits."),
        ]
    }
}
