import ContactCenter

/// What people mark in the register of missed calls, and taking it back.
extension Site {
    func marking(_ kind: MissedMark.Kind, _ section: Section) -> Operation {
        let one = BodyShape(fields: [
            .init("id", .integer(1...Int64.max), isRequired: true),
            .init("version", .integer(0...Int64.max), isRequired: true),
        ])
        let rest = BodyShape(fields: kind.fields)
        let calls = Schema.Property("calls", .array(of: one.schema, most: Self.mostMarked))
        let required = ["calls"] + rest.fields.filter(\.isRequired).map(\.name)
        let properties = rest.fields.map {
            Schema.Property($0.name, $0.isRequired ? $0.content.schema : $0.content.schema.optional)
        }
        let outcome = Schema.reference(to: "MissedMarking")
        return section.operation(
            "\(kind.rawValue)MissedCalls",
            .post,
            "/missed/\(kind.rawValue)",
            kind.description,
            outcome
        ) { call in
            let members = (call.body.members ?? []).filter { $0.name != "calls" }
            var (values, errors) = rest.values(.object(members), at: [])
            let (entries, wrong) = one.entries("calls", in: call.body, most: Self.mostMarked)
            errors += wrong
            if wrong.isEmpty, entries.isEmpty {
                errors.append(FieldError(at: "calls", reason: .field(.required, nil)))
            }
            guard errors.isEmpty else { throw Problem(.invalid, errors: errors) }
            let seen = entries.map {
                MissedCall.Seen(id: MissedCall.ID($0["id"]?.integer ?? 0), version: $0["version"]?.integer ?? 0)
            }
            let mark = try await call.mark(kind, values)
            let result = try await call.site.missed.mark(seen, mark, by: call.missedActor)
            await call.site.noteMarked(kind)
            return APIAnswer(result.json)
        }.taking(.object([calls] + properties, required: required))
    }

    func undoing(_ section: Section) -> Operation {
        let shape = BodyShape(fields: [.init("change", .integer(1...Int64.max), isRequired: true)])
        let words = "Take back what the sender marked, where nothing was changed since"
        let outcome = Schema.reference(to: "MissedMarking")
        return section.operation("undoMissedCalls", .post, "/missed/undo", words, outcome) { call in
            let id = MissedChange.ID(try shape.read(call.body)["change"]?.integer ?? 0)
            guard let change = try await call.site.missed.change(id), try change.by == call.reader.user.id else {
                throw Problem(.notFound)
            }
            if change.kind.isDistributing { try call.require(.distribute) }
            let outcome = try await call.site.missed.undo(id, by: call.missedActor)
            await call.site.noteMarked(.spam)
            return APIAnswer(outcome.json)
        }.taking(shape).refusing(.notFound)
    }
}

extension APICall {
    fileprivate func mark(_ kind: MissedMark.Kind, _ values: [String: FieldValue]) async throws -> MissedMark {
        switch kind {
        case .exclude:
            let reason = values["reason"]?.text.flatMap(ExclusionReason.init(rawValue:)) ?? .other
            return .exclude(reason, note: values["note"]?.text)
        case .include: return .include
        case .assign:
            guard case .integer(let id)? = values["user"] else { return .assign(nil) }
            guard try await site.missed.assignees().contains(where: { $0.user.rawValue == id }) else {
                throw Problem(.invalid, errors: [FieldError(at: "user", reason: .field(.noSuchRecord, .user))])
            }
            return .assign(UserID(id))
        case .hide: return .hide
        case .unhide: return .unhide
        case .spam: return .spam
        }
    }
}

extension MissedMark.Kind {
    /// What is said beside the calls.
    fileprivate var fields: [BodyShape.Field] {
        switch self {
        case .exclude:
            [
                .init("reason", .choice(ExclusionReason.allCases.map(\.rawValue)), isRequired: true),
                .init("note", .text(limit: 200)),
            ]
        case .assign: [.init("user", .user)]
        case .include, .hide, .unhide, .spam: []
        }
    }

    fileprivate var description: String {
        let rest = ". Calls that were changed since they were read are left"
        return switch self {
        case .exclude: "Say that calls are not missed, and why\(rest)"
        case .include: "Say that calls are missed after all\(rest)"
        case .assign: "Hand calls to somebody, or to nobody with `null`\(rest)"
        case .hide: "Hide calls\(rest)"
        case .unhide: "Show hidden calls again\(rest)"
        case .spam: "Say that the callers' numbers are those of unwanted callers"
        }
    }
}

extension MissedOutcome {
    fileprivate var json: JSON {
        ["change": JSON(change?.rawValue), "changed": JSON(changed), "refused": JSON(refused)]
    }

    static let schema = Schema.object([
        .init("change", Schema.id.optional.described("By which it can be taken back; null: nothing was changed")),
        .init("changed", .integer),
        .init("refused", Schema.integer.described("Left: changed meanwhile, or none of the sender's")),
    ])
}
