/// Whether the business knew the person before (decision D3).
extension Contact.Novelty {
    /// - Parameter hasEarlier: an earlier registered contact with a reason that counts is known for the client or, where there is
    ///   none, for the number. Dropped calls, advertising, applicants, employees and partners do not count.
    package init(of contact: Contact, hasEarlier: Bool) {
        if contact.isStatusInquiry || contact.isContinuation {
            self = .neither
        } else {
            self = hasEarlier ? .repeat : .firstTime
        }
    }
}

extension Contact {
    /// Somebody decides by hand whether the person was known. The history tells who did.
    package mutating func setNovelty(_ novelty: Novelty) {
        guard novelty != self.novelty else { return }
        self.novelty = novelty
        isNoveltySet = true
    }
}
