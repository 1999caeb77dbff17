/// The connection itself.
extension AMIAction {
    /// Asks for a challenge, the first half of a log-in by MD5.
    public static var challenge: AMIAction { AMIAction("Challenge", [("AuthType", "MD5")]) }

    /// Logs in; the secret crosses the wire as it is.
    ///
    /// - Parameter eventMask: the event classes wanted, such as `call,agent`; `on`, `off`.
    public static func login(username: String, secret: String, eventMask: String) -> AMIAction {
        AMIAction("Login", [("Username", username), ("Secret", secret), ("Events", eventMask)])
    }

    /// Logs in by MD5, the second half.
    ///
    /// - Parameters:
    ///   - key: MD5 of the challenge followed by the secret, as lower-case hexadecimal digits.
    ///   - eventMask: the event classes wanted, such as `call,agent`; `on`, `off`.
    public static func login(username: String, key: String, eventMask: String) -> AMIAction {
        AMIAction("Login", [("AuthType", "MD5"), ("Username", username), ("Key", key), ("Events", eventMask)])
    }

    /// Says goodbye; the PBX closes the connection.
    public static var logoff: AMIAction { AMIAction("Logoff") }

    /// Answered with the PBX's clock in `Timestamp` (seconds since 1970).
    public static var ping: AMIAction { AMIAction("Ping") }

    /// Changes which event classes this connection gets: `on`, `off` or a list such as `call,agent`.
    public static func events(_ mask: String) -> AMIAction { AMIAction("Events", [("EventMask", mask)]) }

    /// Adds a filter to this connection's events: a regular expression on the whole event, `!` in front excludes.
    public static func filter(_ pattern: String) -> AMIAction {
        AMIAction("Filter", [("Operation", "Add"), ("Filter", pattern)])
    }

    /// Runs a command of Asterisk's console; the reply's `response.output` is what it prints.
    public static func command(_ command: String) -> AMIAction { AMIAction("Command", [("Command", command)]) }
}

/// Lists: how things stand now.
extension AMIAction {
    /// All channels with linked id, bridge, duration and application (`CoreShowChannel`).
    public static var coreShowChannels: AMIAction { AMIAction("CoreShowChannels") }

    /// All channels with the DID, which no other list has (`Status`), or one.
    public static func status(channel: String? = nil) -> AMIAction {
        AMIAction("Status", optional("Channel", channel))
    }

    /// Queues, their members and waiting callers (`QueueParams`, `QueueMember`, `QueueEntry`).
    public static func queueStatus(queue: String? = nil) -> AMIAction {
        AMIAction("QueueStatus", optional("Queue", queue))
    }

    /// The state of every device (`DeviceStateChange` with our ActionID).
    public static var deviceStateList: AMIAction { AMIAction("DeviceStateList") }

    /// The state of every hint (`ExtensionStatus` with our ActionID).
    public static var extensionStateList: AMIAction { AMIAction("ExtensionStateList") }

    /// The devices that are registered with an endpoint, each with the `UserAgent` by which it calls itself (`ContactList`).
    /// Refused where there is none. Asterisk 16 or later.
    public static var pjsipShowContacts: AMIAction { AMIAction("PJSIPShowContacts") }
}

/// Calls.
extension AMIAction {
    /// Calls `channel` and, once it answers, sends it to an extension of the dialplan. The reply comes at once, the outcome
    /// as the event `OriginateResponse` with the same ActionID.
    ///
    /// - Parameters:
    ///   - callerID: what the called phone shows, as `"Name" <number>`.
    ///   - timeout: how long `channel` rings.
    ///   - variables: set on the channel; their values may hold anything but line breaks.
    public static func originate(
        channel: String,
        to extension: String,
        context: String,
        priority: Int = 1,
        callerID: String? = nil,
        timeout: Duration = .seconds(30),
        variables: [(name: String, value: String)] = [],
        actionID: String? = nil
    ) -> AMIAction {
        let target = [("Context", context), ("Exten", `extension`), ("Priority", "\(priority)")]
        return originate(channel, target, callerID, timeout, variables, actionID)
    }

    /// Calls `channel` and, once it answers, runs an application of the dialplan such as `ChanSpy` on it.
    ///
    /// - Parameters:
    ///   - callerID: what the called phone shows, as `"Name" <number>`.
    ///   - timeout: how long `channel` rings.
    ///   - variables: set on the channel; their values may hold anything but line breaks.
    public static func originate(
        channel: String,
        application: String,
        data: String,
        callerID: String? = nil,
        timeout: Duration = .seconds(30),
        variables: [(name: String, value: String)] = [],
        actionID: String? = nil
    ) -> AMIAction {
        originate(channel, [("Application", application), ("Data", data)], callerID, timeout, variables, actionID)
    }

    /// Sets a variable of a channel, for the dialplan that comes next.
    public static func setVariable(_ name: String, to value: String, on channel: String) -> AMIAction {
        AMIAction("Setvar", [("Channel", channel), ("Variable", name), ("Value", value)])
    }

    /// Asks for a variable of a channel; the answer's `Value` is empty for one that is not set.
    public static func variable(_ name: String, of channel: String) -> AMIAction {
        AMIAction("Getvar", [("Channel", channel), ("Variable", name)])
    }

    /// Sends a channel to an extension at once. Name the caller's channel: the other one of the bridge is hung up.
    public static func redirect(
        channel: String,
        to extension: String,
        context: String,
        priority: Int = 1
    ) -> AMIAction {
        AMIAction(
            "Redirect",
            [("Channel", channel), ("Context", context), ("Exten", `extension`), ("Priority", "\(priority)")]
        )
    }

