import ContactCenter
import Foundation
import Telephony
import Testing

@Suite("Joining in mid-call invents nothing")
struct PartialTests {
    @Test("with the first n messages missing, for every n, no answer is invented", arguments: Scenario.all)
    func withoutTheFirst(_ scenario: Scenario) throws {
        let entries = try #require(try scenario.transcripts.last).entries
        let truth = scenario.truth.calls ?? scenario.truth.calls_from_events ?? []
        var inventions: Set<String> = []
        for missing in entries.indices {
            var replay = Replay()
            replay.play(entries[missing...])
            for call in replay.orderedCalls { inventions.formUnion(invented(in: call, truth, missing: missing)) }
        }
        #expect(inventions.sorted().prefix(20) == [])
    }

    /// What a derived call claims that did not happen.
    private func invented(in call: Call, _ truth: [TruthValue], missing: Int) -> [String] {
        let id = call.id.linkedID.rawValue
        let isAnswered = call.answeredAt != nil || call.answeredBefore != nil
        guard let real = truth.first(where: { $0["linkedid"]?.text == id }) else { return [] }
        var claims: [String] = []
        if isAnswered, real["answered_by"] == .null { claims.append("\(missing): \(id) was never answered") }
        if let answered = call.answeredAt?.timeIntervalSince1970 {
            let instants = real["legs"]?.list.compactMap { $0["answered_at"]?.number } ?? []
            let all = instants + [real["answered_at"]?.number].compactMap { $0 }
            if !all.contains(where: { abs($0 - answered) <= 0.05 }) {
                claims.append("\(missing): \(id) answered at \(answered)")
            }
        }
        if let person = call.answeredBy?.number {
            let people = real["legs"]?.list.compactMap { $0["who"]?.text } ?? []
            if !people.contains(person) { claims.append("\(missing): \(id) answered by \(person)") }
        }
        return claims
    }
}
