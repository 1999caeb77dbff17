import ContactCenter

/// A field in which somebody else saved something else while a form was open.
struct RecordConflict<Record: KeptRecord>: Sendable {
    var field: RecordField<Record>
    /// What stands there now.
    var theirs: FieldValue
    /// The reader changed the field, too; else only the other one did.
    var isMineMeant: Bool

    /// - Parameters:
    ///   - mine: what the form says.
    ///   - present: what stands there now.
    ///   - changes: those made since the form was opened, in any order; each raised the version by one.
    static func conflicts(_ mine: Record, _ present: Kept<Record>, since changes: [Change]) -> [RecordConflict] {
        let oldestFirst = changes.sorted { $0.at < $1.at }.flatMap(\.fields)
        return Record.fields.filter { !$0.isFixed }.compactMap { field in
            let (own, theirs) = (field.value(in: mine), field.value(in: present.record))
            // What nobody else touched is the reader's.
            guard own != theirs, let first = oldestFirst.first(where: { $0.name == field.name }) else { return nil }
            return RecordConflict(field: field, theirs: theirs, isMineMeant: own.text != first.before)
        }
    }
}
