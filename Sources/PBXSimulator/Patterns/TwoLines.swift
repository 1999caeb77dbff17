/// Two callers on one phone of two lines, at the same time.
package struct TwoLines: CallPattern {
    package let name = "two-lines"
    package let weight = 2

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        (0..<2).map { index in
            var plan = CallPlan(pattern: name, caller: pbx.somebody(), dialled: "7559998")
            plan.reactions["0205"] = [.answers(after: pbx.random.seconds(1...4))]
            plan.patience = .seconds(60)
            plan.acts = [.talk(pbx.talkTime()), .hangUp(pbx.eitherSide())]
            return PlannedCall(plan, after: .seconds(index * 3))
        }
    }
}
