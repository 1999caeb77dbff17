import NIOCore
import TestSupport
import Testing

@testable import Asterisk

@Suite("AMIDecoder", .serialized)
struct AMIDecoderTests {
    @Test("a recording decodes to as many messages as its recorder counted", arguments: Recording.all)
    func countsMessages(of recording: Recording) throws {
        #expect(try recording.messages().count == recording.messageCount())
    }

    @Test("messages put together again are the bytes that came", arguments: Recording.all)
    func keepsEveryByte(of recording: Recording) throws {
        // An Asterisk that is built for tests ends some events by an empty line too many.
        let bytes = try recording.bytes().split(separator: Array("\r\n\r\n\r\n".utf8))
            .joined(separator: Array("\r\n\r\n".utf8))
        #expect(try recording.messages().flatMap(\.bytes) == Array(bytes))
    }

    @Test(
        "a recording split in two at any byte decodes to the same messages",
        arguments: [Recording(name: "17-auth-md5"), Recording(name: "17-auth-wrong-secret")]
    )
    func splitAnywhere(_ recording: Recording) throws {
        let bytes = try recording.bytes()
        let whole = try recording.messages()
        for cut in 0...bytes.count {
            #expect(try decode([bytes[..<cut], bytes[cut...]]) == whole)
        }
    }

    @Test("a recording cut into random pieces decodes to the same messages", arguments: Recording.all)
    func cutAtRandom(_ recording: Recording) throws {
        let bytes = try recording.bytes()
        let whole = try recording.messages()
        var random = SeededRandom(seed: 20)
        for longest in bytes.count < 20_000 ? [1, 2, 7, 100] : [100, 1_500, 65_536] {
            #expect(try decode(random.pieces(of: bytes, longest: longest)) == whole)
        }
    }

    @Test("all recordings in one stream decode to the messages of each, every banner among them")
    func joinedRecordings() throws {
        let joined = try Recording.all.flatMap { try $0.bytes() }
        let each = try Recording.all.flatMap { try $0.messages() }
        var random = SeededRandom(seed: 13)
        #expect(try decode(random.pieces(of: joined, longest: 65_536)) == each)
        #expect(each.count { $0.banner == "Asterisk Call Manager/11.0.0" } == Recording.all.count)
    }

    @Test("a transcript that lost its CRs decodes to the same headers")
    func withoutCarriageReturns() throws {
        let recording = Recording(name: "17-auth-md5")
        let bytes = try recording.bytes().filter { $0 != UInt8(ascii: "\r") }
        let expected = try recording.messages().map { $0.headers.map { "\($0.name)=\($0.value)" } }
        for cut in 0...bytes.count {
            let messages = try decode([bytes[..<cut], bytes[cut...]])
            #expect(messages.map { $0.headers.map { "\($0.name)=\($0.value)" } } == expected)
        }
    }

    @Test("a line feed inside a value makes neither a header nor a message")
    func lineFeedInValue() throws {
        let text =
            "Response: Success\r\n\r\nEvent: VarSet\r\nValue: a\n\nEvent: Hangup\nUniqueid: 1\r\nUniqueid: 2\r\n\r\n"
        let messages = try decode(text)
        #expect(messages.map(\.event) == [nil, "VarSet"])
        #expect(messages.last?["Value"] == "a\n\nEvent: Hangup\nUniqueid: 1")
        #expect(messages.last?["Uniqueid"] == "2")
    }

    @Test("a transcript that begins without the banner loses nothing")
    func noBanner() throws {
        #expect(try decode("Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n").map(\.event) == ["FullyBooted"])
    }

    @Test("the first line of something that is no PBX is a message without a banner")
    func notAPBX() throws {
        let messages = try decode("SSH-2.0-OpenSSH_9.2p1\r\n")
        #expect(messages.map(\.description) == ["SSH-2.0-OpenSSH_9.2p1\r\n"])
        #expect(messages.map(\.banner) == [nil])
    }

    @Test("blank lines between messages are no messages")
    func blankLines() throws {
        #expect(try decode("\r\n\r\nEvent: A\r\n\r\n\r\n\r\nEvent: B\r\n\r\n\r\n").map(\.event) == ["A", "B"])
    }

    @Test("a message that has no end is an error as soon as it passes the limit, wherever it is cut")
    func messageLimit() throws {
        let message = Array("Event: A\r\n\r\n".utf8)
        for piece in 1...message.count + 1 {
            let pieces = stride(from: 0, to: message.count, by: piece).map {
                message[$0..<min($0 + piece, message.count)]
            }
            #expect(try decode(pieces, AMIDecoder(messageLimit: message.count)).count == 1)
            #expect(throws: AMIError(.messageTooLong(limit: message.count - 1))) {
                try decode(pieces, AMIDecoder(messageLimit: message.count - 1))
            }
        }
        var decoder = AMIDecoder()
        decoder.append(Array(repeating: UInt8(ascii: "x"), count: 1 << 20))
        #expect(throws: AMIError(.messageTooLong(limit: 1 << 20))) { try decoder.next() }
        #expect(try decoder.next() == nil)
    }

    @Test("random bytes never stop it")
    func garbage() throws {
        var random = SeededRandom(seed: 4)
        let alphabet = Array("\r\n\r\n: AEvent:Response:Asterisk Call Manager/".utf8) + [0, 0xff]
        for _ in 0..<2_000 {
            var decoder = AMIDecoder(messageLimit: 64, expectsBanner: Bool.random(using: &random))
            for _ in 0..<8 {
                decoder.append(
                    (0..<Int.random(in: 0...40, using: &random)).map { _ in
                        alphabet.randomElement(using: &random) ?? 0
                    }
                )
                do {
                    while let message = try decoder.next() {
                        #expect(message.bytes.count <= 64)
                        _ = (message.event, message.response, message.banner, message.headers, message.output)
                    }
                } catch {
                    #expect(error == AMIError(.messageTooLong(limit: 64)))
                }
            }
        }
    }
}
