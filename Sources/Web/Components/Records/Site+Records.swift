import ContactCenter
import Foundation
import Hummingbird

/// What the pages of all records do alike: reading their cards, and keeping what their forms say.
extension Site {
    /// What became of a form.
    enum RecordOutcome<Record: KeptRecord>: Sendable {
        case saved(Kept<Record>)
        /// The form once more, with what is wrong or what somebody else has written.
        case shown(RecordCard<Record>, HTTPResponse.Status)
    }

    /// Who asks, at this moment.
    func author(_ reader: SignedIn) -> RecordAuthor { RecordAuthor(reader.user.id, at: now()) }
    func author(_ context: Context) throws -> RecordAuthor { author(try context.signedIn) }

    /// The record that the address names.
    ///
    /// - Throws: 404 for what is none.
    func record<Record: KeptRecord>(_ type: Record.Type, _ context: Context) async throws -> Kept<Record> {
        guard let kept = try await records.record(recordID(context) as RecordID<Record>) else {
            throw HTTPError(.notFound)
        }
        return kept
    }

    /// The number in the address.
    ///
    /// - Throws: 404 for what is none.
    func recordID<Record>(_ context: Context) throws -> RecordID<Record> {
        guard let id = context.parameters.get("id").flatMap({ Int64($0) }) else { throw HTTPError(.notFound) }
        return RecordID(id)
    }

    /// How much of a history a card shows.
    private static var mostChanges: Int { 100 }

    func card<Record: KeptRecord>(
        _ kept: Kept<Record>?,
        _ draft: RecordDraft<Record>,
        for viewer: Viewer
    ) async throws -> RecordCard<Record> {
        let history =
            if let kept { try await records.history(of: kept.id, limit: Self.mostChanges) } else { [Change]() }
        let references = draft.record.references.union(history.references(of: Record.self))
            .union(kept?.record.references ?? [])
        var choices: [RecordReference.Kind: [RecordChoice]] = [:]
        for kind in RecordFields<Record>.choosable { choices[kind] = try await records.choices(of: kind) }
        return RecordCard(
            kept: kept,
            draft: draft,
            choices: choices,
            history: history,
            texts: RecordTexts(names: try await records.names(of: references), viewer: viewer)
        )
    }

    // MARK: - Forms

    /// - Parameter record: what the form changes: an empty one, or one of which something is given.
    func add<Record: KeptRecord>(
        _ form: Form,
        over record: Record,
        for viewer: Viewer,
        _ add: (Record) async throws -> Saving<Record>
    ) async throws -> RecordOutcome<Record> {
        var draft = RecordDraft(form, over: record, in: viewer.timeZone)
        if !draft.isRefused {
            switch try await add(draft.record) {
            case .saved(let kept): return .saved(kept)
            case .refused(let problems): draft.refuse(problems)
            case .stale, .missing: throw HTTPError(.internalServerError)
            }
        }
        return .shown(try await card(nil, draft, for: viewer), .unprocessableContent)
    }

    func change<Record: KeptRecord>(
        _ type: Record.Type,
        _ request: Request,
        _ context: Context
    ) async throws -> RecordOutcome<Record> {
        let form = try await Form(of: request, from: try context.signedIn)
        let present = try await record(type, context)
        let viewer = viewer(of: request, context)
        guard let version = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        var draft = RecordDraft(form, over: present.record, in: viewer.timeZone)
        for field in Record.fields where form["take.\(field.name)"] == "theirs" {
            draft.take(field, from: present.record, in: viewer.timeZone)
        }
        // Who was overtaken is told so first; what is wrong besides stays marked.
        guard version == present.version else { return try await overtaken(draft, version, present, for: viewer) }
        if !draft.isRefused {
            switch try await records.change(present.id, over: version, to: draft.record, by: author(context)) {
            case .saved(let kept): return .saved(kept)
            case .refused(let problems): draft.refuse(problems)
            case .stale(let other): return try await overtaken(draft, version, other, for: viewer)
            case .missing: throw HTTPError(.notFound)
            }
        }
        return .shown(try await card(present, draft, for: viewer), .unprocessableContent)
    }

    func setHidden<Record: KeptRecord>(
        _ type: Record.Type,
        _ isHidden: Bool,
        _ request: Request,
        _ context: Context
    ) async throws -> RecordOutcome<Record> {
        let form = try await Form(of: request, from: try context.signedIn)
        let present = try await record(type, context)
        let viewer = viewer(of: request, context)
        guard let version = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        var draft = RecordDraft(present.record, in: viewer.timeZone)
        switch try await records.setHidden(present.id, over: version, to: isHidden, by: author(context)) {
        case .saved(let kept): return .saved(kept)
        case .refused(let problems): draft.refuse(problems)
        case .stale(let other): return try await overtaken(draft, version, other, for: viewer)
        case .missing: throw HTTPError(.notFound)
        }
        return .shown(try await card(present, draft, for: viewer), .unprocessableContent)
    }

    private func overtaken<Record: KeptRecord>(
        _ draft: RecordDraft<Record>,
        _ version: Int64,
        _ present: Kept<Record>,
        for viewer: Viewer
    ) async throws -> RecordOutcome<Record> {
        var card = try await card(present, draft, for: viewer)
        card.overtake(since: version)
        return .shown(card, .conflict)
    }
}
