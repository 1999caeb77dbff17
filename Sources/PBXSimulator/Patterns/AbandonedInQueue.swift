/// A caller who gives up while the queue's members ring, or before one of them was free.
package struct AbandonedInQueue: CallPattern {
    package let name = "queue-abandoned"
    package let weight = 6

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        var plan = CallPlan(pattern: name, caller: pbx.somebody(), dialled: "6467171")
        plan.usual = .rings
        plan.patience = pbx.random.seconds(5...25)
        return [PlannedCall(plan)]
    }
}
