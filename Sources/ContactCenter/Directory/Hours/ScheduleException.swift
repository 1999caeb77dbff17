/// Days on which one person works otherwise than their week says: a vacation, other hours.
package struct ScheduleException: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case vacation
        case dayOff = "day_off"
        case sick
        /// Works, but at the exception's hours.
        case otherHours = "other_hours"
    }

    package var employee: EmployeeID?
    package var kind = Kind.vacation
    package var firstDay: Day?
    /// `nil`: that day only.
    package var lastDay: Day?
    /// Of each of the days: `12:00-20:00`. Only of `otherHours`.
    package var hours: String?
    /// At most 400 characters.
    package var note: String?

    package init() {}

    /// By the clock of the person's branch.
    package var days: ClosedRange<Day>? { dayRange(firstDay, lastDay) }
}

package typealias ScheduleExceptionID = RecordID<ScheduleException>

extension ScheduleException: KeptRecord {
    package static let kind = RecordKind.scheduleExceptions
    package static let fields: [RecordField<ScheduleException>] = [
        .reference("employee_id", \.employee, to: .employees, isRequired: true),
        .choice("kind", \.kind),
        .day("first_day", \.firstDay, isRequired: true),
        .day("last_day", \.lastDay),
        .text("hours", \.hours, limit: 100, .hours),
        .text("note", \.note, limit: 400),
    ]

    package var contradictions: [FieldProblem] {
        let ofHours: FieldProblem.Kind? =
            switch (kind, hours) {
            case (.otherHours, nil): .required
            case (.otherHours, _), (_, nil): nil
            case (_, _): .contradiction
            }
        return orderProblems(firstDay, lastDay) + (ofHours.map { [FieldProblem("hours", $0)] } ?? [])
    }
}
