import Asterisk
import ContactCenter
import Foundation

/// Attended transfers: `Atxfer` begins one, `CancelAtxfer` takes the client back, the hang-up of the one in the middle
/// completes it (recording 07b), the PBX's key for it (`atxferswap`, `*4`) swaps.
///
/// Every act names the operator's channel, as the PBX lists it at that moment; the caller's would lose the client (05c).
extension PBXTransfer: CallConsultation {
    package func consult(
        _ call: CallID,
        at own: Extension,
        with colleague: Extension
    ) async -> ConsultationOutcome {
        guard colleague.isDialled, colleague != own else { return .refused }
        guard await desk.floor.phones[colleague] != .offline else { return .refused }
        let updates = await desk.updates(.phones([colleague]))
        guard let now = await present(call), now.isSpoken(at: own), now.consulted(by: own) == nil else {
            return .nothingToDo
        }
        return await send(
            { [.atxfer(channel: $0, to: colleague.rawValue, context: context)] },
            by: own,
            in: now,
            updates,
            within: consultationLimit,
            until: { [before = now.legs.count] in $0.rings(colleague, after: before) }
        )
    }

    package func go(_ step: ConsultationStep, in call: CallID, at own: Extension) async -> ConsultationOutcome {
        let updates = await desk.updates(.phones([own]))
        guard let now = await present(call), let colleague = now.consulted(by: own) else { return .nothingToDo }
        guard step == .back || colleague.answeredAt != nil else {
            // Whoever hangs up while the colleague still rings leaves the client to that ringing.
            return .nothingToDo
        }
        return await send(
            { actions(for: step, on: $0) },
            by: own,
            in: now,
            updates,
            within: limit,
            until: {
                Self.isDone(step, in: $0, at: own, wasConsulting: colleague.state == .consulting) ? true : nil
            }
        )
    }

    private func actions(for step: ConsultationStep, on channel: String) -> [AMIAction] {
        switch step {
        case .back: [.cancelAtxfer(channel: channel)]
        case .complete: [.hangup(channel: channel)]
        case .swap: "*4".map { .playDTMF(String($0), on: channel, isReceived: true) }
        }
    }

    private static func isDone(
        _ step: ConsultationStep,
        in call: Call,
        at own: Extension,
        wasConsulting: Bool
    ) -> Bool {
        switch step {
        case .back: call.isSpoken(at: own) && call.consulted(by: own) == nil
        case .complete: !call.isEnded && !call.isSpoken(at: own)
        case .swap: call.consulted(by: own).map { ($0.state == .consulting) != wasConsulting } ?? false
        }
    }

    private func present(_ call: CallID) async -> Call? {
        await desk.snapshot().calls.first { $0.id == call && !$0.isEnded }
    }

    private func send(
        _ actions: (String) -> [AMIAction],
        by own: Extension,
        in call: Call,
        _ updates: AsyncStream<LiveUpdate>,
        within limit: Duration,
        until verdict: @escaping @Sendable (Call) -> Bool?
    ) async -> ConsultationOutcome {
        do {
            guard let channel = try await channel(of: own, in: call) else { return .nothingToDo }
            for action in actions(channel) { _ = try await session.send(action) }
        } catch {
            logger.warning("The PBX did not go on with a consultation", metadata: ["reason": "\(error)"])
            return .refused
        }
        return await hears(of: call.id, updates, within: limit, verdict) ? .done : .notHeard
    }

    /// The channel of the phone that is joined with somebody in this call. Its name has the phone's number in it; where the
    /// PBX names devices otherwise, its caller id has.
    private func channel(of phone: Extension, in call: Call) async throws -> String? {
        let joined = try await session.channels(of: call).compactMap { message -> Joined? in
            guard let name = message["Channel"], let bridge = message["BridgeId"], !bridge.isEmpty,
                ChannelName(name).kind == .device
            else { return nil }
            return Joined(channel: name, callerNumber: message["CallerIDNum"])
        }
        let own = joined.first { ChannelName($0.channel).endpoint == phone.rawValue }
        return (own ?? joined.first { $0.callerNumber == phone.rawValue })?.channel
    }

    private struct Joined {
        var channel: String
        var callerNumber: String?
    }
}
