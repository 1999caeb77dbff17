import ContactCenter
import Foundation

/// One CDR row, understood: who was called when, and what came of it.
struct CDRLeg {
    let linkedID: LinkedID
    let row: CDRRow
    let start: Date
    let answer: Date?
    let end: Date

    init?(_ row: CDRRow, instant: (String) -> Date?) {
        guard let start = instant(row.start), let end = instant(row.end) else { return nil }
        linkedID = row.linkedID ?? LinkedID(row.uniqueID)
        self.row = row
        self.start = start
        self.end = max(start, end)
        answer = instant(row.answer)
    }

    /// Spying and faxing are no calls; a fax that was sent into a call is a part of it.
    var isNoCall: Bool {
        !FaxKey(row.destination).isWellFormed
            && CDRRow.applicationsThatAreNoCalls.contains(row.lastApplication)
    }

    var isAnswered: Bool { row.disposition == "ANSWERED" }

    var isOfQueue: Bool { row.lastApplication == "Queue" }

    /// The queue, which is the application's first argument.
    var queue: QueueName? {
        guard isOfQueue, let name = row.lastData.split(separator: ",").first else { return nil }
        return QueueName(String(name))
    }

    /// The phone or number that was called; `nil` for the PBX's own services and for Local channels, whose inner row tells.
    var party: Party? {
        guard !row.destinationChannel.isEmpty else { return nil }
        let name = ChannelName(row.destinationChannel)
        guard name.kind == .device else { return nil }
        if let phone = Endpoints.leadingExtension(of: name.endpoint) { return .phone(Extension(phone)) }
        return .outside(row.destination)
    }

    /// Of `"Konstantin" <9535237271>`. The PBX keeps 79 bytes of it, so of a long name the end is missing, the number and its quote too.
    var callerName: String? {
        let text = row.callerID
        guard text.hasPrefix("\"") || text.contains("<") else { return nil }
        var name = text[..<(text.lastIndex(of: "<") ?? text.endIndex)].trimmingCharacters(in: .whitespaces)
        if name.hasPrefix("\"") { name.removeFirst() }
        if name.hasSuffix("\"") { name.removeLast() }
        return name.isEmpty ? nil : name
    }

    /// The number of ours that was called: the row's own destination where calls from outside arrive, until a dialplan has gone
    /// elsewhere.
    func ourNumber(_ patterns: DialplanPatterns) -> String? {
        guard patterns.inboundContexts.match(row.destinationContext), let number = patterns.ourNumber(row.destination)
        else { return nil }
        // The choice in a voice menu is none.
        return number != row.destination || ChannelGraph.looksOutside(number) ? number : nil
    }

    /// The phone of ours that called.
    var callingPhone: Extension? {
        let name = ChannelName(row.channel)
        guard name.kind == .device else { return nil }
        return Endpoints.leadingExtension(of: name.endpoint).map { Extension($0) }
    }
}
