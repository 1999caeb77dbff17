/// Days on which the business, or one of its branches, keeps other hours than the week's: `Новогодние праздники`.
package struct Holiday: Hashable, Sendable {
    /// At most 200 characters.
    package var name = ""
    package var firstDay: Day?
    /// `nil`: that day only.
    package var lastDay: Day?
    /// Hours of each of the days: `9:00-14:00`; `nil`: nobody works.
    package var hours: String?
    /// `nil`: all branches.
    package var branch: BranchID?

    package init() {}

    /// Each by the clock of the branch.
    package var days: ClosedRange<Day>? { dayRange(firstDay, lastDay) }
}

package typealias HolidayID = RecordID<Holiday>

extension Holiday: KeptRecord {
    package static let kind = RecordKind.holidays
    package static let fields: [RecordField<Holiday>] = [
        .text("name", \.name, limit: 200),
        .day("first_day", \.firstDay, isRequired: true),
        .day("last_day", \.lastDay),
        .text("hours", \.hours, limit: 100, .hours),
        .reference("branch_id", \.branch, to: .branches),
    ]

    package var contradictions: [FieldProblem] { orderProblems(firstDay, lastDay) }
}

/// From the first day to the last; that day only where no last one is said.
func dayRange(_ first: Day?, _ last: Day?) -> ClosedRange<Day>? {
    guard let first else { return nil }
    return first...max(first, last ?? first)
}

/// What is wrong with two days that are one before the other.
func orderProblems(_ first: Day?, _ last: Day?) -> [FieldProblem] {
    guard let first, let last, last < first else { return [] }
    return [FieldProblem("last_day", .contradiction)]
}
