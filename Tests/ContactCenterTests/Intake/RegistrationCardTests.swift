import Foundation
import TestSupport
import Testing

@testable import ContactCenter

@Suite("The registration in one card")
struct RegistrationCardTests {
    private static let script = Script.registration

    /// What keeps the card from being registered, by field.
    private func wrong(_ answers: [String: String]) -> [String] {
        var run = ScriptRun(Self.script, answers: answers)
        return run.goOn().map(\.field)
    }

    @Test("is good as it is shipped, and reads as it was written")
    func good() throws {
        #expect(Self.script.check() == [])
        let text = try JSONEncoder().encode(Self.script)
        #expect(try JSONDecoder().decode(Script.self, from: text) == Self.script)
    }

    @Test("S1.4 needs an identified client")
    func client() {
        #expect(wrong(["reason": "1"]) == ["client"])
        #expect(wrong(["reason": "1", "client": "7"]) == [])
    }

    @Test("S1.12 of a client who is in no directory something short is enough: form of address, phone or note")
    func unknownClient() {
        #expect(wrong(["reason": "1", "is_new": "yes"]) == ["person_name"])
        for field in ["person_name", "client_phone", "comment"] {
            #expect(wrong(["reason": "1", "is_new": "yes", field: "Борис"]) == [])
        }
        #expect(wrong(["reason": "1", "is_new": "yes", "comment": "  "]) == ["person_name"])
    }

    @Test("S1.15 needs no responsible employee; the reason's are told then")
    func responsible() {
        var run = ScriptRun(Self.script, answers: ["reason": "1", "client": "7"])
        #expect(run.goOn() == [])
        #expect(run.outcome == .assigned)
    }

    @Test("what is asked for twice on a card, and an end that does something more, are refused")
    func checks() {
        var script = Self.script
        script.steps[0].acts.append(.transfer(.all))
        #expect(script.check() == [ScriptProblem(.questionTwice("employee"), in: "card")])
        script = Self.script
        script.steps[1].acts.append(.firstTimeData)
        #expect(script.check() == [ScriptProblem(.endGoesOn, in: "assigned")])
    }
}
