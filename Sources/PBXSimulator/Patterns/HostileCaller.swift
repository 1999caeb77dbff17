/// Callers whose names are traps, and callers without a number or a name.
package struct HostileCaller: CallPattern {
    package let name = "hostile"
    package let weight = 3

    package init() {}

    package static let callers = [
        Caller("9161112233", name: "<script>alert(1)</script>"),
        Caller("9161112234", name: "\"; DROP TABLE calls; --"),
        Caller("9161112235", name: "OOO \\\\\\\"Romashka\\\\\\\", otdel"),
        Caller("9161112236", name: String(repeating: "A", count: 300)),
        Caller("9161112237", name: "Event: Hangup"),
        Caller("9161112238", name: "Общество с ограниченной ответственностью «Дальневосточная управляющая компания»"),
        Caller("9161112239", name: "%s%n%x ${SHELL(id)} =HYPERLINK(\"x\")"),
        Caller("9161112240", name: "\u{202E}гнол\u{202C} 👩‍🚒 \u{0}\u{7F}".filter { $0 != "\u{0}" }),
        Caller("9161112241", name: ": : a: b"),
        Caller("'; DELETE FROM calls", name: "x"),
        Caller("<img src=x onerror=alert(2)>", name: ""),
        Caller("anonymous", name: "Anonymous"),
        Caller("unknown", name: "unavailable"),
        Caller("", name: "Только имя"),
        Caller("", name: ""),
    ]

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let acts: [Act] = [.talk(pbx.talkTime()), .hangUp(pbx.eitherSide())]
        var plan = pbx.answeredDeskCall(self, at: pbx.desk(), then: acts)
        plan.caller = pbx.random.element(of: Self.callers) ?? Caller()
        return [PlannedCall(plan)]
    }
}
