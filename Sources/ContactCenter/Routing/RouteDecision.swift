/// Who gets a number now, and why nobody else does: each rule with each condition that was not fulfilled.
package struct RouteDecision: Hashable, Sendable {
    /// `nil` for a stranger.
    package var caller: Caller?
    /// Rules that are on, in their order; those behind the one that decided are there, too.
    package var steps: [Step]

    package init(caller: Caller?, steps: [Step]) {
        self.caller = caller
        self.steps = steps
    }

    /// Where the call goes; `nil`: the PBX's own route applies.
    package var phone: Extension? { chosen?.phone }

    /// Who gets the call.
    package var chosen: Candidate? {
        steps.lazy.flatMap(\.candidates).first { $0.failures.isEmpty }
    }

    /// What one rule says.
    package struct Step: Hashable, Sendable {
        package var rule: Kept<RoutingRule>
        /// The one that it names, then its second choice; empty where it names nobody for this caller.
        package var candidates: [Candidate]

        package init(rule: Kept<RoutingRule>, candidates: [Candidate]) {
            self.rule = rule
            self.candidates = candidates
        }
    }

    /// Somebody who may get the call.
    package struct Candidate: Hashable, Sendable {
        package var employee: EmployeeID
        /// Empty for who is not there any more.
        package var name: String
        package var isSecondChoice: Bool
        package var phone: Extension?
        /// Why not; nothing is wrong with who can take it.
        package var failures: [Failure]

        package init(
            employee: EmployeeID,
            name: String,
            isSecondChoice: Bool,
            phone: Extension?,
            failures: [Failure]
        ) {
            self.employee = employee
            self.name = name
            self.isSecondChoice = isSecondChoice
            self.phone = phone
            self.failures = failures
        }
    }

    /// A condition that is not fulfilled (requirements S4.13, S4.14).
    package enum Failure: Hashable, Sendable {
        /// Hidden in the directory, or not there.
        case gone
        /// The card names no log-in.
        case noLogIn
        /// Nobody is logged in as them, or no page of theirs is open.
        case loggedOut
        /// Busy, away or a status of their own.
        case says(PresenceStatus)
        /// Works on the call that has just ended.
        case wrappingUp
        /// Not their time to work.
        case notWorking(WorkCalendar.Standing)
        /// Sits at no phone, and the card names none.
        case noPhone
        /// A phone that no card of the directory names, or no phone at all: the PBX is told of none but those.
        case foreignPhone(Extension)
        /// The PBX does not tell how the phone is, or is not heard.
        case unknownLine
        /// The phone is not free.
        case line(LineState)
    }
}
