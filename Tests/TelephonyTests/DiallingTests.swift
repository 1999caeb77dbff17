import ContactCenter
import Foundation
import Telephony
import Testing

@Suite("A number that was pressed, as a real Asterisk told it") struct DiallingTests {
    /// How the call went on, as its operator saw it.
    private func stages(of scenario: Scenario, at phone: String) throws -> [OwnCall.Stage?] {
        var stages: [OwnCall.Stage?] = []
        let count = try scenario.transcripts.first?.entries.count ?? 0
        for end in Array(stride(from: 1, through: count, by: 12)) + [count] {
            let calls = try scenario.play { Array($0.prefix(end)) }.orderedCalls
            guard let call = calls.first(where: { $0.callerPhone == Extension(phone) }) else { continue }
            let own = OwnCall(call)
            if stages.isEmpty || stages.last != own?.stage { stages.append(own?.stage) }
        }
        return stages
    }

    @Test("S4.1 in recording 08 the own phone rings, the client is called, rings, talks; then there is nothing to tell")
    func answered() throws {
        let told = try stages(of: Scenario.named("08"), at: "0111")
        let seen = told.compactMap(\.self)
        #expect(seen.first == .ownPhone)
        // For a moment one of them is in the bridge alone.
        let lasting = seen.filter { $0 != .onHold }
        #expect(lasting.prefix(4) == [.ownPhone, .calling, .ringing, .talking])
        #expect(lasting.last == .talking)
        #expect(told.last == .some(nil))
    }

    @Test(
        "S4.1 in recording 09 busy, no answer and an own phone that is not picked up are told apart",
        arguments: [
            ("0111", OwnCall.Failure.busy), ("0125", .notAnswered), ("0113", .notPickedUp),
        ]
    )
    func failed(phone: String, failure: OwnCall.Failure) throws {
        let told = try stages(of: Scenario.named("09"), at: phone).compactMap(\.self)
        #expect(told.first == .ownPhone)
        #expect(told.last == .over(failure))
        #expect(told.contains(.ringing) == (failure == .notAnswered))
    }

    @Test("S4.1 the number is the one that was called, not what the trunk sends")
    func number() throws {
        let call = try #require(try Scenario.named("09").play().orderedCalls.first)
        #expect(OwnCall(call)?.number == "9161234567")
    }

    @Test("calls that were not begun so are nobody's own", arguments: ["01", "02", "21"])
    func others(_ name: String) throws {
        for call in try Scenario.named(name).play().orderedCalls { #expect(OwnCall(call) == nil) }
    }
}
