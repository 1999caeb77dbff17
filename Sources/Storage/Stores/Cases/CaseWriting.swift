import ContactCenter
import Foundation

/// Changes of cases, entries and tasks within one transaction.
struct CaseWriting {
    let transaction: any Transaction
    let author: RecordAuthor
    let numbers: any PhoneNumberReading
    /// The business's, by whose clock people work.
    let zone: TimeZone

    /// Nothing of the transaction is kept.
    struct Refusal: Error {
        var problems: [FieldProblem]
    }

    private var cases: RecordTable<Case> { RecordTable(numbers: numbers) }
    private var entries: RecordTable<CaseEntry> { RecordTable(numbers: numbers) }
    private var tasks: RecordTable<CaseTask> { RecordTable(numbers: numbers) }
    private var actions: RecordTable<TaskAction> { RecordTable(numbers: numbers) }

    // MARK: - Cases and entries

    func open(_ case: Case, with entry: NewCaseEntry?) throws -> Saving<Case> {
        var record = `case`
        record.number = Case.number(try NumberSeries.next(of: "case", in: transaction))
        (record.openedAt, record.openedBy) = (author.at, author.user)
        // Its number goes back with everything else.
        let kept = try saved(try cases.add(record, by: author, in: transaction))
        try CaseTexts.write(kept.id, kept.record, in: transaction)
        if let entry { _ = try add(entry, to: kept) }
        return .saved(kept)
    }

    func add(_ new: NewCaseEntry, to id: CaseID) throws -> Saving<CaseEntry> {
        guard let kept = try cases.record(id, in: transaction), !kept.isHidden else { return .missing }
        return .saved(try add(new, to: kept))
    }

    private func add(_ new: NewCaseEntry, to case: Kept<Case>) throws -> Kept<CaseEntry> {
        var entry = new.entry
        (entry.case, entry.at, entry.author) = (`case`.id, author.at, author.user)
        let kept = try saved(try entries.add(entry, by: author, in: transaction))
        try CaseTexts.write(kept.id, kept.record, in: transaction)
        if var task = new.task {
            task.madeBy = author.user
            try make(task, of: kept)
        }
        return kept
    }

    private func saved<Record>(_ saving: Saving<Record>) throws -> Kept<Record> {
        switch saving {
        case .saved(let kept): return kept
        case .refused(let problems): throw Refusal(problems: problems)
        case .stale, .missing: throw StorageError(.failed, "Something new could not be written.")
        }
    }

    // MARK: - Tasks

    /// Makes a task of an entry; whom and what it does not name its action says.
    private func make(_ task: CaseTask, of entry: Kept<CaseEntry>) throws {
        var task = task
        (task.entry, task.madeAt) = (entry.id, author.at)
        (task.doneAt, task.doneBy) = (nil, nil)
        if let action = try task.action.flatMap({ try actions.record($0, in: transaction) })?.record {
            if task.employee == nil, task.department == nil {
                (task.employee, task.department) = try doer(of: action, entry.record)
            }
            if task.dueAt == nil { task.dueAt = try due(action, by: task.employee) }
        }
        let kept = try saved(try tasks.add(task, by: author, in: transaction))
        try NotificationTable.tell(of: kept, by: author, in: transaction)
    }

    private func doer(of action: TaskAction, _ entry: CaseEntry) throws -> (EmployeeID?, DepartmentID?) {
        switch action.doer {
        case .employee: return (try shown(action.employee), nil)
        case .department: return (nil, action.department)
        case .responsible:
            let ofContact = try entry.contact.flatMap { contact in
                try id("SELECT responsible_id FROM contacts WHERE id = $1", contact.rawValue)
            }
            let ofAuthor = try author.user.flatMap { user in
                try id("SELECT id FROM employees WHERE user_id = $1 AND is_hidden = 0", user.rawValue)
            }
            return (try shown(ofContact) ?? ofAuthor, nil)
        }
    }

    /// Who has left does nothing any more.
    private func shown(_ employee: EmployeeID?) throws -> EmployeeID? {
        try employee.flatMap { try id("SELECT id FROM employees WHERE id = $1 AND is_hidden = 0", $0.rawValue) }
    }

    private func id(_ statement: String, _ value: Int64) throws -> EmployeeID? {
        guard var row = try transaction.rows(statement, [.integer(value)]).first else { return nil }
        return try row.optionalID()
    }

