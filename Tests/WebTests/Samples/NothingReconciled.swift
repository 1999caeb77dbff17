import ContactCenter
import Foundation

/// A check of the statistics that knows of no call: under pages that only name contacts where there are some.
struct NothingReconciled: Reconciliation {
    func groups(
        of branch: ReconciliationBranch,
        _ question: ReconciliationQuestion
    ) async throws -> [ReconciliationGroup] { [] }

    func calls(
        of branch: ReconciliationBranch,
        _ question: ReconciliationQuestion,
        after: CallID?,
        limit: Int
    ) async throws -> [ReconciledCall] { [] }

    func nextOpen(after: CallID?, _ question: ReconciliationQuestion) async throws -> ReconciledCall? { nil }

    func call(_ call: CallID) async throws -> ReconciledCall? { nil }

    func contacts(of calls: [CallID]) async throws -> [CallID: MatchedContactName] { [:] }

    func candidates(for call: CallID, limit: Int) async throws -> [ReconciliationCandidate] { [] }

    func repair(
        _ call: CallID,
        _ decision: ReconciliationDecision,
        audit: AuditEntry
    ) async throws -> ReconciliationRepair { .noCall }

    func catchUp(limit: Int) async throws -> Int { 0 }
}
