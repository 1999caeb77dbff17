import ContactCenter
import Foundation

/// The scripts that lead through contacts, with their versions, and what they are used for.
extension Site {
    var scriptOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let section = Section(subject: "Scripts", permission: .scripts)
        let operations = [
            scriptList(section), scriptAdding(section), scriptCheck(section), scriptReading(section),
            scriptVersions(section), scriptSaving(section), scriptCopying(section), scriptUses(section),
            scriptHanging(section),
        ]
        return (
            operations,
            [
                .init("ScriptVersion", KeptScript.told.schema()),
                .init("ScriptText", ScriptText.schema), .init("Script", KeptScript.wholeSchema),
                .init("ScriptUse", ScriptUse.schema),
            ]
        )
    }

    private static let version = Schema.reference(to: "ScriptVersion")
    private static let whole = Schema.reference(to: "Script")
    private static let text = Schema.reference(to: "ScriptText")

    // MARK: - Reading

    private func scriptList(_ section: Section) -> Operation {
        let page = Schema.object([.init("items", .array(of: Self.version))])
        return section.operation("listScripts", .get, "/scripts", "The latest version of each", page) { call in
            let found = try await call.site.scripts.scripts()
            return APIAnswer(["items": .array(found.map(KeptScript.told.json))])
        }
    }

    private func scriptReading(_ section: Section) -> Operation {
        let words =
            "What a script says, as JSON and as the YAML of the editor: the latest version where none is asked for"
        return section.operation("readScript", .get, "/scripts/{id}", words, Self.whole) { call in
            let asked = call.address(["version"])["version"].flatMap { Int64($0) }
            let versions = try await call.site.scripts.versions(of: call.id(), limit: Self.mostVersions)
            guard let kept = versions.first(where: { asked == nil || $0.ordinal == asked }) else {
                throw Problem(.notFound)
            }
            return try call.answer(kept)
        }.asking([.init("version", .integer(1...Int64.max), "Which version.")])
    }

    private func scriptVersions(_ section: Section) -> Operation {
        let page = Schema.object([.init("items", .array(of: Self.version))])
        let words = "All versions of a script, the latest first, \(Self.mostVersions) at most"
        return section.operation("listScriptVersions", .get, "/scripts/{id}/versions", words, page) { call in
            let found = try await call.site.scripts.versions(of: call.id(), limit: Self.mostVersions)
            guard !found.isEmpty else { throw Problem(.notFound) }
            return APIAnswer(["items": .array(found.map(KeptScript.told.json))])
        }
    }

    private static var mostVersions: Int { 100 }

    // MARK: - Writing

    private func scriptCheck(_ section: Section) -> Operation {
        let schema = Schema.object([.init("steps", Schema.integer.described("How many steps it has"))])
        let words = "See whether a script is in order; nothing is kept"
        return section.operation("checkScript", .post, "/scripts/check", words, schema) { call in
            APIAnswer(["steps": JSON(try ScriptText(call.body).script(by: call.site.scriptNotation).steps.count)])
        }.taking(Self.text)
    }

    private func scriptAdding(_ section: Section) -> Operation {
        section.operation("addScript", .post, "/scripts", "Add one, in its first version", Self.whole, status: .created)
        { call in
            try await call.add(ScriptText(call.body).script(by: call.site.scriptNotation))
        }.taking(Self.text).once
    }

    private func scriptCopying(_ section: Section) -> Operation {
        let words = "Make a script of its own that says the same, to be changed"
        return section.operation("copyScript", .post, "/scripts/{id}/copy", words, Self.whole, status: .created) {
            call in
            guard let kept = try await call.site.scripts.script(call.id()) else { throw Problem(.notFound) }
            return try await call.add(kept.script.copy)
        }.once
    }

    private func scriptSaving(_ section: Section) -> Operation {
        let words = """
            Make a new version of a script, over the one that was read. Contacts that are under way go on with theirs. The same again \
            makes none
            """
        return section.operation("saveScript", .post, "/scripts/{id}/versions", words, Self.whole) { call in
            let version = try call.version()
            let script = try ScriptText(call.body).script(by: call.site.scriptNotation)
            switch try await call.site.scripts.save(script, as: call.id(), over: version, by: call.author) {
            case .saved(let kept): return try call.answer(kept)
            case .stale(let other): throw call.stale(try call.answer(other).json)
            case .missing: throw Problem(.notFound)
            case .refused: throw Problem(.refused)
            }
        }.taking(Self.text).overVersion.refusing(.refused)
    }

    // MARK: - What they are used for

    private func scriptUses(_ section: Section) -> Operation {
        let words = "What a script is hung to"
        let schema = Schema.reference(to: "ScriptUse")
        return section.operation("readScriptUses", .get, "/scripts/{id}/uses", words, schema) { call in
            guard let kept = try await call.site.scripts.script(call.id()) else { throw Problem(.notFound) }
            return APIAnswer(try await call.site.scripts.use(of: kept.id).json)
        }
    }

    private func scriptHanging(_ section: Section) -> Operation {
        let shape = BodyShape(fields: [
            .init("projects", .references(.projects)), .init("channels", .references(.contactChannels)),
            .init("reasons", .references(.reasons)), .init("topics", .references(.topics)), .init("is_offered", .flag),
        ])
        let schema = Schema.reference(to: "ScriptUse")
        let words = """
            Hang a script to projects, channels and reasons, and take it off all others; what hung to another one is taken over. A \
            questionnaire hangs to topics instead
            """
        return section.operation("hangScript", .post, "/scripts/{id}/uses", words, schema) { call in
            guard let kept = try await call.site.scripts.script(call.id()) else { throw Problem(.notFound) }
            let values = try shape.read(call.body)
            func ids(_ name: String) -> [Int64] { values[name]?.text.flatMap(FieldContent.ids) ?? [] }
            let use = ScriptUse(
                projects: Set(ids("projects").map(ProjectID.init(_:))),
                channels: Set(ids("channels").map(ContactChannelID.init(_:))),
                reasons: Set(ids("reasons").map(ReasonID.init(_:))),
                topics: Set(ids("topics").map(TopicID.init(_:))),
                isOffered: values["is_offered"]?.integer == 1
            )
            try await call.checkNames(of: use)
            guard try await call.site.scripts.set(use, of: kept.id) else { throw Problem(.refused) }
            return APIAnswer(try await call.site.scripts.use(of: kept.id).json)
        }.taking(shape).refusing(.refused)
    }
}

