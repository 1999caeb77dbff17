import Asterisk
import ContactCenter
import Foundation
import Logging

/// Has phones answer, hold and resume by SIP NOTIFY within the call: `Event: talk` and `Event: hold`, which phones know as
/// BroadWorks' remote control.
///
/// `NOTIFY sent`, the PBX's answer, says nothing, not even that the phone has got it; that the phone has picked up, holds or talks again
/// is told by events, which come back here by the desk.
package struct PBXHandset: HandsetControl {
    private let session: AMISession
    private let desk: any LiveDesk
    private let phones: ObedientPhones
    private let channels: PhoneChannels
    private let limit: Duration
    private let logger: Logger

    /// - Parameters:
    ///   - phones: those that obey.
    ///   - phonePattern: what the PBX calls a phone, `{phone}` in place of its number: `PJSIP/{phone}`.
    ///   - limit: from the order to the event that shows it done.
    package init(
        session: AMISession,
        desk: any LiveDesk,
        phones: ObedientPhones,
        phonePattern: String,
        limit: Duration = .seconds(3),
        logger: Logger
    ) {
        self.session = session
        self.desk = desk
        self.phones = phones
        channels = PhoneChannels(session: session, pattern: phonePattern)
        self.limit = limit
        self.logger = logger
    }

    package func obeys(_ phone: Extension) async -> Bool { await phones.contains(phone) }

    package func press(_ key: HandsetKey, in call: CallID, at own: Extension) async -> HandsetOutcome {
        guard own.isDialled, await obeys(own) else { return .doesNotObey }
        let updates = await desk.updates(.phones([own]))
        let snapshot = await desk.snapshot()
        guard snapshot.floor.connection == .connected else { return .pbxNotHeard }
        guard let now = snapshot.calls.first(where: { $0.id == call }), now.handsetKey(at: own) == key else {
            return .nothingToDo
        }
        do {
            guard let channel = try await channels.channel(of: own, in: now, states: key.states) else {
                return .nothingToDo
            }
            _ = try await session.send(.pjsipNotify(channel: channel, headers: [("Event", key.event)]))
        } catch {
            return outcome(of: error)
        }
        let found = await desk.first(of: updates, within: limit) { () -> HandsetOutcome? in
            await desk.snapshot().calls.first { $0.id == call }.flatMap { key.outcome(in: $0, at: own) }
        } change: { change in
            if case .call(let changed) = change, changed.id == call { key.outcome(in: changed, at: own) } else { nil }
        }
        return found ?? .notConfirmed
    }

    private func outcome(of error: any Error) -> HandsetOutcome {
        logger.warning("The PBX did not tell a phone what to do", metadata: ["reason": "\(error)"])
        return switch PBXRefusal(error) {
        case .notPermitted: .notPermitted
        case .refused: .refused
        case .notHeard: .pbxNotHeard
        }
    }
}

extension HandsetKey {
    /// The header's value, by which phones know what is meant. `talk` answers what rings and resumes what is held.
    fileprivate var event: String {
        switch self {
        case .answer, .resume: "talk"
        case .hold: "hold"
        }
    }

    /// In which states the phone's channel can be told so.
    fileprivate var states: Set<String> {
        switch self {
        case .answer: ["Ringing"]
        case .hold, .resume: ["Up"]
        }
    }

    /// - Returns: `nil` while the phone has not done it.
    fileprivate func outcome(in call: Call, at phone: Extension) -> HandsetOutcome? {
        if call.isEnded { return .nothingToDo }
        let isDone =
            switch self {
            case .answer: call.isSpoken(at: phone)
            case .hold: call.handsetKey(at: phone) == .resume
            case .resume: call.handsetKey(at: phone) == .hold
            }
        return isDone ? .done : nil
    }
}
