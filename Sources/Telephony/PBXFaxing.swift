import Asterisk
import ContactCenter
import Foundation
import Logging

/// Faxes by the PBX's dialplan: a context in which an extension of the fax's key sends the pages of that name (recording 15; the
/// context stands in `asterisk/extensions-priyom.conf`).
///
/// A number is called by one `Originate`; who is spoken with already is sent there by one `Redirect` of their channel. What the PBX
/// answers says only that it took the order.
package struct PBXFaxing: FaxSending {
    /// How faxes are placed, as the PBX's dialplan wants it.
    package struct Placing: Hashable, Sendable {
        /// What the PBX calls for a number, `{number}` in its place: `Local/{number}@from-internal/n`.
        package var channelPattern: String
        /// The context in which keys are extensions.
        package var context: String
        /// The number that the call goes by before the dialplan chooses another.
        package var callerID: String?
        /// What the PBX calls a phone of ours, `{phone}` in place of its number: `PJSIP/{phone}`.
        package var phonePattern: String

        package init(channelPattern: String, context: String, callerID: String?, phonePattern: String) {
            self.channelPattern = channelPattern
            self.context = context
            self.callerID = callerID
            self.phonePattern = phonePattern
        }
    }

    /// How long people and the PBX have.
    package struct Limits: Sendable {
        /// The fax machine rings so long.
        package var ringing: Duration = .seconds(60)
        /// From the order to the beginning of the fax in a conversation.
        package var confirmation: Duration = .seconds(3)

        package init() {}
    }

    private let session: AMISession
    private let desk: any LiveDesk
    private let placing: Placing
    private let phones: PhoneChannels
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
        phones = PhoneChannels(session: session, pattern: placing.phonePattern)
        self.limits = limits
        self.logger = logger
    }

    package func send(_ key: FaxKey, to number: DialledNumber) async -> FaxOrder {
        guard key.isWellFormed else { return .failed(.notConfirmed) }
        guard await desk.floor.connection == .connected else { return .failed(.notHeard) }
        let id = ChannelGraph.faxPrefix + key.rawValue
        var action = AMIAction.originate(
            channel: placing.channelPattern.replacing("{number}", with: number.rawValue),
            to: key.rawValue,
            context: placing.context,
            callerID: placing.callerID.map { "\"Fax\" <\($0)>" },
            timeout: limits.ringing,
            actionID: id
        )
        action.headers.append(AMIAction.Header("ChannelId", id))
        do {
            _ = try await session.send(action)
            return .taken
        } catch {
            return order(after: error, ifRefused: .notReached)
        }
    }

    package func send(_ key: FaxKey, into call: CallID, at own: Extension) async -> FaxOrder {
        guard key.isWellFormed, own.isDialled else { return .failed(.notConfirmed) }
        let updates = await desk.updates(.everything)
        let snapshot = await desk.snapshot()
        guard snapshot.floor.connection == .connected else { return .failed(.notHeard) }
        guard let now = snapshot.calls.first(where: { $0.id == call }), now.isFaxable(from: own) else {
            return .failed(.callOver)
        }
        let channel: String
        do {
            guard let found = try await clientsChannel(of: now, besides: own) else { return .failed(.callOver) }
            channel = found
        } catch {
            return .failed(failure(of: error, ifRefused: .callOver))
        }
        do {
            _ = try await session.send(.redirect(channel: channel, to: key.rawValue, context: placing.context))
        } catch {
            return order(after: error, ifRefused: .callOver)
        }
        let hasBegun: Bool? = await desk.first(of: updates, within: limits.confirmation) {
            await desk.floor.faxes[key].map { _ in true }
        } change: { change in
            if case .floor(let floor) = change, floor.faxes[key] != nil { true } else { nil }
        }
        return hasBegun ?? false ? .taken : .unconfirmed
    }

    /// The client's channel, as it is named at this moment; ours would fax to nobody.
    ///
    /// A caller's is the first of the call, wherever it is bridged. Whom we called is at the only device of the call that is not
    /// our phone: where there are several, as in a conference, none is chosen.
    private func clientsChannel(of call: Call, besides own: Extension) async throws -> String? {
        let channels = try await session.channels(of: call)
        if call.direction == .inbound { return channels.callers?["Channel"] }
        let others = channels.compactMap { $0["Channel"] }.filter { name in
            let channel = ChannelName(name)
            return channel.kind == .device && !phones.isChannel(channel, of: own)
        }
        return others.count == 1 ? others[0] : nil
    }

    /// What has gone out and was not answered may be done all the same.
    private func order(after error: any Error, ifRefused refused: FaxFailure) -> FaxOrder {
        let failure = failure(of: error, ifRefused: refused)
        return failure == .notHeard && (error as? AMIError)?.code != .notConnected ? .unconfirmed : .failed(failure)
    }

    private func failure(of error: any Error, ifRefused refused: FaxFailure) -> FaxFailure {
        logger.warning("The PBX did not do what a fax needs", metadata: ["reason": "\(error)"])
        return switch PBXRefusal(error) {
        case .notPermitted: .notPermitted
        case .refused: refused
        case .notHeard: .notHeard
        }
    }
}
