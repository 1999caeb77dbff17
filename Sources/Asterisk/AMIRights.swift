/// Which rights in manager.conf let a user send an action (as `manager show command` of Asterisk 22 tells).
enum AMIRights {
    /// Any one of these in the user's `write` line lets the action through; empty means it needs none, `nil` unknown.
    static func write(for action: String) -> [String]? {
        switch action.lowercased() {
        case "login", "challenge", "logoff", "ping", "events", "queuestatus", "queuesummary", "bridgelist",
            "listcommands":
            []
        case "coreshowchannels", "corestatus", "coresettings":
            ["reporting", "system"]
        case "status":
            ["reporting", "call", "system"]
        case "devicestatelist", "extensionstatelist", "extensionstate", "getvar":
            ["reporting", "call"]
        case "redirect", "blindtransfer", "atxfer", "cancelatxfer", "bridge", "setvar", "playdtmf":
            ["call"]
        case "hangup", "stopmixmonitor":
            ["call", "system"]
        case "originate":
            ["originate"]
        case "queueadd", "queueremove", "queuepause", "queuepenalty":
            ["agent"]
        case "command":
            ["command"]
        case "filter", "mixmonitor", "pjsipshowendpoints", "pjsipshowcontacts", "pjsipnotify":
            ["system"]
        default:
            nil
        }
    }

    /// What to change in manager.conf, as half a sentence.
    static func advice(for action: String) -> String {
        guard let rights = write(for: action), let first = rights.first else {
            return "check the write line of the user in manager.conf"
        }
        let others = rights.dropFirst().map { " or \($0)" }.joined()
        return
            "add \(first)\(others) to the write line of the user in manager.conf, then `manager reload` and log in anew: "
            + "rights count from the next log-in"
    }
}
