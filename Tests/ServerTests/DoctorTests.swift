import Asterisk
import ContactCenter
import Foundation
import Integrations
import Logging
import Storage
import TestSupport
import Testing

@testable import Server

@Suite("The doctor")
struct DoctorTests {
    @Test("finds nothing to mend where all is as the installation guide says")
    func healthy() async throws {
        let pbx = AnsweringPBX()
        let findings = try await pbx.facts().findings
        #expect(findings.filter { $0.grade == .warning || $0.grade == .problem } == [])
        #expect(findings.map(\.text).contains("Asterisk 22.10.1, Asterisk Call Manager/11.0.0: logged in"))
        #expect(findings.map(\.text).contains("the user may read all events that are needed"))
        #expect(findings.map(\.text).contains("events carry LinkedID and Sequence"))
    }

    @Test("says which lists a user without rights does not get, what that costs and which line mends it")
    func withoutWriteRights() async throws {
        var pbx = AnsweringPBX()
        pbx.deny(["CoreShowChannels", "Status", "Command", "GetConfig", "CoreSettings", "Originate"])
        let finding = try #require(try await pbx.facts().findings.first { $0.grade == .problem })
        #expect(
            finding.text.contains("CoreShowChannels (after a lost connection calls that ended meanwhile stay open)")
        )
        #expect(finding.text.contains("Status"))
        #expect(!finding.text.contains("QueueStatus"))
        #expect(finding.remedy?.contains("write = reporting,call,originate,agent") == true)
    }

    @Test("says that it cannot see what only the right to run commands shows")
    func withoutCommands() async throws {
        var pbx = AnsweringPBX()
        pbx.deny(["Command", "GetConfig"])
        let findings = try await pbx.facts().findings
        #expect(findings.filter { $0.grade == .warning || $0.grade == .problem } == [])
        #expect(findings.contains { $0.text.hasPrefix("which events the user may read cannot be seen") })
        #expect(findings.contains { $0.text.hasPrefix("whether CDRs come as events cannot be seen") })
    }

    @Test("calls it a problem when no call events may be read, and names the other classes that are missing")
    func withoutReadRights() async throws {
        var pbx = AnsweringPBX()
        pbx.answers["manager show user priyom"] = ["         read perm: system,agent,user"]
        let finding = try #require(try await pbx.facts().findings.first { $0.grade == .problem })
        #expect(finding.text.contains("call (no call is seen), cdr (CDRs are not copied), dialplan"))
        #expect(finding.remedy?.contains("read = system,call,agent,cdr,dialplan,dtmf") == true)
    }

    @Test("names a module that is not loaded")
    func missingModule() async throws {
        var pbx = AnsweringPBX()
        pbx.refusals["DeviceStateList"] = .refused("Invalid/unknown command: DeviceStateList.")
        pbx.actions.removeAll { $0 == "DeviceStateList" }
        let finding = try #require(try await pbx.facts().findings.first { $0.grade == .warning })
        #expect(finding.remedy == "load res_manager_devicestate.so in modules.conf")
    }

    @Test(
        "tells how far the clocks are apart and warns above two seconds",
        arguments: [(1_900, false), (-2_100, true)]
    )
    func clocks(milliseconds: Int, warns: Bool) async throws {
        var pbx = AnsweringPBX()
        pbx.clock = Date(timeIntervalSince1970: 1_795_364_754 + Double(milliseconds) / 1_000)
        let facts = try await pbx.facts(now: Date(timeIntervalSince1970: 1_795_364_754))
        #expect(facts.clockOffset == .milliseconds(milliseconds))
        #expect(facts.findings.contains { $0.grade == .warning && $0.text.contains("clock") } == warns)
    }

    @Test("names what keeps CDRs from being copied exactly")
    func cdrs() async throws {
        var pbx = AnsweringPBX()
        pbx.cdrManager = ["enabled=yes", "linkedid=LinkedID"]
        #expect(try await pbx.warnings() == ["events carry no Sequence (two rows alike count as one)"])

        pbx.cdrManager = ["enabled=no"]
        pbx.answers["cdr show status"]?.removeAll { $0.contains("cdr_manager") }
        #expect(try await pbx.warnings() == ["does not come as events, so the copy of the CDRs stays empty"])

        pbx.answers["cdr show status"] = ["  Logging:                    Disabled"]
        #expect(try await pbx.warnings() == ["the PBX writes no CDRs"])

        pbx.deny(["Command"])
        #expect(try await pbx.warnings() == ["does not come as events, so the copy of the CDRs stays empty"])
    }

    @Test("warns of CDRs that are held back, and tells whether unanswered calls have any")
    func cdrModes() async throws {
        var pbx = AnsweringPBX()
        pbx.answers["cdr show status"] = [
            "  Logging:                    Enabled", "  Mode:                       Batch",
            "  Log unanswered calls:       Yes", "    cdr_manager",
        ]
        #expect(try await pbx.warnings() == ["the PBX holds CDRs back and loses them when it crashes"])
        #expect(
            try await pbx.facts().findings.contains { $0.text == "calls that were offered to nobody have rows too" }
        )
    }

    @Test("says what telling phones to answer and to hold needs")
    func phones() async throws {
        var pbx = AnsweringPBX()
        func finding() async throws -> Finding? {
            try await pbx.facts().findings.first {
                $0.text.contains("tell phones") || $0.text.contains("phones cannot be told")
            }
        }
        #expect(try await finding() == nil)
        pbx.expected.tellsPhones = true
        #expect(try await finding()?.grade == .warning)
        #expect(try await finding()?.text.contains("PJSIPNotify, PJSIPShowContacts") == true)
        #expect(try await finding()?.remedy?.contains("write = reporting,call,originate,agent,system") == true)
        pbx.actions += ["PJSIPNotify", "PJSIPShowContacts"]
        #expect(try await finding()?.grade == .ok)
        pbx.deny(["ListCommands"])
        #expect(try await finding()?.grade == .note)
    }

    @Test("refuses an Asterisk whose events mean something else")
    func oldAsterisk() async throws {
        var pbx = AnsweringPBX()
        pbx.banner = "Asterisk Call Manager/1.3"
        #expect(try await pbx.facts().findings.first?.grade == .problem)
        pbx.banner = "Asterisk Call Manager/2.8.0"
        #expect(try await pbx.facts().findings.first?.grade == .ok)
    }

    @Test("does not take a lost connection for an answer")
    func lostConnection() async throws {
        var pbx = AnsweringPBX()
        pbx.refusals["QueueStatus"] = .connectionLost
        await #expect(throws: AMIError(.connectionLost)) { try await pbx.facts() }
    }

    @Test("looks at the columns and the time zone of Master.csv")
    func masterCSV() {
        let base =
            #""","1","2","c","x","PJSIP/a-1","","Dial","x","2026-11-22 19:25:54",,"2026-11-22 19:26:02",8,0,"BUSY","B""#
        let full = #","1795364754.1","","","1795364754.1",7"#
        func findings(_ row: String, _ zone: String = "Europe/Moscow") -> [String] {
            let file = TemporaryFile(row + "\n")
            defer { file.remove() }
            let zone = TimeZone(identifier: zone) ?? .gmt
            return CDRFileCheck(path: file.path, timeZone: zone).findings.filter { $0.grade == .warning }.map(\.text)
        }
        #expect(findings(base + full) == [])
        #expect(findings(base + full, "UTC") == ["its times are UTC+03:00, but pbx.time-zone is GMT (UTC+00:00)"])
        #expect(findings(base) == ["lacks the columns that say which call a row belongs to"])
        #expect(findings("nonsense").first?.contains("holds no CDR") == true)
        #expect(CDRFileCheck(path: "/nowhere", timeZone: .gmt).findings.map(\.grade) == [.warning])
    }

    @Test("S4.4 says of the PBX's database of CDRs what it lacks and what that costs")
    func cdrDatabase() async {
        let database = CDRDatabase(.sqlite(path: "/nowhere/master.db"), timeZone: TimeZone(identifier: "UTC") ?? .gmt)
        let check = CDRDatabaseCheck(database: database)
        #expect(await check.findings().map(\.grade) == [.warning])
        var row = CDRRow()
        (row.start, row.uniqueID) = ("2026-11-22 19:25:54", "1795364754.1")
        let facts = CDRTableFacts(lacking: ["linkedid", "sequence", "dst"], rows: [row], senseless: 2)
        let findings = check.findings(on: facts)
        #expect(findings.map(\.grade) == [.ok, .warning, .warning, .warning, .note, .warning])
        #expect(findings.first?.text == "table cdr of /nowhere/master.db, last call of 2026-11-22 19:25:54")
        #expect(
            findings[3].text.contains("no column dst") && findings[3].text.contains("the number called is not known")
        )
        #expect(findings.last?.text.contains("its times are UTC+03:00") == true)
        let whole = CDRTableFacts(lacking: [], rows: [], senseless: 0)
        #expect(check.findings(on: whole).map(\.text) == ["table cdr of /nowhere/master.db, empty"])
    }

    @Test("S4.6 says whether recordings can be fetched")
    func recordings() async throws {
        let address = try #require(RecordingAddress("http://127.0.0.1:1/{path}"))
        let server = RecordingServer(address, user: "priyom", password: "s3cret")
        let finding = await RecordingServerCheck(server: server).finding()
        #expect(finding.grade == .warning && !finding.description.contains("s3cret"))
    }

    @Test("looks at the database without making or changing one")
    func database() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("priyom-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("priyom.db").path
        let check = DatabaseCheck(
            location: .sqlite(path: path),
            numbers: .russian,
            keyFile: KeyFile(path: folder.appendingPathComponent("key").path),
            logger: Logger(label: "test")
        )

        #expect(await check.findings().map(\.grade) == [.problem])
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        #expect(await check.findings().map(\.grade) == [.note])
        #expect(!FileManager.default.fileExists(atPath: path))

        let store = try await DataStore.open(.sqlite(path: path), numbers: .russian, logger: Logger(label: "test"))
        #expect(await check.findings().map(\.grade) == [.ok, .note, .note])
        try await store.migrate()
        #expect(await check.findings().map(\.grade) == [.ok, .ok, .note])
        await store.close()

        try Data(repeating: 65, count: 4_096).write(to: URL(fileURLWithPath: path))
        #expect(await check.findings().map(\.grade) == [.problem])
    }

    @Test("looks at the key of the secrets: whether it is there, others may read it, and it is the right one")
    func secrets() async throws {
        try await TestFolder.with { folder in
            let file = KeyFile(path: folder + "/key")
            func finding(_ secrets: [SealedText]) -> Finding? {
                SecretsCheck(file: file, secrets: secrets).findings.first
            }
            #expect(finding([])?.grade == .note)
            let sealed = try SealedSecrets(file).seal("x", isFirst: true)
            #expect(finding([sealed])?.grade == .ok)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
            #expect(finding([sealed])?.text.contains("may be read or written by others") == true)
            try FileManager.default.removeItem(atPath: file.path)
            #expect(finding([sealed])?.text.contains("is not there") == true)
            _ = try SealedSecrets(file).seal("x", isFirst: true)
            #expect(finding([sealed])?.text.contains("another key") == true)
        }
    }
}

