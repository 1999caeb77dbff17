import Foundation

/// What the rules of routing stand on besides the caller and the floor: a value, so that a decision is a function.
package struct RoutingFacts: Sendable {
    private let rules: [Kept<RoutingRule>]
    private let employees: [EmployeeID: Employee]
    private let calendar: WorkCalendar
    /// Those that the directory names.
    private let phones: Set<Extension>

    /// - Parameters:
    ///   - rules: in their order; hidden ones and those that are off do not count.
    ///   - employees: those that are not hidden.
    package init(rules: [Kept<RoutingRule>], employees: [Kept<Employee>], calendar: WorkCalendar) {
        self.rules = rules.filter { !$0.isHidden && $0.record.isOn }
        self.employees = Dictionary(
            employees.lazy.filter { !$0.isHidden }.map { ($0.id, $0.record) },
            uniquingKeysWith: { $1 }
        )
        self.calendar = calendar
        phones = Set(self.employees.values.compactMap(\.phone))
    }

    /// Who gets the call.
    ///
    /// Each rule is asked for its own person first, then for its second choice, before the next rule is.
    package func decision(on caller: Caller?, _ floor: Floor, at now: Date) -> RouteDecision {
        guard let caller else {
            return RouteDecision(caller: nil, steps: rules.map { RouteDecision.Step(rule: $0, candidates: []) })
        }
        let steps = rules.map { rule in
            RouteDecision.Step(
                rule: rule,
                candidates: people(named: rule.record, caller).map { id, isSecondChoice in
                    candidate(id, isSecondChoice: isSecondChoice, floor, at: now)
                }
            )
        }
        return RouteDecision(caller: caller, steps: steps)
    }

    /// A second choice stands in for somebody: of a rule that names nobody it is none, but for VIPs, whom no employee belongs to.
    private func people(
        named rule: RoutingRule,
        _ caller: Caller
    ) -> [(id: EmployeeID, isSecondChoice: Bool)] {
        let own: EmployeeID? =
            switch rule.kind {
            case .openDocument: caller.documentResponsible
            case .responsible: caller.responsible
            case .lastSpoken: caller.lastSpoken
            case .vip: nil
            }
        if rule.kind == .vip {
            guard caller.isVIP, let second = rule.secondChoice else { return [] }
            return [(second, true)]
        }
        guard let own else { return [] }
        guard let second = rule.secondChoice, second != own else { return [(own, false)] }
        return [(own, false), (second, true)]
    }

    private func candidate(
        _ id: EmployeeID,
        isSecondChoice: Bool,
        _ floor: Floor,
        at now: Date
    ) -> RouteDecision.Candidate {
        guard let employee = employees[id] else {
            return RouteDecision.Candidate(
                employee: id,
                name: "",
                isSecondChoice: isSecondChoice,
                phone: nil,
                failures: [.gone]
            )
        }
        let reach = floor.reachabilities(of: [(user: employee.user, phone: employee.phone)], at: now)[0]
        var failures = Self.failures(of: reach, isPBXHeard: floor.connection == .connected)
        if let phone = reach.phone, phone.isDialable, !phones.contains(phone) { failures.append(.foreignPhone(phone)) }
        // Where nobody wrote down when a person works, nothing says that they do not.
        if let standing = calendar.standing(of: id, employee, at: now), standing != .working {
            failures.append(.notWorking(standing))
        }
        return RouteDecision.Candidate(
            employee: id,
            name: employee.name,
            isSecondChoice: isSecondChoice,
            phone: reach.phone,
            failures: failures
        )
    }

    /// - Parameter isPBXHeard: what was last told of a phone is not what it does now where nobody listens.
    private static func failures(of reach: Reachability, isPBXHeard: Bool) -> [RouteDecision.Failure] {
        var failures: [RouteDecision.Failure] = []
        if let presence = reach.presence {
            switch presence.status {
            case .available: break
            case .offline: failures.append(.loggedOut)
            case .busy, .away, .own: failures.append(.says(presence.status))
            }
            if presence.isWrappingUp { failures.append(.wrappingUp) }
        } else {
            failures.append(.noLogIn)
        }
        guard let phone = reach.phone else { return failures + [.noPhone] }
        if !phone.isDialable { failures.append(.foreignPhone(phone)) }
        switch isPBXHeard ? reach.line : nil {
        case .ready: break
        case let line?: failures.append(.line(line))
        case nil: failures.append(.unknownLine)
        }
        return failures
    }
}

extension Extension {
    /// Nothing in it means something to a dialplan but the digits, letters, `*` and `#` of a phone.
    fileprivate var isDialable: Bool {
        !rawValue.isEmpty
            && rawValue.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "*") || byte == UInt8(ascii: "#")
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF)
            }
    }
}
