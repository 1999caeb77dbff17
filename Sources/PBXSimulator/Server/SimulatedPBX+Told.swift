import Foundation

/// Calls whose people do only what they are told, for tests that hold the product against what really happens.
extension SimulatedPBX {
    private static let untilTold = Duration.seconds(86_400)

    /// Begins a call from outside that nobody answers before somebody is told to.
    ///
    /// - Returns: its Linkedid.
    func placeTold(_ caller: Caller, to dialled: String) -> String? {
        var plan = CallPlan(pattern: CallPlan.told, caller: caller, dialled: dialled)
        plan.usual = .rings
        plan.acts = Array(repeating: .talk(Self.untilTold), count: 50)
        return place(plan)
    }

    /// - Returns: false when the call does not ring that phone.
    func answer(_ linkedID: String, at phone: String) -> Bool {
        let legs = channels.values.filter { $0.linkedID == linkedID && $0.device?.endpoint == phone }.compactMap(\.leg)
        guard let leg = legs.first(where: { $0.owner != nil && $0.isRinging }) else { return false }
        leg.step?.cancel()
        leg.owner?.legAnswered(leg)
        return true
    }

    /// - Parameter phone: who hangs up; the caller where none is named.
    /// - Returns: false when there is no such call, or the phone is not in it.
    func hangUp(_ linkedID: String, at phone: String?) -> Bool {
        let channel =
            if let phone {
                channels.values.first { $0.linkedID == linkedID && $0.device?.endpoint == phone }
            } else {
                caller(of: linkedID)
            }
        guard let channel else { return false }
        partyHangsUp(channel)
        return true
    }

    /// AMI Redirect of the caller: a transfer when somebody talks with him, else the call is steered.
    func redirect(_ linkedID: String, to exten: String) -> Bool {
        guard let channel = caller(of: linkedID) else { return false }
        redirect(channel, to: exten, in: "from-internal")
        return true
    }

    /// The one who talks with the caller sends him on by his phone.
    func transfer(_ linkedID: String, to exten: String) -> Bool {
        guard let talker = caller(of: linkedID)?.call?.talker else { return false }
        return blindTransfer(talker, to: exten, in: "from-internal", isReferred: true)
    }

    private func caller(of linkedID: String) -> SimulatedChannel? {
        channels.values.first { $0.uniqueID == linkedID && $0.call?.caller === $0 }
    }

    /// Which phones every call rings, and which speak in it. Listening in is no call.
    var presence: [CallPresence] {
        let ofCalls = channels.values.filter { !$0.isOfSpy }
        let calls = Dictionary(grouping: ofCalls.filter { $0.device?.isTrunk == false }, by: \.linkedID)
        let known = Set(ofCalls.map(\.linkedID))
        return known.sorted().map { linkedID in
            let phones = calls[linkedID] ?? []
            return CallPresence(
                linkedID: linkedID,
                ringing: phones.filter { $0.leg?.isRinging ?? false && !$0.isUp }.compactMap(\.device?.endpoint)
                    .sorted(),
                talking: phones.filter { $0.bridge != nil }.compactMap(\.device?.endpoint).sorted()
            )
        }
    }
}

/// Who is in a call at this moment.
struct CallPresence: Codable, Hashable, Sendable {
    var linkedID: String
    var ringing: [String]
    var talking: [String]
}

/// That a phone was called, and when the bytes that say so were written to the managers.
struct WrittenDial: Codable, Hashable, Sendable {
    var linkedID: String
    var phone: String
    /// Microseconds since 1970, by this machine's clock.
    var at: Int64
}
