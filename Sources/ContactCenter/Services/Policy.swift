/// What a client is insured by, or has paid in advance: who pays for services, and how far ("полис", requirements S3.29, S3.33).
package struct Policy: Hashable, Sendable {
    package var client: ClientID?
    /// Who pays: `СК Здорово`.
    package var company = ""
    /// The policy code: `К/001031`.
    package var number = ""
    /// The days on which it is good for services, both included; without end where one is missing.
    package var firstDay: Day?
    package var lastDay: Day?
    package var note: String?

    package init() {}

    /// As lists have it: `СК Здорово К/001031`.
    package var title: String { "\(company) \(number)" }

    package func isValid(on day: Day) -> Bool {
        (firstDay.map { $0 <= day } ?? true) && (lastDay.map { day <= $0 } ?? true)
    }
}

/// How much of one service, or of all services together, a policy pays for: in money, in pieces or in both ("лимит", requirement S3.29).
package struct PolicyLimit: Hashable, Sendable {
    package var policy: PolicyID?
    /// `nil`: all services together.
    package var service: ServiceID?
    /// In hundredths of the currency.
    package var amount: Int64?
    package var pieces: Int64?

    package init() {}

    package func applies(to service: ServiceID) -> Bool { self.service == nil || self.service == service }
}

package typealias PolicyID = RecordID<Policy>
package typealias PolicyLimitID = RecordID<PolicyLimit>

extension Policy: KeptRecord {
    package static let kind = RecordKind.policies
    package static let fields: [RecordField<Policy>] = [
        .reference("client_id", \.client, to: .clients, isRequired: true).fixed,
        .text("company", \.company, limit: 200),
        .text("number", \.number, limit: 64),
        .day("first_day", \.firstDay),
        .day("last_day", \.lastDay),
        .lines("note", \.note, limit: 4_000),
    ]

    package var contradictions: [FieldProblem] {
        guard let firstDay, let lastDay, lastDay < firstDay else { return [] }
        return [FieldProblem("last_day", .contradiction)]
    }
}

extension PolicyLimit: KeptRecord {
    package static let kind = RecordKind.policyLimits
    package static let fields: [RecordField<PolicyLimit>] = [
        .reference("policy_id", \.policy, to: .policies, isRequired: true).fixed,
        .reference("service_id", \.service, to: .services),
        .money("amount", \.amount),
        .integer("pieces", \.pieces, 0...1_000_000),
    ]
    /// Two limits of the same would leave people guessing which one counts.
    package static let uniqueTogether = ["policy_id", "service_id"]

    package var contradictions: [FieldProblem] {
        amount == nil && pieces == nil ? [FieldProblem("pieces", .required)] : []
    }
}