extension APICall {
    fileprivate func answer(_ kept: KeptScript, isNew: Bool = false) throws -> APIAnswer {
        APIAnswer(
            try kept.json(by: site.scriptNotation),
            status: isNew ? .created : .ok,
            location: isNew ? "\(Site.apiPath)/scripts/\(kept.id)" : nil,
            version: kept.ordinal
        )
    }

    fileprivate func add(_ script: Script) async throws -> APIAnswer {
        let author = try author { result in
            if case .saved(let kept)? = result as? ScriptSaving { try? answer(kept, isNew: true) } else { nil }
        }
        guard case .saved(let kept) = try await site.scripts.add(script, by: author) else { throw Problem(.refused) }
        return try answer(kept, isNew: true)
    }

    /// - Throws: 422 naming the list in which a number stands that is nobody's.
    fileprivate func checkNames(of use: ScriptUse) async throws {
        var errors: [FieldError] = []
        let (projects, channels, reasons) = (Array(use.projects), Array(use.channels), Array(use.reasons))
        if try await site.records.records(projects).count < projects.count {
            errors.append(FieldError(at: "projects", reason: .field(.noSuchRecord, .references(.projects))))
        }
        if try await site.records.records(channels).count < channels.count {
            errors.append(FieldError(at: "channels", reason: .field(.noSuchRecord, .references(.contactChannels))))
        }
        if try await site.records.records(reasons).count < reasons.count {
            errors.append(FieldError(at: "reasons", reason: .field(.noSuchRecord, .references(.reasons))))
        }
        if try await site.records.records(Array(use.topics)).count < use.topics.count {
            errors.append(FieldError(at: "topics", reason: .field(.noSuchRecord, .references(.topics))))
        }
        guard errors.isEmpty else { throw Problem(.invalid, errors: errors) }
    }
}

extension ScriptUse {
    fileprivate var json: JSON {
        [
            "projects": .array(projects.map(\.rawValue).sorted().map { JSON($0) }),
            "channels": .array(channels.map(\.rawValue).sorted().map { JSON($0) }),
            "reasons": .array(reasons.map(\.rawValue).sorted().map { JSON($0) }),
            "topics": .array(topics.map(\.rawValue).sorted().map { JSON($0) }),
            "is_offered": .bool(isOffered),
        ]
    }

    fileprivate static let schema = Schema.object([
        .init(
            "projects",
            Schema.array(of: .id).described("Contacts of these projects begin with it, by whatever channel")
        ),
        .init("channels", Schema.array(of: .id).described("Contacts by these channels begin with it")),
        .init("reasons", Schema.array(of: .id).described("Contacts go on with it once one of these is chosen")),
        .init("topics", Schema.array(of: .id).described("Of a questionnaire: which contacts it is offered; none: all")),
        .init("is_offered", Schema.boolean.described("Of a questionnaire: it is offered at all")),
    ])
}
