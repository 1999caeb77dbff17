import ContactCenter
import Foundation
import Testing

@testable import Integrations

@Suite("The columns of a table of CDRs")
struct CDRTableColumnsTests {
    private func columns(_ names: [String], named: [String: String] = [:]) throws -> CDRTableColumns {
        try CDRTableColumns(names.map { CDRAnswer.Column(name: $0) }, named: named, zone: .moscow, place: "cdr")
    }

    private func row(_ values: KeyValuePairs<String, String?>, named: [String: String] = [:]) throws -> CDRRow? {
        let columns = try columns(values.map(\.key), named: named)
        return columns.cdr(columns.names.map { name in values.first { $0.key == name }?.value })
    }

    private let whole: KeyValuePairs<String, String?> = [
        "calldate": "2026-11-22 16:25:54", "channel": "PJSIP/t-1", "uniqueid": "1795364754.1", "duration": "16",
        "billsec": "13", "disposition": "ANSWERED", "clid": "\"Анна\" <9535237271>", "extra": "x",
    ]

    @Test("S4.4 what a table lacks is made of what it has: FreePBX and cdr_odbc keep neither answer nor end")
    func completed() throws {
        let row = try #require(try row(whole))
        #expect(row.start == "2026-11-22 16:25:54")
        #expect(row.end == "2026-11-22 16:26:10")
        #expect(row.answer == "2026-11-22 16:25:57")
        #expect(row.source == "9535237271")
        #expect(row.linkedID == nil && row.sequence == nil)
    }

    @Test("S4.4 a call that nobody answered has no moment of answer")
    func unanswered() throws {
        let row = try row([
            "START": "2026-11-22 16:25:54.123456+03", "Channel": "a", "UniqueID": "1.1", "end": "2026-11-22T16:26:10",
            "answer": "1970-01-01 03:00:00", "disposition": "0", "amaflags": "3", "duration": "16.2",
        ])
        #expect(row?.start == "2026-11-22 16:25:54")
        #expect(row?.end == "2026-11-22 16:26:10")
        #expect(row?.answer == "")
        #expect(row?.disposition == "NO ANSWER" && row?.amaFlags == "DOCUMENTATION" && row?.duration == "16")
    }

    @Test("S4.4 Unix time becomes the PBX's own time, and so does a call over the night the clocks are set back")
    func unixTime() throws {
        let row = try row(["start": "1795353954", "channel": "a", "uniqueid": "1.1", "end": "1795353970.5"])
        #expect(row?.start == "2026-11-22 16:25:54" && row?.end == "2026-11-22 16:26:10")
        let berlin = try CDRTableColumns(
            ["calldate", "channel", "uniqueid", "duration"].map { CDRAnswer.Column(name: $0) },
            named: [:],
            zone: TimeZone(identifier: "Europe/Berlin") ?? .gmt,
            place: "cdr"
        )
        let night = berlin.cdr(
            berlin.names.map {
                [
                    "start": nil, "channel": "a", "uniqueid": "1.1", "duration": "3600",
                    "calldate": "2026-10-25 02:30:00",
                ][$0] ?? nil
            }
        )
        // An hour later it is half past two again.
        #expect(night?.end == "2026-10-25 02:30:00")
    }

    @Test("S4.4 columns of other names are named; the field's own name does not count then")
    func named() throws {
        let row = try row(
            [
                "begun": "2026-11-22 16:25:54", "chan": "a", "uniqueid": "1.1", "duration": "1", "src": "1",
                "source": "2",
            ],
            named: ["start": "begun", "channel": "chan", "src": "source"]
        )
        #expect(row?.channel == "a" && row?.source == "2")
    }

    @Test("S4.5 a table whose rows could not be joined to calls is refused, and what it lacks is said")
    func lacking() {
        let error = #expect(throws: CDRSourceError.self) { try columns(["calldate", "src", "dst"]) }
        #expect(error?.code == .lacksColumns(["channel", "uniqueid", "end"]))
    }

    @Test(
        "S4.4 a row that makes no sense is none",
        arguments: [
            ("calldate", nil), ("calldate", "yesterday"), ("calldate", "0000-00-00 00:00:00"), ("channel", ""),
            ("uniqueid", nil), ("uniqueid", String(repeating: "1", count: 151)),
            ("channel", String(repeating: "x", count: 101)), ("clid", "a\0b"),
            ("clid", String(repeating: "x", count: 3_000)),
        ] as [(String, String?)]
    )
    func senseless(name: String, value: String?) throws {
        let columns = try columns(whole.map(\.key))
        let values = columns.names.map { column in
            column == name ? value : whole.first { $0.key == column }?.value
        }
        #expect(columns.cdr(values) == nil)
        #expect(columns.cdr(Array(values.dropLast())) == nil)
    }
}
