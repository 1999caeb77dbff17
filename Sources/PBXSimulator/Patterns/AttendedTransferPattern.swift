/// A transfer after asking the colleague, by the phone's second line; sometimes he does not come to the phone.
package struct AttendedTransferPattern: CallPattern {
    package let name = "attended-transfer"
    package let weight = 4

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let desk = pbx.desk()
        let colleague = pbx.desk(except: [desk])
        var plan = pbx.answeredDeskCall(
            self,
            at: desk,
            then: [
                .talk(pbx.talkTime()), .attendedTransfer(to: colleague, after: pbx.random.seconds(2...10)),
                .talk(pbx.talkTime()), .hangUp(pbx.eitherSide()),
            ]
        )
        plan.reserved.append(colleague)
        plan.reactions[colleague] = [pbx.random.isTrue(oneIn: 5) ? .rings : .answers(after: pbx.random.seconds(1...6))]
        return [PlannedCall(plan)]
    }
}
