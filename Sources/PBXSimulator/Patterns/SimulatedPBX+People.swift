/// Who calls whom, for patterns to draw from.
extension SimulatedPBX {
    /// Somebody from outside, with the number written in one of the ways that providers have.
    func somebody() -> Caller {
        let number = "9" + (0..<9).map { _ in String(random.number(below: 10)) }.joined()
        let written = random.element(of: [number, "+7\(number)", "8\(number)", "7\(number)"]) ?? number
        return Caller(written, name: random.isTrue(oneIn: 4) ? random.element(of: Self.names) ?? "" : "")
    }

    private static let names = [
        "Иванов Пётр", "ООО Ромашка", "Sidorova Anna", "Кузнецова М.И.", "Ателье", "Петренко Олена", "STROYDOM 24",
    ]

    func talkTime() -> Duration { random.seconds(site.talk) }

    /// Which of two joined parties hangs up first.
    func eitherSide() -> Side { random.isTrue(oneIn: 2) ? .caller : .called }

    /// A phone with a number of its own, idle if there is one.
    func desk(except others: [String] = []) -> String {
        idlePhone(among: desks, except: others) ?? "0111"
    }

    /// A phone that is idle and not spoken for; with none left, any at all, which then says busy.
    func idlePhone(among candidates: [String], except others: [String] = []) -> String? {
        for _ in 0..<16 {
            guard let phone = random.element(of: candidates), !others.contains(phone) else { continue }
            if isIdle(phone) { return phone }
        }
        let possible = candidates.filter { !others.contains($0) }
        return possible.first(where: isIdle) ?? random.element(of: possible)
    }

    private func isIdle(_ phone: String) -> Bool {
        guard let device = phones[phone] else { return false }
        return device.state == .idle && !device.isReserved
    }

    /// A call from outside to a desk, answered there; what follows is the pattern's affair.
    func answeredDeskCall(_ pattern: some CallPattern, at desk: String, then acts: [Act]) -> CallPlan {
        var plan = CallPlan(pattern: pattern.name, caller: somebody(), dialled: site.did(of: desk) ?? "7559996")
        plan.reactions[desk] = [.answers(after: random.seconds(1...5))]
        plan.reserved = [desk]
        plan.patience = .seconds(120)
        plan.acts = acts
        return plan
    }
}
