import ContactCenter
import Foundation
import Logging
import Testing

@testable import Integrations

@Suite("The PBX's Master.csv")
struct MasterCSVTests {
    @Test("S4.4 every recorded CDR file gives the rows of the PBX's own Cdr events, field by field")
    func recordings() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Fixtures.folder)
            .filter { $0.hasSuffix(".cdr.csv") }
        #expect(files.count > 20)
        for file in files {
            let rows = try MasterCSV.allRows(of: "\(Fixtures.folder)/\(file)")
            let scenario = String(file.dropLast(".cdr.csv".count))
            // Scenario 13 has a row of a call that began and ended while nobody listened.
            let events = try Fixtures.cdrEvents(of: scenario)
            #expect(rows.count == events.count || scenario == "13-reconnect", "\(scenario)")
            #expect(events.filter { !rows.contains($0) } == [], "\(scenario)")
        }
    }

    @Test("S0.6 hostile and cut caller names stay as the PBX has them")
    func callerNames() throws {
        let callers = try MasterCSV.allRows(of: "\(Fixtures.folder)/16-caller-ids.cdr.csv").map(\.callerID)
        #expect(callers.contains(#""OOO \\\"Romashka\\\", otdel" <9161112235>"#))
        #expect(callers.contains("\"Общество с ограниченной ответственностью "))
        #expect(callers.contains(#""Иванов Пётр" <9161112233>"#))
    }

    @Test("wherever the PBX is in writing, whole rows are read once and the rest when it is there")
    func everyPrefix() async throws {
        let log = Folder()
        let text = Array((Sample.row(1, name: "O'Neil, \"\"<b>\"\"\nПётр") + Sample.row(2)).utf8)
        for cut in 0...text.count {
            log.write(text[..<cut], to: "Master.csv")
            let first = try await log.source.rows(after: nil, limit: 100)
            log.write(text, to: "Master.csv")
            let rest = try await log.source.rows(after: first.cursor, limit: 100)
            #expect((first.rows + rest.rows).map(\.uniqueID) == ["1795364701.1", "1795364702.2"])
        }
    }

    @Test("rows come in pages, and every cursor continues exactly behind its page")
    func pages() async throws {
        let log = Folder()
        log.write((1...250).map { Sample.row($0) }.joined(), to: "Master.csv")
        var cursor: CDRCursor?
        var seen: [Int64?] = []
        while true {
            let page = try await log.source.rows(after: cursor, limit: 7)
            cursor = page.cursor
            if page.rows.isEmpty { break }
            #expect(page.rows.count <= 7)
            seen += page.rows.map(\.sequence)
        }
        #expect(seen == Array(1...250))
    }

    @Test("a row of the middle is found again by its cursor in a file with a header")
    func header() async throws {
        let log = Folder()
        log.write(try Fixtures.text("10-ten-overlapping.cdr.csv"), to: "Master.csv")
        let all = try await log.source.rows(after: nil, limit: 100).rows
        let first = try await log.source.rows(after: nil, limit: 4)
        let rest = try await log.source.rows(after: first.cursor, limit: 100)
        #expect(all.count == 15)
        #expect(first.rows + rest.rows == all)
    }

    @Test("a rotated file is read to its end before the new one", arguments: ["Master.csv.1", "Master.csv-20261122"])
    func rotation(name: String) async throws {
        let log = Folder()
        log.write(Sample.row(1), to: "Master.csv")
        let first = try await log.source.rows(after: nil, limit: 100)
        log.append(Sample.row(2), to: "Master.csv")
        log.move("Master.csv", to: name)

        let between = try await log.source.rows(after: first.cursor, limit: 100)
        #expect(between.rows.map(\.sequence) == [2])
        #expect(try await log.source.rows(after: between.cursor, limit: 100).rows == [])

        log.append(Sample.row(3), to: "Master.csv")
        #expect(try await log.source.rows(after: first.cursor, limit: 100).rows.map(\.sequence) == [2, 3])
        #expect(try await log.source.rows(after: first.cursor, limit: 1).rows.map(\.sequence) == [2])
        #expect(try await log.source.rows(after: between.cursor, limit: 100).rows.map(\.sequence) == [3])
    }

    @Test("a file that was copied away and emptied counts as rotated")
    func copyTruncate() async throws {
        let log = Folder()
        log.write(Sample.row(1) + Sample.row(2), to: "Master.csv")
        let first = try await log.source.rows(after: nil, limit: 1)
        log.write(Sample.row(1) + Sample.row(2), to: "Master.csv.1")
        log.write("", to: "Master.csv")
        let second = try await log.source.rows(after: first.cursor, limit: 100)
        #expect(second.rows.map(\.sequence) == [2])
        log.append(Sample.row(3), to: "Master.csv")
        #expect(try await log.source.rows(after: second.cursor, limit: 100).rows.map(\.sequence) == [3])
    }

    @Test("after several rotations every file in between is read, in the order they were written")
    func severalRotations() async throws {
        let log = Folder()
        log.write(Sample.row(1) + Sample.row(2), to: "Master.csv.3", at: 1)
        let first = try await log.source(named: "Master.csv.3").rows(after: nil, limit: 1)
        log.write(Sample.row(3), to: "Master.csv.2", at: 2)
        log.write(Sample.row(4), to: "Master.csv.1", at: 3)
        log.write(Sample.row(5), to: "Master.csv", at: 4)
        log.write("\u{1F}\u{8B}not to be read", to: "Master.csv.4.gz", at: 0)
        #expect(try await log.source.rows(after: first.cursor, limit: 100).rows.map(\.sequence) == [2, 3, 4, 5])
    }

    @Test("when the file that was being read is gone, everything that is still there is read")
    func predecessorGone() async throws {
        let log = Folder()
        log.write(Sample.row(3), to: "Master.csv.1", at: 1)
        log.write(Sample.row(4), to: "Master.csv", at: 2)
        let cursor = CDRCursor(offset: 200, fingerprint: "1234")
        #expect(try await log.source.rows(after: cursor, limit: 100).rows.map(\.sequence) == [3, 4])
    }

    @Test("lines that are no CDRs are left out, and the rows around them are read")
    func damage() async throws {
        let log = Folder()
        let half = String(Sample.row(2).prefix(40))
        let lines = [Sample.row(1), half, Sample.row(3), "\n\0\0\0\n", Sample.row(4), "\"never closed\n"]
        log.write(lines.joined(), to: "Master.csv")
        #expect(try await log.source.rows(after: nil, limit: 100).rows.map(\.sequence) == [1, 4])
    }

    @Test("a file that is not there, or is no file, is an error that names it")
    func missing() async throws {
        let log = Folder()
        await #expect(throws: CDRSourceError(.notFound, path: log.path("Master.csv"))) {
            try await log.source.rows(after: nil, limit: 1)
        }
        try FileManager.default.createDirectory(atPath: log.path("Master.csv"), withIntermediateDirectories: false)
        let error = await #expect(throws: CDRSourceError.self) { try await log.source.rows(after: nil, limit: 1) }
        #expect(error?.path == log.path("Master.csv"))
    }

    @Test("the last row of a whole file counts without its line end")
    func wholeFile() throws {
        let log = Folder()
        log.write(String((Sample.row(1) + Sample.row(2)).dropLast()), to: "cdr.csv")
        #expect(try MasterCSV.allRows(of: log.path("cdr.csv")).map(\.sequence) == [1, 2])
        log.write("", to: "cdr.csv")
        #expect(try MasterCSV.allRows(of: log.path("cdr.csv")) == [])
    }
}

