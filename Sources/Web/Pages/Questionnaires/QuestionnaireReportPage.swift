import ContactCenter
import Foundation

/// What the address of the report of answers asks for (requirements S3.9, S3.25).
struct QuestionnaireReportPage: Sendable {
    static let path = "/questionnaires"
    static let rowsOnPage = 50
    static let steps: [ReportStep] = [.day, .week, .month]

    enum Field {
        static let script = "script"
        static let project = "project"
        static let question = "question"
        static let answer = "answer"
        static let step = "step"
        static let by = "by"
        static let view = "view"
        static let after = "after"
        static let all = PeriodChoice.fields + [script, project, question, answer, step, by, view, after]
    }

    enum View: String, CaseIterable, Sendable {
        case figures
        /// In the order of time.
        case list
    }

    /// What stands in the rows of a table.
    enum Rows: String, CaseIterable, Sendable {
        case periods
        case projects
    }

    let address: ListAddress
    let period: ListPeriod
    let view: View
    let rows: Rows
    let step: ReportStep
    /// `nil`: the first that there is.
    let script: ScriptID?
    private let calendar: BusinessCalendar

    init(_ address: ListAddress, for viewer: Viewer) {
        self.address = address
        period = ListPeriod(address, standard: .thisMonth, for: viewer)
        view = address[Field.view].flatMap(View.init(rawValue:)) ?? .figures
        rows = address[Field.by].flatMap(Rows.init(rawValue:)) ?? .periods
        let fitting = ReportStep.fitting(period.days)
        let asked = address[Field.step].flatMap(ReportStep.init(rawValue:))
        step = asked.flatMap { Self.steps.contains($0) ? $0 : nil } ?? (fitting == .hour ? .day : fitting)
        script = address.id(Field.script)
        calendar = BusinessCalendar(viewer.timeZone)
    }

    var isWrong: Bool { period.refusal != nil }
    /// Without where the reader is on the list.
    var top: ListAddress { address.without(Field.after) }
    var place: QuestionnairePlace? { address[Field.after].flatMap(QuestionnairePlace.init(text:)) }

    /// The days of each step, as far as they are in the period.
    var spans: [ClosedRange<Day>] {
        step.moments(of: period.days).map { moment in
            let next = step.next(after: moment.day)
            return max(moment.day, period.days.lowerBound)...min(next - 1, period.days.upperBound)
        }
    }

    var periods: [Period] { spans.map { calendar.period(of: $0) } }

    func filter(of script: ScriptID) -> QuestionnaireFilter {
        QuestionnaireFilter(
            script: script,
            project: address.id(Field.project),
            question: view == .list ? address[Field.question] : nil,
            answer: view == .list ? address[Field.answer] : nil
        )
    }

    /// The contacts behind a figure.
    ///
    /// - Parameter days: of its row.
    func list(
        question: String?,
        answer: String?,
        days: ClosedRange<Day>? = nil,
        project: ProjectID? = nil
    ) -> ListAddress {
        var list = top.with(Field.view, View.list.rawValue).with(Field.question, question).with(Field.answer, answer)
        // A period such as "this month" goes on; the list is of the days that the figure is of.
        list = list.with(.days(days ?? period.days))
        if let project { list = list.with(Field.project, project.description) }
        return list
    }
}

extension QuestionnairePlace {
    /// `1340274793000-2851`
    init?(text: String) {
        let parts = text.split(separator: "-").map { Int64($0) }
        guard parts.count == 2, let milliseconds = parts[0], let id = parts[1],
            // Up to the year 9999: what is beyond cannot be counted with.
            (0..<253_402_300_800_000).contains(milliseconds)
        else { return nil }
        self.init(at: Date(timeIntervalSince1970: Double(milliseconds) / 1_000), id: QuestionnaireID(id))
    }

    var text: String { "\(milliseconds(at))-\(id)" }
}
