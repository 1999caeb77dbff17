/// A caller who hangs up while the menu talks.
package struct AbandonedInIVR: CallPattern {
    package let name = "ivr-abandoned"
    package let weight = 5

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        var plan = CallPlan(pattern: name, caller: pbx.somebody(), dialled: "6467171")
        plan.patience = pbx.random.seconds(0.2...3.7)
        return [PlannedCall(plan)]
    }
}
