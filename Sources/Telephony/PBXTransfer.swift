import Asterisk
import ContactCenter
import Foundation
import Logging

/// Sends clients on by redirecting their channel.
///
/// The channel is asked of the PBX at the moment of sending: names of channels change under way (recording 05). That the PBX
/// answers with success says nothing; that the other phone rings does.
package struct PBXTransfer: CallTransfer {
    private let session: AMISession
    private let desk: any LiveDesk
    private let context: String
    private let limit: Duration
    private let logger: Logger

    /// - Parameters:
    ///   - context: of the dialplan, in which phones of ours are dialled.
    ///   - limit: how long the other phone has to begin ringing.
    package init(
        session: AMISession,
        desk: any LiveDesk,
        context: String,
        limit: Duration = .seconds(3),
        logger: Logger
    ) {
        self.session = session
        self.desk = desk
        self.context = context
        self.limit = limit
        self.logger = logger
    }

    package func transfer(_ call: CallID, to phone: Extension) async -> CallTransferOutcome {
        guard phone.isDialled else { return .notReached }
        // To a phone that is not there the PBX would send the client all the same, and lose them.
        guard await desk.floor.phones[phone] != .offline else { return .notReached }
        let updates = await desk.updates(.phones([phone]))
        guard let now = await desk.snapshot().calls.first(where: { $0.id == call }), now.direction == .inbound,
            now.answeredAt != nil, !now.isEnded
        else { return .nothingToTransfer }
        do {
            guard let channel = try await callersChannel(of: now) else { return .nothingToTransfer }
            _ = try await session.send(.redirect(channel: channel, to: phone.rawValue, context: context))
        } catch {
            logger.warning("The PBX did not send a call on", metadata: ["reason": "\(error)"])
            return .notReached
        }
        return await rings(phone, with: call, updates) ? .rings : .notReached
    }

    private func callersChannel(of call: Call) async throws -> String? {
        let known = Set([call.id.linkedID] + call.mergedLinkedIDs).map(\.rawValue)
        let channels = try await session.send(.coreShowChannels).events
        let caller = channels.first { message in
            guard let unique = message["Uniqueid"], unique == message["Linkedid"] else { return false }
            return known.contains(unique)
        }
        return caller?["Channel"]
    }

    private func rings(
        _ phone: Extension,
        with call: CallID,
        _ updates: AsyncStream<LiveUpdate>
    ) async -> Bool {
        await withTaskGroup(of: Bool.self) { tasks in
            tasks.addTask {
                for await update in updates {
                    switch update.content {
                    case .reset:
                        let calls = await desk.snapshot().calls
                        if calls.contains(where: { $0.id == call && $0.rings(phone) }) { return true }
                    case .changes(let changes):
                        for case .call(let changed) in changes where changed.id == call && changed.rings(phone) {
                            return true
                        }
                    }
                }
                return false
            }
            tasks.addTask {
                try? await Task.sleep(for: limit)
                return false
            }
            let isRinging = await tasks.next() ?? false
            tasks.cancelAll()
            return isRinging
        }
    }
}

extension Call {
    /// The phone rings with it, or has picked up already.
    fileprivate func rings(_ phone: Extension) -> Bool {
        legs.contains {
            $0.party == .phone(phone) && $0.state != .released && ($0.rangAt != nil || $0.answeredAt != nil)
        }
    }
}

extension Extension {
    /// Nothing but what phones dial leaves for the PBX (decision D30).
    fileprivate var isDialled: Bool {
        !rawValue.isEmpty && rawValue.utf8.allSatisfy { "0123456789*#+".utf8.contains($0) }
    }
}
