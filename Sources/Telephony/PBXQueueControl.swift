import Asterisk
import ContactCenter
import Logging

/// Pauses members of the PBX's queues by AMI.
package struct PBXQueueControl: QueueControl {
    private let session: AMISession
    private let logger: Logger

    package init(session: AMISession, logger: Logger) {
        self.session = session
        self.logger = logger
    }

    package func carryOut(_ order: QueueOrder) async -> Bool {
        do {
            let action = AMIAction.queuePause(
                interface: order.interface,
                isPaused: order.pause.isPaused,
                queue: order.queue.rawValue,
                reason: order.pause.reason
            )
            _ = try await session.send(action)
            return true
        } catch {
            logger.warning(
                "The PBX did not pause or unpause a member of a queue",
                metadata: ["queue": "\(order.queue)", "reason": "\(error)"]
            )
            return false
        }
    }
}
