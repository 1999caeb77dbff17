/// How an inquiry came, as the pictures of the lead list tell it (requirement S2.12).
package enum InquiryKind: String, CaseIterable, Sendable {
    /// Somebody of ours has written it down: a visit, what was told in passing.
    case manual
    /// The client has written: by the site, by mail, in a messenger.
    case request
    case inbound
    case outbound

    /// The channels by which clients write, by their codes.
    package static let requestChannels = ["web", "email", "messenger"]

    /// - Parameters:
    ///   - hasCall: it came by a call.
    ///   - direction: of that call; `nil` where it is not in the journal, as one that came before the journal began: clients call us.
    ///   - channel: the code of the contact's channel; `nil` for one that an administrator added.
    package init(hasCall: Bool, direction: CallDirection?, channel: String?) {
        self =
            switch (hasCall, direction) {
            case (true, .outbound): .outbound
            case (true, _): .inbound
            case (false, _): channel.map(Self.requestChannels.contains) ?? false ? .request : .manual
            }
    }
}

/// Whose a lead is: the system's setting of requirement S2.15.
package enum LeadBinding: String, CaseIterable, Sendable {
    /// Who took the inquiry: whoever goes on with it, else who registered it.
    case acceptor
    /// Who is responsible for its deal; of a lead without one, or of a deal that nobody leads, who is responsible for the inquiry.
    case deal
}
