/// A blind transfer that nobody takes: the call comes back to the one who sent it.
package struct ReturnedTransfer: CallPattern {
    package let name = "returned-transfer"
    package let weight = 2

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let desk = pbx.desk()
        let colleague = pbx.desk(except: [desk])
        var plan = pbx.answeredDeskCall(
            self,
            at: desk,
            then: [
                .talk(pbx.talkTime()), .blindTransfer(to: colleague, .refer), .talk(pbx.talkTime()),
                .hangUp(pbx.eitherSide()),
            ]
        )
        plan.reserved.append(colleague)
        let declines = Reaction.rejects(after: pbx.random.seconds(1...6))
        plan.reactions[colleague] = [pbx.random.isTrue(oneIn: 3) ? declines : .rings]
        plan.reactions[desk]?.append(.answers(after: pbx.random.seconds(1...5)))
        return [PlannedCall(plan)]
    }
}
