import Foundation

/// Who works when: the weeks of people and branches, what is otherwise for one person on some days, and holidays, each by the clock of
/// its branch (requirement S1.24, decision D18).
///
/// Whoever wants to know whether it is working time asks here: the choice of an employee, reminders, who is told of contacts, and
/// missed calls.
package struct WorkCalendar: Sendable {
    private let zone: TimeZone
    private let branches: [BranchID: Branch]
    private let exceptions: [EmployeeID: [ScheduleException]]
    private let holidays: [Holiday]

    /// - Parameters:
    ///   - zone: the business's, of branches that have none of their own.
    ///   - exceptions: of several for one day the one that was entered last counts.
    package init(
        zone: TimeZone,
        branches: [Kept<Branch>] = [],
        exceptions: [Kept<ScheduleException>] = [],
        holidays: [Holiday] = []
    ) {
        self.zone = zone
        self.branches = Dictionary(branches.map { ($0.id, $0.record) }) { $1 }
        self.exceptions = Dictionary(
            grouping: exceptions.sorted { $0.id > $1.id }.compactMap { kept in
                kept.record.employee.map { (employee: $0, exception: kept.record) }
            },
            by: \.employee
        ).mapValues { $0.map(\.exception) }
        self.holidays = holidays
    }

    /// How somebody stands to their working time at a moment.
    package enum Standing: Hashable, Sendable {
        case working
        /// Their week, or the hours of the day, say so.
        case off
        /// Does not work on any of these days.
        case away(ScheduleException.Kind, until: Day)
        case holiday(String)
    }

    // MARK: - People

    /// - Returns: `nil` where nobody wrote down when the person works.
    package func standing(of id: EmployeeID, _ employee: Employee, at instant: Date) -> Standing? {
        let own = exceptions[id] ?? []
        let week = employee.workSchedule.flatMap(WorkSchedule.init)
        let today = moment(instant, in: employee.branch)
        func exception(_ day: Day) -> ScheduleException? { own.first { $0.days?.contains(day) ?? false } }
        guard week != nil || exception(today.day) != nil else { return nil }
        let isWorking = today.isWithin { day in
            if let exception = exception(day) { return exception.hours.flatMap(WorkHours.list) ?? [] }
            return hours(week?.hours[day.weekday] ?? [], on: day, in: employee.branch)
        }
        if isWorking { return .working }
        if let exception = exception(today.day) {
            guard exception.kind != .otherHours, let days = exception.days else { return .off }
            return .away(exception.kind, until: days.upperBound)
        }
        return holiday(on: today.day, in: employee.branch).map { .holiday($0.name) } ?? .off
    }

    /// Whether it is the person's time to work; `nil` where nobody wrote down when that is.
    package func isWorking(_ id: EmployeeID, _ employee: Employee, at instant: Date) -> Bool? {
        standing(of: id, employee, at: instant).map { $0 == .working }
    }

    /// The hours of somebody's work on a day; `nil` where nobody wrote down when that is.
    func hours(of id: EmployeeID, _ employee: Employee, on day: Day) -> [WorkHours]? {
        let exception = exceptions[id]?.first { $0.days?.contains(day) ?? false }
        if let exception { return exception.hours.flatMap(WorkHours.list) ?? [] }
        guard let week = employee.workSchedule.flatMap(WorkSchedule.init) else { return nil }
        return hours(week.hours[day.weekday] ?? [], on: day, in: employee.branch)
    }

    // MARK: - The business

    /// When any of the branches is open on a day; where none has hours, all day but on holidays.
    func openHours(on day: Day) -> [WorkHours] {
        let schedules = schedules(of: nil)
        guard !schedules.isEmpty else { return hours([.wholeDay], on: day, in: nil) }
        return schedules.flatMap { hours($0.schedule.hours[day.weekday] ?? [], on: day, in: $0.branch) }
    }

    /// Nobody wrote down hours of a branch, nor holidays.
    package var neverCloses: Bool { holidays.isEmpty && branches.values.allSatisfy { $0.workSchedule == nil } }

    /// Whether the branch is open. A branch without hours, or none, is open while one that has hours is; where none has, always but
    /// on holidays.
    package func isOpen(_ branch: BranchID?, at instant: Date) -> Bool {
        let schedules = schedules(of: branch)
        guard !schedules.isEmpty else {
            return moment(instant, in: branch).isWithin { hours([.wholeDay], on: $0, in: branch) }
        }
        return schedules.contains { isOpen($0.schedule, $0.branch, at: instant) }
    }

    /// Whether calls of a project are answered: by its own hours as far as a holiday leaves them, where it has any, else by the
    /// branch's.
    ///
    /// - Parameter branch: of the number that was dialled; by its clock, else the business's.
    package func isOpen(_ project: Project, of branch: BranchID?, at instant: Date) -> Bool {
        guard let schedule = project.workSchedule.flatMap(WorkSchedule.init) else { return isOpen(branch, at: instant) }
        return isOpen(schedule, branch, at: instant)
    }

    private func isOpen(_ schedule: WorkSchedule, _ branch: BranchID?, at instant: Date) -> Bool {
        moment(instant, in: branch).isWithin { hours(schedule.hours[$0.weekday] ?? [], on: $0, in: branch) }
    }

    /// The branch's own; of a branch without hours, or of none, those of all that have any.
    func schedules(of branch: BranchID?) -> [(branch: BranchID, schedule: WorkSchedule)] {
        if let branch, let own = schedule(of: branch) { return [(branch, own)] }
        return branches.keys.compactMap { id in schedule(of: id).map { (id, $0) } }
    }

    private func schedule(of branch: BranchID) -> WorkSchedule? {
        branches[branch]?.workSchedule.flatMap(WorkSchedule.init)
    }

    // MARK: - Days

    /// The week's hours of a day as far as a holiday leaves them.
    func hours(_ usual: [WorkHours], on day: Day, in branch: BranchID?) -> [WorkHours] {
        guard let holiday = holiday(on: day, in: branch) else { return usual }
        let left = holiday.hours.flatMap(WorkHours.list) ?? []
        return usual.flatMap { hours in left.compactMap { hours.common(with: $0) } }
    }

    /// One of the branch before one of all branches.
    func holiday(on day: Day, in branch: BranchID?) -> Holiday? {
        let found = holidays.filter { $0.days?.contains(day) ?? false }
        return found.first { $0.branch != nil && $0.branch == branch } ?? found.first { $0.branch == nil }
    }

    private func moment(_ instant: Date, in branch: BranchID?) -> LocalMoment {
        LocalMoment(instant, in: zone(of: branch))
    }

    /// The branch's clock, else the business's (decision D18).
    package func zone(of branch: BranchID?) -> TimeZone {
        branch.flatMap { branches[$0]?.timeZone }.flatMap(TimeZone.init(identifier:)) ?? zone
    }
}

/// A moment as a clock shows it.
private struct LocalMoment {
    var day: Day
    /// Since midnight.
    var minute: Int

    init(_ instant: Date, in zone: TimeZone) {
        let minutes = Int((instant.timeIntervalSince1970 / 60).rounded(.down)) + zone.secondsFromGMT(for: instant) / 60
        minute = (minutes % (24 * 60) + 24 * 60) % (24 * 60)
        day = Day(number: (minutes - minute) / (24 * 60))
    }

    /// Whether it is in the hours of its day, or in those of the day before that go on after midnight.
    func isWithin(_ hours: (Day) -> [WorkHours]) -> Bool {
        hours(day).contains { $0.from <= minute && minute < $0.end }
            || hours(day - 1).contains { minute + 24 * 60 < $0.end }
    }
}
