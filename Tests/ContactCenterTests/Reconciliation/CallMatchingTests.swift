import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("Calls and contacts are matched by number and time")
struct CallMatchingTests {
    private typealias MatchedCall = CallMatching.MatchedCall
    private typealias MatchedContact = CallMatching.MatchedContact
    private let matching = CallMatching()

    private func call(_ row: Int64, at seconds: Double, phone: String? = "0111") -> MatchedCall {
        MatchedCall(row: row, startedAt: .sample(seconds), phone: phone.map { Extension($0) })
    }

    private func contact(
        _ id: Int64,
        at seconds: Double,
        phone: String? = "0111",
        call: Int64? = nil
    ) -> MatchedContact {
        MatchedContact(id: ContactID(id), at: .sample(seconds), phone: phone.map { Extension($0) }, call: call)
    }

    @Test(
        "S0.58 a contact before or after its call is found, as far as the window reaches",
        arguments: [-51.0, 60, 600, -600]
    )
    func window(_ seconds: Double) {
        #expect(matching.match([call(1, at: 0)], with: [contact(7, at: seconds)]) == [1: ContactID(7)])
        let further = seconds + (seconds < 0 ? -540 - 60.001 : 540.001)
        if abs(further) > 600 {
            #expect(matching.match([call(1, at: 0)], with: [contact(7, at: further)]).isEmpty)
        }
    }

    @Test("S0.58 one contact belongs to one call: the nearest, and the others stay open")
    func oneToOne() {
        let calls = [call(1, at: 0), call(2, at: 43), call(3, at: 96)]
        #expect(matching.match(calls, with: [contact(7, at: 98)]) == [3: ContactID(7)])
        let both = matching.match(calls, with: [contact(7, at: 98), contact(8, at: 99)])
        #expect(both == [3: ContactID(7), 2: ContactID(8)])
    }

    @Test("the phone that registered comes before nearness")
    func samePhoneFirst() {
        let calls = [call(1, at: 0, phone: "0125"), call(2, at: 200, phone: "0111")]
        #expect(matching.match(calls, with: [contact(7, at: 10)]) == [2: ContactID(7)])
        #expect(matching.match(calls, with: [contact(7, at: 10, phone: nil)]) == [1: ContactID(7)])
    }

    @Test("what was opened from a call or linked by hand is not given to another, however near")
    func certain() {
        let calls = [call(1, at: 0), call(2, at: 5_000)]
        #expect(matching.match(calls, with: [contact(7, at: 1, call: 2)]) == [2: ContactID(7)])
        let linkedLast = [contact(7, at: 0, call: 1), contact(8, at: 4_000, call: 1)]
        #expect(matching.match(calls, with: linkedLast) == [1: ContactID(8)])
    }

    @Test("a call that needs no contact takes none from another")
    func exempt() {
        var first = call(1, at: 0)
        first.isExempt = true
        #expect(matching.match([first, call(2, at: 300)], with: [contact(7, at: 10)]) == [2: ContactID(7)])
    }
}
