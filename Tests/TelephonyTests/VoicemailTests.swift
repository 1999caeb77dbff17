import Asterisk
import ContactCenter
import Foundation
import Telephony
import Testing

/// No recording has a mailbox. What app_voicemail sends is added to one: the step into VoiceMail, and the variable that names
/// the file once the message is kept.
@Suite("A message left in a mailbox")
struct VoicemailTests {
    private let file = "/var/spool/asterisk/voicemail/default/0111/INBOX/msg0000"

    private func call(leaving message: String?) throws -> Call {
        let replay = try Scenario.named("04").play { entries in
            guard let end = entries.firstIndex(where: { $0.message["Event"] == "HangupRequest" }) else {
                return entries
            }
            let channel = ["Channel", "Uniqueid", "Linkedid"].map { ($0, entries[end].message[$0] ?? "") }
            let step = AMIMessage(
                [("Event", "Newexten")] + channel
                    + [
                        ("Context", "ivr-main"), ("Exten", "s"), ("Priority", "4"), ("Application", "VoiceMail"),
                        ("AppData", "0111@default"),
                    ]
            )
            let variable = AMIMessage(
                [("Event", "VarSet")] + channel + [("Variable", "VM_MESSAGEFILE"), ("Value", message ?? "")]
            )
            var changed = entries
            changed.insert(Transcript.Entry(message: step, at: entries[end].at - 7), at: end)
            if message != nil {
                changed.insert(Transcript.Entry(message: variable, at: entries[end].at), at: end + 2)
            }
            return changed
        }
        return try #require(replay.orderedCalls.first)
    }

    @Test("the missed call has the cause voicemail and the message's file, from the step into the mailbox on")
    func left() throws {
        let call = try call(leaving: file)
        #expect(call.result == .missed)
        #expect(call.cause == .voicemail)
        #expect(call.recordings.map(\.path) == [file])
        #expect(call.recordings.first?.length == .seconds(7))
        #expect(call.recording?.path == file)
    }

    @Test(
        "who hangs up without a word has left no file; a name that is no path is none",
        arguments: [nil, "", "IMAP_STORAGE"]
    )
    func notLeft(message: String?) throws {
        let call = try call(leaving: message)
        #expect(call.cause == .voicemail)
        #expect(call.recordings.isEmpty)
    }
}
