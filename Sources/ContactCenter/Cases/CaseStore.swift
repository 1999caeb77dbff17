import Foundation

/// An entry to be, with what is to be done about it.
package struct NewCaseEntry: Hashable, Sendable {
    package var entry: CaseEntry
    /// `nil` where there is nothing to do. Where it names nobody and no time, its action says them.
    package var task: CaseTask?

    package init(_ entry: CaseEntry, task: CaseTask? = nil) {
        self.entry = entry
        self.task = task
    }
}

/// Whose a task becomes, and by when it is to be done from then on.
package struct TaskHandover: Hashable, Sendable {
    package var employee: EmployeeID?
    package var department: DepartmentID?
    /// `nil`: as before.
    package var dueAt: Date?

    package init(to employee: EmployeeID?, department: DepartmentID? = nil, dueAt: Date? = nil) {
        self.employee = employee
        self.department = department
        self.dueAt = dueAt
    }
}

/// Which tasks a board shows.
package struct TaskQuestion: Hashable, Sendable {
    package enum Whose: Hashable, Sendable {
        /// A person's own, and those of their department that nobody in it has been given.
        case mine(UserID)
        /// Of a department by its name, and of everybody in it.
        case department(String)
    }

    package enum State: Hashable, Sendable {
        case open
        /// Those alone whose time has come.
        case overdue(at: Date)
        case done(since: Date)
    }

    /// `nil`: everybody's.
    package var whose: Whose?
    /// `nil`: all of them.
    package var state: State?
    package var action: TaskActionID?
    /// Words of the entry, the case and the client's name.
    package var text: SoughtText?
    package var only: CaseTaskID?
    package var `case`: CaseID?
    /// Of entries that were written down from this contact.
    package var contact: ContactID?
    /// Whose tasks the reader may see; `nil`: everybody's.
    package var reach: Sitters?
    package var limit: Int

    package init(_ state: State? = .open, limit: Int = 300) {
        self.state = state
        self.limit = limit
    }
}

/// A task as boards show it: with its entry, its case and the client.
package struct ListedTask: Hashable, Sendable {
    package var kept: Kept<CaseTask>
    package var actionName: String
    package var employeeName: String?
    package var departmentName: String?
    package var doneByName: String?
    package var entry: Kept<CaseEntry>
    package var topicName: String?
    package var categoryName: String?
    package var authorName: String?
    package var `case`: Kept<Case>
    package var clientName: String?

    package init(
        kept: Kept<CaseTask>,
        actionName: String,
        employeeName: String? = nil,
        departmentName: String? = nil,
        doneByName: String? = nil,
        entry: Kept<CaseEntry>,
        topicName: String? = nil,
        categoryName: String? = nil,
        authorName: String? = nil,
        case: Kept<Case>,
        clientName: String? = nil
    ) {
        self.kept = kept
        self.actionName = actionName
        self.employeeName = employeeName
        self.departmentName = departmentName
        self.doneByName = doneByName
        self.entry = entry
        self.topicName = topicName
        self.categoryName = categoryName
        self.authorName = authorName
        self.case = `case`
        self.clientName = clientName
    }
}

/// What is done to cases, their entries and their tasks. A case by itself is a record like others: `RecordStore` reads and changes it.
///
/// Somebody reaches a case who opened it, wrote one of its entries, has one of its tasks to do, or reaches a contact that an entry came
/// from. Whose a task becomes is told of it, in the transaction that makes or hands it over.
package protocol CaseStore: Sendable {
    /// A new case, with a number of its own.
    ///
    /// - Parameter entry: its first one; written with it, or nothing is.
    func open(_ case: Case, with entry: NewCaseEntry?, by author: RecordAuthor) async throws -> Saving<Case>
    func add(_ entry: NewCaseEntry, to case: CaseID, by author: RecordAuthor) async throws -> Saving<CaseEntry>

    /// It is done; what follows it is made. One that is done already is left alone.
    func finish(_ task: CaseTaskID, over version: Int64, by author: RecordAuthor) async throws -> Saving<CaseTask>
    /// It is to be done after all; what followed it goes. Refused where that is done already.
    func reopen(_ task: CaseTaskID, over version: Int64, by author: RecordAuthor) async throws -> Saving<CaseTask>
    /// Refused where it is done.
    func hand(
        _ task: CaseTaskID,
        over version: Int64,
        _ handover: TaskHandover,
        by author: RecordAuthor
    ) async throws -> Saving<CaseTask>

    /// By clients' names, cases and entries; see `TaskBoard`.
    func tasks(_ question: TaskQuestion) async throws -> [ListedTask]
    func isInReach(_ case: CaseID, of reach: Sitters) async throws -> Bool
    /// Who opens a case has read what they were told of its tasks.
    func read(_ case: CaseID, by user: UserID, at now: Date) async throws

    /// A new secret address for the calendar of this person's tasks; the one before is none any more.
    func setFeed(_ digest: TokenDigest?, of user: UserID, at now: Date) async throws
    /// Since when a person's tasks have an address.
    func feed(of user: UserID) async throws -> Date?
    /// - Returns: `nil` for what is no address, and for somebody who may not log in or sees no contacts.
    func owner(ofFeed digest: TokenDigest) async throws -> UserID?
}
