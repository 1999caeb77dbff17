import Asterisk

/// PJSIPNotify, with Asterisk's own words (res_pjsip_notify.c). No recording has it.
extension ActionPerformer {
    func notifyPhone() {
        let targets = ["Endpoint", "URI", "Channel"].filter { action[$0]?.isEmpty == false }
        let hasOption = action["Option"]?.isEmpty == false
        let headers = action.values(of: "Variable").filter { !$0.isEmpty }
        guard hasOption == headers.isEmpty else {
            return answer {
                $0.error("PJSIPNotify requires either an Option or Variable(s).You must use only one of them.")
            }
        }
        guard targets.count <= 1 else {
            return answer {
                $0.error(
                    "PJSIPNotify requires either an endpoint name, a SIP URI, or a channel.  You must use only one of them."
                )
            }
        }
        switch targets.first {
        case "Channel": notifyChannel(headers)
        case "Endpoint": notifyEndpoint()
        case "URI": answer { $0.success("NOTIFY sent") }
        default:
            answer { $0.error("PJSIPNotify requires either an endpoint name, a SIP URI, or a channel.") }
        }
    }

    private func notifyChannel(_ headers: [String]) {
        guard let channel = pbx.channel(named: action["Channel"] ?? ""), channel.device != nil, channel.state != .down
        else { return answer { $0.error("Channel not found") } }
        answer { $0.success("NOTIFY sent") }
        let event = headers.lazy.compactMap { header -> Substring? in
            let sides = header.split(separator: "=", maxSplits: 1)
            return sides.count == 2 && sides[0].lowercased() == "event" ? sides[1] : nil
        }.first
        guard let event, !channel.isReplayed else { return }
        pbx.notify(channel, event: String(event))
    }

    /// Out of any call: the phones here obey within one.
    private func notifyEndpoint() {
        var name = (action["Endpoint"] ?? "")[...]
        for technology in ["sip/", "pjsip/"] where name.lowercased().hasPrefix(technology) {
            name = name.dropFirst(technology.count)
        }
        guard pbx.phones[String(name)] != nil || name == pbx.trunk.endpoint else {
            return answer { $0.error("Unable to retrieve endpoint \(name)") }
        }
        answer { $0.success("NOTIFY sent") }
    }
}