    /// Hands on what `channel` talks to. Name the transferer's channel, the wrong one hangs up the caller and is answered
    /// with Success.
    public static func blindTransfer(channel: String, to extension: String, context: String) -> AMIAction {
        AMIAction("BlindTransfer", [("Channel", channel), ("Context", context), ("Exten", `extension`)])
    }

    /// Begins an attended transfer by `channel`, the transferer's. Works only in calls dialled with option `t` or `T`; where
    /// it does not, the answer is Success all the same.
    public static func atxfer(channel: String, to extension: String, context: String) -> AMIAction {
        AMIAction("Atxfer", [("Channel", channel), ("Context", context), ("Exten", `extension`)])
    }

    /// Ends the consultation of an attended transfer and goes back to the caller. Asterisk 16 or later.
    public static func cancelAtxfer(channel: String) -> AMIAction {
        AMIAction("CancelAtxfer", [("Channel", channel)])
    }

    /// Hangs a channel up.
    ///
    /// - Parameter cause: a cause of Q.850, such as 16; the PBX's default if `nil`.
    public static func hangup(channel: String, cause: Int? = nil) -> AMIAction {
        AMIAction("Hangup", [("Channel", channel)] + optional("Cause", cause.map(String.init)))
    }

    /// Sends a key's tone to who is at `channel`, or has the PBX take it as pressed there.
    ///
    /// - Parameters:
    ///   - digit: one of `0`–`9`, `*`, `#`, `A`–`D`; of a longer text Asterisk takes the first.
    ///   - isReceived: as if the phone had pressed the key, which is how a `ChanSpy` with option `d` is told to listen (`4`),
    ///     whisper (`5`) or join (`6`).
    public static func playDTMF(_ digit: String, on channel: String, isReceived: Bool = false) -> AMIAction {
        AMIAction(
            "PlayDTMF",
            [("Channel", channel), ("Digit", digit)] + optional("Receive", isReceived ? "true" : nil)
        )
    }

    /// Sends a phone a SIP NOTIFY outside of any call: with `Event` `talk` a phone that obeys it answers or resumes, with
    /// `hold` it holds. A phone that does not obey is answered with Success all the same.
    ///
    /// - Parameters:
    ///   - endpoint: as pjsip.conf names it, without `PJSIP/`.
    ///   - headers: of the NOTIFY; their values may hold anything but line breaks.
    public static func pjsipNotify(endpoint: String, headers: [(name: String, value: String)]) -> AMIAction {
        let assignments = headers.map { ("Variable", "\($0.name)=\(escapedArgument($0.value))") }
        return AMIAction("PJSIPNotify", [("Endpoint", endpoint)] + assignments)
    }

    /// Sends a phone a SIP NOTIFY within one of its calls, so that it knows which of them is meant: with `Event` `talk` a phone
    /// that obeys it answers or resumes that call, with `hold` it holds it. A phone that does not obey is answered with Success
    /// all the same. Asterisk 16 or later.
    ///
    /// - Parameters:
    ///   - channel: the phone's own in that call, by PJSIP, ringing or picked up; any other is refused.
    ///   - headers: of the NOTIFY; their values may hold anything but line breaks.
    public static func pjsipNotify(channel: String, headers: [(name: String, value: String)]) -> AMIAction {
        let assignments = headers.map { ("Variable", "\($0.name)=\(escapedArgument($0.value))") }
        return AMIAction("PJSIPNotify", [("Channel", channel)] + assignments)
    }

    private static func originate(
        _ channel: String,
        _ target: [(String, String)],
        _ callerID: String?,
        _ timeout: Duration,
        _ variables: [(name: String, value: String)],
        _ actionID: String?
    ) -> AMIAction {
        let milliseconds = timeout.components.seconds * 1_000 + timeout.components.attoseconds / 1_000_000_000_000_000
        let options = optional("CallerID", callerID) + [("Timeout", "\(milliseconds)"), ("Async", "true")]
        let assignments = variables.map { ("Variable", "\($0.name)=\(escapedArgument($0.value))") }
        return AMIAction("Originate", [("Channel", channel)] + target + options + assignments, actionID: actionID)
    }

    /// A comma would begin another variable: Asterisk takes the header apart like an application's arguments.
    private static func escapedArgument(_ value: String) -> String {
        value.reduce(into: "") { escaped, character in
            if "\\\",()[]".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
    }
}

/// Members of queues.
extension AMIAction {
    /// Pauses a member in one queue, or in all of them.
    public static func queuePause(
        interface: String,
        isPaused: Bool,
        queue: String? = nil,
        reason: String? = nil
    ) -> AMIAction {
        let header = ("Paused", isPaused ? "true" : "false")
        return AMIAction(
            "QueuePause",
            [("Interface", interface), header] + optional("Queue", queue) + optional("Reason", reason)
        )
    }

    /// Adds a member to a queue.
    public static func queueAdd(
        queue: String,
        interface: String,
        memberName: String? = nil,
        stateInterface: String? = nil,
        penalty: Int = 0,
        isPaused: Bool = false
    ) -> AMIAction {
        let member = [
            ("Queue", queue), ("Interface", interface), ("Penalty", "\(penalty)"),
            ("Paused", isPaused ? "true" : "false"),
        ]
        return AMIAction(
            "QueueAdd",
            member + optional("MemberName", memberName) + optional("StateInterface", stateInterface)
        )
    }

    /// Removes a member from a queue.
    public static func queueRemove(queue: String, interface: String) -> AMIAction {
        AMIAction("QueueRemove", [("Queue", queue), ("Interface", interface)])
    }

    private static func optional(_ name: String, _ value: String?) -> [(String, String)] {
        value.map { [(name, $0)] } ?? []
    }
}
