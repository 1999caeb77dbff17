import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("The PBX's queues follow what people say of themselves") struct QueuePausesTests {
    private let anna = UserID(1)
    private let phone = Extension("0111")

    /// Anna sits at a phone that two queues ring.
    private func floor(
        _ status: PresenceStatus?,
        wrappingUp: Bool = false,
        paused: (String, reason: String?)...
    ) -> Floor {
        var floor = Floor()
        floor.connection = .connected
        for name in ["sales", "service"] {
            var member = QueueMember(interface: "PJSIP/0111", name: "", phone: phone, line: .ready)
            if let pause = paused.first(where: { $0.0 == name }) {
                member.isPaused = true
                member.pauseReason = pause.reason
            }
            floor.queues[QueueName(name)] = PBXQueue(name: QueueName(name), members: [member])
        }
        _ = floor.take([Seat(phone: phone, user: anna, displayName: "", since: .sample(0))])
        floor.presences[anna] = status.map {
            Presence(status: $0, since: .sample(0), wrappingUpSince: wrappingUp ? .sample(1) : nil)
        }
        return floor
    }

    private func pauses() -> QueuePauses {
        QueuePauses { presence in
            if presence.status == .available, presence.isWrappingUp { return "wrap-up" }
            return if case .own(let name) = presence.status { name.rawValue } else { "\(presence.status)" }
        }
    }

    private func order(_ queue: String, _ reason: String?) -> QueueOrder {
        let pause = QueuePause(isPaused: reason != nil, reason: reason)
        return QueueOrder(.pause(pause, interface: "PJSIP/0111"), in: QueueName(queue), of: anna)
    }

    @Test("busy, away and own statuses pause with that reason, available takes the pause back")
    func statuses() throws {
        let lunch = try #require(OwnStatus("Обед"))
        var pauses = pauses()
        #expect(pauses.orders(on: floor(.available)) == [])
        #expect(pauses.orders(on: floor(.busy)) == [order("sales", "busy"), order("service", "busy")])
        let busy = floor(.own(lunch), paused: ("sales", "busy"), ("service", "busy"))
        #expect(pauses.orders(on: busy) == [order("sales", "Обед"), order("service", "Обед")])
        let back = floor(.available, paused: ("sales", "Обед"))
        #expect(pauses.orders(on: back) == [order("sales", nil)])
    }

    @Test("who still works on the last call is paused, and let go on when that is over")
    func wrapUp() {
        var pauses = pauses()
        #expect(
            pauses.orders(on: floor(.available, wrappingUp: true))
                == [order("sales", "wrap-up"), order("service", "wrap-up")]
        )
        #expect(pauses.orders(on: floor(.available, paused: ("sales", "wrap-up"))) == [order("sales", nil)])
        // A status of one's own says more than that.
        #expect(
            pauses.orders(on: floor(.busy, wrappingUp: true)) == [order("sales", "busy"), order("service", "busy")]
        )
    }

    @Test("nothing is said of phones where nobody sits, and of people who are off-line")
    func nobody() {
        var (pauses, empty) = (pauses(), floor(.busy))
        _ = empty.take([])
        #expect(pauses.orders(on: empty) == [])
        #expect(pauses.orders(on: floor(nil)) == [] && pauses.orders(on: floor(.offline)) == [])
    }

    @Test("what somebody changes at the PBX, and what it refuses, stands until the person's own state changes")
    func noFight() {
        var pauses = pauses()
        #expect(pauses.orders(on: floor(.busy)).count == 2)
        // It did nothing, or somebody took it back.
        #expect(pauses.orders(on: floor(.busy)) == [])
        #expect(pauses.orders(on: floor(.away)).count == 2)
    }

    @Test("after the PBX was away everything is held against it anew")
    func resync() {
        var (pauses, lost) = (pauses(), floor(.busy))
        #expect(pauses.orders(on: lost).count == 2)
        lost.connection = .lost(since: .sample(5))
        #expect(pauses.orders(on: lost) == [])
        #expect(pauses.orders(on: floor(.busy)).count == 2)
    }

    @Test("who comes back is told anew")
    func back() {
        var pauses = pauses()
        #expect(pauses.orders(on: floor(.busy)).count == 2)
        #expect(pauses.orders(on: floor(.offline)) == [])
        #expect(pauses.orders(on: floor(.busy)).count == 2)
    }
}
