/// One CDR of a channel: it begins with the calling of one party and ends with that party.
package struct SimulatedCDR: Hashable, Sendable {
    package var source = ""
    package var destination = ""
    package var destinationContext = ""
    package var callerID = ""
    package var channel: String
    package var destinationChannel = ""
    package var lastApplication = ""
    package var lastData = ""
    package var start: PBXInstant
    package var answer: PBXInstant?
    package var end: PBXInstant?
    package var disposition = "NO ANSWER"
    package var uniqueID: String
    package var linkedID: String
    package var sequence: Int

    package var duration = 0
    package var billableSeconds = 0

    /// `"name" <number>` as Asterisk keeps it: at most 79 bytes, so that a long name takes the number with it.
    static func callerID(name: String, number: String) -> String {
        "\"\(name)\" <\(number)>".truncated(toBytes: 79)
    }
}

extension SimulatedChannel {
    /// A new CDR for the calling of `called`; the channel's first one goes back to its birth.
    func openCDR(for called: SimulatedChannel, at now: PBXInstant, sequence: () -> Int) {
        let isFirst = cdrs.isEmpty
        var cdr = SimulatedCDR(
            channel: name,
            start: isFirst ? bornAt : now,
            uniqueID: uniqueID,
            linkedID: linkedID,
            sequence: isFirst ? firstSequence : sequence()
        )
        cdr.destinationChannel = called.name
        cdr.lastApplication = application
        cdr.lastData = applicationData
        cdr.answer = isUp ? (isFirst ? answeredAt : now) : nil
        cdrs.append(cdr)
    }

    /// Ends the CDR of a called party that did not answer or has left.
    func closeCDR(for called: SimulatedChannel, _ disposition: String, at now: PBXInstant) {
        guard let index = cdrs.lastIndex(where: { $0.destinationChannel == called.name && $0.end == nil }) else {
            return
        }
        cdrs[index].disposition = disposition
        close(index, at: now)
    }

    /// The called party answered; so has, by that, the channel.
    func answerCDR(for called: SimulatedChannel, at now: PBXInstant) {
        guard let index = cdrs.lastIndex(where: { $0.destinationChannel == called.name && $0.end == nil }) else {
            return
        }
        cdrs[index].disposition = "ANSWERED"
        cdrs[index].answer = cdrs[index].answer ?? now
    }

    /// A CDR without a called party: of a channel that met only the IVR, a queue or an announcement.
    ///
    /// Channels that never came up leave none, as with `unanswered = no`.
    func addLonelyCDR(from start: PBXInstant, at now: PBXInstant, sequence: Int) {
        guard isUp else { return }
        var cdr = SimulatedCDR(channel: name, start: start, uniqueID: uniqueID, linkedID: linkedID, sequence: sequence)
        cdr.answer = max(start, answeredAt ?? start)
        cdr.disposition = "ANSWERED"
        cdr.lastApplication = application
        cdr.lastData = application.isEmpty ? "" : applicationData
        cdrs.append(cdr)
        close(cdrs.count - 1, at: now)
    }

    /// The CDR that a called phone gets when it consults a colleague by Atxfer: he becomes a caller himself.
    func addConsultationCDR(with colleague: SimulatedChannel, from start: PBXInstant, at now: PBXInstant, sequence: Int)
    {
        addLonelyCDR(from: start, at: now, sequence: sequence)
        cdrs[cdrs.count - 1].destinationChannel = colleague.name
    }

    /// Ends whatever is open: the channel is gone.
    func closeAllCDRs(at now: PBXInstant) {
        for index in cdrs.indices where cdrs[index].end == nil { close(index, at: now) }
    }

    private func close(_ index: Int, at now: PBXInstant) {
        cdrs[index].end = now
        cdrs[index].duration = Int(now.seconds(since: cdrs[index].start))
        cdrs[index].billableSeconds = cdrs[index].answer.map { Int(now.seconds(since: $0)) } ?? 0
        cdrs[index].source = callerNumber
        cdrs[index].destination = exten
        cdrs[index].destinationContext = context
        cdrs[index].callerID = SimulatedCDR.callerID(name: callerName, number: callerNumber)
        cdrs[index].linkedID = linkedID
    }
}