/// Answers as Asterisk 22 does to a user with all rights.
private struct AnsweringPBX: Sendable {
    var banner = "Asterisk Call Manager/11.0.0"
    var clock = Date(timeIntervalSince1970: 1_795_364_754)
    var actions = [
        "Atxfer", "CoreShowChannels", "DeviceStateList", "ExtensionStateList", "Hangup", "Originate", "QueuePause",
        "QueueStatus", "Redirect", "Status",
    ]
    var refusals: [String: AMIError.Code] = [:]
    var expected = ExpectedPBX(username: "priyom")
    var cdrManager = ["enabled=yes", "linkedid=LinkedID", "sequence=Sequence"]
    /// Of console commands.
    var answers = [
        "manager show user priyom": [
            "", "          username: priyom", "            secret: <Set>",
            "         read perm: system,call,agent,user,dtmf,cdr,dialplan",
            "        write perm: call,agent,reporting,originate",
        ],
        "manager show settings": ["Global Settings:", "  Timestamp events:          Yes            "],
        "cdr show status": [
            "", "Call Detail Record (CDR) settings", "----------------------------------",
            "  Logging:                    Enabled", "  Mode:                       Simple",
            "  Log unanswered calls:       No", "* Registered Backends", "  -------------------", "    cdr_manager",
            "    csv",
        ],
    ]

