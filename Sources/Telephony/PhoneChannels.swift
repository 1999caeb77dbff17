import Asterisk
import ContactCenter

/// The channels of phones, as the PBX lists them at the moment of asking: names of channels change under way (recording 05).
struct PhoneChannels: Sendable {
    let session: AMISession
    /// What the PBX calls a phone, `{phone}` in place of its number: `PJSIP/{phone}`.
    let pattern: String

    func device(of phone: Extension) -> String { pattern.replacing("{phone}", with: phone.rawValue) }

    /// Whether a channel is one of the phone's.
    func isChannel(_ name: ChannelName, of phone: Extension) -> Bool {
        name.kind == .device
            && (name.device == device(of: phone) || Endpoints.leadingExtension(of: name.endpoint) == phone.rawValue)
    }

    /// The phone's own channel in the call.
    ///
    /// - Parameter states: those of the channel that are looked for, such as `Ringing` and `Up`; `nil` for any.
    /// - Returns: `nil` where it has none.
    /// - Throws: `AMIError`.
    func channel(of phone: Extension, in call: Call, states: Set<String>? = nil) async throws -> String? {
        try await session.channels(of: call).first { message in
            guard let name = message["Channel"], states?.contains(message["ChannelStateDesc"] ?? "") ?? true else {
                return false
            }
            return isChannel(ChannelName(name), of: phone)
        }?["Channel"]
    }
}

extension AMISession {
    /// The items of the PBX's list that belong to the call, as they are at this moment.
    ///
    /// - Throws: `AMIError`.
    func channels(of call: Call) async throws -> [AMIMessage] {
        let known = call.linkedIDs
        return try await send(.coreShowChannels).events.filter { message in
            message["Linkedid"].map { known.contains(LinkedID($0)) } ?? false
        }
    }
}

extension [AMIMessage] {
    /// Of a list of channels that of the caller: the first of its call, wherever it is bridged.
    var callers: AMIMessage? { first { $0["Uniqueid"] == $0["Linkedid"] } }
}
