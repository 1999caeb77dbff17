import ContactCenter

/// What the address of a wall-board says, so that each screen shows its own: `/wallboard?branch=2&queue=service,sales&theme=light`.
enum BoardAddress {
    static let path = "/wallboard"
    static let branch = "branch"
    /// Names with commas between them; the PBX allows none in a name.
    static let queues = "queue"
    static let theme = "theme"
    /// Set where the page is one person's own: then they can listen from it. A screen that all see has no buttons.
    static let listens = "listen"

    static let fields = [branch, queues, theme, listens]
}

extension BoardSelection {
    /// - Parameter field: gives the value of a field; what is no number is no branch's.
    init(address field: (String) -> String?) {
        self.init()
        branch = field(BoardAddress.branch).map { BranchID(Int64($0) ?? 0) }
        let names = (field(BoardAddress.queues) ?? "").split(separator: ",").map { QueueName(String($0)) }
        queues = names.isEmpty ? nil : Set(names)
    }
}

extension Figure {
    /// A percentage with so many decimals, rounded half away from zero (decision D14).
    func percentText(decimals: Int, for viewer: Viewer) -> String {
        guard case .percent(let part, let whole) = self, whole != 0 else { return "–" }
        let scale: Int64 = decimals == 0 ? 1 : 10
        let (twice, divisor) = (abs(part) * 200 * scale, 2 * abs(whole))
        let rounded = Int((twice + abs(whole)) / divisor)
        let sign = (part < 0) != (whole < 0) && rounded != 0 ? "−" : ""
        guard decimals > 0 else { return sign + grouped(rounded) }
        let mark = viewer.language.code == .english ? "." : ","
        return sign + grouped(rounded / 10) + mark + String(rounded % 10)
    }
}
