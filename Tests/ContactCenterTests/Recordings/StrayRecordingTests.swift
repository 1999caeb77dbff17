import ContactCenter
import Foundation
import Testing

@Suite("Which files of recordings calls know") struct StrayRecordingTests {
    private let known = KnownRecordings(
        paths: ["/var/spool/asterisk/monitor/2026/11/22/вход-0111.wav"],
        ids: ["1795364806.15", "asterisk-1795364900.7"]
    )

    @Test(
        "S4.6 a file under another ending or in another folder is the same recording, as is one whose name holds an id"
    )
    func same() {
        for place in [
            "вход-0111.mp3", "2026/11/22/вход-0111.wav", "1795364806.15.wav",
            "2026/11/22/q-0111-20261122-162646-1795364806.15.wav",
            "asterisk-1795364900.7-in.gsm", "1795364900.7.wav",
        ] { #expect(known.know(place), "\(place)") }
    }

    @Test("S4.6 a file that no call names, and one with a part of an id, is a stray one")
    func stray() {
        for place in [
            "вход-0112.wav", "1795364806.1.wav", "1795364806.155.wav", "11795364806.15.wav", "20261122-162646.wav", "",
            "1795364806.wav",
        ] { #expect(!known.know(place), "\(place)") }
    }

    @Test("S4.6 the id in a name tells when its call began")
    func birth() {
        #expect(KnownRecordings.birth(in: "q-1795364806.15") == Date(timeIntervalSince1970: 1_795_364_806))
        #expect(KnownRecordings.birth(in: "q-20261122-162646") == nil)
    }
}
