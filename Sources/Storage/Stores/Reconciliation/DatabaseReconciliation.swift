import ContactCenter
import Foundation

/// Calls held against contacts in a database.
package struct DatabaseReconciliation: Reconciliation {
    private let database: any Database
    private let matching: CallMatching

    package init(_ database: any Database, matching: CallMatching) {
        self.database = database
        self.matching = matching
    }

    package func groups(
        of branch: ReconciliationBranch,
        _ question: ReconciliationQuestion
    ) async throws -> [ReconciliationGroup] {
        try await database.read {
            try ReconciliationReport(question: question, transaction: $0).groups(of: branch)
        }
    }

    package func calls(
        of branch: ReconciliationBranch,
        _ question: ReconciliationQuestion,
        after: CallID?,
        limit: Int
    ) async throws -> [ReconciledCall] {
        try await database.read {
            try ReconciliationReport(question: question, transaction: $0).calls(of: branch, after: after, limit: limit)
        }
    }

    package func nextOpen(after: CallID?, _ question: ReconciliationQuestion) async throws -> ReconciledCall? {
        try await database.read {
            try ReconciliationReport(question: question, transaction: $0).nextOpen(after: after)
        }
    }

    package func call(_ call: CallID) async throws -> ReconciledCall? {
        try await database.read { try ReconciledCallReading.call(call, in: $0) }
    }

    package func contacts(of calls: [CallID]) async throws -> [CallID: MatchedContactName] {
        guard !calls.isEmpty else { return [:] }
        return try await database.read { try ReconciledCallReading.contacts(of: calls, in: $0) }
    }

    package func candidates(for call: CallID, limit: Int) async throws -> [ReconciliationCandidate] {
        try await database.read { [matching] transaction in
            guard let call = try ReconciledCallReading.call(call, in: transaction) else { return [] }
            return try ReconciledCallReading.candidates(
                for: call,
                window: matching.window,
                limit: limit,
                in: transaction
            )
        }
    }

    package func catchUp(limit: Int) async throws -> Int {
        try await database.write { [matching] in
            try CallMatcher(matching: matching, transaction: $0).matchSome(limit: limit)
        }
    }

    package func repair(
        _ call: CallID,
        _ decision: ReconciliationDecision,
        audit: AuditEntry
    ) async throws -> ReconciliationRepair {
        try await database.write { [matching] transaction in
            let matcher = CallMatcher(matching: matching, transaction: transaction)
            // Takes the turn, so that nobody matches meanwhile what is looked at here.
            try matcher.takeTurn()
            guard let kept = try ReconciledCallReading.call(call, in: transaction) else { return .noCall }
            let repairs = CallRepairs(call: kept, transaction: transaction)
            if let refusal = try repairs.refusal(of: decision) { return refusal }
            try repairs.write(decision, by: audit)
            // The page that comes back shows it.
            try matcher.match(calls: [kept.place.row])
            try AuditTable.note(audit, in: transaction)
            return .done
        }
    }
}
