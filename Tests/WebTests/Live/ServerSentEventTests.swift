import ContactCenter
import Foundation
import Testing

@testable import Web

@Suite struct ServerSentEventTests {
    @Test("a patch is one event: one line of JSON with the channel, the position and the server's time")
    func format() {
        let patch = LivePatch(operations: [.set(key: "call-1", "<b>1</b>"), .drop(key: "call-2")])
        let event = ServerSentEvent.patch(patch, of: .sample, position: Position(42), at: Call.sampleStart)
        #expect(
            event.text == """
                event: patch
                data: {"channel":"tab.0","position":42,"at":1775217720000,"operations":[{"set":"call-1","html":"<b>1</b>"},{"drop":"call-2"}]}


                """
        )
    }

    @Test(
        "whatever a name holds, the event stays one line of valid JSON and gives it back",
        arguments: ["\"\\\n\r\u{2028}", "\u{0}\u{1F}\u{7F}", "</script>\u{202E}", "data: x\n\nevent: patch\n", "😀 ё"]
    )
    func hostileText(name: String) throws {
        let html = HTML(markup: name)
        let event = ServerSentEvent.patch(
            LivePatch(operations: [.put(region: name, after: name, html)]),
            of: .sample,
            position: .start,
            at: Call.sampleStart
        )
        #expect(!event.data.contains { $0.isNewline && $0 != "\u{2028}" })
        struct Message: Decodable { var operations: [[String: String]] }
        let message = try JSONDecoder().decode(Message.self, from: Data(event.data.utf8))
        #expect(message.operations == [["put": name, "after": name, "html": name]])
    }
}
