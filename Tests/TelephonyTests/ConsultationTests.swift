import ContactCenter
import Foundation
import Telephony
import Testing

@Suite("Who is consulted, as a real Asterisk told it") struct ConsultationTests {
    @Test(
        "S4.20 in recording 07b the colleague is consulted from the ring on, and no more once the client is handed over"
    )
    func recorded() throws {
        let scenario = try Scenario.named("07b")
        let own = Extension("0111")
        var states: [CallLeg.State?] = []
        for end in try steps(of: scenario) {
            let replay = try scenario.play { Array($0.prefix(end)) }
            let leg = replay.orderedCalls.first?.consulted(by: own)
            #expect(leg.map { $0.party == .phone(Extension("0201")) } ?? true)
            if states.last != leg?.state || states.isEmpty { states.append(leg?.state) }
        }
        #expect(states.first == .some(nil) && states.last == .some(nil))
        #expect(states.contains(.ringing) && states.contains(.consulting))
    }

    @Test(
        "nobody is consulted in a call that was only answered, forwarded or sent on blindly",
        arguments: ["01", "02", "05-", "05b"]
    )
    func others(_ name: String) throws {
        let scenario = try Scenario.named(name)
        for end in try steps(of: scenario) {
            for call in try scenario.play(changing: { Array($0.prefix(end)) }).orderedCalls {
                for phone in ["0111", "0125", "0113"] { #expect(call.consulted(by: Extension(phone)) == nil) }
            }
        }
    }

    /// After how many messages is looked.
    private func steps(of scenario: Scenario) throws -> [Int] {
        let count = try scenario.transcripts.first?.entries.count ?? 0
        return Array(stride(from: 1, through: count, by: 3)) + [count]
    }
}
