/// A call to the queue that rings its members in turn: some let it ring, some decline, one takes it in the end.
package struct RoundRobinCall: CallPattern {
    package let name = "round-robin"
    package let weight = 8

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        var plan = CallPlan(pattern: name, caller: pbx.somebody(), dialled: "7770022")
        for member in pbx.queue(named: "sales")?.settings.members ?? [] {
            let first: Reaction? =
                pbx.random.element(of: [.rings, .rejects(after: pbx.random.seconds(0.5...3)), nil]) ?? nil
            let then = Reaction.answers(after: pbx.random.seconds(0.8...3.5))
            plan.reactions[member] = first.map { [$0, then] } ?? [then]
        }
        plan.patience = pbx.random.seconds(25...50)
        plan.acts = [.talk(pbx.talkTime()), .hangUp(pbx.eitherSide())]
        return [PlannedCall(plan)]
    }
}
