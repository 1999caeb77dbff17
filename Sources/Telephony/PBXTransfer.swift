import Asterisk
import ContactCenter
import Foundation
import Logging

/// Sends clients on by redirecting their channel.
///
/// The channel is asked of the PBX at the moment of sending: names of channels change under way (recording 05). That the PBX
/// answers with success says nothing; that the other phone rings does.
package struct PBXTransfer: CallTransfer {
    let session: AMISession
    let desk: any LiveDesk
    let context: String
    let limit: Duration
    let consultationLimit: Duration
    let logger: Logger

    /// - Parameters:
    ///   - context: of the dialplan, in which phones of ours are dialled.
    ///   - limit: how long the other phone has to begin ringing.
    ///   - consultationLimit: the same for a colleague who is consulted: the PBX says a sentence first (recording 07b).
    package init(
        session: AMISession,
        desk: any LiveDesk,
        context: String,
        limit: Duration = .seconds(3),
        consultationLimit: Duration = .seconds(6),
        logger: Logger
    ) {
        self.session = session
        self.desk = desk
        self.context = context
        self.limit = limit
        self.consultationLimit = consultationLimit
        self.logger = logger
    }

    package func transfer(_ call: CallID, to phone: Extension) async -> CallTransferOutcome {
        await send(call, to: phone) { $0.answeredAt != nil }
    }

    package func pickUp(_ call: CallID, at phone: Extension) async -> CallTransferOutcome {
        // Where it rings already there is nothing to send; the PBX would only make it stop and begin again.
        let isThere = await desk.snapshot().calls.contains { $0.id == call && $0.rings(phone) }
        if isThere { return .rings }
        return await send(call, to: phone, onlyUnbridged: true) { $0.state == .ringing }
    }

    /// - Parameters:
    ///   - onlyUnbridged: leaves a client alone who is joined with somebody by now, whatever was last heard of the call.
    ///   - mayBeSent: whether the call, as it is known now, is one to send.
    private func send(
        _ call: CallID,
        to phone: Extension,
        onlyUnbridged: Bool = false,
        if mayBeSent: (Call) -> Bool
    ) async -> CallTransferOutcome {
        guard phone.isDialled else { return .notReached }
        // To a phone that is not there the PBX would send the client all the same, and lose them.
        guard await desk.floor.phones[phone] != .offline else { return .notReached }
        let updates = await desk.updates(.phones([phone]))
        guard let now = await desk.snapshot().calls.first(where: { $0.id == call }), now.direction == .inbound,
            !now.isEnded, mayBeSent(now)
        else { return .nothingToTransfer }
        do {
            guard let caller = try await session.channels(of: now).callers, let channel = caller["Channel"] else {
                return .nothingToTransfer
            }
            if onlyUnbridged, let bridge = caller["BridgeId"], !bridge.isEmpty { return .nothingToTransfer }
            if let from = now.phoneWithClient, from.isDialled, from != phone {
                // So that the dialplan can give the client back. One that knows nothing of it is no reason to leave them where they are.
                _ = try? await session.send(.setVariable(Self.origin, to: from.rawValue, on: channel))
            }
            _ = try await session.send(.redirect(channel: channel, to: phone.rawValue, context: context))
        } catch {
            logger.warning("The PBX did not send a call on", metadata: ["reason": "\(error)"])
            return .notReached
        }
        let before = now.legs.count
        return await hears(of: call, updates, within: limit) { $0.rings(phone, after: before) } ? .rings : .notReached
    }

    /// The variable of the caller's channel that names the phone from which the client was sent on.
    private static let origin = "PRIYOM_FROM"

    /// Waits until the desk says of the call what is waited for.
    ///
    /// - Parameter verdict: whether it has come, or will not come any more; `nil` while that is not known.
    func hears(
        of call: CallID,
        _ updates: AsyncStream<LiveUpdate>,
        within limit: Duration,
        _ verdict: @escaping @Sendable (Call) -> Bool?
    ) async -> Bool {
        let found = await desk.first(of: updates, within: limit) { () -> Bool? in
            await desk.snapshot().calls.first { $0.id == call }.flatMap(verdict)
        } change: { change in
            if case .call(let changed) = change, changed.id == call { verdict(changed) } else { nil }
        }
        return found ?? false
    }
}

extension Call {
    /// The phone at which the client is spoken with, was last, or that rings for them.
    fileprivate var phoneWithClient: Extension? {
        let phones = legs.filter { $0.role == nil && $0.state != .released && $0.party.phone != nil }
        let present = phones.last { $0.answeredAt != nil || !$0.isExact }
        return (present?.party ?? lastPerson ?? phones.first?.party)?.phone
    }

    /// Whether the phone rings by now, or has said that it will not: it is busy, declines, or is not there.
    ///
    /// - Parameter known: how many legs the call had when it was sent there.
    func rings(_ phone: Extension, after known: Int) -> Bool? {
        if rings(phone) { return true }
        let isRefused = legs.dropFirst(known).contains { $0.party == .phone(phone) && $0.state == .released }
        return isRefused || isEnded ? false : nil
    }

    /// The phone rings with it, or has picked up already.
    func rings(_ phone: Extension) -> Bool {
        legs.contains {
            $0.party == .phone(phone) && $0.state != .released && ($0.rangAt != nil || $0.answeredAt != nil)
        }
    }
}

extension Extension {
    /// Nothing but what phones dial leaves for the PBX (decision D30).
    var isDialled: Bool {
        !rawValue.isEmpty && rawValue.utf8.allSatisfy { "0123456789*#+".utf8.contains($0) }
    }
}
