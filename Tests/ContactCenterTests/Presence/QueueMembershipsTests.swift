import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("People join the PBX's queues when they come and leave them when they go") struct QueueMembershipsTests {
    private let anna = UserID(1)
    private let boris = UserID(2)
    private let sales = QueueName("sales")

    /// - Parameters:
    ///   - sitting: who sits where.
    ///   - members: the phones that are members.
    private func floor(
        sitting: [(UserID, String)],
        _ statuses: [UserID: PresenceStatus],
        members: [String] = [],
        workers: [UserID: Extension?]? = nil
    ) -> Floor {
        var floor = Floor()
        floor.connection = .connected
        floor.queues[sales] = PBXQueue(
            name: sales,
            members: members.map {
                QueueMember(interface: "PJSIP/\($0)", name: "", phone: Extension($0), line: .ready)
            }
        )
        floor.queueRules[sales] = QueueRules(workers: workers ?? [anna: Extension("0111")])
        _ = floor.take(
            sitting.map { Seat(phone: Extension($1), user: $0, displayName: "Петрова Анна", since: .sample(0)) }
        )
        floor.presences = statuses.mapValues { Presence(status: $0, since: .sample(0)) }
        return floor
    }

    private func added(_ phone: String) -> QueueOrder {
        QueueOrder(.add(Extension(phone), name: "Петрова Анна"), in: sales, of: anna)
    }

    private func removed(_ phone: String) -> QueueOrder {
        QueueOrder(.remove(interface: "PJSIP/\(phone)"), in: sales, of: anna)
    }

    @Test("who comes is added at the phone at which they sit, who goes is removed")
    func course() {
        var memberships = QueueMemberships()
        let there = floor(sitting: [(anna, "0125")], [anna: .busy])
        #expect(memberships.orders(on: there) == [added("0125")])
        #expect(memberships.orders(on: floor(sitting: [(anna, "0125")], [anna: .busy], members: ["0125"])) == [])
        let gone = floor(sitting: [(anna, "0125")], [anna: .offline], members: ["0125"])
        #expect(memberships.orders(on: gone) == [removed("0125")])
    }

    @Test("a log-out leaves no phone behind, and another seat takes the membership along")
    func seats() {
        var memberships = QueueMemberships()
        _ = memberships.orders(on: floor(sitting: [(anna, "0125")], [anna: .available]))
        let moved = floor(sitting: [(anna, "0126")], [anna: .available], members: ["0125"])
        #expect(Set(memberships.orders(on: moved)) == [removed("0125"), added("0126")])
        #expect(memberships.orders(on: floor(sitting: [], [:], members: ["0126"])) == [removed("0126")])
    }

    @Test("after a restart the phone on the card of who is away is removed")
    func restart() {
        var memberships = QueueMemberships()
        #expect(memberships.orders(on: floor(sitting: [], [:], members: ["0111"])) == [removed("0111")])
    }

    @Test("others, and queues whose members the PBX alone knows, are let be")
    func others() {
        var memberships = QueueMemberships()
        #expect(
            memberships.orders(on: floor(sitting: [(boris, "0130")], [boris: .available], members: ["0131"])) == []
        )
        var unmanaged = floor(sitting: [(anna, "0111")], [anna: .available])
        unmanaged.queueRules[sales] = QueueRules(wrapUp: 30)
        #expect(memberships.orders(on: unmanaged) == [])
    }

    @Test("what a supervisor does by hand stands until the person goes or the PBX was away")
    func byHand() {
        var memberships = QueueMemberships()
        var there = floor(sitting: [(anna, "0125")], [anna: .available])
        #expect(memberships.orders(on: there).count == 1)
        #expect(memberships.orders(on: there) == [])
        there.connection = .lost(since: .sample(1))
        #expect(memberships.orders(on: there) == [])
        there.connection = .connected
        #expect(memberships.orders(on: there).count == 1)
    }
}
