import Foundation

/// Records of all kinds, with the history of each.
package protocol RecordStore: Sendable {
    /// All of a directory, by place, then by name.
    func records<Record: KeptRecord>(
        of type: Record.Type,
        includingHidden: Bool
    ) async throws -> [Kept<Record>]

    /// Hidden ones, too; who is not there is left out.
    func records<Record: KeptRecord>(_ ids: [RecordID<Record>]) async throws -> [Kept<Record>]

    /// Some of a kind in the order of their numbers, for who goes through all of them.
    ///
    /// - Parameters:
    ///   - fields: what must stand in some of their fields.
    ///   - id: the last one of the page before.
    func records<Record: KeptRecord>(
        of type: Record.Type,
        where fields: [(field: RecordField<Record>, value: FieldValue)],
        includingHidden: Bool,
        after id: RecordID<Record>?,
        limit: Int
    ) async throws -> [Kept<Record>]

    func add<Record: KeptRecord>(_ record: Record, by actor: RecordAuthor) async throws -> Saving<Record>

    /// - Parameter version: the one that was shown to who made the change.
    func change<Record: KeptRecord>(
        _ id: RecordID<Record>,
        over version: Int64,
        to record: Record,
        by actor: RecordAuthor
    ) async throws -> Saving<Record>

    /// Hides a record or shows it again. One that is so already is left alone.
    func setHidden<Record: KeptRecord>(
        _ id: RecordID<Record>,
        over version: Int64,
        to isHidden: Bool,
        by actor: RecordAuthor
    ) async throws -> Saving<Record>

    /// The latest first.
    func history<Record: KeptRecord>(of id: RecordID<Record>, limit: Int) async throws -> [Change]

    /// What to call records and users in a list or a history; who is not there is left out.
    func names(of references: Set<RecordReference>) async throws -> [RecordReference: String]

    /// What may be chosen where a field points at a record or a user: those that are not hidden, in the order of their list.
    func choices(of kind: RecordReference.Kind) async throws -> [RecordChoice]

    /// How many there are that are not hidden, of each directory.
    func counts(of kinds: [RecordKind]) async throws -> [RecordKind: Int]
}

extension RecordStore {
    /// - Returns: `nil` when there is none; a hidden one is there.
    package func record<Record: KeptRecord>(_ id: RecordID<Record>) async throws -> Kept<Record>? {
        try await records([id]).first
    }
}

/// A record or a user that another record names.
package struct RecordReference: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case record(RecordKind)
        case user
    }

    package var kind: Kind
    package var id: Int64

    package init(_ kind: Kind, _ id: Int64) {
        self.kind = kind
        self.id = id
    }

    /// What a value of such a field points at.
    ///
    /// - Returns: `nil` for a field that points at nothing.
    package init?(_ content: FieldContent, _ value: FieldValue) {
        guard let kind = content.referenceKind, let id = value.integer else { return nil }
        self.init(kind, id)
    }
}

extension RecordReference {
    /// All that a value of such a field points at.
    package static func all(_ content: FieldContent, _ value: FieldValue) -> [RecordReference] {
        if case .references(let kind) = content {
            return (FieldContent.ids(in: value.text ?? "") ?? []).map { RecordReference(.record(kind), $0) }
        }
        return RecordReference(content, value).map { [$0] } ?? []
    }
}

extension FieldContent {
    package var referenceKind: RecordReference.Kind? {
        switch self {
        case .reference(let kind), .references(let kind): .record(kind)
        case .user: .user
        case .text, .lines, .integer, .flag, .choice, .phone, .instant, .money: nil
        }
    }
}

/// Something that may be chosen in a field.
package struct RecordChoice: Hashable, Sendable {
    package var id: Int64
    package var name: String

    package init(id: Int64, name: String) {
        self.id = id
        self.name = name
    }
}
