import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("One person at a time takes a contact")
struct HandOverTests {
    private let anna = Extension("0111")
    private let olga = Extension("0125")

    /// A call that the first phone answered, and handed on to the second one if asked to.
    private func call(_ number: Int, isHandedOn: Bool = false) -> Call {
        var call = Call.sample(number)
        call.answeredAt = .sample(1)
        let phones: [Extension] = isHandedOn ? [anna, olga] : [anna]
        for (ordinal, phone) in phones.enumerated() {
            var leg = CallLeg(ordinal: ordinal, party: .phone(phone), calledAt: .sample(Double(ordinal)))
            leg.answeredAt = .sample(Double(ordinal) + 0.5)
            leg.state = .talking
            if isHandedOn, ordinal == 0 {
                leg.leftAt = .sample(9)
                leg.state = .released
            }
            call.legs.append(leg)
        }
        return call
    }

    private func seats(_ users: (Extension, UserID)...) -> [Extension: Seat] {
        Dictionary(
            users.map { ($0.0, Seat(phone: $0.0, user: $0.1, displayName: "", since: .sample(0))) },
            uniquingKeysWith: { $1 }
        )
    }

    @Test(
        "who speaks with the client after a transfer goes on with the draft; the first one writes nothing any more, until it is taken back",
        arguments: TestEngine.allCases
    )
    func transferred(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let first = SampleTaker(store, as: try await store.access.add(.sample("anna")))
            let second = SampleTaker(store, as: try await store.access.add(.sample("olga")))
            let seats = seats((anna, first.user), (olga, second.user))
            let begun = try #require(try await first.desk.begin(call(1), at: anna, by: first.user, seats: seats))
            #expect(begun.from == nil && begun.intake.contact.record.registrar == first.user)
            let typed = try await first.go(begun.intake, .stay, ["person_name": "Константин"])
            let draft = try #require(typed.shown)
            let handed = call(1, isHandedOn: true)
            let taken = try #require(try await second.desk.begin(handed, at: olga, by: second.user, seats: seats))
            #expect(taken.from == first.user && taken.intake.contact.id == draft.contact.id)
            #expect(taken.intake.run.answers["person_name"] == "Константин")
            guard case .held(_, let lost) = try await first.go(draft, .next, ["works": "ТО"]) else {
                Issue.record("Both take the contact.")
                return
            }
            #expect(lost == ["works": "ТО"])
            // Opening the page anew takes nothing back.
            let again = try #require(try await first.desk.begin(handed, at: anna, by: first.user, seats: seats))
            #expect(again.from == nil && again.intake.contact.record.registrar == second.user)
            #expect(try await store.contacts.drafts(of: second.user, limit: 5).map(\.id) == [draft.contact.id])
            guard case .held = try await first.desk.drop(draft.contact.id, by: first.user) else {
                Issue.record("Who does not take the contact registers it.")
                return
            }
            let back = try #require(try await first.desk.take(draft.contact.id, by: first.user))
            let reason = try await store.reason("telesales")
            let done = try await first.go(back, .next, ["reason": reason.description])
            #expect(done.registered?.record.registrar == first.user)
            let history = try #require(try await store.contacts.dossier(draft.contact.id)).changes
            let hands = history.flatMap(\.fields).filter { $0.name == "registrar" }
            #expect(hands.map(\.after) == [first.user.description, second.user.description])
        }
    }

    @Test(
        "two who speak in the same call, or in none any more, take nothing from each other",
        arguments: TestEngine.allCases
    )
    func together(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let first = SampleTaker(store, as: try await store.access.add(.sample("anna")))
            let second = SampleTaker(store, as: try await store.access.add(.sample("olga")))
            let seats = seats((anna, first.user), (olga, second.user))
            _ = try await first.desk.begin(call(1), at: anna, by: first.user, seats: seats)
            var together = call(1, isHandedOn: true)
            together.legs[0].leftAt = nil
            let other = try #require(try await second.desk.begin(together, at: olga, by: second.user, seats: seats))
            #expect(other.from == nil && other.intake.contact.record.registrar == first.user)
            var over = call(1, isHandedOn: true)
            over.endedAt = .sample(60)
            let late = try #require(try await second.desk.begin(over, at: olga, by: second.user, seats: seats))
            #expect(late.from == nil)
        }
    }
}
