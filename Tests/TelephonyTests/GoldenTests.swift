import ContactCenter
import Foundation
import Telephony
import Testing

@Suite("What a real Asterisk sent becomes the calls that really happened")
struct GoldenTests {
    @Test("every recording gives its truth", arguments: Scenario.all)
    func truth(of scenario: Scenario) throws {
        let replay = try scenario.play()
        let expected = scenario.truth.calls ?? scenario.truth.calls_from_events ?? []
        let differences = TruthComparison.differences(
            derived: try replay.orderedCalls.map { try TruthValue($0) },
            truth: expected
        )
        #expect(differences == [])
    }

    @Test("with every message doubled the truth is the same", arguments: Scenario.all)
    func doubled(_ scenario: Scenario) throws {
        let plain = try scenario.play()
        let doubled = try scenario.play { entries in entries.flatMap { [$0, $0] } }
        #expect(doubled.orderedCalls == plain.orderedCalls)
    }

    @Test("what a cut connection missed is filled in from the PBX's own records")
    func reconnectWithCDR() throws {
        let scenario = try Scenario.named("13")
        var replay = try scenario.play()
        replay.reconcile(with: try scenario.cdrs, timeZone: .gmt)
        let differences = TruthComparison.differences(
            derived: try replay.orderedCalls.map { try TruthValue($0) },
            truth: scenario.truth.calls_with_cdr ?? []
        )
        #expect(differences == [])
    }
}
