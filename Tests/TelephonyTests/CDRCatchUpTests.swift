import ContactCenter
import Foundation
import Integrations
import Logging
import Storage
import Telephony
import TestSupport
import Testing

@Suite("Calls that nobody saw are put together from the PBX's own file")
struct CDRCatchUpTests {
    private let pbx = PBXName("office")
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// One phone rings in vain, a second one answers: two rows of one call.
    private let rows = [
        ["PJSIP/trunk-00000001", "PJSIP/0111-00000002", "Dial", "PJSIP/0111", "2026-11-22 10:00:00", ""]
            + [
                "2026-11-22 10:00:09", "9", "0", "NO ANSWER", "DOCUMENTATION", "1795341600.1", "", "", "1795341600.1",
                "1",
            ],
        ["PJSIP/trunk-00000001", "PJSIP/0125-00000003", "Dial", "PJSIP/0125", "2026-11-22 10:00:09"]
            + [
                "2026-11-22 10:00:14", "2026-11-22 10:01:00", "51", "46", "ANSWERED", "DOCUMENTATION", "1795341600.1",
                "",
            ]
            + ["", "1795341600.1", "2"],
    ].map { Self.row(["", "9535237271", "7559996", "from-trunk", "Ivan <9535237271>"] + $0) }

    private static func row(_ fields: [String]) -> String {
        fields.map { "\"\($0)\"" }.joined(separator: ",") + "\n"
    }

    @Test("S4.4 a call whose rows come in two readings of the file is one whole call", arguments: TestEngine.allCases)
    func twoReadings(engine: TestEngine) async throws {
        let together = try await calls(on: engine, readings: [rows])
        let apart = try await calls(on: engine, readings: rows.map { [$0] })
        #expect(together.count == 1)
        #expect(together.first?.legs.map(\.party) == [.phone(Extension("0111")), .phone(Extension("0125"))])
        #expect(together.first?.result == .answered)
        #expect(apart == together)
    }

    @Test("S4.4 what was seen is not overruled by rows that come later", arguments: TestEngine.allCases)
    func seenCall(engine: TestEngine) async throws {
        let began = Date(timeIntervalSince1970: 1_795_341_600.25)
        let beginning = CallBeginning(direction: .inbound, caller: CallerID(number: "9535237271"), dialled: "7559996")
        let events: [CallEvent.Kind] = [.began(beginning), .ended(isKnown: true)]
        let seen = events.map { PBXEvent.call(CallEvent(LinkedID("1795341600.1"), $0, at: began)) }
        let calls = try await calls(on: engine, seen: seen, readings: rows.map { [$0] })
        #expect(calls.map(\.result) == [.failed])
        #expect(calls.map(\.legs.isEmpty) == [true])
        #expect(calls.map(\.hasCDR) == [true])
    }

    @Test(
        "S4.4 a call that records alone know has the caller's name, and our number where the row was written where calls arrive",
        arguments: [("from-trunk", "7559996", "74957559996"), ("from-internal", "0111", nil), ("from-trunk", "1", nil)]
    )
    func told(context: String, destination: String, ours: String?) throws {
        var row = CDRRow()
        row.source = "89160000002"
        row.callerID = "\"Константин\" <89160000002>"
        (row.destination, row.destinationContext) = (destination, context)
        (row.channel, row.destinationChannel) = ("PJSIP/trunk-00000093", "PJSIP/0111-00000094")
        (row.lastApplication, row.lastData, row.disposition) = ("Dial", "PJSIP/0111,30,tT", "ANSWERED")
        (row.start, row.answer, row.end) = ("2026-11-27 23:12:47", "2026-11-27 23:12:47", "2026-11-27 23:12:50")
        (row.uniqueID, row.linkedID) = ("1795821167.255", LinkedID("1795821167.255"))
        var patterns = DialplanPatterns()
        patterns.dids = ["7559996": "74957559996"]
        let reconciliation = CDRReconciliation(rows: [row], patterns: patterns) { CDRTime.date($0, in: .gmt) }
        let call = try #require(reconciliation.mend([], pbx: pbx).first)
        #expect(call.caller.name == "Константин" && call.dialled == ours)
        // A long name is cut off in the middle.
        row.callerID = "\"Константин Константинович Конст"
        let long = CDRReconciliation(rows: [row], patterns: patterns) { CDRTime.date($0, in: .gmt) }
        #expect(long.mend([], pbx: pbx).first?.caller.name == "Константин Константинович Конст")
    }

    /// What the journal holds after the rows were written to the file and read, some at a time.
    private func calls(on engine: TestEngine, seen: [PBXEvent] = [], readings: [[String]]) async throws -> [Call] {
        try await engine.withDatabase { store in
            try await TestFolder.with { folder in
                let path = folder + "/Master.csv"
                _ = FileManager.default.createFile(atPath: path, contents: nil)
                let switchboard = Switchboard(pbx: pbx, journal: store.callJournal, logger: logger) {
                    CDRReconciliation(rows: $1, copied: $2) { CDRTime.date($0, in: .gmt) }.mend($0, pbx: $3)
                }
                async let commits: Void = switchboard.run()
                await switchboard.apply(seen)
                let catchUp = CDRCatchUp(
                    source: MasterCSV(path: path, logger: logger),
                    journal: store.callJournal,
                    switchboard: switchboard,
                    pbx: pbx,
                    logger: logger
                )
                for reading in readings {
                    let file = try #require(FileHandle(forWritingAtPath: path))
                    try file.seekToEnd()
                    try file.write(contentsOf: Data(reading.joined().utf8))
                    try await catchUp.read()
                }
                await switchboard.stop()
                await commits
                return try await store.callJournal.lastEndedCalls(limit: 10)
            }
        }
    }
}
