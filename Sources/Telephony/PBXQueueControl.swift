import Asterisk
import ContactCenter
import Logging

/// Adds, removes and pauses members of the PBX's queues by AMI.
package struct PBXQueueControl: QueueControl {
    private let session: AMISession
    /// What the PBX calls a member, `{phone}` in place of its phone: `PJSIP/{phone}`.
    private let memberPattern: String
    private let logger: Logger

    package init(session: AMISession, memberPattern: String, logger: Logger) {
        self.session = session
        self.memberPattern = memberPattern
        self.logger = logger
    }

    package func carryOut(_ order: QueueOrder) async -> Bool {
        do {
            _ = try await session.send(action(for: order))
            return true
        } catch {
            logger.warning(
                "The PBX did not change a member of a queue",
                metadata: ["queue": "\(order.queue)", "reason": "\(error)"]
            )
            return false
        }
    }

    private func action(for order: QueueOrder) -> AMIAction {
        let queue = order.queue.rawValue
        return switch order.act {
        case .pause(let pause, let interface):
            .queuePause(interface: interface, isPaused: pause.isPaused, queue: queue, reason: pause.reason)
        case .add(let phone, let name):
            .queueAdd(
                queue: queue,
                interface: memberPattern.replacing("{phone}", with: phone.rawValue),
                memberName: name
            )
        case .remove(let interface): .queueRemove(queue: queue, interface: interface)
        }
    }
}
