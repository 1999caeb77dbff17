/// A policy with its limits and what was spent of it (requirement S3.29).
///
/// A policy without limits pays for everything. One with limits pays only for services that at least one of them is about, and each
/// limit that is about a service must have a rest for it.
package struct PolicyBalance: Hashable, Sendable {
    /// So many pieces, for so much money.
    package struct Spending: Hashable, Sendable {
        package var pieces: Int64
        /// In hundredths of the currency.
        package var amount: Int64

        package init(pieces: Int64 = 0, amount: Int64 = 0) {
            self.pieces = pieces
            self.amount = amount
        }

        package static func + (left: Spending, right: Spending) -> Spending {
            Spending(pieces: left.pieces + right.pieces, amount: left.amount + right.amount)
        }
    }

    /// What is left; `nil` where nothing bounds it. Less than nothing only where somebody has lowered a limit below what was spent, or was
    /// allowed to go beyond it.
    package struct Rest: Hashable, Sendable {
        package var pieces: Int64?
        package var amount: Int64?

        package init(pieces: Int64? = nil, amount: Int64? = nil) {
            self.pieces = pieces
            self.amount = amount
        }

        package func suffices(for spending: Spending) -> Bool {
            (pieces.map { spending.pieces <= $0 } ?? true) && (amount.map { spending.amount <= $0 } ?? true)
        }
    }

    package var policy: Kept<Policy>
    /// Those that are not hidden.
    package var limits: [Kept<PolicyLimit>]
    /// What was rendered and not taken back, by service.
    package var spent: [ServiceID: Spending]

    package init(policy: Kept<Policy>, limits: [Kept<PolicyLimit>] = [], spent: [ServiceID: Spending] = [:]) {
        self.policy = policy
        self.limits = limits
        self.spent = spent
    }

    /// What was spent of what a limit is about.
    package func spent(of limit: PolicyLimit) -> Spending {
        spent.filter { limit.applies(to: $0.key) }.values.reduce(Spending(), +)
    }

    package func rest(of limit: PolicyLimit) -> Rest {
        let spent = spent(of: limit)
        return Rest(pieces: limit.pieces.map { $0 - spent.pieces }, amount: limit.amount.map { $0 - spent.amount })
    }

    /// What is left for a service: of each bound the tightest.
    ///
    /// - Returns: `nil` for a service that the policy does not pay for.
    package func rest(for service: ServiceID) -> Rest? {
        guard !limits.isEmpty else { return Rest() }
        let rests = limits.map(\.record).filter { $0.applies(to: service) }.map(rest)
        guard !rests.isEmpty else { return nil }
        return Rest(pieces: rests.compactMap(\.pieces).min(), amount: rests.compactMap(\.amount).min())
    }

    /// The services that it pays for at all; `nil` for any.
    package var services: Set<ServiceID>? {
        limits.isEmpty || limits.contains { $0.record.service == nil } ? nil : Set(limits.compactMap(\.record.service))
    }
}
