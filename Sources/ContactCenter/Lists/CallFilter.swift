/// Which ended calls a list shows, apart from the period (requirements S2.5 to S2.7).
///
/// Who *took part* in a call: the phone that placed it, those that answered, and those that it was transferred to; of a call
/// that nobody answered, all that it was offered to.
package struct CallFilter: Hashable, Sendable {
    /// How a call ended, as people sort calls: a transferred one is an answered one, too.
    package enum Kind: String, CaseIterable, Sendable {
        case answered
        case missed
        case unanswered
        case busy
        case failed
        case transferred
    }

    /// The number at the other end.
    package enum Number: Hashable, Sendable {
        case whole(NumberKey)
        /// Whatever ends with these digits.
        case ending(String)

        /// Fewer digits find too many.
        package static let fewestDigits = 4
    }

    package var direction: CallDirection
    package var kind: Kind?
    package var cause: CallCause?
    /// Sat at a phone that took part, at that moment.
    package var person: UserID?
    /// Somebody of this department sat at a phone that took part.
    package var department: String?
    /// A phone that took part.
    package var phone: Extension?
    /// The number that an inbound call dialled.
    package var did: NumberKey?
    package var queue: QueueName?
    package var number: Number?
    /// Whose calls the reader may see: those that were offered to a phone at which one of these sat. `nil`: everybody's.
    package var reach: Sitters?

    package init(direction: CallDirection = .inbound) { self.direction = direction }

    /// The kinds of calls that there are in a direction.
    package static func kinds(of direction: CallDirection) -> [Kind] {
        switch direction {
        case .inbound: [.answered, .missed, .transferred, .busy, .failed]
        case .outbound, .internal: [.answered, .unanswered, .transferred, .busy, .failed]
        }
    }
}

extension CallFilter.Number {
    /// Whatever way the number is written. One that means something only here, or a part of one, is found at the end of
    /// others, too.
    ///
    /// - Returns: `nil` for what is no number.
    package init?(_ typed: String, by numbers: any PhoneNumberReading) {
        let read = numbers.read(typed)
        switch (read.kind, read.key) {
        case (.whole, let key?): self = .whole(key)
        case (.local(let digits), let key?):
            let isPart = digits.utf8.count >= Self.fewestDigits && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
            self = isPart ? .ending(digits) : .whole(key)
        default: return nil
        }
    }
}
