/// A value that is kept as a record: with a number, versions and a history.
package protocol KeptRecord: Hashable, Sendable {
    /// Its table.
    static var kind: RecordKind { get }
    /// In the order of the form.
    static var fields: [RecordField<Self>] { get }

    /// The fields that only one record that is shown may have alike, all of them together; none for most kinds.
    static var uniqueTogether: [String] { get }

    init()

    /// What fields say against each other, each of them being right by itself.
    var contradictions: [FieldProblem] { get }

    /// As people read them, from the order of their places and names.
    static func arranged(_ records: [Kept<Self>]) -> [Kept<Self>]
}

extension KeptRecord {
    package static var uniqueTogether: [String] { [] }
    package var contradictions: [FieldProblem] { [] }
    package static func arranged(_ records: [Kept<Self>]) -> [Kept<Self>] { records }
}

extension KeptRecord {
    /// What is wrong with it, as far as it shows by itself, in the order of the form.
    package var problems: [FieldProblem] {
        let ofFields = Self.fields.compactMap { $0.problem(in: self) }
        return ofFields.isEmpty ? contradictions : ofFields
    }

    /// What another value says otherwise, in the order of the form.
    package func changes(to other: Self) -> [Change.Field] {
        Self.fields.compactMap { field in
            let (before, after) = (field.value(in: self), field.value(in: other))
            return before == after ? nil : Change.Field(name: field.name, before: before.text, after: after.text)
        }
    }

    /// What a new one says.
    package var additions: [Change.Field] {
        Self.fields.compactMap { field in
            let value = field.value(in: self)
            return value == .nothing ? nil : Change.Field(name: field.name, before: nil, after: value.text)
        }
    }

    package static func field(_ name: String) -> RecordField<Self>? { fields.first { $0.name == name } }
}
