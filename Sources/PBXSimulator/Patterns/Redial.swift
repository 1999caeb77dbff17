/// Somebody who gives up and calls again within a minute, once or twice.
package struct Redial: CallPattern {
    package let name = "redial"
    package let weight = 4

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        var planned: [PlannedCall] = []
        var delay = Duration.zero
        let caller = pbx.somebody()
        for _ in 0..<pbx.random.number(in: 1...2) {
            for var call in AbandonedInIVR().calls(on: pbx) {
                call.plan.pattern = name
                call.plan.caller = caller
                call.delay = delay
                planned.append(call)
            }
            delay += pbx.random.seconds(6...25)
        }
        for var call in QueueCall().calls(on: pbx) {
            call.plan.pattern = name
            call.plan.caller = caller
            call.delay = delay
            planned.append(call)
        }
        return planned
    }
}
