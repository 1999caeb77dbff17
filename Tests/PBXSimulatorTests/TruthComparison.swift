import ContactCenter
import Foundation
import Telephony

@testable import PBXSimulator

/// Compares a derived call with the truth, key by key, within the tolerances of the recordings' README: 50 ms, and 0.1 s for
/// a leg's talk.
struct TruthComparison {
    private let derived: [String: Any]

    init(_ call: Call) throws {
        derived = try Self.dictionary(ReplayedCall(call))
    }

    func differences(from truth: CallTruth) -> [String] {
        guard let told = try? Self.dictionary(truth) else { return ["truth cannot be encoded"] }
        let remarks: Set<String> = ["pattern", "uncertain", "consultation_linkedid"]
        return differences(derived, told, leaving: remarks.union(truth.uncertain ?? []), path: "")
    }

    private static func dictionary(_ value: some Encodable) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(value))
        return object as? [String: Any] ?? [:]
    }

    private func differences(
        _ derived: [String: Any],
        _ told: [String: Any],
        leaving left: Set<String>,
        path: String
    ) -> [String] {
        told.keys.sorted().filter { !left.contains($0) }.flatMap { key in
            differences(derived[key] ?? NSNull(), told[key] ?? NSNull(), key: key, path: path + key)
        }
    }

    private func differences(_ derived: Any, _ told: Any, key: String, path: String) -> [String] {
        if let derived = derived as? [[String: Any]], let told = told as? [[String: Any]] {
            guard derived.count == told.count else { return ["\(path): \(derived.count) instead of \(told.count)"] }
            return zip(derived, told).enumerated().flatMap { index, pair in
                let left = Set(pair.1["uncertain"] as? [String] ?? []).union(["uncertain"])
                return differences(pair.0, pair.1, leaving: left, path: "\(path)[\(index)].")
            }
        }
        if !(told is Bool), let derived = derived as? Double, let told = told as? Double {
            let tolerance = key == "talk_s" ? 0.1 : 0.05
            return abs(derived - told) <= tolerance + 0.000_5 ? [] : ["\(path): \(derived) instead of \(told)"]
        }
        return "\(derived)" == "\(told)" ? [] : ["\(path): \(derived) instead of \(told)"]
    }
}
