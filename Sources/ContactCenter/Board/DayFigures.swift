/// What was counted of a stretch of time, in numbers that can be added up: those of places make those of the whole.
package struct DayFigures: Hashable, Sendable {
    package enum Count: Int, CaseIterable, Sendable {
        /// Inbound calls that have ended.
        case calls
        /// Of these those that reached a queue or a phone.
        case reached
        /// Of these those that a person answered.
        case answered
        /// Of these those of which the wait is known.
        case timed
        /// Of these those that waited no longer than `ServiceLevelRules.within`.
        case inTime
        /// Calls that reached a queue or a phone, that nobody answered, and that count as missed by decision D23.
        case missedWaiting
        /// Missed calls by decision D1: counted, and their caller was not reached within the call-back window.
        case missed
        /// How long those waited that `timed` counts.
        case waitMilliseconds
        /// Registered contacts.
        case contacts
        case firstTime
        case `repeat`
        case inquiries
        /// Contacts that somebody is to go on with and nobody has begun.
        case unprocessed
        /// Documents that say that a client got an appointment, or came (decision D13).
        case appointments
        case arrivals
    }

    private var counts = [Int64](repeating: 0, count: Count.allCases.count)

    package init() {}

    package subscript(count: Count) -> Int64 {
        get { counts[count.rawValue] }
        set { counts[count.rawValue] = newValue }
    }

    package static func += (left: inout DayFigures, right: DayFigures) {
        for count in Count.allCases { left[count] += right[count] }
    }
}

extension DayFigures {
    /// How many of the calls that reached a queue or a phone were answered by a person; nothing where none did.
    package var servedRate: Figure? { share(of: self[.answered], in: self[.reached]) }

    /// How many of those who waited for a person had one in time (requirement S3.36). Who was called back later waited in vain all
    /// the same. Left out: answered calls of which the wait is not known, because nobody listened then.
    package var serviceLevel: Figure? { share(of: self[.inTime], in: self[.timed] + self[.missedWaiting]) }

    /// Missed calls among all that the business was turned to by (decision D1), as in the reports.
    package var lossRate: Figure? { share(of: self[.missed], in: self[.contacts] + self[.missed]) }

    /// Of the answered calls; decision D28 says what is waiting.
    package var averageWait: Duration? {
        self[.timed] > 0 ? .milliseconds(self[.waitMilliseconds] / self[.timed]) : nil
    }

    private func share(of part: Int64, in whole: Int64) -> Figure? { whole > 0 ? .percent(part, of: whole) : nil }
}
