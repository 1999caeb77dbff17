import NIOCore
import Testing

@testable import Asterisk

@Suite("AMIMessage")
struct AMIMessageTests {
    private func message(_ text: String) throws -> AMIMessage {
        try #require(try decode(text + "\r\n").first)
    }

    @Test("an event is told by its first header, a response likewise")
    func kinds() throws {
        let event = try message("Event: OriginateResponse\r\nResponse: Failure\r\nActionID: 7\r\n")
        #expect(event.event == "OriginateResponse")
        #expect(event.response == nil)
        #expect(event["Response"] == "Failure")
        #expect(event.actionID == "7")
        let response = try message("Response: Success\r\nMessage: Originate successfully queued\r\n")
        #expect(response.event == nil)
        #expect(response.response == "Success")
        #expect(response.actionID == nil)
    }

    @Test("values keep colons, quotes, leading and trailing blanks and emptiness; an absent header is something else")
    func values() throws {
        let cel = try message(
            "Event: CEL\r\nExtra: {\"a\":\"b: c\"}\r\nPausedReason: \r\nName:  two \r\nBare:x\r\nVoid:\r\n"
        )
        #expect(cel["Extra"] == "{\"a\":\"b: c\"}")
        #expect(cel["PausedReason"] == "")
        #expect(cel["Name"] == " two ")
        #expect(cel["Bare"] == "x")
        #expect(cel["Void"] == "")
        #expect(cel["Nothing"] == nil)
    }

    @Test("header names are compared without case, as Asterisk spells Uniqueid and UniqueID")
    func namesWithoutCase() throws {
        let cdr = try message("Event: Cdr\r\nUniqueID: 1.5\r\n")
        #expect(cdr["Uniqueid"] == "1.5")
        #expect(cdr["uniqueid"] == "1.5")
        #expect(cdr["Uniqueid2"] == nil)
    }

    @Test("repeated headers keep their order")
    func repeatedHeaders() throws {
        let event = try message(
            "Event: Newexten\r\nChanVariable: a=1\r\nExten: s\r\nChanVariable: b=2\r\nchanvariable: c=3\r\n"
        )
        #expect(event.values(of: "ChanVariable") == ["a=1", "b=2", "c=3"])
        #expect(event["ChanVariable"] == "a=1")
        #expect(event.headers.map(\.name) == ["Event", "ChanVariable", "Exten", "ChanVariable", "chanvariable"])
    }

    @Test("a command's output is its Output lines")
    func output() throws {
        let response = try message(
            "Response: Success\r\nActionID: 1\r\nMessage: Command output follows\r\nOutput: a: b\r\nOutput: \r\nOutput:   c\r\n"
        )
        #expect(response.output == ["a: b", "", "  c"])
        #expect(response["Message"] == "Command output follows")
    }

    @Test("a command's output as Asterisk 13 and before sent it, raw, with blank lines")
    func rawOutput() throws {
        let response = try message(
            "Response: Follows\r\nPrivilege: Command\r\nActionID: 9\r\nName: x\n\nLine\n--END COMMAND--\r\n"
        )
        #expect(response.actionID == "9")
        #expect(response.output == ["Name: x", "", "Line"])
    }

    @Test("bytes that are no UTF-8 do not make the rest unreadable")
    func invalidUTF8() throws {
        let bytes: [UInt8] =
            Array("Event: Newchannel\r\nCallerIDName: Ив".utf8.dropLast()) + Array("ан\r\n".utf8) + [0xff]
        let message = AMIMessage(bytes: bytes)
        #expect(message["CallerIDName"] == "И\u{fffd}ан")
    }