    private func due(_ action: TaskAction, by employee: EmployeeID?) throws -> Date {
        let calendar = try WorkCalendarReading.calendar(in: zone, ofPeople: true, transaction)
        let people = RecordTable<Employee>(numbers: numbers)
        let doer = try employee.flatMap { try people.record($0, in: transaction) }.map {
            (id: $0.id, employee: $0.record)
        }
        return calendar.due(action.allowed, after: author.at, by: doer)
    }

    func finish(_ id: CaseTaskID, over version: Int64) throws -> Saving<CaseTask> {
        guard let kept = try tasks.record(id, in: transaction), !kept.isHidden else { return .missing }
        guard kept.record.doneAt == nil else { return .saved(kept) }
        var task = kept.record
        (task.doneAt, task.doneBy) = (author.at, author.user)
        let saving = try tasks.change(id, over: version, to: task, by: author, in: transaction)
        guard case .saved(let done) = saving else { return saving }
        try NotificationTable.withdraw(id, at: author.at, in: transaction)
        try follow(done)
        return saving
    }

    /// Makes what is to be done after it, where that is still an action.
    private func follow(_ done: Kept<CaseTask>) throws {
        guard let action = try done.record.action.flatMap({ try actions.record($0, in: transaction) }),
            let next = try action.record.next.flatMap({ try actions.record($0, in: transaction) }), !next.isHidden,
            let entry = try done.record.entry.flatMap({ try entries.record($0, in: transaction) })
        else { return }
        var task = CaseTask()
        (task.action, task.previous) = (next.id, done.id)
        try make(task, of: entry)
    }

    func reopen(_ id: CaseTaskID, over version: Int64) throws -> Saving<CaseTask> {
        guard let kept = try tasks.record(id, in: transaction), !kept.isHidden else { return .missing }
        guard kept.record.doneAt != nil else { return .saved(kept) }
        let followers: [CaseTaskID] = try transaction.rows(
            "SELECT id FROM case_tasks WHERE previous_id = $1 AND is_hidden = 0",
            [.integer(id.rawValue)]
        ).map { row in
            var row = row
            return try row.id()
        }
        for follower in try tasks.records(followers, in: transaction) {
            guard follower.record.doneAt == nil else { return .refused([FieldProblem("done_at", .contradiction)]) }
        }
        var task = kept.record
        (task.doneAt, task.doneBy) = (nil, nil)
        let saving = try tasks.change(id, over: version, to: task, by: author, in: transaction)
        guard case .saved = saving else { return saving }
        for follower in try tasks.records(followers, in: transaction) {
            _ = try tasks.setHidden(follower.id, over: follower.version, to: true, by: author, in: transaction)
            try NotificationTable.withdraw(follower.id, at: author.at, in: transaction)
        }
        return saving
    }

    func hand(_ id: CaseTaskID, over version: Int64, _ handover: TaskHandover) throws -> Saving<CaseTask> {
        guard let kept = try tasks.record(id, in: transaction), !kept.isHidden else { return .missing }
        guard kept.record.doneAt == nil else { return .refused([FieldProblem("done_at", .contradiction)]) }
        guard handover.employee != nil || handover.department != nil else {
            return .refused([FieldProblem("employee_id", .required)])
        }
        var task = kept.record
        (task.employee, task.department) = (handover.employee, handover.department)
        if let dueAt = handover.dueAt { task.dueAt = dueAt }
        let saving = try tasks.change(id, over: version, to: task, by: author, in: transaction)
        guard case .saved(let now) = saving else { return saving }
        let isOfOthers =
            now.record.employee != kept.record.employee || now.record.department != kept.record.department
        guard isOfOthers else { return saving }
        try NotificationTable.withdraw(id, at: author.at, in: transaction)
        try NotificationTable.tell(of: now, by: author, in: transaction)
        return saving
    }
}

/// What cases and their entries are found by, beside the names of their clients. To be written in the transaction of the record itself.
enum CaseTexts {
    static func write(_ id: CaseID, _ case: Case, in transaction: any Transaction) throws {
        let texts = [`case`.number, `case`.title, `case`.company ?? "", `case`.policyCode ?? ""]
        try transaction.execute(
            "UPDATE cases SET sought = $2 WHERE id = $1",
            [.integer(id.rawValue), .text(SoughtText.kept(texts))]
        )
    }

    static func write(_ id: CaseEntryID, _ entry: CaseEntry, in transaction: any Transaction) throws {
        try transaction.execute(
            "UPDATE case_entries SET sought = $2 WHERE id = $1",
            [.integer(id.rawValue), .text(SoughtText.kept([entry.text ?? ""]))]
        )
    }
}
