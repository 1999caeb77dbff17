import Foundation

/// How far those have come who go on with a contact after it was registered (requirement S1.32).
///
/// What is unprocessed, in work and processed is decided here alone: the worklist, the numbers beside each employee (S1.25), the
/// reception and the reports ask for these stages. `ContactWorkTable` says the same in SQL, and a test holds both together.
package struct ContactWork: Hashable, Sendable {
    package enum Stage: String, CaseIterable, Sendable {
        /// Somebody is to go on with it, and nobody has begun.
        case unprocessed
        case inWork = "in_work"
        /// Whoever went on with it is done.
        case processed
    }

    /// Since when somebody is to go on with it: the person outside has waited from then on, whoever had it meanwhile.
    package var handedAt: Date
    package var takenBy: UserID?
    package var takenAt: Date?
    package var processedBy: UserID?
    package var processedAt: Date?

    package init(
        handedAt: Date,
        takenBy: UserID? = nil,
        takenAt: Date? = nil,
        processedBy: UserID? = nil,
        processedAt: Date? = nil
    ) {
        self.handedAt = handedAt
        self.takenBy = takenBy
        self.takenAt = takenAt
        self.processedBy = processedBy
        self.processedAt = processedAt
    }

    package var stage: Stage {
        if processedAt != nil { return .processed }
        return takenAt == nil ? .unprocessed : .inWork
    }

    package var isOpen: Bool { stage != .processed }
}

extension Contact {
    /// Somebody is to go on with it, or somebody else than until now. What was agreed as the next action stays when it is due.
    ///
    /// - Parameter minutes: in which a contact of its reason is to be processed (decision D8); `nil`: nobody said so.
    package mutating func hand(at now: Date, dueIn minutes: Int64?) {
        let since = work.flatMap { $0.isOpen ? $0.handedAt : nil } ?? now
        work = ContactWork(handedAt: since)
        if nextAction == nil, let minutes { dueAt = now + Double(minutes) * 60 }
    }

    /// Somebody goes on with it from now on. Taking it twice changes nothing.
    package mutating func takeUp(by user: UserID, at now: Date) {
        guard work?.takenBy != user || work?.isOpen != true else { return }
        work = ContactWork(handedAt: work?.handedAt ?? now, takenBy: user, takenAt: now)
    }

    /// It is done. What was to be done next has been done, or is not needed any more; when it was due stays to be read.
    package mutating func finish(by user: UserID?, at now: Date) {
        var done = work ?? ContactWork(handedAt: now)
        if done.takenAt == nil { (done.takenBy, done.takenAt) = (user, now) }
        (done.processedBy, done.processedAt) = (user, now)
        work = done
        nextAction = nil
    }

    /// It is to be gone on with after all, by whoever had it.
    package mutating func reopen() {
        work?.processedBy = nil
        work?.processedAt = nil
    }

    /// There is nothing to go on with any more: who waited went away.
    package mutating func dropWork() {
        work = nil
        nextAction = nil
        dueAt = nil
    }

    /// The time by which it was to be processed, or its next action to be done, has come.
    package func isOverdue(at now: Date) -> Bool {
        guard let work, work.isOpen, let dueAt else { return false }
        return dueAt <= now
    }

    /// For lists of fields, where what people may not set stands as well.
    package var stage: ContactWork.Stage? { work?.stage }

    /// What is wrong with the next action: it is a reminder, which comes at a time to somebody.
    package var problemsOfNextAction: [FieldProblem] {
        guard nextAction != nil else { return [] }
        var problems: [FieldProblem] = []
        if dueAt == nil { problems.append(FieldProblem("due_at", .required)) }
        if responsible == nil { problems.append(FieldProblem("responsible", .required)) }
        return problems
    }
}

/// How much an employee has to process, and how much of today is done (requirement S1.25).
package struct WorkLoad: Hashable, Sendable {
    package var unprocessed: Int
    package var inWork: Int
    /// Since the beginning of the day that was asked about.
    package var processed: Int

    package init(unprocessed: Int = 0, inWork: Int = 0, processed: Int = 0) {
        self.unprocessed = unprocessed
        self.inWork = inWork
        self.processed = processed
    }
}
