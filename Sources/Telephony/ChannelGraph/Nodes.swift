import ContactCenter
import Foundation

extension ChannelGraph {
    /// One channel of the PBX while it lives.
    final class Channel {
        /// What the channel is within its call.
        enum Role {
            /// The call's first party: the caller, or the operator of a click-to-call.
            case originator
            /// Called by the PBX for this call.
            case leg
            /// Half of a Local pair, a conference announcer and the like: nobody.
            case helper
            /// The second line on which somebody consulted, once the calls are one.
            case spent
        }

        let uniqueID: String
        /// When it was first seen.
        let appearedAt: Date
        var name: ChannelName
        var endpoint: Endpoints.Kind?
        var role = Role.helper
        unowned var call: CallNode
        var isUp = false
        var context = ""
        var exten = ""
        /// The dialplan application that runs on it.
        var application = ""
        var bridge: Bridge?
        /// The other half of a Local pair.
        weak var twin: Channel?
        var isHeld = false
        /// The Q.850 cause by which it hung up on its own account before anybody answered.
        var refusal: Int?
        /// How the dialling of the Local channel in front of it ended.
        var outerDialStatus: String?
        /// The channel whose dialling called it.
        weak var dialler: Channel?
        /// BLINDTRANSFER is set: what comes next is a blind transfer.
        var isBlindlyTransferred = false
        var firstDigitAt: Date?
        var lastDigitAt: Date?
        /// When somebody at this channel asked for a consultation.
        var consultationAskedAt: Date?
        /// The person it was last joined with.
        weak var lastPeer: Channel?
        /// The recorded files, and whether each is written only while bridged.
        var recorders: [(path: String, isBridgedOnly: Bool)] = []
        var mixMonitorIsBridgedOnly = true
        /// When it was sent to somebody's mailbox.
        var reachedMailboxAt: Date?
        /// It listens in on another one.
        var spying: Spying?
        /// It sends a fax.
        var faxing: Faxing?

        // As a leg:
        var isAnnounced = false
        var hasRung = false
        /// Was joined with somebody: answered.
        var hasJoined = false
        /// It was up or bridged already when it was first seen.
        var isFoundUp = false
        var isReleased = false
        var legState: CallLeg.State?
        var outsideNumber: String?

        init(uniqueID: String, name: ChannelName, call: CallNode, appearedAt: Date) {
            self.uniqueID = uniqueID
            self.appearedAt = appearedAt
            self.name = name
            self.call = call
        }

        var legID: LegID { LegID(uniqueID) }

        /// A person may be at its end.
        var isReal: Bool { name.kind == .device }

        var phone: Extension? {
            if case .phone(let phone) = endpoint { phone } else { nil }
        }

        var isTrunk: Bool { endpoint == .trunk }

        var trunk: TrunkName? { isTrunk ? TrunkName(name.endpoint) : nil }

        var party: Party? {
            switch endpoint {
            case .phone(let phone): .phone(phone)
            case .trunk: outsideNumber.map { .outside($0) }
            case nil: nil
            }
        }
    }

    /// The channels that share a Linkedid, or came to belong together by a transfer.
    final class CallNode {
        struct HandOver {
            var kind: Transfer.Kind
            var from: Party?
            var to: Party
            var isCompleted = false
        }

        let linkedID: LinkedID
        var channels: [Channel] = []
        var originator: Channel?
        var direction: CallDirection?
        var dialled: String?
        var beganAt: Date
        var hasBegun = false
        /// The PBX placed it on somebody's demand, so its first channel was called too.
        var isOriginated = false
        var isEnded = false
        /// Spying or faxing: channels are followed, but it is no call.
        var isIgnored = false
        var isSeen = true
        var hasAnswer = false
        var queue: QueueName?
        var handOver: HandOver?
        /// When a consultation that has become part of this call began.
        var consultationBeganAt: Date?
        var absorbed: [LinkedID] = []

        init(linkedID: LinkedID, beganAt: Date) {
            self.linkedID = linkedID
            self.beganAt = beganAt
        }

        var legs: some Sequence<Channel> {
            channels.lazy.filter { $0.role == .leg || ($0.isAnnounced && $0.role == .originator) }
        }

        var isOfPhones: Bool { originator.map { !$0.isTrunk } ?? false }

        func isOlder(than other: CallNode) -> Bool {
            (beganAt, linkedID.rawValue) < (other.beganAt, other.linkedID.rawValue)
        }
    }

    final class Bridge {
        let id: String
        /// Channels in it hear each other; parking places and waiting rooms do not join people.
        var joins: Bool
        /// Two parties, not a conference room.
        var isBasic: Bool
        var channels: [Channel] = []

        init(id: String, joins: Bool, isBasic: Bool) {
            self.id = id
            self.joins = joins
            self.isBasic = isBasic
        }
    }
}
