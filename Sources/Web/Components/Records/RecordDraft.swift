import ContactCenter
import Foundation

/// What stands in a form about a record: as it was typed, what of it could be read, and what is wrong with the rest.
struct RecordDraft<Record: KeptRecord>: Sendable {
    /// By the name of the field. Nothing that was typed is lost when it is refused.
    private(set) var typed: [String: String] = [:]
    private(set) var problems: [String: FieldProblem.Kind] = [:]
    private(set) var record: Record

    /// A form before anybody types.
    init(_ record: Record, in zone: TimeZone) {
        self.record = record
        for field in Record.fields {
            typed[field.name] = field.content.typed(field.value(in: record), in: zone)
        }
    }

    /// A form that was sent. Fields that people do not change, and those that it lacks, stay as they are; a box that is not
    /// ticked sends nothing.
    init(_ form: Form, over record: Record, in zone: TimeZone) {
        self.init(record, in: zone)
        for field in Record.fields where !field.isFixed {
            // Of several that may be chosen each comes by itself.
            let sent = form.all(field.name).isEmpty ? nil : form.all(field.name).joined(separator: " ")
            let isOfSeveral = if case .references = field.content { true } else { false }
            guard let text = (isOfSeveral ? sent : form[field.name]) ?? (field.content == .flag ? "" : nil) else {
                continue
            }
            typed[field.name] = text
            switch field.content.value(typed: text, in: zone) {
            case .success(let value):
                if !field.set(value, in: &self.record) {
                    problems[field.name] = value == .nothing ? .required : .malformed
                } else if let problem = field.problem(in: self.record) {
                    problems[field.name] = problem.kind
                }
            case .failure:
                problems[field.name] = .malformed
            }
        }
    }

    var isRefused: Bool { !problems.isEmpty }

    mutating func refuse(_ found: [FieldProblem]) {
        for problem in found { problems[problem.field] = problem.kind }
    }

    /// Takes what stands in another record's field instead of what was typed.
    mutating func take(_ field: RecordField<Record>, from other: Record, in zone: TimeZone) {
        let value = field.value(in: other)
        guard field.set(value, in: &record) else { return }
        typed[field.name] = field.content.typed(value, in: zone)
        problems[field.name] = nil
    }
}
