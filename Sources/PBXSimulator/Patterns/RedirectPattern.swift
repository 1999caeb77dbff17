/// A caller whom AMI Redirect sends from one person to another: answered there, or lost.
package struct RedirectPattern: CallPattern {
    package let name = "redirect"
    package let weight = 4

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let desk = pbx.desk()
        let colleague = pbx.desk(except: [desk])
        let isLost = pbx.random.isTrue(oneIn: 4)
        var plan = pbx.answeredDeskCall(
            self,
            at: desk,
            then: [
                .talk(pbx.talkTime()),
                .redirect(to: colleague, context: isLost ? "transfer-short" : "from-internal"),
                .talk(pbx.talkTime()),
                .hangUp(pbx.eitherSide()),
            ]
        )
        plan.reserved.append(colleague)
        plan.reactions[colleague] = [isLost ? .rings : .answers(after: pbx.random.seconds(1...8))]
        return [PlannedCall(plan)]
    }
}
