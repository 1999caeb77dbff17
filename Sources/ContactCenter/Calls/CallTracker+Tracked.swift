import Foundation

extension CallTracker.Tracked {
    /// - Returns: false when the call has ended and nothing can happen to it any more.
    mutating func take(_ event: CallEvent, into changes: inout [CallChange]) -> Bool {
        if call.isEnded {
            // A phone may ring on after the caller has gone.
            guard case .released = event.kind else { return false }
        }
        if apply(event.kind, at: event.at) { changes.append(.changed(call)) }
        return true
    }

    /// - Returns: whether the call is now different.
    private mutating func apply(_ kind: CallEvent.Kind, at: Date) -> Bool {
        let hadAnswer = call.answeredAt != nil || call.answeredBefore != nil
        switch kind {
        case .began, .absorbed, .withdrawn:
            return false
        case .described(let direction, let dialled, let caller, let callerPhone):
            return describe(direction: direction, dialled: dialled, caller: caller, callerPhone: callerPhone)
        case .enteredIVR:
            guard call.ivrStartedAt == nil, !hadAnswer else { return false }
            call.ivrStartedAt = at
            outcome.stage = .ivr
        case .leftIVR:
            return leaveIVR(at: at)
        case .enteredQueue(let queue, let hasReachableMember):
            _ = leaveIVR(at: at)
            if !isAnsweredInQueue { call.queue = queue }
            call.queuedAt = call.queuedAt ?? (isSeen ? at : nil)
            outcome.stage = .queue
            outcome.hasReachableMember = hasReachableMember
        case .memberBecameReachable:
            outcome.hasReachableMember = true
            return false
        case .leftQueue(let cause):
            outcome.stage = .service(cause)
            return false
        case .reachedService(let cause):
            guard !hadAnswer else { return false }
            outcome.stage = .service(cause)
        case .couldNotReach:
            if !outcome.isInQueue { outcome.stage = .dial }
            return false
        case .steered(let from, let to):
            _ = leaveIVR(at: at)
            call.steerings.append(Steering(from: from, to: to, at: at))
        case .hungUp(let by, let isCaller):
            guard call.hungUpBy == nil, !call.isHungUpByCaller else { return false }
            call.hungUpBy = by
            call.isHungUpByCaller = isCaller
        case .recording(let path):
            guard !call.recordings.contains(where: { $0.path == path }) else { return false }
            call.recordings.append(Recording(path: path, startedAt: at))
        case .messageLeft(let path, let since):
            guard !call.recordings.contains(where: { $0.path == path }) else { return false }
            var recording = Recording(path: path, startedAt: since)
            recording.length = .between(since, at)
            call.recordings.append(recording)
        case .recorderRan(let path, let runs):
            runRecorder(of: path, runs, at: at)
            return false
        case .handedOver(let kind, let from, let to, let isReturned, let asked):
            var transfer = Transfer(kind: kind, from: from, to: to, at: asked)
            transfer.isReturned = isReturned
            call.transfers.append(transfer)
            call.transferredBy = from ?? call.transferredBy
        case .handOverWas(let kind):
            guard let last = call.transfers.indices.last, call.transfers[last].kind != kind else { return false }
            call.transfers[last].kind = kind
        case .handOverCompleted(let leg):
            guard let last = call.transfers.indices.last, call.transfers[last].completedAt == nil else { return false }
            call.transfers[last].completedAt = at
            call.lastPerson = legs[leg].map { call.legs[$0].party } ?? call.lastPerson
        case .originated(let actionID):
            call.originateActionID = actionID
        case .ended(let isKnown):
            end(at: at, isKnown: isKnown)
        case .calledLeg, .rang, .pickedUp, .became, .released:
            return applyToLeg(kind, at: at)
        }
        return true
    }

    /// The queue in which a call was answered stays its queue.
    private var isAnsweredInQueue: Bool {
        guard let person = call.answeredBy else { return false }
        return call.legs.contains { $0.party == person && $0.queue != nil }
    }

    private mutating func describe(
        direction: CallDirection?,
        dialled: String?,
        caller: CallerID?,
        callerPhone: Extension?
    ) -> Bool {
        let before = call
        if let direction { call.direction = direction }
        if let dialled, call.dialled == nil || direction != nil { call.dialled = dialled }
        if let caller {
            call.caller.number = call.caller.number ?? caller.number
            call.caller.name = call.caller.name ?? caller.name
        }
        call.callerPhone = call.callerPhone ?? callerPhone
        return call != before
    }

    private mutating func leaveIVR(at: Date) -> Bool {
        guard let started = call.ivrStartedAt, call.ivrEndedAt == nil else { return false }
        // An Answer() in front of a queue is no menu.
        if at.timeIntervalSince(started) < 0.1 {
            call.ivrStartedAt = nil
        } else {
            call.ivrEndedAt = at
        }
        return true
    }

    private mutating func runRecorder(of path: String, _ runs: Bool, at: Date) {
        if runs {
            recorders[path] = recorders[path] ?? at
        } else if let since = recorders.removeValue(forKey: path),
            let index = call.recordings.firstIndex(where: { $0.path == path })
        {
            call.recordings[index].length += .between(since, at)
        }
    }

