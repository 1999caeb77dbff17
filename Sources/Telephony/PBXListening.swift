import Asterisk
import ContactCenter
import Foundation
import Logging

/// Listening in by one `ChanSpy` that takes keys (option `d`), so that the supervisor's phone rings once however often they whisper
/// and join.
///
/// What the PBX answers to an action says nothing: that the phone hears (`ChanSpyStart`), that a key was taken (`DTMFEnd`) and
/// that the phone has left (`Hangup`) are its events, which come back here by the floor.
package struct PBXListening: CallListening {
    /// How long people and the PBX have.
    package struct Limits: Sendable {
        /// The supervisor's phone rings so long.
        package var ringing: Duration = .seconds(15)
        /// From the phone's answer to the hearing, from a key to its being taken, from the hang-up to the end.
        package var confirmation: Duration = .seconds(3)

        package init() {}
    }

    private let session: AMISession
    private let desk: any LiveDesk
    private let channels: PhoneChannels
    private let limits: Limits
    private let logger: Logger

    /// - Parameter phonePattern: what the PBX calls a phone that it is to ring, `{phone}` in place of its number: `PJSIP/{phone}`.
    package init(
        session: AMISession,
        desk: any LiveDesk,
        phonePattern: String,
        limits: Limits = Limits(),
        logger: Logger
    ) {
        self.session = session
        self.desk = desk
        channels = PhoneChannels(session: session, pattern: phonePattern)
        self.limits = limits
        self.logger = logger
    }

    package func listen(
        to phone: Extension,
        in call: CallID,
        at own: Extension,
        followsNext: Bool
    ) async -> ListeningOutcome {
        guard own.isDialled, phone.isDialled, own != phone else { return .phoneUnreachable }
        let floor = await desk.floor
        guard floor.connection == .connected else { return .pbxNotHeard }
        guard floor.listenings.by(own) == nil else { return .alreadyListening }
        switch floor.phones[own] {
        case .offline: return .phoneUnreachable
        case .talking, .busy, .onHold, .ringing: return .phoneBusy
        case .ready, nil: break
        }
        let attempt = ChannelGraph.listeningPrefix + UUID().uuidString
        let updates = await desk.updates(.phones([own]))
        do {
            guard let spied = try await channel(of: phone, in: call) else { return .over }
            var action = AMIAction.originate(
                channel: channels.device(of: own),
                application: "ChanSpy",
                data: Self.arguments(for: spied, followsNext: followsNext),
                callerID: "\"Listening\" <\(phone)>",
                timeout: limits.ringing,
                actionID: attempt
            )
            action.headers.append(AMIAction.Header("ChannelId", attempt))
            _ = try await session.send(action)
        } catch {
            return outcome(of: error, ifRefused: .phoneUnreachable)
        }
        let outcome = await first(of: updates, within: limits.ringing + limits.confirmation) { floor in
            if floor.listenings.running(for: attempt) != nil { return .done }
            return floor.listenings.failure(of: attempt, at: own).map(ListeningOutcome.init)
        }
        return outcome ?? .notConfirmed
    }

    package func change(_ listening: ListeningID, to mode: ListeningMode) async -> ListeningOutcome {
        let floor = await desk.floor
        guard floor.connection == .connected else { return .pbxNotHeard }
        guard let running = floor.listenings[listening], running.call != nil else { return .over }
        if running.mode == mode { return .done }
        let updates = await desk.updates(.phones(Set([running.by].compactMap(\.self))))
        do {
            guard let channel = try await channel(of: listening) else { return .over }
            _ = try await session.send(.playDTMF(mode.key, on: channel, isReceived: true))
        } catch {
            return outcome(of: error, ifRefused: .over)
        }
        let outcome = await first(of: updates, within: limits.confirmation) { floor -> ListeningOutcome? in
            guard let running = floor.listenings[listening] else { return .over }
            return running.mode == mode ? .done : nil
        }
        return outcome ?? .notConfirmed
    }

    package func end(_ listening: ListeningID) async -> ListeningOutcome {
        let floor = await desk.floor
        guard floor.connection == .connected else { return .pbxNotHeard }
        guard let running = floor.listenings[listening] else { return .done }
        let updates = await desk.updates(.phones(Set([running.by].compactMap(\.self))))
        do {
            guard let channel = try await channel(of: listening) else { return .done }
            _ = try await session.send(.hangup(channel: channel))
        } catch {
            return outcome(of: error, ifRefused: .done)
        }
        let outcome = await first(of: updates, within: limits.confirmation) { floor -> ListeningOutcome? in
            floor.listenings[listening] == nil ? .done : nil
        }
        return outcome ?? .notConfirmed
    }

    // MARK: Channels, as they are at this moment

    /// The phone's own channel in the call.
    private func channel(of phone: Extension, in call: CallID) async throws -> String? {
        guard let now = await desk.snapshot().calls.first(where: { $0.id == call }), !now.isEnded else { return nil }
        return try await channels.channel(of: phone, in: now, states: ["Up"])
    }

    private func channel(of listening: ListeningID) async throws -> String? {
        let channels = try await session.send(.coreShowChannels).events
        return channels.first { $0["Uniqueid"] == listening.rawValue }?["Channel"]
    }

    /// Quiet, with keys. On one channel it ends with it, or at once where that has gone meanwhile (`E`, `S`). Who follows hears
    /// every channel of the same phone; the dash keeps `0111` from being found in `01112`.
    private static func arguments(for channel: String, followsNext: Bool) -> String {
        followsNext ? "\(ChannelName(channel).device)-,qd" : "\(channel),qdES"
    }

    // MARK: Outcomes

    private func outcome(of error: any Error, ifRefused refused: ListeningOutcome) -> ListeningOutcome {
        logger.warning("The PBX did not do what listening in needs", metadata: ["reason": "\(error)"])
        return switch PBXRefusal(error) {
        case .notPermitted: .notPermitted
        case .refused: refused
        case .notHeard: .pbxNotHeard
        }
    }

    /// - Returns: the first outcome that the floor shows, from now on; `nil` when there is none in time.
    private func first(
        of updates: AsyncStream<LiveUpdate>,
        within limit: Duration,
        _ outcome: @escaping @Sendable (Floor) -> ListeningOutcome?
    ) async -> ListeningOutcome? {
        // It may have been told already.
        if let found = outcome(await desk.floor) { return found }
        return await desk.first(of: updates, within: limit) {
            outcome(await desk.floor)
        } change: { change in
            if case .floor(let floor) = change { outcome(floor) } else { nil }
        }
    }
}

extension ListeningMode {
    /// The key of the telephone that `ChanSpy` takes for it, with option `d`.
    fileprivate var key: String {
        switch self {
        case .listen: "4"
        case .whisper: "5"
        case .join: "6"
        }
    }
}

extension ListeningOutcome {
    fileprivate init(_ reason: FailedListening.Reason) {
        switch reason {
        case .busy: self = .phoneBusy
        case .notAnswered: self = .phoneNotAnswered
        case .unreachable: self = .phoneUnreachable
        case .nothingToHear: self = .over
        }
    }
}