    @Test("caller ids with quotes, Cyrillic and <unknown> come out as Asterisk wrote them")
    func callerIDs() throws {
        let names = try Recording(name: "16-caller-ids").messages()
            .filter { $0.event == "Newchannel" }.compactMap { $0["CallerIDName"] }
        #expect(
            Set(names).isSuperset(of: [
                "<unknown>", "Иванов Пётр", "OOO \\\\\\\"Romashka\\\\\\\", otdel", "Anonymous",
                "Общество с ограниченной ответственностью ",
            ])
        )
    }

    @Test("the items of a list are told from unasked events of the same name by their ActionID")
    func lists() throws {
        let statuses = try Recording(name: "12-presence-and-resync").messages().filter { $0.event == "ExtensionStatus" }
        #expect(statuses.count { $0.actionID != nil } == 5)
        #expect(statuses.count { $0.actionID == nil } > 0)
    }

    @Test("one pass over the headers gives raw names and values, the name of the event included")
    func forEachHeader() throws {
        var seen: [String] = []
        try message("Event: Hold\r\nno header\r\nUniqueid: 1\r\n").forEachHeader {
            seen.append("\(amiText($0))=\(amiText($1))")
        }
        #expect(seen == ["Event=Hold", "Uniqueid=1"])
    }

    @Test("an index finds in every message what the message itself finds", arguments: Recording.all)
    func headerIndex(of recording: Recording) throws {
        let messages = try recording.messages()
        let names = Array(Set(messages.flatMap { $0.headers.map { $0.name.lowercased() } })).sorted()
            .filter { $0.utf8.count <= AMINameTable.longestName && !$0.contains("|") && !$0.contains("\\") }.prefix(200)
        let index = AMIHeaderIndex(of: Array(names), kinds: 2)
        for message in messages {
            index.read(message, kind: message.event == nil ? 0 : 1) {
                for (place, name) in names.enumerated() { #expect(index[place].map(amiText) == message[name]) }
            }
        }
    }

    @Test("an index is not led astray by what earlier messages of the kind had in the same line")
    func headerIndexOfChangingMessages() throws {
        let index = AMIHeaderIndex(of: ["Channel", "Uniqueid", "foo"], kinds: 1)
        var seen: [[String?]] = []
        for text in [
            "Event: A\r\nChannel: 1\r\nUniqueid: 2\r\nUNIQUEID: 3\r\n\r\n",
            "Event: A\r\nChannels: 4\r\nChannel\r\n\r\n",
            "Event: A\r\nUniqueid:\r\nChannel: \r\n\r\n", "Event: A\r\nbar\nfoo: 5\r\n\r\n",
            "Event: A\nbar\nfoo: 6\n\n",
            "Event: A\r\nChannel: 7",
        ] {
            index.read(AMIMessage(received: ByteBuffer(string: text)), kind: 0) {
                seen.append((0..<3).map { index[$0].map(amiText) })
            }
        }
        #expect(
            seen == [
                ["1", "2", nil], [nil, nil, nil], ["", "", nil], [nil, nil, nil], [nil, nil, "6"], [nil, nil, nil],
            ]
        )
        #expect(index[0] == nil)
    }

    @Test("withEventName sees the name's bytes, and nothing for responses and banners")
    func eventName() throws {
        #expect(try message("Event: VarSet\r\nA: b\r\n").withEventName { amiText($0) } == "VarSet")
        #expect(try message("Event:\r\nA: b\r\n").withEventName { $0.count } == 0)
        #expect(try message("Response: Success\r\n").withEventName { $0.count } == nil)
        #expect(try message("Asterisk Call Manager/5.0.2\r\n").withEventName { $0.count } == nil)
    }

    @Test("a message built from headers reads back, and no value makes a second header")
    func builtFromHeaders() throws {
        let built = AMIMessage([("Event", "Newchannel"), ("CallerIDName", "Eve\r\nAction: Originate"), ("Exten", "")])
        #expect(built.headers.map(\.name) == ["Event", "CallerIDName", "Exten"])
        #expect(built["CallerIDName"] == "Eve  Action: Originate")
        #expect(try decode([built.bytes]) == [built])
    }

    @Test("a message made of bytes gets the blank line that ends it", arguments: ["\r\n", "\n"])
    func builtFromBytes(lineEnding: String) throws {
        let expected = try decode("Event: Hold\(lineEnding)Uniqueid: 1\(lineEnding)\(lineEnding)").first
        #expect(AMIMessage(bytes: "Event: Hold\(lineEnding)Uniqueid: 1\(lineEnding)".utf8) == expected)
        let banner = AMIMessage(bytes: "Asterisk Call Manager/11.0.0\(lineEnding)".utf8)
        #expect(banner.banner == "Asterisk Call Manager/11.0.0")
        #expect(banner.headers.isEmpty)
    }
}
