import ContactCenter
import Foundation

/// An ended call as lists show it: one row, whatever the PBX wrote (requirements S2.8 to S2.10).
struct CallListRow: Sendable {
    /// Somebody of ours, or a number outside.
    struct Person: Hashable, Sendable {
        var party: Party
        /// Who sat there at that moment, if somebody did.
        var name: String?
        var department: String?
    }

    /// The leg of the employee who was transferred to. Without a transfer it is the first one's.
    struct SecondLeg: Hashable, Sendable {
        /// When the call was handed on; `nil` when it was not.
        var transferredAt: Date?
        var person: Person?
        /// Did the employee answer? `nil` when nothing was transferred.
        var isAnswered: Bool?
        var acceptedAt: Date?
        var recording: Recording?
        /// How many times it was handed on before.
        var earlierTransfers = 0
    }

    var id: CallID
    var startedAt: Date
    /// At the other end.
    var number: String?
    var name: String?
    var did: String?
    var queue: QueueName?
    /// Who answered an inbound call first; who placed another.
    var person: Person?
    var acceptedAt: Date?
    var waitTime: Duration?
    /// `nil` when nobody answered.
    var talkTime: Duration?
    var result: CallResult?
    var cause: CallCause?
    var recording: Recording?
    var second: SecondLeg

    init(_ listed: ListedCall) {
        let call = listed.call
        let end = call.endedAt ?? call.startedAt
        id = call.id
        startedAt = call.startedAt
        (number, name) = call.direction == .internal ? (call.dialled, nil) : call.otherSide
        did = call.direction == .inbound ? call.dialled : nil
        queue = call.queue
        person = Self.person(of: listed)
        acceptedAt = call.answeredAt
        waitTime = call.waitTime(asOf: end)
        talkTime = call.answeredAt == nil ? nil : call.talkTime(asOf: end)
        result = call.result
        cause = call.cause
        let transfer = call.transfers.last
        recording = call.recording { recording in transfer.map { recording.startedAt < $0.at } ?? true }
        second = SecondLeg(acceptedAt: acceptedAt, recording: recording)
        if let transfer { second = Self.leg(of: transfer, in: listed, first: recording) }
    }

    private static func person(of listed: ListedCall) -> Person? {
        let call = listed.call
        guard call.direction == .inbound else {
            return call.callerPhone.map { person(.phone($0), listed.sitter(at: $0, on: call.startedAt)) }
        }
        guard let party = call.answeredBy else { return nil }
        let leg = call.legs.first { $0.party == party && $0.answeredAt != nil } ?? call.legs.first { $0.party == party }
        return person(party, at: leg?.calledAt, in: listed)
    }

    private static func leg(of transfer: Transfer, in listed: ListedCall, first: Recording?) -> SecondLeg {
        let call = listed.call
        let legs = call.legs.filter { $0.party == transfer.to }
        let leg = legs.first { $0.calledAt >= transfer.at } ?? legs.last
        let isAnswered = transfer.isAnswered && !transfer.isReturned
        return SecondLeg(
            transferredAt: transfer.at,
            person: person(transfer.to, at: leg?.calledAt, in: listed),
            isAnswered: isAnswered,
            acceptedAt: isAnswered ? leg?.answeredAt ?? transfer.completedAt : nil,
            // One file of the whole call has both conversations.
            recording: isAnswered ? call.recording { $0.startedAt >= transfer.at } ?? first : nil,
            earlierTransfers: call.transfers.count - 1
        )
    }

    private static func person(_ party: Party, at moment: Date?, in listed: ListedCall) -> Person {
        guard let phone = party.phone, let moment else { return Person(party: party) }
        return person(party, listed.sitter(at: phone, on: moment))
    }

    private static func person(_ party: Party, _ sitter: ListedPerson?) -> Person {
        Person(party: party, name: sitter?.name, department: sitter?.department)
    }
}

extension Call {
    /// The longest file with a conversation in it, of those that are meant.
    fileprivate func recording(where isMeant: (Recording) -> Bool) -> Recording? {
        var call = self
        call.recordings = recordings.filter(isMeant)
        return call.recording
    }
}
