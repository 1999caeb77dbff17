import Asterisk
import ContactCenter

extension PBXFacts {
    /// What our user's section of manager.conf should say.
    static let readLine = "read = \(AMIConfiguration.defaultEventMask)"
    static let writeLine = "write = reporting,call,originate,agent"

    private static let subject = "PBX"
    private static let inUsersSection =
        "in the user's section of manager.conf, then `manager reload` in Asterisk's console and a "
        + "restart of Priyom: rights count from the next log-in"
    private static let writeRemedy = "\(writeLine) \(inUsersSection)"

    var findings: [Finding] {
        [identity, clock, timestamps] + lists + phones + [readRights, controlRights]
            + (expected.tellsPhones ? [phoneRights] : []) + settings.findings(expected)
            + cdr.findings(readsFile: expected.readsCDRFile)
    }

    private var identity: Finding {
        let name = version.map { "Asterisk \($0), \(banner)" } ?? banner
        // Asterisk 12 changed what events mean; its interface counts from 2, those before it from 1.
        guard let major = banner.split(separator: "/").last?.prefix(while: \.isNumber), let number = Int(major),
            number < 2
        else { return Finding(.ok, Self.subject, "\(name): logged in") }
        return Finding(.problem, Self.subject, "\(name) is too old", remedy: "use Asterisk 13 or later")
    }

    private var clock: Finding {
        guard let clockOffset else {
            return Finding(.note, Self.subject, "its clock cannot be seen, it does not answer Ping with a time")
        }
        let milliseconds = clockOffset.inMilliseconds
        let text = "its clock is \(abs(milliseconds)) ms \(milliseconds < 0 ? "behind" : "ahead of") this machine's"
        guard abs(milliseconds) > 2_000 else { return Finding(.ok, Self.subject, text) }
        return Finding(.warning, Self.subject, text, remedy: "let both machines set their clocks by NTP")
    }

    private var timestamps: Finding {
        switch sendsTimestamps {
        case true?: Finding(.ok, Self.subject, "events carry the PBX's own time")
        case false?:
            Finding(
                .note,
                Self.subject,
                "events carry no time, so the time they arrive counts",
                remedy: "timestampevents = yes in [general] of manager.conf makes times exact under load"
            )
        case nil:
            Finding(
                .note,
                Self.subject,
                "whether events carry a time cannot be seen without the right `reporting` or `call`"
            )
        }
    }

    private var lists: [Finding] {
        let forbidden = missingLists.filter { $0.reason.code == .permissionDenied(action: $0.action) }
        let others = missingLists.filter { $0.reason.code != .permissionDenied(action: $0.action) }
        return forbiddenLists(forbidden) + others.map(brokenList)
    }

    private var phones: [Finding] {
        guard hints == 0 else { return [] }
        return [
            Finding(
                .note,
                Self.subject,
                "no phone has a hint: phones are known by the names of their endpoints alone, or by their caller id",
                remedy: "a line such as `exten => 0111,hint,PJSIP/0111` for each phone in the dialplan"
            )
        ]
    }

    private func forbiddenLists(_ lists: [MissingList]) -> [Finding] {
        guard !lists.isEmpty else { return [] }
        let losses = lists.map { "\($0.action) (\(Self.losses[$0.action] ?? ""))" }
        return [
            Finding(
                lists.contains { $0.action == "CoreShowChannels" } ? .problem : .warning,
                Self.subject,
                "the user may not send " + losses.joined(separator: ", "),
                remedy: Self.writeRemedy
            )
        ]
    }

    private func brokenList(_ list: MissingList) -> Finding {
        let isAbsent = permittedActions.map { !$0.contains(list.action) } ?? false
        return Finding(
            .warning,
            Self.subject,
            "no \(list.action) (\(list.reason)): \(Self.losses[list.action] ?? "")",
            remedy: isAbsent ? Self.modules[list.action].map { "load \($0) in modules.conf" } : nil
        )
    }

    /// What is not known without a list.
    private static let losses = [
        "CoreShowChannels": "after a lost connection calls that ended meanwhile stay open",
        "Status": "calls found in progress have no dialled number",
        "QueueStatus": "queues and their members are not shown",
        "DeviceStateList": "what a phone does is not known until it changes",
        "ExtensionStateList": "which phone has which extension is not known until it changes",
    ]
    private static let modules = [
        "QueueStatus": "app_queue.so", "DeviceStateList": "res_manager_devicestate.so",
    ]

    private var readRights: Finding {
        guard let readableClasses else {
            return Finding(
                .note,
                Self.subject,
                "which events the user may read cannot be seen without the right `reporting` or `call`",
                remedy: "make sure that its section of manager.conf has \(Self.readLine)"
            )
        }
        let missing = Self.neededClasses.filter {
            !readableClasses.contains($0.name) && !readableClasses.contains("all")
        }
        guard !missing.isEmpty else {
            return Finding(.ok, Self.subject, "the user may read all events that are needed")
        }
        return Finding(
            missing.contains { $0.name == "call" } ? .problem : .warning,
            Self.subject,
            "the user may not read " + missing.map { "\($0.name) (\($0.loss))" }.joined(separator: ", "),
            remedy: "\(Self.readLine) \(Self.inUsersSection)"
        )
    }

    private static let neededClasses: [(name: String, loss: String)] = [
        ("system", "a restart of the PBX goes unnoticed"),
        ("call", "no call is seen"),
        ("agent", "queues are not followed"),
        ("cdr", "CDRs are not copied"),
        ("dialplan", "recordings and voice menus are not seen"),
        ("dtmf", "the beginning of a consultation is not exact, whispering and joining are not confirmed"),
    ]

    private var controlRights: Finding {
        guard let permittedActions else {
            return Finding(.note, Self.subject, "which actions the user may send cannot be seen")
        }
        let missing = ["Originate", "Redirect", "Atxfer", "Hangup", "QueuePause"].filter {
            !permittedActions.contains($0)
        }
        guard !missing.isEmpty else {
            return Finding(.ok, Self.subject, "the user may control calls and queue members")
        }
        return Finding(
            .note,
            Self.subject,
            "the user may not send \(missing.joined(separator: ", ")): calls are registered, but not controlled",
            remedy: Self.writeRemedy
        )
    }

    /// Whether phones can be told to answer and to hold.
    private var phoneRights: Finding {
        guard let permittedActions else {
            return Finding(.note, Self.subject, "whether the user may tell phones what to do cannot be seen")
        }
        // What a missing module takes away is told by its name, and is no right.
        let isLoaded = settings.modules["res_pjsip_notify.so"] != false
        let needed = isLoaded ? ["PJSIPNotify", "PJSIPShowContacts"] : ["PJSIPShowContacts"]
        let missing = needed.filter { !permittedActions.contains($0) }
        guard !missing.isEmpty else {
            return Finding(.ok, Self.subject, "the user may tell phones to answer and to hold")
        }
        return Finding(
            .warning,
            Self.subject,
            "the user may not send \(missing.joined(separator: ", ")): phones cannot be told to answer and to hold",
            remedy: "\(Self.writeLine),system \(Self.inUsersSection)"
        )
    }
}
