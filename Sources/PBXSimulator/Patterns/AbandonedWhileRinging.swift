/// A call to somebody's own number that nobody answers: the caller gives up, or the PBX does after its fifteen seconds.
package struct AbandonedWhileRinging: CallPattern {
    package let name = "direct-abandoned"
    package let weight = 6

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let desk = pbx.desk()
        var plan = CallPlan(pattern: name, caller: pbx.somebody(), dialled: pbx.site.did(of: desk) ?? "7559996")
        plan.reactions[desk] = [.rings]
        plan.reserved = [desk]
        plan.patience = pbx.random.seconds(3...20)
        return [PlannedCall(plan)]
    }
}
