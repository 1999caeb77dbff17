import NIOCore
import Testing

@testable import Asterisk

@Suite("AMIAction")
struct AMIActionTests {
    private func text(_ action: AMIAction) throws -> [String] {
        try String(buffer: action.encoded()).components(separatedByCRLF: ())
    }

    @Test("encodes to Action, ActionID and headers in order, then a blank line")
    func encoding() throws {
        let action = AMIAction("QueueAdd", [("Queue", "service"), ("MemberName", "Мастер: 0201")], actionID: "7")
        let lines = ["Action: QueueAdd", "ActionID: 7", "Queue: service", "MemberName: Мастер: 0201", "", ""]
        #expect(try text(action) == lines)
    }

    @Test(
        "a line break or NUL in any name or value is an error: a caller's name never becomes an action",
        arguments: ["Eve\r\nAction: Originate", "Eve\nX: y", "Eve\r", "\n", "Eve\u{0}", "Ив\r\nан", "e\u{301}\r\n"]
    )
    func lineBreaks(_ hostile: String) throws {
        #expect(throws: AMIError(.invalidHeader(name: "Variable"))) {
            try AMIAction("Originate", [("Channel", "PJSIP/0111"), ("Variable", hostile)]).encoded()
        }
        #expect(throws: AMIError(.invalidHeader(name: AMIError.printable(hostile)))) {
            try AMIAction("Originate", [(hostile, "x")]).encoded()
        }
        #expect(throws: AMIError(.invalidHeader(name: "Action"))) { try AMIAction(hostile).encoded() }
        #expect(throws: AMIError(.invalidHeader(name: "ActionID"))) {
            try AMIAction("Ping", actionID: hostile).encoded()
        }
    }

    @Test("every builder refuses a hostile value", arguments: hostileActions)
    func hostileBuilders(_ action: AMIAction) throws {
        #expect(throws: AMIError.self) { try action.encoded() }
    }

    private static let hostile = "x\r\nAction: Command\r\nCommand: core stop now"

    private static let hostileActions: [AMIAction] = [
        .login(username: hostile, secret: "s", eventMask: "on"), .login(username: "u", key: hostile, eventMask: "on"),
        .events(hostile), .filter(hostile), .command(hostile), .status(channel: hostile), .queueStatus(queue: hostile),
        .originate(channel: "a", to: "1", context: "c", callerID: hostile),
        .originate(channel: "a", to: "1", context: "c", variables: [("NAME", hostile)]),
        .originate(channel: "a", application: "ChanSpy", data: hostile),
        .setVariable(hostile, to: "1", on: "a"), .setVariable("V", to: hostile, on: "a"),
        .setVariable("V", to: "1", on: hostile),
        .redirect(channel: "a", to: hostile, context: "c"), .blindTransfer(channel: hostile, to: "1", context: "c"),
        .atxfer(channel: "a", to: "1", context: hostile), .cancelAtxfer(channel: hostile), .hangup(channel: hostile),
        .playDTMF(hostile, on: "a"), .playDTMF("4", on: hostile), .pjsipNotify(endpoint: hostile, headers: []),
        .pjsipNotify(endpoint: "0111", headers: [("Event", hostile)]),
        .queuePause(interface: "a", isPaused: true, reason: hostile),
        .queueAdd(queue: "q", interface: "a", memberName: hostile), .queueRemove(queue: hostile, interface: "a"),
    ]

    @Test("a header's name holds no colon and is not empty")
    func names() {
        #expect(throws: AMIError(.invalidHeader(name: "Exten: 1"))) {
            try AMIAction("Redirect", [("Exten: 1", "2")]).encoded()
        }
        #expect(throws: AMIError(.invalidHeader(name: ""))) { try AMIAction("Redirect", [("", "2")]).encoded() }
    }

    @Test("a line that Asterisk would throw away is an error")
    func longLines() throws {
        let room = 1_022 - "Data: ".utf8.count
        _ = try AMIAction("Originate", [("Data", String(repeating: "я", count: room / 2))]).encoded()
        #expect(throws: AMIError(.headerTooLong(name: "Data", limit: 1_022))) {
            try AMIAction("Originate", [("Data", String(repeating: "x", count: room + 1))]).encoded()
        }
    }

    @Test("the builders write what the recordings' client sent")
    func builders() throws {
        let originate = AMIAction.originate(
            channel: "PJSIP/0111",
            to: "9161234567",
            context: "from-internal",
            callerID: "\"Click 9161234567\" <9161234567>",
            timeout: .seconds(15),
            variables: [("CLICK2CALL", "1")],
            actionID: "a08-2"
        )
        #expect(
            try text(originate) == [
                "Action: Originate", "ActionID: a08-2", "Channel: PJSIP/0111", "Context: from-internal",
                "Exten: 9161234567", "Priority: 1", "CallerID: \"Click 9161234567\" <9161234567>", "Timeout: 15000",
                "Async: true", "Variable: CLICK2CALL=1", "", "",
            ]
        )
        #expect(
            try text(.queuePause(interface: "PJSIP/0111", isPaused: true, queue: "service", reason: "wrapup")) == [
                "Action: QueuePause", "Interface: PJSIP/0111", "Paused: true", "Queue: service", "Reason: wrapup", "",
                "",
            ]
        )
        #expect(
            try text(.redirect(channel: "PJSIP/trunk-00000009", to: "0201", context: "from-internal")) == [
                "Action: Redirect", "Channel: PJSIP/trunk-00000009", "Context: from-internal", "Exten: 0201",
                "Priority: 1", "", "",
            ]
        )
    }

    @Test("a key is played to the channel, or taken as pressed there")
    func keys() throws {
        #expect(
            try text(.playDTMF("5", on: "PJSIP/0201-00000003", isReceived: true)) == [
                "Action: PlayDTMF", "Channel: PJSIP/0201-00000003", "Digit: 5", "Receive: true", "", "",
            ]
        )
        #expect(
            try text(.playDTMF("#", on: "PJSIP/0201-00000003")) == [
                "Action: PlayDTMF", "Channel: PJSIP/0201-00000003", "Digit: #", "", "",
            ]
        )
    }

    @Test("a phone is notified with the headers given, and a comma in one begins no other")
    func notify() throws {
        #expect(
            try text(.pjsipNotify(endpoint: "0111", headers: [("Event", "talk"), ("X-Name", "a,b")])) == [
                "Action: PJSIPNotify", "Endpoint: 0111", "Variable: Event=talk", #"Variable: X-Name=a\,b"#, "", "",
            ]
        )
        #expect(
            try text(.pjsipNotify(channel: "PJSIP/0111-00000003", headers: [("Event", "hold")])) == [
                "Action: PJSIPNotify", "Channel: PJSIP/0111-00000003", "Variable: Event=hold", "", "",
            ]
        )
    }

    @Test("a comma in a variable's value sets no other variable")
    func variables() throws {
        let action = AMIAction.originate(
            channel: "PJSIP/0111",
            application: "Wait",
            data: "1",
            variables: [("NAME", "Eve,SECRET=1 \"(x)\" \\")]
        )
        #expect(try text(action).contains(#"Variable: NAME=Eve\,SECRET=1 \"\(x\)\" \\"#))
    }
}

extension String {
    fileprivate func components(separatedByCRLF: Void) -> [String] {
        split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    }
}
