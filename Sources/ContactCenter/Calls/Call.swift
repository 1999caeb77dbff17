import Foundation

/// One conversation attempt on the PBX, from the caller's first signal to the last hang-up, however many channels, members
/// and transfers it has.
///
/// A value: what the tracker hands out is the call as it stood at that moment. It is not a contact until registered.
/// Source: decisions D24 to D28; requirements S0.3, S0.4, S0.6.
package struct Call: Hashable, Sendable, Codable, Identifiable {
    /// What the call is doing, for people who watch it live. Derived from the legs, see `state`.
    package enum State: String, Sendable, Codable {
        case arriving
        case inIVR
        case inQueue
        case ringing
        case talking
        case onHold
        case consulting
        case ended
    }

    package var id: CallID
    package var direction: CallDirection
    package var caller: CallerID
    /// The phone of ours that called, in an outbound or internal call and in a click-to-call.
    package var callerPhone: Extension?
    /// Inbound: our number that was dialled, as the PBX delivered it (`s` is kept out). Else the number or extension dialled.
    package var dialled: String?
    /// On which line an inbound call came; `nil` for others, and for what is known from records alone.
    package var trunk: TrunkName?
    /// The queue in which it was answered, else the last one entered.
    package var queue: QueueName?

    package var startedAt: Date
    package var queuedAt: Date?
    /// The first called phone rang. In a click-to-call the client's; the operator's own ring stands in its leg.
    package var rangAt: Date?
    package var answeredAt: Date?
    package var endedAt: Date?
    /// Before when it was answered, if it was found already talking: nobody listened when that happened.
    package var answeredBefore: Date?
    /// False when the end was noticed only by the PBX no longer listing the call.
    package var isEndKnown = true
    /// When the PBX itself answered and an IVR began.
    package var ivrStartedAt: Date?
    package var ivrEndedAt: Date?

    /// The first person who answered.
    package var answeredBy: Party?
    /// The last person who handed the call on.
    package var transferredBy: Party?
    /// The person who spoke last.
    package var lastPerson: Party?
    package var result: CallResult?
    /// `nil` when answered.
    package var cause: CallCause?
    /// Whose side hung up first, where the PBX told.
    package var hungUpBy: Party?
    /// The caller hung up first.
    package var isHungUpByCaller = false

    package var isClickToCall = false
    /// The ActionID of the Originate behind a click-to-call.
    package var originateActionID: String?

    package var legs: [CallLeg] = []
    package var transfers: [Transfer] = []
    package var steerings: [Steering] = []
    package var recordings: [Recording] = []
    /// Other Linkedids that became part of this call, such as a consultation's.
    package var mergedLinkedIDs: [LinkedID] = []
    /// A CDR row of the PBX belongs to it. A call without one is allowed and marked.
    package var hasCDR = false

    package init(id: CallID, direction: CallDirection, startedAt: Date) {
        self.id = id
        self.direction = direction
        self.caller = CallerID()
        self.startedAt = startedAt
    }

    package var isEnded: Bool { endedAt != nil }

    /// Its own Linkedid and those that became part of it.
    package var linkedIDs: [LinkedID] { [id.linkedID] + mergedLinkedIDs }

    package var state: State {
        if isEnded { return .ended }
        let live = legs.filter { $0.role == nil }
        if live.contains(where: { $0.state == .consulting }) { return .consulting }
        if live.contains(where: { $0.state == .talking }) { return .talking }
        if live.contains(where: { $0.state == .holding }) { return .onHold }
        if live.contains(where: { $0.state == .ringing }) { return .ringing }
        if let answered = answeredAt ?? answeredBefore {
            // Handed on to a queue, or between two people.
            return queuedAt.map { $0 > answered } ?? false ? .inQueue : .talking
        }
        if queuedAt != nil { return .inQueue }
        if ivrStartedAt != nil { return .inIVR }
        if legs.contains(where: { $0.role == .caller && $0.state == .ringing }) { return .ringing }
        return .arriving
    }

    /// How long the caller waited for a person: queue and ringing together (decision D28).
    ///
    /// - Source: from queue entry or first ring, whichever is earlier, to the first person's answer, else to the end, else
    ///   to `now`. Time in the IVR is not part of it.
    /// - Returns: `nil` when the call was never offered to anybody, which is not the same as zero, and when nobody
    ///   listened while it was.
    package func waitTime(asOf now: Date) -> Duration? {
        guard let from = [queuedAt, rangAt].compactMap({ $0 }).min() else { return nil }
        return .between(from, answeredAt ?? endedAt ?? now)
    }

    /// Time in the voice menu: from the PBX's answer to the queue, to the moment the caller was sent on, or to the end.
    ///
    /// - Returns: `nil` where there was no IVR.
    package func ivrTime(asOf now: Date) -> Duration? {
        guard let ivrStartedAt else { return nil }
        return .between(ivrStartedAt, ivrEndedAt ?? endedAt ?? now)
    }

    /// From the first person's answer to the end, whatever happened in between; zero if nobody answered.
    package func connectedTime(asOf now: Date) -> Duration {
        guard let answeredAt else { return .zero }
        return .between(answeredAt, endedAt ?? now)
    }

    /// The sum of the legs' talk, the click-to-call operator's own leg left out.
    package func talkTime(asOf now: Date) -> Duration {
        legs.filter { $0.role == nil }.reduce(.zero) { $0 + $1.talkTime(asOf: now) }
    }

    /// Phones that the call rings or that hold it now.
    package var presentPhones: [Extension] {
        legs.filter { $0.state != .released }.compactMap(\.party.phone)
    }

    /// Phones that the call rings now or is about to, in the order of their numbers.
    package var ringingPhones: [Extension] {
        legs.filter { $0.state == .calling || $0.state == .ringing }.compactMap(\.party.phone).sorted()
    }

    /// Every phone the call has ever been offered to, and the one that placed it.
    package var concernedPhones: Set<Extension> {
        var phones = Set(legs.compactMap(\.party.phone))
        if let callerPhone { phones.insert(callerPhone) }
        return phones
    }

    /// At which phones somebody of ours was asked to take part, and when.
    package var phoneMoments: [(phone: Extension, at: Date)] {
        let called = legs.compactMap { leg in leg.party.phone.map { (phone: $0, at: leg.calledAt) } }
        return called + [callerPhone].compactMap { $0 }.map { (phone: $0, at: startedAt) }
    }

    /// At which phones somebody of ours spoke, and when they were called: whose conversation it is.
    package var spokenMoments: [(phone: Extension, at: Date)] {
        let spoke = legs.filter { $0.answeredAt != nil || $0.result == .answered }
            .compactMap { leg in leg.party.phone.map { (phone: $0, at: leg.answeredAt ?? leg.calledAt) } }
        return spoke + [callerPhone].compactMap { $0 }.map { (phone: $0, at: startedAt) }
    }

    /// The file of the conversation, if one was really recorded: a file of a call nobody answered is an empty one.
    package var recording: Recording? {
        guard let longest = recordings.max(by: { $0.length < $1.length }) else { return nil }
        return longest.length > .zero || answeredAt != nil ? longest : nil
    }
}

extension Call {
    /// The transfer by which a phone left the call: asked for if blind, completed if attended, and not come back.
    package func transferAway(by phone: Extension) -> Transfer? {
        transfers.last { transfer in
            transfer.from == .phone(phone) && !transfer.isReturned
                && (transfer.kind != .attended || transfer.isAnswered)
        }
    }

    /// Somebody speaks at this phone with the other side, or has put it on hold: picked up and not out of the call yet.
    package func isSpoken(at phone: Extension) -> Bool {
        guard !isEnded else { return false }
        if let leg = legs.last(where: { $0.party == .phone(phone) }) {
            return leg.answeredAt != nil && leg.leftAt == nil
        }
        return callerPhone == phone && answeredAt != nil && transferAway(by: phone) == nil
    }
}
