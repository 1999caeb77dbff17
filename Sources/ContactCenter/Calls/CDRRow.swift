/// One row of the PBX's call detail records, field by field as the PBX wrote it (requirement S4.4).
///
/// One row per leg, not per call. Times are text in the PBX's local time, whole seconds. A field that the source does not
/// deliver is `nil`; an empty one is empty.
package struct CDRRow: Hashable, Sendable, Codable {
    package var accountCode = ""
    package var source = ""
    package var destination = ""
    package var destinationContext = ""
    package var callerID = ""
    package var channel = ""
    package var destinationChannel = ""
    package var lastApplication = ""
    package var lastData = ""
    package var start = ""
    package var answer = ""
    package var end = ""
    package var duration = ""
    package var billableSeconds = ""
    package var disposition = ""
    package var amaFlags = ""
    package var userField = ""
    package var uniqueID = ""
    package var linkedID: LinkedID?
    package var peerAccount: String?
    package var sequence: Int64?

    /// Spying and faxing are no calls; as the PBX names what was done last.
    package static let applicationsThatAreNoCalls: Set<String> = [
        "ChanSpy", "ExtenSpy", "SendFAX", "ReceiveFAX", "RxFAX", "TxFAX",
    ]

    /// How the ids of channels begin that we have the PBX make to send a fax or to listen: no row of theirs is one of a call, whatever was
    /// done last. A Local channel's second half, which dials the number, has the same with `;2` behind it.
    package static let faxOrder = "priyom-fax-"
    package static let listeningOrder = "priyom-listen-"

    package init() {}
}
