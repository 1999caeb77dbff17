import ContactCenter
import Foundation

extension CallID {
    /// `office:1795364806.NUMBER`, begun in the second that its Linkedid says.
    package static func sample(
        _ number: Int = 0,
        pbx: PBXName = PBXName("office"),
        second: Int64 = 1_795_364_806
    ) -> CallID {
        CallID(pbx: pbx, linkedID: LinkedID("\(second).\(number)"), startSecond: second)
    }
}

extension Date {
    /// Seconds, to the millisecond, after the second in which sample calls begin.
    package static func sample(_ seconds: Double, second: Int64 = 1_795_364_806) -> Date {
        Date(timeIntervalSince1970: (Double(second) * 1_000 + (seconds * 1_000).rounded()) / 1_000)
    }
}

extension Call {
    /// An inbound call of 9535237271 to 6467171 that has just arrived.
    package static func sample(
        _ number: Int = 0,
        pbx: PBXName = PBXName("office"),
        second: Int64 = 1_795_364_806
    ) -> Call {
        let id = CallID.sample(number, pbx: pbx, second: second)
        var call = Call(id: id, direction: .inbound, startedAt: .sample(0, second: second))
        call.caller = CallerID(number: "9535237271", name: "Анна")
        call.dialled = "6467171"
        return call
    }

    /// The same call at every step of its way: arrived, in the queue, ringing at three phones, answered by the second one,
    /// ended after 20 seconds of talk.
    package static func sampleSteps(
        _ number: Int = 0,
        pbx: PBXName = PBXName("office"),
        second: Int64 = 1_795_364_806
    ) -> [Call] {
        func at(_ seconds: Double) -> Date { .sample(seconds, second: second) }
        var call = Call.sample(number, pbx: pbx, second: second)
        var steps = [call]

        call.ivrStartedAt = at(0.125)
        steps.append(call)

        call.ivrEndedAt = at(3.875)
        call.queuedAt = at(3.875)
        call.queue = QueueName("service")
        steps.append(call)

        for (ordinal, phone) in ["0111", "0125", "0113"].enumerated() {
            let party = Party.phone(Extension(phone))
            var leg = CallLeg(ordinal: ordinal, party: party, queue: QueueName("service"), calledAt: at(4))
            leg.rangAt = at(4.25)
            leg.state = .ringing
            leg.stateSince = at(4.25)
            call.legs.append(leg)
            call.rangAt = at(4.25)
            steps.append(call)
        }

        call.answeredAt = at(8.5)
        call.answeredBy = .phone(Extension("0125"))
        call.lastPerson = .phone(Extension("0125"))
        call.result = .answered
        call.legs[1].answeredAt = at(8.5)
        call.legs[1].state = .talking
        call.legs[1].stateSince = at(8.5)
        steps.append(call)

        for index in [0, 2] {
            call.legs[index].release(at: at(8.5), .cancelled)
            steps.append(call)
        }

        call.recordings = [Recording(path: "/var/spool/asterisk/monitor/\(call.id.linkedID).wav", startedAt: at(8.5))]
        steps.append(call)

        call.legs[1].talkTime = .seconds(20)
        call.legs[1].release(at: at(28.5), .answered)
        call.recordings[0].length = .seconds(20)
        call.endedAt = at(28.5)
        call.isHungUpByCaller = true
        steps.append(call)
        return steps
    }

    /// The sample call when it is over.
    package static func endedSample(
        _ number: Int = 0,
        pbx: PBXName = PBXName("office"),
        second: Int64 = 1_795_364_806
    ) -> Call {
        sampleSteps(number, pbx: pbx, second: second).last ?? .sample(number, pbx: pbx, second: second)
    }
}

extension CallLeg {
    fileprivate mutating func release(at instant: Date, _ result: LegResult) {
        state = .released
        stateSince = instant
        leftAt = instant
        self.result = result
    }
}

extension CDRRow {
    /// The row of the leg to 0125 of the sample call, as Asterisk 22 writes it.
    package static func sample(_ number: Int = 0, sequence: Int64? = 1, linked: Bool = true) -> CDRRow {
        var row = CDRRow()
        row.source = "9535237271"
        row.destination = "6467171"
        row.destinationContext = "from-trunk"
        row.callerID = "\"Анна\" <9535237271>"
        row.channel = "PJSIP/trunk-0000000\(number)"
        row.destinationChannel = "PJSIP/0125-0000000\(number)"
        row.lastApplication = "Queue"
        row.lastData = "service,t"
        row.start = "2026-11-22 16:26:46"
        row.answer = "2026-11-22 16:26:54"
        row.end = "2026-11-22 16:27:14"
        row.duration = "28"
        row.billableSeconds = "20"
        row.disposition = "ANSWERED"
        row.amaFlags = "DOCUMENTATION"
        row.uniqueID = "1795364806.\(number)"
        row.linkedID = linked ? LinkedID("1795364806.\(number)") : nil
        row.sequence = sequence
        return row
    }
}
