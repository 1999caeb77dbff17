import TestSupport
import Testing

@testable import Asterisk

@Suite("Scanning of raw bytes")
struct RawBytesTests {
    @Test("the fast scan for the end of a message finds what a plain one finds", arguments: [LineEnding.crlf, .lf])
    func endOfMessage(_ ending: LineEnding) {
        let blankLine = ending == .crlf ? Array("\n\r\n".utf8) : Array("\n\n".utf8)
        let special: [UInt8] = [0x0a, 0x0d, 0x0b, 0x8a, 0x00, 0xff, 0x0a]
        var random = SeededRandom(seed: 7)
        for _ in 0..<2_000 {
            let density = Int.random(in: 2...40, using: &random)
            let bytes: [UInt8] = (0..<Int.random(in: 0...150, using: &random)).map { _ in
                let pick = Int.random(in: 0..<density, using: &random)
                return pick < special.count ? special[pick] : UInt8(ascii: "x")
            }
            let start = Int.random(in: 0...bytes.count, using: &random)
            let expected = bytes.indices.first { $0 >= start && bytes[$0...].starts(with: blankLine) }
            let found = bytes.withUnsafeBytes { $0.endOfMessage(from: start, ending) }
            #expect(found == expected.map { $0 + blankLine.count })
        }
    }

    @Test("a line ends at CRLF; a lone LF or CR belongs to it")
    func endOfLine() {
        let bytes = Array("a\nb\rc\r\nd".utf8)
        bytes.withUnsafeBytes { raw in
            #expect(raw.endOfLine(from: 0, .crlf) == 5)
            #expect(raw.endOfLine(from: 0, .lf) == 1)
            #expect(raw.endOfLine(from: 7, .crlf) == nil)
        }
    }

    @Test("the CR of an earlier line ends no later one")
    func borrowedCarriageReturn() {
        let bytes = Array("a\r\n\nb\r\n".utf8)
        bytes.withUnsafeBytes { raw in
            #expect(raw.endOfLine(from: 2, .crlf) == 5)
        }
    }
}
