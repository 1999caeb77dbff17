import ContactCenter
import Foundation

/// A call in progress as *Online* lists it.
struct CallRow: Hashable, Sendable {
    /// One of our phones in the call, and what it does there.
    struct Person: Hashable, Sendable {
        var phone: Extension
        /// Who sits there, if somebody does.
        var name: String?
        var isRinging: Bool
        /// What the reader can do to hear them.
        var listening: ListeningControl?
    }

    var id: CallID
    var direction: CallDirection
    var state: Call.State
    var since: Date
    var number: String?
    var name: String?
    /// Those who speak, hold or consult; while nobody has answered, those whose phones ring.
    var people: [Person]
    var did: String?
    var queue: QueueName?
    var wait: Wait?

    /// - Parameter listener: the reader, where they may listen.
    init(_ call: Call, on floor: Floor, for listener: Listener? = nil) {
        id = call.id
        direction = call.direction
        state = call.state
        since = Self.since(call)
        (number, name) = call.otherSide
        people = Self.people(in: call, on: floor).map { person in
            var person = person
            if !person.isRinging { person.listening = listener?.control(of: person.phone, in: [call], on: floor) }
            return person
        }
        did = call.direction == .inbound ? call.dialled : nil
        queue = call.queue
        wait = Wait(of: call)
    }

    private static func since(_ call: Call) -> Date {
        let since: Date? =
            switch call.state {
            case .inIVR: call.ivrStartedAt
            case .inQueue: call.queuedAt
            case .ringing: call.legs.filter { $0.state == .ringing }.compactMap(\.rangAt).min()
            case .talking: call.answeredAt
            case .onHold: call.liveSince(.holding)
            case .consulting: call.liveSince(.consulting)
            case .arriving, .ended: call.startedAt
            }
        return since ?? call.startedAt
    }

    private static func people(in call: Call, on floor: Floor) -> [Person] {
        let legs = call.legs.filter { $0.state != .released }
        let speaking = legs.filter { $0.state != .calling && $0.state != .ringing }
        var phones = speaking.compactMap(\.party.phone)
        if let callerPhone = call.callerPhone, call.direction == .outbound, call.transferAway(by: callerPhone) == nil {
            phones.append(callerPhone)
        }
        let people = Set(phones).sorted().map { Person(at: $0, on: floor, isRinging: false) }
        // Phones that ring while others speak are those of a transfer under way.
        return people
            + Set(call.ringingPhones).subtracting(phones).sorted().map { Person(at: $0, on: floor, isRinging: true) }
    }
}

extension CallRow.Person {
    init(at phone: Extension, on floor: Floor, isRinging: Bool) {
        self.init(phone: phone, name: floor.seats[phone]?.displayName, isRinging: isRinging)
    }
}

/// A call that has ended, as *Online* lists it.
struct EndedRow: Hashable, Sendable {
    var id: CallID
    var endedAt: Date
    var direction: CallDirection
    var number: String?
    var name: String?
    var did: String?
    var queue: QueueName?
    /// Who spoke last.
    var person: Party?
    var waitTime: Duration?
    /// `nil` when nobody answered.
    var talkTime: Duration?
    var result: CallResult?
    var cause: CallCause?

    init(_ call: Call, endedAt: Date) {
        id = call.id
        self.endedAt = endedAt
        direction = call.direction
        (number, name) = call.otherSide
        did = call.direction == .inbound ? call.dialled : nil
        queue = call.queue
        person = Self.person(in: call)
        waitTime = call.direction == .inbound ? call.waitTime(asOf: endedAt) : nil
        talkTime = call.result == .answered ? call.talkTime(asOf: endedAt) : nil
        result = call.result
        cause = call.cause
    }

    /// Ours in every case: of an outbound call the one who called.
    private static func person(in call: Call) -> Party? {
        switch call.direction {
        case .inbound: call.lastPerson ?? call.answeredBy
        case .outbound: call.callerPhone.map(Party.phone) ?? call.lastPerson
        case .internal: call.answeredBy ?? call.dialled.map { .phone(Extension($0)) }
        }
    }
}
