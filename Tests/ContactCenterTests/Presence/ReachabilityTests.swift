import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("How people can be reached") struct ReachabilityTests {
    private func person(
        _ status: PresenceStatus?,
        _ line: LineState?,
        freeSince: Double? = nil,
        wrappingUp: Bool = false
    ) -> Reachability {
        Reachability(
            phone: Extension("0111"),
            line: line,
            presence: status.map {
                Presence(
                    status: $0,
                    since: .sample(0),
                    wrappingUpSince: wrappingUp ? .sample(0) : nil,
                    freeSince: freeSince.map { .sample($0) }
                )
            }
        )
    }

    @Test("line and status together say who would take the next call")
    func degrees() {
        #expect(person(.available, .ready).degree == .free)
        #expect(person(nil, .ready).degree == .free)
        for line in [LineState.ringing, .talking, .busy, .onHold] {
            #expect(person(.available, line).degree == .engaged)
        }
        #expect(person(.available, .ready, wrappingUp: true).degree == .engaged)
        #expect(person(.busy, .ready).degree == .unavailable && person(.away, .talking).degree == .unavailable)
        #expect(person(.offline, .ready).degree == .unreachable)
        #expect(person(.available, .offline).degree == .unreachable && person(.available, nil).degree == .unreachable)
    }

    @Test("S1.16 the freer comes first, of the free who has been so for longest")
    func order() {
        let long = person(.available, .ready, freeSince: 10)
        let short = person(.available, .ready, freeSince: 20)
        let unknown = person(nil, .ready)
        let talking = person(.available, .talking, freeSince: 1)
        #expect(long.comes(before: short) == true && short.comes(before: long) == false)
        #expect(short.comes(before: unknown) == true && unknown.comes(before: talking) == true)
        #expect(long.comes(before: long) == nil)
        // Who talks has been free for no time.
        #expect(talking.freeSince == nil && long.freeSince == .sample(10))
    }

    @Test("S1.17 by the phone at which somebody sits, else by the one on their card")
    func phones() {
        var floor = Floor()
        floor.phones = [Extension("0111"): .talking, Extension("0125"): .ready]
        let (anna, boris) = (UserID(1), UserID(2))
        _ = floor.take([Seat(phone: Extension("0125"), user: anna, displayName: "", since: .sample(0))])
        floor.presences[anna] = Presence(status: .available, since: .sample(0))
        let people: [(UserID?, Extension?)] = [
            (anna, Extension("0111")), (boris, Extension("0111")), (nil, Extension("0111")), (nil, nil),
        ]
        let reached = floor.reachabilities(of: people, at: .sample(5))
        #expect(reached.map(\.phone?.rawValue) == ["0125", "0111", "0111", nil])
        #expect(reached.map(\.line) == [.ready, .talking, .talking, nil])
        #expect(reached.map(\.presence?.status) == [.available, .offline, nil, nil])
    }
}
