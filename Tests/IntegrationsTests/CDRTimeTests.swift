import ContactCenter
import Foundation
import Testing

@Suite("The times in CDRs")
struct CDRTimeTests {
    private let moscow = TimeZone(identifier: "Europe/Moscow")!
    private let kyiv = TimeZone(identifier: "Europe/Kyiv")!

    private func seconds(_ text: String, in zone: TimeZone = .gmt) -> Double? {
        CDRTime.date(text, in: zone)?.timeIntervalSince1970
    }

    @Test("are local times of the PBX's zone, with or without fraction")
    func zones() {
        #expect(seconds("2026-11-22 16:25:54") == 1_795_364_754)
        #expect(seconds("2026-11-22 16:25:54.125") == 1_795_364_754.125)
        #expect(seconds("2026-11-22 16:25:54", in: moscow) == 1_795_353_954)
        #expect(seconds("2024-02-29 00:00:00") == 1_709_164_800)
        #expect(seconds("1970-01-01 00:00:00") == 0)
    }

    @Test("follow the change of clocks")
    func changeOfClocks() {
        // Kyiv goes from +2 to +3 on 29 March 2026 at 01:00 UTC and back on 25 October.
        #expect(seconds("2026-03-29 02:59:59", in: kyiv) == 1_774_745_999)
        #expect(seconds("2026-03-29 04:00:00", in: kyiv) == 1_774_746_000)
        #expect(seconds("2026-10-25 02:59:59", in: kyiv) == 1_792_886_399)
        #expect(seconds("2026-10-25 03:00:00", in: kyiv) == 1_792_886_400)
        #expect(seconds("2026-10-25 04:00:00", in: kyiv) == 1_792_893_600)
        #expect(seconds("2026-10-26 12:00:00", in: kyiv) == 1_793_008_800)
    }

    @Test(
        "that are empty or anything else are none",
        arguments: [
            "", " ", "2026-11-22", "2026-11-22T16:25:54", "2026-11-22 16:25", "2026-13-22 16:25:54",
            "2026-11-22 24:25:54", "2026-11-22 16:25:54.", "2026-11-22 16:25:54,5", "2026-11-22 -1:25:54",
            "0000-00-00 00:00:00", "١٢٣٤-11-22 16:25:54", "Dial(PJSIP/0111,15)",
        ]
    )
    func garbage(text: String) {
        #expect(seconds(text) == nil)
    }

    @Test("tell by the Uniqueids beside them what zone the PBX writes")
    func zoneOfRows() {
        func row(_ start: String, _ uniqueID: String) -> CDRRow {
            var row = CDRRow()
            row.start = start
            row.uniqueID = uniqueID
            return row
        }
        // The second row is a transfer half an hour into the call.
        let moscowRows = [row("2026-11-22 19:25:54", "1795364754.0"), row("2026-11-22 19:55:54", "1795364754.0")]
        #expect(CDRTime.secondsAheadOfUTC(of: moscowRows) == 3 * 3_600)
        #expect(CDRTime.secondsAheadOfUTC(of: [row("2026-11-22 16:25:55", "pbx-1795364754.0")]) == 0)
        #expect(CDRTime.secondsAheadOfUTC(of: [row("2026-11-22 21:55:54", "1795364754.0")]) == 19_800)
        #expect(CDRTime.secondsAheadOfUTC(of: [row("2026-11-22 16:30:00", "1795364754.0")]) == nil)
        #expect(CDRTime.secondsAheadOfUTC(of: [row("2026-11-22 16:25:54", "")]) == nil)
        #expect(CDRTime.secondsAheadOfUTC(of: []) == nil)
    }
}
