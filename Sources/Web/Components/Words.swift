import ContactCenter

/// The words for the closed vocabularies of calls. A new case does not compile until it has its words.

extension CallResult {
    var phrase: Phrase {
        switch self {
        case .answered: .resultAnswered
        case .missed: .resultMissed
        case .unanswered: .resultUnanswered
        case .busy: .resultBusy
        case .failed: .resultFailed
        }
    }
}

extension CallCause {
    var phrase: Phrase {
        switch self {
        case .inIVR: .causeInIVR
        case .inQueue: .causeInQueue
        case .ringing: .causeRinging
        case .nobodyAvailable: .causeNobodyAvailable
        case .outsideHours: .causeOutsideHours
        case .queueFull: .causeQueueFull
        case .queueTimeout: .causeQueueTimeout
        case .voicemail: .causeVoicemail
        case .rejected: .causeRejected
        case .blocked: .causeBlocked
        case .operatorDidNotPickUp: .causeOperatorDidNotPickUp
        case .busy: .causeBusy
        case .failed: .causeFailed
        case .unknown: .causeUnknown
        }
    }
}

extension LegResult {
    var phrase: Phrase {
        switch self {
        case .answered: .resultAnswered
        case .noAnswer: .legNoAnswer
        case .cancelled: .legCancelled
        case .busy: .resultBusy
        case .rejected: .legRejected
        case .failed: .resultFailed
        }
    }
}

extension CallDirection {
    var phrase: Phrase {
        switch self {
        case .inbound: .directionInbound
        case .outbound: .directionOutbound
        case .internal: .directionInternal
        }
    }

    var icon: Icon {
        switch self {
        case .inbound: .incoming
        case .outbound: .outgoing
        case .internal: .inside
        }
    }
}

extension Call.State {
    var phrase: Phrase {
        switch self {
        case .arriving: .arriving
        case .inIVR: .inIVR
        case .inQueue: .inQueue
        case .ringing: .ringing
        case .talking: .talking
        case .onHold: .onHold
        case .consulting: .consulting
        case .ended: .ended
        }
    }
}

extension LineState {
    var phrase: Phrase {
        switch self {
        case .ready: .lineReady
        case .ringing: .lineRinging
        case .talking: .lineTalking
        case .busy: .lineBusy
        case .onHold: .lineOnHold
        case .offline: .lineOffline
        }
    }
}

extension Transfer.Kind {
    var phrase: Phrase {
        switch self {
        case .blind: .transferBlind
        case .attended: .transferAttended
        case .amiRedirect: .transferRedirect
        }
    }
}

extension Party {
    /// The extension or the outside number, as text in a page.
    func html(for viewer: Viewer) -> HTML {
        switch self {
        case .phone(let phone): foreign(phone.rawValue, limit: 40)
        case .outside(let number): viewer.phone(number)
        }
    }
}

extension Party {
    /// The same with the name of who sits at the phone, where somebody does.
    func html(named names: [Extension: String], for viewer: Viewer) -> HTML {
        guard let phone, let name = names[phone] else { return html(for: viewer) }
        return "\(html(for: viewer)) \(foreign(name, limit: 60))"
    }
}

/// `пропущен · ушёл из очереди`: how a call ended, in words.
func outcome(_ result: CallResult?, _ cause: CallCause?, in language: Language) -> HTML {
    let result = result.map { language[$0.phrase] }
    let cause = cause.flatMap { $0.isToldByResult ? nil : language[$0.phrase] }
    return [result, cause].compactMap { $0 }.joined(" · ")
}

/// The result, and in a line of its own why, as cells of lists have it.
func outcomeInTwoLines(_ result: CallResult?, _ cause: CallCause?, in language: Language) -> HTML {
    let word = result.map { language[$0.phrase] } ?? .nothing
    let cause = cause.flatMap { $0.isToldByResult ? nil : language[$0.phrase] }
    let why = cause.map { cause -> HTML in "<small>\(cause)</small>" } ?? .nothing
    return "<span class=\"outcome \(tone(of: result))\">\(word)</span>\(why)"
}

extension CallCause {
    /// Says nothing that the result does not say already.
    var isToldByResult: Bool { self == .busy || self == .failed }
}
