import ContactCenter
import Foundation

/// The form for an entry of a case: what it says, and what is to be done about it.
struct CaseEntryForm: Sendable {
    var entry: RecordDraft<CaseEntry>
    var task: RecordDraft<CaseTask>

    static let entryFields = ["text", "topic_id", "category_id"]
    static let taskFields = ["action_id", "employee_id", "department_id", "due_at"]

    /// Before anybody types.
    init(_ entry: CaseEntry = CaseEntry(), in zone: TimeZone) {
        self.entry = RecordDraft(entry, in: zone)
        task = RecordDraft(CaseTask(), in: zone)
    }

    init(_ form: Form, in zone: TimeZone) {
        entry = RecordDraft(form, over: CaseEntry(), in: zone)
        task = RecordDraft(form, over: CaseTask(), in: zone)
    }

    var isRefused: Bool { entry.isRefused || task.isRefused }
    /// Nobody wrote anything.
    var isEmpty: Bool { entry.record.text == nil && task.record.action == nil }

    mutating func refuse(_ problems: [FieldProblem]) {
        entry.refuse(problems.filter { Self.entryFields.contains($0.field) })
        task.refuse(problems.filter { Self.taskFields.contains($0.field) })
    }

    /// - Parameter contact: that it was written down from.
    func new(from contact: ContactID?) -> NewCaseEntry {
        var entry = entry.record
        entry.contact = contact
        return NewCaseEntry(entry, task: task.record.action == nil ? nil : task.record)
    }

    func fields(_ choices: [RecordReference.Kind: [RecordChoice]], _ texts: RecordTexts) -> HTML {
        let entry = RecordFields(draft: entry, choices: choices, texts: texts, only: Self.entryFields)
        let task = RecordFields(draft: task, choices: choices, texts: texts, only: Self.taskFields)
        return "\(entry.html)\(task.html)"
    }

    static var choosable: Set<RecordReference.Kind> {
        RecordFields<CaseEntry>.choosable.union(RecordFields<CaseTask>.choosable)
    }
}
