/// A call to somebody's own number that is declined at the phone.
package struct RejectedCall: CallPattern {
    package let name = "direct-rejected"
    package let weight = 3

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let desk = pbx.desk()
        var plan = CallPlan(pattern: name, caller: pbx.somebody(), dialled: pbx.site.did(of: desk) ?? "7559996")
        plan.reactions[desk] = [.rejects(after: pbx.random.seconds(0.5...6))]
        plan.reserved = [desk]
        return [PlannedCall(plan)]
    }
}
