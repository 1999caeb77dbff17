import ContactCenter

extension CDRRow {
    /// The row that the `Cdr` event copies. LinkedID, Sequence and PeerAccount come only where cdr_manager.conf maps them.
    init(_ fields: AMIFields) {
        self.init()
        accountCode = fields[.accountCode] ?? ""
        source = fields[.source] ?? ""
        destination = fields[.destination] ?? ""
        destinationContext = fields[.destinationContext] ?? ""
        callerID = fields[.callerID] ?? ""
        channel = fields[.channel] ?? ""
        destinationChannel = fields[.destinationChannel] ?? ""
        lastApplication = fields[.lastApplication] ?? ""
        lastData = fields[.lastData] ?? ""
        start = fields[.startTime] ?? ""
        answer = fields[.answerTime] ?? ""
        end = fields[.endTime] ?? ""
        duration = fields[.duration] ?? ""
        billableSeconds = fields[.billableSeconds] ?? ""
        disposition = fields[.disposition] ?? ""
        amaFlags = fields[.amaFlags] ?? ""
        userField = fields[.userField] ?? ""
        uniqueID = fields[.uniqueid] ?? ""
        linkedID = fields[.linkedid].flatMap { $0.isEmpty ? nil : LinkedID($0) }
        peerAccount = fields[.peerAccount]
        sequence = fields[.sequence].flatMap { Int64($0) }
    }
}
