/// Compares a derived call with the truth of a recording, by the rules and tolerances of the recordings' README.
struct TruthComparison {
    private static let callKeys = [
        "linkedid", "direction", "caller", "did", "queue", "answered_by", "result", "cause", "call_started",
        "queue_joined_at", "ring_started", "answered_at", "answered_before", "ended_at", "end_known", "ivr_s", "wait_s",
        "connected_s", "talk_s", "rang", "recording", "recording_s", "click_to_call",
        "hung_up_by",
    ]
    private static let legKeys = [
        "who", "role", "rang_at", "answered_at", "left_at", "talk_s", "hold_s", "consult_s", "result",
    ]
    private static let transferKeys = ["kind", "from", "to", "answered", "at", "completed_at", "returned"]
    private static let routedKeys = ["from", "to", "at"]

    private var differences: [String] = []

    /// - Returns: a line for each difference; empty when the calls agree.
    static func differences(derived: [TruthValue], truth: [TruthValue]) -> [String] {
        var comparison = TruthComparison()
        let ids = truth.map { $0["linkedid"]?.text ?? "?" }
        for call in derived where !ids.contains(call["linkedid"]?.text ?? "") {
            comparison.differences.append("\(call["linkedid"]?.text ?? "?"): no such call")
        }
        for (call, id) in zip(truth, ids) {
            guard let found = derived.first(where: { $0["linkedid"]?.text == id }) else {
                comparison.differences.append("\(id): missing")
                continue
            }
            comparison.compare(found, call, id: id)
        }
        return comparison.differences
    }

    private mutating func compare(_ derived: TruthValue, _ truth: TruthValue, id: String) {
        var uncertain = Set(truth["uncertain"]?.list.compactMap(\.text) ?? [])
        // A file whose name is not known has no length either.
        if uncertain.contains("recording") { uncertain.insert("recording_s") }
        let tolerance = truth["tolerance_s"]?.number ?? 0.05
        compare(derived, truth, keys: Self.callKeys, uncertain, tolerance, at: id)
        let lists = [("legs", Self.legKeys), ("transfers", Self.transferKeys), ("routed", Self.routedKeys)]
        for (list, keys) in lists where !uncertain.contains(list) {
            let (found, expected) = (derived[list]?.list ?? [], truth[list]?.list ?? [])
            if found.count != expected.count {
                differences.append("\(id).\(list): \(found.count) instead of \(expected.count)")
            }
            for (index, (one, two)) in zip(found, expected).enumerated() {
                let unsure = Set(two["uncertain"]?.list.compactMap(\.text) ?? [])
                compare(one, two, keys: keys, unsure, tolerance, at: "\(id).\(list)[\(index)]")
            }
        }
    }

    private mutating func compare(
        _ derived: TruthValue,
        _ truth: TruthValue,
        keys: [String],
        _ uncertain: Set<String>,
        _ tolerance: Double,
        at path: String
    ) {
        for key in keys where !uncertain.contains(key) {
            guard let expected = truth[key] else {
                if ["role", "returned", "ivr_s", "queue_joined_at", "click_to_call", "end_known"].contains(key),
                    let found = derived[key], found != .null
                {
                    differences.append("\(path).\(key): \(found), not there in truth")
                }
                continue
            }
            let found = derived[key] ?? .null
            if case .number(let one) = found, case .number(let two) = expected {
                let allowed = key == "talk_s" && path.contains("legs") ? max(tolerance, 0.1) : tolerance
                if abs(one - two) > allowed + 0.0005 { differences.append("\(path).\(key): \(one) instead of \(two)") }
            } else if found != expected {
                differences.append("\(path).\(key): \(found) instead of \(expected)")
            }
        }
    }
}
