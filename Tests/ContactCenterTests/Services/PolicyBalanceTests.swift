import ContactCenter
import Testing

@Suite("What is left of a policy") struct PolicyBalanceTests {
    private let therapist = ServiceID(1)
    private let surgeon = ServiceID(2)
    private let dentist = ServiceID(3)

    /// - Parameter limits: service, pieces, money.
    private func balance(
        _ limits: [(ServiceID?, Int64?, Int64?)],
        spent: [ServiceID: PolicyBalance.Spending] = [:]
    ) -> PolicyBalance {
        PolicyBalance(
            policy: Kept(id: PolicyID(1), version: 1, record: Policy()),
            limits: limits.enumerated().map { place, limit in
                var record = PolicyLimit()
                (record.service, record.pieces, record.amount) = limit
                return Kept(id: PolicyLimitID(Int64(place)), version: 1, record: record)
            },
            spent: spent
        )
    }

    @Test("S3.29 a limit counts pieces, money or both, of one service or of all together")
    func rests() {
        let spent: [ServiceID: PolicyBalance.Spending] = [
            therapist: .init(pieces: 2, amount: 100_000), surgeon: .init(pieces: 1, amount: 250_000),
        ]
        let both = balance([(nil, nil, 1_000_000), (therapist, 5, nil), (surgeon, 1, 300_000)], spent: spent)
        #expect(both.rest(of: both.limits[0].record) == .init(amount: 650_000))
        #expect(both.rest(of: both.limits[1].record) == .init(pieces: 3))
        #expect(both.rest(for: therapist) == .init(pieces: 3, amount: 650_000))
        // The tightest of the bounds.
        #expect(both.rest(for: surgeon) == .init(pieces: 0, amount: 50_000))
        #expect(both.rest(for: dentist) == .init(amount: 650_000))
        #expect(both.services == nil)
    }

    @Test("S3.29 a policy with limits pays only for what they are about, one without pays for everything")
    func services() {
        let narrow = balance([(therapist, 1, nil)])
        #expect(narrow.rest(for: surgeon) == nil)
        #expect(narrow.services == [therapist])
        let wide = balance([])
        #expect(wide.rest(for: surgeon) == PolicyBalance.Rest() && wide.services == nil)
        #expect(PolicyBalance.Rest().suffices(for: .init(pieces: 9_999, amount: 1_000_000_000)))
    }

    @Test("S3.29 the last piece and the last hundredth suffice, one more does not", arguments: [0, 1] as [Int64])
    func bounds(more: Int64) {
        let rest = PolicyBalance.Rest(pieces: 2, amount: 50_000)
        #expect(rest.suffices(for: .init(pieces: 2 + more, amount: 50_000)) == (more == 0))
        #expect(rest.suffices(for: .init(pieces: 2, amount: 50_000 + more)) == (more == 0))
    }

    @Test("a policy is valid from its first day to its last, both included")
    func validity() {
        var policy = Policy()
        #expect(policy.isValid(on: Day("2026-04-03")!))
        (policy.firstDay, policy.lastDay) = (Day("2026-01-01"), Day("2026-12-31"))
        for (day, isValid) in [
            ("2025-12-31", false), ("2026-01-01", true), ("2026-12-31", true), ("2027-01-01", false),
        ] {
            #expect(policy.isValid(on: Day(day)!) == isValid, "\(day)")
        }
        policy.lastDay = Day("2025-01-01")
        #expect(policy.contradictions == [FieldProblem("last_day", .contradiction)])
    }

    @Test("a limit says how much, and an address of a provider is one")
    func problems() {
        var limit = PolicyLimit()
        limit.policy = PolicyID(1)
        #expect(limit.problems == [FieldProblem("pieces", .required)])
        limit.amount = 0
        #expect(limit.problems.isEmpty)
        var provider = Provider()
        (provider.name, provider.email) = ("ООО Борис", "boris")
        #expect(provider.problems == [FieldProblem("email", .malformed)])
        #expect(ServicePrice().problems.map(\.field) == ["provider_id", "service_id", "price"])
    }
}