    mutating func deny(_ denied: [String]) {
        for action in denied { refusals[action] = .permissionDenied(action: action) }
        actions.removeAll { denied.contains($0) }
    }

    func facts(now: Date = Date(timeIntervalSince1970: 1_795_364_754)) async throws -> PBXFacts {
        try await PBXFacts(banner: banner, expected: expected, now: { now }, ask: answer)
    }

    func warnings() async throws -> [String] {
        try await facts().findings.filter { $0.grade == .warning }.map(\.text)
    }

    @Sendable private func answer(_ action: AMIAction) throws -> AMIReply {
        if let code = refusals[action.name] { throw AMIError(code) }
        return AMIReply(response: AMIMessage([("Response", "Success")] + headers(of: action)))
    }

    private func headers(of action: AMIAction) -> [(name: String, value: String)] {
        switch action.name {
        case "Ping": [("Ping", "Pong"), ("Timestamp", String(format: "%.6f", clock.timeIntervalSince1970))]
        case "CoreSettings": [("AsteriskVersion", "22.10.1")]
        case "ListCommands": actions.map { ($0, " (Priv: all)") }
        case "Command": (answers[action.headers.first?.value ?? ""] ?? []).map { ("Output", $0) }
        case "GetConfig": cdrManager.enumerated().map { ("Line-000000-00000\($0)", $1) }
        default: []
        }
    }
}
