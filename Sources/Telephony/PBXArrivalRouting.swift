import Asterisk
import ContactCenter
import Foundation
import Logging

/// Sends callers who arrive to their employee by redirecting their channel, for PBXs whose dialplan may not be touched (requirements
/// S4.13, S4.14).
///
/// The PBX goes its own way all the while, so nothing holds a caller: who is told too late, or not at all, is where they would be
/// without us. What the PBX answers says nothing; that the employee's phone rings does. A phone that does not ring, refuses or is not
/// picked up in time gives the caller back to where they arrived, and they are not sent a second time. Who has been joined with
/// somebody is left alone.
///
/// A phone that is busy or declines ends `Dial` at once, and what comes next in the dialplan is sooner than we are. So the caller's
/// channel says where it arrived before it is sent, and a context that knows the variable leads there by itself.
package struct PBXArrivalRouting: Sendable {
    /// How long people and the PBX have.
    package struct Limits: Sendable {
        /// The employee's phone rings so long. What rings longer the PBX's own dialplan may hang up.
        package var ringing: Duration = .seconds(10)
        /// From the order to that phone's ringing.
        package var confirmation: Duration = .seconds(3)

        package init() {}
    }

    /// What became of a caller.
    package enum Outcome: Hashable, Sendable {
        /// Nobody of ours gets this one, or somebody has them already: the PBX's own route applies.
        case ownRoute
        /// The PBX did not send them: its own route applies.
        case refused
        /// Somebody has answered.
        case answered
        /// The caller has hung up.
        case over
        /// Nobody answered: they are back where they arrived, and the PBX's own route applies.
        case returned
        /// They could not be sent back.
        case notReturned
    }

    /// How far a caller is who was sent on.
    private enum Stage: Hashable {
        case sent
        case ringing
        /// The phone was released without an answer.
        case refused
        case answered
        case over
    }

    /// The variable of the caller's channel that says where they arrived: `context,extension,1`. Who takes the caller back clears it.
    private static let arrival = "PRIYOM_ARRIVAL"

    /// The extension of `pbx.transfer-context` by which callers go back: where it is there, none is lost.
    package static let wayBack = "priyom-back"

    private let session: AMISession
    private let desk: any LiveDesk
    private let feed: ArrivalFeed
    private let context: String
    private let limits: Limits
    private let logger: Logger

    /// - Parameter context: of the dialplan, in which phones of ours are dialled.
    package init(
        session: AMISession,
        desk: any LiveDesk,
        feed: ArrivalFeed,
        context: String,
        limits: Limits = Limits(),
        logger: Logger
    ) {
        self.session = session
        self.desk = desk
        self.feed = feed
        self.context = context
        self.limits = limits
        self.logger = logger
    }

    /// Sends callers on until its task is cancelled.
    ///
    /// - Parameters:
    ///   - phone: who gets the caller; `nil`: the PBX's own route applies.
    ///   - told: what became of each.
    package func run(
        _ phone: @escaping @Sendable (ArrivingCall) async -> Extension?,
        told: @escaping @Sendable (ArrivingCall, Outcome) -> Void = { _, _ in }
    ) async {
        await withDiscardingTaskGroup { tasks in
            for await call in feed.calls {
                tasks.addTask { told(call, await route(call, phone)) }
            }
        }
    }

    private func route(
        _ call: ArrivingCall,
        _ phone: @Sendable (ArrivingCall) async -> Extension?
    ) async -> Outcome {
        guard let phone = await phone(call), phone.isDialled else { return .ownRoute }
        let legsBefore = await known(call)?.legs.count ?? 0
        do {
            guard try await isAlone(call) else { return .ownRoute }
            if let way = call.way {
                // A PBX that does not take it is no reason not to send them.
                _ = try? await session.send(.setVariable(Self.arrival, to: way, on: call.channel))
            }
            _ = try await session.send(.redirect(channel: call.channel, to: phone.rawValue, context: context))
        } catch {
            logger.warning("The PBX did not send a caller to their employee", metadata: ["reason": "\(error)"])
            return .refused
        }
        let sent = SentCall(call: call, phone: phone, legsBefore: legsBefore)
        var stage = await wait(for: [.ringing, .refused, .answered, .over], of: sent, within: limits.confirmation)
        if stage == .ringing {
            stage = await wait(for: [.refused, .answered, .over], of: sent, within: limits.ringing)
        }
        switch stage {
        case .answered: return .answered
        case .over: return .over
        case .sent, .ringing, .refused, nil: return await sendBack(call)
        }
    }

    private func sendBack(_ call: ArrivingCall) async -> Outcome {
        if let known = await known(call), known.isEnded { return .over }
        do {
            guard try await isAlone(call) else { return .answered }
            if await hasGoneBack(call) { return .returned }
            _ = try await session.send(.redirect(channel: call.channel, to: call.exten, context: call.context))
            return .returned
        } catch {
            if let known = await known(call), known.isEnded { return .over }
            logger.warning("The PBX did not take a caller back", metadata: ["reason": "\(error)"])
            return .notReturned
        }
    }

    /// The PBX says at this moment that the channel is there and joined with nobody.
    private func isAlone(_ call: ArrivingCall) async throws -> Bool {
        let channels = try await session.send(.status(channel: call.channel)).events
        guard let now = channels.first(where: { $0["Uniqueid"] == call.linkedID.rawValue }) else { return false }
        return (now["BridgeID"] ?? "").isEmpty
    }

    /// The dialplan has led the caller back already; to send them once more would begin their route anew.
    private func hasGoneBack(_ call: ArrivingCall) async -> Bool {
        guard call.way != nil, let answer = try? await session.send(.variable(Self.arrival, of: call.channel)) else {
            return false
        }
        return answer.response["Value"] == ""
    }

    // MARK: What the desk says

    /// Which phone a caller was sent to, and how many were called before.
    private struct SentCall: Sendable {
        var call: ArrivingCall
        var phone: Extension
        var legsBefore: Int

        func stage(_ call: Call) -> Stage {
            if call.answeredAt != nil { return .answered }
            if call.isEnded { return .over }
            // The PBX's own route may have rung the same phone, as a queue does: that ringing ends with the `Redirect`, and is no
            // refusal of ours.
            let ours = call.legs.last {
                $0.ordinal >= legsBefore && $0.party == .phone(phone) && $0.queue == nil && $0.result != .cancelled
            }
            guard let leg = ours else { return .sent }
            if leg.state == .released { return .refused }
            return leg.rangAt == nil ? .sent : .ringing
        }
    }

    private func known(_ call: ArrivingCall) async -> Call? {
        let snapshot = await desk.snapshot()
        return (snapshot.calls + snapshot.lastEnded).first { $0.linkedIDs.contains(call.linkedID) }
    }

    /// - Returns: `nil` when it came to none of them in time.
    private func wait(for stages: Set<Stage>, of sent: SentCall, within limit: Duration) async -> Stage? {
        let updates = await desk.updates(.phones([sent.phone]))
        let present = { @Sendable () async -> Stage? in
            guard let stage = await known(sent.call).map(sent.stage), stages.contains(stage) else { return nil }
            return stage
        }
        if let stage = await present() { return stage }
        return await desk.first(of: updates, within: limit, present: present) { change in
            guard case .call(let changed) = change, changed.linkedIDs.contains(sent.call.linkedID) else { return nil }
            let stage = sent.stage(changed)
            return stages.contains(stage) ? stage : nil
        }
    }
}
