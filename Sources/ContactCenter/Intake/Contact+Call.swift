import Foundation

/// What a number that was dialled says of the contacts that come by it (requirements S0.50, S3.21).
package struct DIDMeaning: Hashable, Sendable {
    package var source: SourceID?
    package var branch: BranchID?
    package var project: ProjectID?

    package init(source: SourceID? = nil, branch: BranchID? = nil, project: ProjectID? = nil) {
        self.source = source
        self.branch = branch
        self.project = project
    }
}

extension Contact {
    /// A contact as a call begins it: all that the call itself knows (requirements S0.6, S0.7, S0.50).
    ///
    /// - Parameters:
    ///   - phone: that took the call; the first that answered where nobody says which.
    ///   - numbers: gives the keys by which earlier contacts are found.
    package init(
        of call: Call,
        at phone: Extension? = nil,
        channel: ContactChannelID?,
        meaning: DIDMeaning = DIDMeaning(),
        numbers: any PhoneNumberReading
    ) {
        self.init()
        self.call = call.id
        at = call.answeredAt ?? call.startedAt
        self.channel = channel
        // Of a call of ours the other side is who was called.
        callerNumber = call.direction == .inbound ? call.caller.number : call.dialled
        callerKey = callerNumber.flatMap { numbers.read($0).key }
        did = call.direction == .inbound ? call.dialled : nil
        self.phone = phone ?? call.answeredBy?.phone ?? call.callerPhone
        source = meaning.source
        branch = meaning.branch
        project = meaning.project
    }

    /// Learns what the call did not know when the contact was begun. What somebody has entered stays.
    package mutating func take(_ call: Call, at phone: Extension? = nil, numbers: any PhoneNumberReading) {
        let fresh = Contact(of: call, at: phone, channel: channel, numbers: numbers)
        if callerNumber == nil {
            callerNumber = fresh.callerNumber
            callerKey = fresh.callerKey
        }
        did = did ?? fresh.did
        self.phone = self.phone ?? fresh.phone
    }
}
