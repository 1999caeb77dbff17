import Foundation

/// Names one leg while its call lives; on Asterisk the channel's Uniqueid.
package struct LegID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }
}

/// Something that happened to a call, in words that hold for any PBX.
package struct CallEvent: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case began(CallBeginning)
        /// The direction, the dialled number or the caller became known after the beginning; `nil` leaves what was known.
        case described(direction: CallDirection?, dialled: String?, caller: CallerID?, callerPhone: Extension?)
        /// The PBX answered without a person: an IVR or an announcement.
        case enteredIVR
        case leftIVR
        case enteredQueue(QueueName, hasReachableMember: Bool)
        /// A member of the queue in which the caller waits could be reached.
        case memberBecameReachable
        /// The queue gave the caller up, for this cause.
        case leftQueue(CallCause)
        /// The caller was sent to something that is no person, which explains the end if nothing else does.
        case reachedService(CallCause)
        /// The PBX tried to reach somebody and could not call him.
        case couldNotReach
        /// - Parameter trunk: on which line, where it is an outside number.
        case calledLeg(LegID, Party, role: CallLeg.Role?, queue: QueueName?, trunk: TrunkName? = nil)
        case rang(LegID)
        /// The operator of a click-to-call picked up; of other legs only being joined counts.
        case pickedUp(LegID)
        /// The leg is now talking, holding or consulting. The first of these is its answer, if it was seen happening.
        case became(LegID, CallLeg.State, isAnswerSeen: Bool)
        case released(LegID, LegResult)
        case handedOver(Transfer.Kind, from: Party?, to: Party, isReturned: Bool, at: Date)
        /// The last hand-over was of another kind than it first seemed.
        case handOverWas(Transfer.Kind)
        /// The person at this leg is the one the call was handed to.
        case handOverCompleted(LegID)
        case steered(from: String, to: Party)
        case recording(path: String)
        /// The recorder of this file writes, or pauses.
        case recorderRan(path: String, Bool)
        /// The caller has spoken a message into this file since then.
        case messageLeft(path: String, since: Date)
        case hungUp(by: Party?, isCaller: Bool)
        /// This call took in another one, such as the consultation of an attended transfer.
        case absorbed(LinkedID)
        /// The Originate behind a click-to-call was answered, well or badly.
        case originated(actionID: String)
        /// No call: a supervisor listening in, or a fax job.
        case withdrawn
        /// - Parameter isKnown: false when the PBX merely no longer lists the call.
        case ended(isKnown: Bool)

        /// Somebody looks at a screen for it: a card has to show, or to go because somebody else has answered.
        var isAwaited: Bool {
            switch self {
            case .calledLeg, .pickedUp, .became: true
            default: false
            }
        }
    }

    package var call: LinkedID
    package var at: Date
    package var kind: Kind

    package init(_ call: LinkedID, _ kind: Kind, at: Date) {
        self.call = call
        self.at = at
        self.kind = kind
    }
}

/// How a call began.
package struct CallBeginning: Hashable, Sendable {
    package var direction: CallDirection
    package var caller: CallerID
    package var callerPhone: Extension?
    package var dialled: String?
    /// The line on which an inbound call came.
    package var trunk: TrunkName?
    package var isClickToCall = false
    /// False when the call was found in progress: what happened before is not known.
    package var isSeen = true
    /// When it began, if it was found in progress and the PBX tells for how long.
    package var startedAt: Date?

    package init(direction: CallDirection, caller: CallerID, callerPhone: Extension? = nil, dialled: String? = nil) {
        self.direction = direction
        self.caller = caller
        self.callerPhone = callerPhone
        self.dialled = dialled
    }
}

/// Something that happened to the queues and phones, apart from any call.
package enum FloorEvent: Hashable, Sendable {
    /// Every queue with its members, as a resync lists them.
    case queues([PBXQueue])
    case member(QueueMember, of: QueueName)
    case memberLeft(interface: String, of: QueueName)
    case phone(Extension, LineState)
    case connection(PBXConnection)
    case listening(ListeningEvent)
    case fax(FaxTransmission)

    /// The phones at which it can be seen; `nil` for every one.
    package var concernedPhones: Set<Extension>? {
        switch self {
        case .member(let member, _): member.phone.map { [$0] } ?? []
        case .phone(let phone, _): [phone]
        case .listening(let event): event.concernedPhones
        // Who sent it looks at whatever page.
        case .connection, .queues, .memberLeft, .fax: nil
        }
    }
}

/// What the PBX reports, translated: the input of the call tracker, the floor and the journal.
package enum PBXEvent: Hashable, Sendable {
    case call(CallEvent)
    case cdr(CDRRow, at: Date)
    /// After a resync: the calls that the PBX has in progress. Any other is over.
    case inProgress(Set<LinkedID>, at: Date)
    case floor(FloorEvent)
}
