import Asterisk
import ContactCenter
import Foundation
import Logging

/// Calling by one `Originate`: the PBX rings the person's own phone, and once it is picked up lets it dial the number as if by hand
/// (recordings 08 and 09).
///
/// What the PBX answers says nothing: that a call of this phone has begun and that the phone rings is told by events, which come back
/// here by the desk. Of a phone that the PBX does not reach there is no event at all.
package struct PBXDialling: CallDialling {
    /// How a call is placed, as the PBX's dialplan wants it.
    package struct Placing: Sendable {
        /// What the PBX calls a phone that it is to ring, `{phone}` in place of its number: `PJSIP/{phone}`.
        package var phonePattern: String
        /// The context in which numbers are dialled.
        package var context: String
        /// The number that the call goes by before the dialplan chooses another: `{number}` is the one that is called, `{phone}`
        /// the own phone's.
        package var callerID: String

        package init(phonePattern: String, context: String, callerID: String) {
            self.phonePattern = phonePattern
            self.context = context
            self.callerID = callerID
        }
    }

    /// How long people and the PBX have.
    package struct Limits: Sendable {
        /// The own phone rings so long.
        package var ringing: Duration = .seconds(15)
        /// From the order to the own phone's ringing, from the hang-up to the end.
        package var confirmation: Duration = .seconds(3)

        package init() {}
    }

    private let session: AMISession
    private let desk: any LiveDesk
    private let placing: Placing
    private let channels: PhoneChannels
    private let limits: Limits
    private let logger: Logger

    package init(
        session: AMISession,
        desk: any LiveDesk,
        placing: Placing,
        limits: Limits = Limits(),
        logger: Logger
    ) {
        self.session = session
        self.desk = desk
        self.placing = placing
        channels = PhoneChannels(session: session, pattern: placing.phonePattern)
        self.limits = limits
        self.logger = logger
    }

    package func dial(_ number: DialledNumber, at own: Extension) async -> DiallingOutcome {
        guard own.isDialled else { return .phoneUnreachable }
        let updates = await desk.updates(.phones([own]))
        let before = await desk.snapshot()
        guard before.floor.connection == .connected else { return .pbxNotHeard }
        switch before.floor.phones[own] {
        case .offline: return .phoneUnreachable
        case .talking, .busy, .onHold, .ringing: return .phoneBusy
        case .ready, nil: break
        }
        guard !before.calls.contains(where: { !$0.isEnded && $0.presentPhones.contains(own) }) else {
            return .phoneBusy
        }
        do {
            _ = try await session.send(originate(number, at: own))
        } catch {
            return outcome(of: error, ifRefused: .phoneUnreachable)
        }
        let known = Set(before.calls.map(\.id))
        let found = await first(of: updates, within: limits.confirmation) { call -> DiallingOutcome? in
            guard call.isClickToCall, call.callerPhone == own, !known.contains(call.id) else { return nil }
            if call.rings(own) { return .done(call.id) }
            return call.isEnded ? .phoneBusy : nil
        }
        if let found { return found }
        // A phone that is slow to say that it rings is called all the same.
        let begun = await desk.snapshot().calls.first {
            $0.isClickToCall && $0.callerPhone == own && !known.contains($0.id)
        }
        return begun.map { .done($0.id) } ?? .phoneUnreachable
    }

    package func hangUp(_ call: CallID, at own: Extension) async -> DiallingOutcome {
        let updates = await desk.updates(.phones([own]))
        let snapshot = await desk.snapshot()
        guard snapshot.floor.connection == .connected else { return .pbxNotHeard }
        guard let now = snapshot.calls.first(where: { $0.id == call }), !now.isEnded, now.isClickToCall,
            now.callerPhone == own
        else { return .over }
        do {
            guard let channel = try await channels.channel(of: own, in: now) else { return .over }
            _ = try await session.send(.hangup(channel: channel))
        } catch {
            return outcome(of: error, ifRefused: .over)
        }
        let found = await first(of: updates, within: limits.confirmation) { changed -> DiallingOutcome? in
            changed.id == call && changed.isEnded ? .done(call) : nil
        }
        if let found { return found }
        let isOver = await !desk.snapshot().calls.contains { $0.id == call && !$0.isEnded }
        return isOver ? .done(call) : .notConfirmed
    }

    private func originate(_ number: DialledNumber, at own: Extension) -> AMIAction {
        let shown = placing.callerID.replacing("{number}", with: number.rawValue)
            .replacing("{phone}", with: own.rawValue)
        return .originate(
            channel: channels.device(of: own),
            to: number.rawValue,
            context: placing.context,
            callerID: "\"\(number.rawValue)\" <\(shown)>",
            timeout: limits.ringing,
            // So that the dialplan can tell it from what is dialled by hand.
            variables: [(name: "CLICK2CALL", value: "1")]
        )
    }

    private func outcome(of error: any Error, ifRefused refused: DiallingOutcome) -> DiallingOutcome {
        logger.warning("The PBX did not do what a click-to-call needs", metadata: ["reason": "\(error)"])
        return switch PBXRefusal(error) {
        case .notPermitted: .notPermitted
        case .refused: refused
        case .notHeard: .pbxNotHeard
        }
    }

    /// - Returns: the first outcome that a call shows, from now on; `nil` when there is none in time.
    private func first(
        of updates: AsyncStream<LiveUpdate>,
        within limit: Duration,
        _ outcome: @escaping @Sendable (Call) -> DiallingOutcome?
    ) async -> DiallingOutcome? {
        await desk.first(of: updates, within: limit) {
            await desk.snapshot().calls.lazy.compactMap(outcome).first
        } change: { change in
            if case .call(let call) = change { outcome(call) } else { nil }
        }
    }
}