    private mutating func applyToLeg(_ kind: CallEvent.Kind, at: Date) -> Bool {
        switch kind {
        case .calledLeg(let id, let party, let role, let queue, let trunk):
            guard legs[id] == nil else { return false }
            if let found = unboundLegs.firstIndex(where: { call.legs[$0].party == party }) {
                legs[id] = unboundLegs.remove(at: found)
                return false
            }
            _ = leaveIVR(at: at)
            legs[id] = call.legs.count
            var leg = CallLeg(ordinal: call.legs.count, party: party, role: role, queue: queue, calledAt: at)
            leg.trunk = trunk
            call.legs.append(leg)
            if role == nil, queue == nil { outcome.stage = .dial }
            outcome.hasReachableMember = outcome.hasReachableMember || queue != nil
            return true
        case .rang(let id):
            guard let index = legs[id], call.legs[index].rangAt == nil, call.legs[index].state == .calling else {
                return false
            }
            call.legs[index].rangAt = at
            call.legs[index].enter(.ringing, at: at)
            if call.legs[index].role == nil, isSeen { call.rangAt = call.rangAt ?? at }
            return true
        case .pickedUp(let id):
            guard let index = legs[id], call.legs[index].answeredAt == nil, call.legs[index].leftAt == nil else {
                return false
            }
            call.legs[index].answeredAt = at
            call.legs[index].enter(.answered, at: at)
            return true
        case .became(let id, let state, let isAnswerSeen):
            guard let index = legs[id], call.legs[index].leftAt == nil else { return false }
            return become(state, legAt: index, at: at, isAnswerSeen: isAnswerSeen)
        case .released(let id, let result):
            guard let index = legs[id] else { return false }
            return release(legAt: index, result, at: at)
        default:
            return false
        }
    }

    private mutating func become(
        _ state: CallLeg.State,
        legAt index: Int,
        at: Date,
        isAnswerSeen: Bool
    ) -> Bool {
        guard call.legs[index].state != state else { return false }
        let isFirst = call.legs[index].answeredAt == nil && call.legs[index].isExact
        if isFirst {
            call.legs[index].answeredAt = isAnswerSeen ? at : nil
            call.legs[index].isExact = isAnswerSeen
        }
        call.legs[index].enter(state, at: at)
        let leg = call.legs[index]
        guard leg.role == nil else { return true }
        if isFirst, call.answeredBy == nil { noteAnswer(by: leg, at: at, isSeen: isAnswerSeen) }
        if state == .talking { call.lastPerson = leg.party }
        return true
    }

    private mutating func noteAnswer(by leg: CallLeg, at: Date, isSeen isAnswerSeen: Bool) {
        call.answeredBy = leg.party
        if isAnswerSeen { call.answeredAt = at } else { call.answeredBefore = at }
        if let queue = leg.queue { call.queue = queue }
        for path in recordersFromBefore { runRecorder(of: path, true, at: at) }
        recordersFromBefore = []
    }

    private mutating func release(legAt index: Int, _ result: LegResult, at: Date) -> Bool {
        if call.legs[index].leftAt != nil {
            // The hang-up may know better than the end of the dialling, and a phone may ring on after the call's end.
            guard call.legs[index].answeredAt == nil, call.legs[index].result != result || call.isEnded else {
                return false
            }
            call.legs[index].result = result
            if call.isEnded { call.legs[index].leftAt = at }
            return true
        }
        call.legs[index].enter(.released, at: at)
        call.legs[index].leftAt = at
        call.legs[index].result = result
        return true
    }

    /// Ends the running lengths of legs and recorders.
    mutating func settle(at: Date) {
        for index in call.legs.indices where call.legs[index].leftAt == nil {
            call.legs[index].enter(call.legs[index].state, at: at)
        }
    }

    private mutating func end(at: Date, isKnown: Bool) {
        _ = leaveIVR(at: at)
        for path in recorders.keys.sorted() { runRecorder(of: path, false, at: at) }
        for index in call.legs.indices where call.legs[index].leftAt == nil {
            let leg = call.legs[index]
            let isAnswered = leg.answeredAt != nil || !leg.isExact
            if !isKnown { call.legs[index].isExact = false }
            _ = release(legAt: index, isAnswered ? .answered : .cancelled, at: at)
        }
        call.endedAt = at
        call.isEndKnown = isKnown
        (call.result, call.cause) = outcome.verdict(on: call)
    }
}

extension CallLeg {
    /// Moves on to a state, adding the time in the one before to its length.
    mutating func enter(_ next: State, at: Date) {
        let length = Duration.between(stateSince, at)
        switch state {
        case .talking: talkTime += length
        case .holding: holdTime += length
        case .consulting: consultTime += length
        case .calling, .ringing, .answered, .released: break
        }
        if [.talking, .holding, .consulting].contains(state) {
            stretches.add(LegStretch(state, from: stateSince, until: at))
        }
        state = next
        stateSince = at
    }
}