private enum Sample {
    /// As cdr_csv.c writes it with all columns on.
    static func row(_ number: Int, name: String = "") -> String {
        let second = 1_795_364_700 + number
        return #""","9535237271","0111","internal","""\#(name)"" <9535237271>","PJSIP/t-\#(number)","","Dial","x","#
            + #""2026-11-22 16:25:54",,"2026-11-22 16:26:02",8,0,"NO ANSWER","DOCUMENTATION","\#(second).\#(number)","","","#
            + #""\#(second).\#(number)",\#(number)"# + "\n"
    }
}

/// A folder of the PBX's log that is removed with the test.
private final class Folder {
    private let url = FileManager.default.temporaryDirectory.appendingPathComponent("cdr-\(UUID().uuidString)")

    init() {
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    var source: MasterCSV { source(named: "Master.csv") }

    func source(named name: String) -> MasterCSV {
        MasterCSV(path: path(name), logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    func write(_ bytes: some Sequence<UInt8>, to name: String) {
        #expect(FileManager.default.createFile(atPath: path(name), contents: Data(bytes)))
    }

    /// - Parameter day: when it was last written to, if that matters.
    func write(_ text: String, to name: String, at day: Int? = nil) {
        write(text.utf8, to: name)
        guard let day else { return }
        let date = Date(timeIntervalSince1970: Double(day) * 86_400)
        try? FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path(name))
    }

    func append(_ text: String, to name: String) {
        write(Array(FileManager.default.contents(atPath: path(name)) ?? Data()) + Array(text.utf8), to: name)
    }

    func move(_ name: String, to other: String) {
        try? FileManager.default.moveItem(atPath: path(name), toPath: path(other))
    }
}

private enum Fixtures {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/ami").path

    static func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")), as: UTF8.self)
    }

    /// The `Cdr` events of a scenario's transcripts as rows.
    static func cdrEvents(of scenario: String) throws -> [CDRRow] {
        let transcripts = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasPrefix(scenario + "-") || $0 == scenario + ".txt" }
            .filter { $0.hasSuffix(".txt") && !$0.hasSuffix(".actions.txt") }
            .sorted()
        // Asterisk sends an empty line too many now and then.
        let messages = try transcripts.flatMap { try text($0).components(separatedBy: "\r\n\r\n") }
            .map { $0.trimmingCharacters(in: .newlines) }
        return messages.filter { $0.hasPrefix("Event: Cdr\r\n") }.map(cdr)
    }

    private static func cdr(_ message: String) -> CDRRow {
        var headers: [String: String] = [:]
        for line in message.components(separatedBy: "\r\n") {
            guard let colon = line.range(of: ": ") else { continue }
            headers[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
        }
        var row = CDRRow()
        row.accountCode = headers["AccountCode", default: ""]
        row.source = headers["Source", default: ""]
        row.destination = headers["Destination", default: ""]
        row.destinationContext = headers["DestinationContext", default: ""]
        row.callerID = headers["CallerID", default: ""]
        row.channel = headers["Channel", default: ""]
        row.destinationChannel = headers["DestinationChannel", default: ""]
        row.lastApplication = headers["LastApplication", default: ""]
        row.lastData = headers["LastData", default: ""]
        row.start = headers["StartTime", default: ""]
        row.answer = headers["AnswerTime", default: ""]
        row.end = headers["EndTime", default: ""]
        row.duration = headers["Duration", default: ""]
        row.billableSeconds = headers["BillableSeconds", default: ""]
        row.disposition = headers["Disposition", default: ""]
        row.amaFlags = headers["AMAFlags", default: ""]
        row.uniqueID = headers["UniqueID", default: ""]
        row.userField = headers["UserField", default: ""]
        row.linkedID = headers["LinkedID"].map { LinkedID($0) }
        row.sequence = headers["Sequence"].flatMap { Int64($0) }
        row.peerAccount = ""
        return row
    }
}
