import Asterisk
import ContactCenter
import Testing

@testable import Telephony

@Suite("Which phones do what a SIP NOTIFY tells them") struct ObedientPhonesTests {
    private func device(_ endpoint: String, _ model: String) -> AMIMessage {
        AMIMessage([("Event", "ContactList"), ("Endpoint", endpoint), ("UserAgent", model)])
    }

    @Test("those of a model that is named, compared without case, whatever else their endpoint's name says")
    func models() {
        let devices = [
            device("0111", "Yealink SIP-T46U 108.86.0.75"), device("0113", "MicroSIP/3.21.6"),
            device("0125-desk", "YEALINK SIP-T31P"), device("trunk", "Provider"), device("", "Yealink"),
            AMIMessage([("Event", "ContactList"), ("Endpoint", "0201")]),
        ]
        let phones = ObedientPhones.phones(in: devices, of: ["Yealink*", "Polycom*"])
        #expect(phones == [Extension("0111"), Extension("0125")])
    }

    @Test("patterns that mean no registered phone are named")
    func idle() {
        let devices = [device("0111", "Yealink SIP-T46U"), device("0125-desk", "MicroSIP/3.21.6")]
        #expect(ObedientPhones.idle(["01*"], ["yealink*"], among: devices).isEmpty)
        #expect(ObedientPhones.idle(["0125", "02*"], ["Yealnik*"], among: devices) == ["02*", "Yealnik*"])
        // A PBX that has just started knows none yet.
        #expect(ObedientPhones.idle(["02*"], ["Yealnik*"], among: []).isEmpty)
    }

    @Test("a phone with a second device that does not obey is none of them: nobody knows which would be told")
    func twoDevices() {
        let devices = [device("0111", "Yealink SIP-T46U"), device("0111", "MicroSIP/3.21.6")]
        #expect(ObedientPhones.phones(in: devices, of: ["Yealink*"]).isEmpty)
        #expect(ObedientPhones.phones(in: devices.reversed(), of: ["Yealink*"]).isEmpty)
    }
}
