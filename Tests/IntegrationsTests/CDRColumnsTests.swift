import ContactCenter
import Testing

@testable import Integrations

@Suite("The columns of a CDR file")
struct CDRColumnsTests {
    private static let base = [
        "acc", "9535237271", "0111", "from-internal", "\"\" <9535237271>", "PJSIP/trunk-0", "PJSIP/0111-1", "Dial",
        "PJSIP/0111,15,tT", "2026-11-22 16:25:54", "2026-11-22 16:25:57", "2026-11-22 16:26:02", "8", "5", "ANSWERED",
        "DOCUMENTATION",
    ]
    private static let new = ["peer", "1795364754.0", "7"]
    private static let custom = Array(base[4...4] + base[1...3] + base[5...]) + ["acc", "1795364754.1"]

    private func read(_ row: [String]) throws -> CDRRow {
        let columns = try #require(CDRColumns(of: row))
        return try #require(columns.cdr(row))
    }

    @Test("Master.csv has 16 columns, and more as cdr.conf switches them on")
    func masterCSV() throws {
        var expected = CDRRow()
        expected.accountCode = "acc"
        expected.source = "9535237271"
        expected.destination = "0111"
        expected.destinationContext = "from-internal"
        expected.callerID = "\"\" <9535237271>"
        expected.channel = "PJSIP/trunk-0"
        expected.destinationChannel = "PJSIP/0111-1"
        expected.lastApplication = "Dial"
        expected.lastData = "PJSIP/0111,15,tT"
        expected.start = "2026-11-22 16:25:54"
        expected.answer = "2026-11-22 16:25:57"
        expected.end = "2026-11-22 16:26:02"
        expected.duration = "8"
        expected.billableSeconds = "5"
        expected.disposition = "ANSWERED"
        expected.amaFlags = "DOCUMENTATION"
        #expect(try read(Self.base) == expected)

        var withID = expected
        withID.uniqueID = "pbx1-1795364754.1"
        #expect(try read(Self.base + ["pbx1-1795364754.1"]) == withID)

        var withField = expected
        withField.userField = "gold"
        #expect(try read(Self.base + ["gold"]) == withField)

        var withBoth = withID
        withBoth.userField = "gold"
        #expect(try read(Self.base + ["pbx1-1795364754.1", "gold"]) == withBoth)

        var withNew = expected
        withNew.peerAccount = "peer"
        withNew.linkedID = LinkedID("1795364754.0")
        withNew.sequence = 7
        #expect(try read(Self.base + Self.new) == withNew)

        withNew.uniqueID = "pbx1-1795364754.1"
        #expect(try read(Self.base + ["pbx1-1795364754.1"] + Self.new) == withNew)

        withNew.userField = "gold"
        #expect(try read(Self.base + ["pbx1-1795364754.1", "gold"] + Self.new) == withNew)
    }

    @Test("what cdr_custom writes by its sample is known by the start time's place")
    func customCSV() throws {
        let plain = try read(Self.custom + ["gold"])
        #expect(plain.accountCode == "acc")
        #expect(plain.uniqueID == "1795364754.1")
        #expect(plain.userField == "gold")
        #expect(plain.start == "2026-11-22 16:25:54")
        #expect(plain.linkedID == nil)
        #expect(try read(Self.custom + ["gold", "7"]).sequence == 7)

        let full = try read(Self.custom + ["1795364754.0", "7", "peer", "gold"])
        #expect(full.linkedID == LinkedID("1795364754.0"))
        #expect(full.peerAccount == "peer")
        #expect(full.userField == "gold")
    }

    @Test("a header names the columns, in any order, unknown ones among them")
    func header() throws {
        let names = ["calldate", "clid", "src", "dst", "did", "channel", "linkedid"]
        let columns = try #require(CDRColumns(header: names))
        let row = try #require(columns.cdr(["2026-11-22 16:25:54", "x", "1", "2", "6467171", "PJSIP/t-1", "9.1"]))
        #expect(row.start == "2026-11-22 16:25:54")
        #expect(row.linkedID == LinkedID("9.1"))
        #expect(columns.cdr(["too", "few"]) == nil)
        #expect(CDRColumns(header: Self.base) == nil)
    }

    @Test("a row of any other shape is none")
    func otherShapes() {
        #expect(CDRColumns(of: []) == nil)
        #expect(CDRColumns(of: Array(Self.base.dropLast())) == nil)
        #expect(CDRColumns(of: ["x"] + Self.base) == nil)
        #expect(CDRColumns(of: Self.base + Array(repeating: "x", count: 9)) == nil)
    }
}
