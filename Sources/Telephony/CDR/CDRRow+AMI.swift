import Asterisk
import ContactCenter

extension CDRRow {
    /// The row that the `Cdr` event copies. LinkedID, Sequence and PeerAccount come only where cdr_manager.conf maps them.
    init(_ message: AMIMessage) {
        self.init()
        for (name, value) in message.headers {
            switch name.lowercased() {
            case "accountcode": accountCode = value
            case "source": source = value
            case "destination": destination = value
            case "destinationcontext": destinationContext = value
            case "callerid": callerID = value
            case "channel": channel = value
            case "destinationchannel": destinationChannel = value
            case "lastapplication": lastApplication = value
            case "lastdata": lastData = value
            case "starttime": start = value
            case "answertime": answer = value
            case "endtime": end = value
            case "duration": duration = value
            case "billableseconds": billableSeconds = value
            case "disposition": disposition = value
            case "amaflags": amaFlags = value
            case "userfield": userField = value
            case "uniqueid": uniqueID = value
            case "linkedid": linkedID = value.isEmpty ? nil : LinkedID(value)
            case "peeraccount": peerAccount = value
            case "sequence": sequence = Int64(value)
            default: break
            }
        }
    }
}
