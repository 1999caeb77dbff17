import Foundation
import NIOCore
import Testing

@testable import PBXSimulator

@Suite struct CDRTests {
    @Test(
        "S4.4 a call leaves the CDRs that it left at the recorded PBX",
        arguments: RecordedScenarios.plans.map(\.recording)
    )
    func rows(recording: String) throws {
        let plans = try #require(RecordedScenarios.plans.first { $0.recording == recording }).plans
        let pbx = SimulatedPBX(seed: 3, start: PBXInstant(microseconds: 1_795_364_754_200_000))
        var written: [SimulatedCDR] = []
        pbx.onCDR = { written.append($0) }
        for plan in plans {
            pbx.place(plan)
            pbx.run(until: pbx.now + .seconds(60))
        }
        let expected = try CDRTests.recordedRows(recording + ".cdr.csv")
        #expect(written.map(CDRTests.essence).sorted() == expected.sorted())
    }

    /// What a row says apart from ids, times and lengths.
    private static func essence(_ cdr: SimulatedCDR) -> String {
        [
            cdr.callerID, cdr.source, cdr.destination, cdr.destinationContext, endpoint(cdr.channel),
            endpoint(cdr.destinationChannel), cdr.lastApplication, cdr.lastData, cdr.answer == nil ? "" : "answered",
            cdr.disposition,
        ].joined(separator: " | ")
    }

    private static func recordedRows(_ name: String) throws -> [String] {
        let text = try String(contentsOf: Recordings.folder.appending(path: name), encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map { line in
            let fields = CDRTests.fields(String(line))
            return [
                fields[0], fields[1], fields[2], fields[3], endpoint(fields[4]), endpoint(fields[5]), fields[6],
                fields[7],
                fields[9].isEmpty ? "" : "answered", fields[13],
            ].joined(separator: " | ")
        }
    }

    /// `PJSIP/0111` of `PJSIP/0111-0000001f`.
    private static func endpoint(_ channel: String) -> String {
        guard let dash = channel.lastIndex(of: "-") else { return channel }
        return channel[..<dash] + (channel.hasSuffix(";1") ? ";1" : channel.hasSuffix(";2") ? ";2" : "")
    }

    private static func fields(_ line: String) -> [String] {
        var fields = [""]
        var isQuoted = false
        var rest = Substring(line)
        while let character = rest.popFirst() {
            if character == "\"", isQuoted, rest.first == "\"" {
                rest.removeFirst()
                fields[fields.count - 1].append("\"")
            } else if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        return fields
    }

    @Test("the CDR file is written as cdr_csv writes it: no header, strings quoted, numbers and missing dates bare")
    func masterCSV() throws {
        var csv = MasterCSV(timeZone: try #require(TimeZone(identifier: "Europe/Moscow")))
        var cdr = SimulatedCDR(
            channel: "PJSIP/trunk-00000000",
            start: PBXInstant(microseconds: 1_795_364_754_900_000),
            uniqueID: "1795364754.0",
            linkedID: "1795364754.0",
            sequence: 7
        )
        cdr.source = "916"
        cdr.callerID = SimulatedCDR.callerID(name: "OOO \"Romashka\"", number: "916")
        cdr.end = PBXInstant(microseconds: 1_795_364_758_100_000)
        cdr.duration = 3
        let expected =
            #""","916","","","""OOO ""Romashka"""" <916>","PJSIP/trunk-00000000","","","","2026-11-22 19:25:54",,"#
            + #""2026-11-22 19:25:58",3,0,"NO ANSWER","DOCUMENTATION","1795364754.0","","","1795364754.0",7"# + "\n"
        #expect(csv.row(cdr) == expected)
    }

    @Test("a long name takes the number with it out of the CDR's caller id")
    func longCallerID() {
        let text = SimulatedCDR.callerID(name: String(repeating: "A", count: 79), number: "9161112236")
        #expect(text == "\"" + String(repeating: "A", count: 78))
    }
}
