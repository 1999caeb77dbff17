/// A call that somebody of ours dials on his phone to the outside: answered, busy, unanswered, or to no such number.
package struct OutboundCall: CallPattern {
    package let name = "outbound"
    package let weight = 10

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let desk = pbx.desk()
        var plan = CallPlan(pattern: name, caller: Caller(desk), dialled: pbx.outsideNumber())
        plan.origin = .phone(desk)
        plan.reserved = [desk]
        plan.reactions[plan.dialled] = [Self.reaction(&pbx.random)]
        plan.patience = pbx.random.seconds(12...25)
        plan.acts = [.talk(pbx.talkTime()), .hangUp(pbx.eitherSide())]
        return [PlannedCall(plan)]
    }

    private static func reaction(_ random: inout SeededRandom) -> Reaction {
        switch random.number(below: 8) {
        case 0: .busy
        case 1: .fails
        case 2: .rings
        case 3: .rejects(after: random.seconds(1...8))
        default: .answers(after: random.seconds(1...9))
        }
    }
}

extension SimulatedPBX {
    func outsideNumber() -> String {
        "8916" + (0..<7).map { _ in String(random.number(below: 10)) }.joined()
    }
}
