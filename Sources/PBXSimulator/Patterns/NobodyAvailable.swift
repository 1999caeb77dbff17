/// A call to a queue without a reachable member.
package struct NobodyAvailable: CallPattern {
    package let name = "nobody-available"
    package let weight = 2

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        var plan = CallPlan(pattern: name, caller: pbx.somebody(), dialled: "7770044")
        plan.patience = pbx.random.seconds(4...20)
        return [PlannedCall(plan)]
    }
}
