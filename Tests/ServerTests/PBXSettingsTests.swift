import Asterisk
import Foundation
import NIOPosix
import PBXSimulator
import Testing

@testable import Server

/// The simulator answers as Asterisk does to a user who has the rights of asterisk/manager-priyom.conf and no others.
@Suite("What the doctor sees with the least rights", .timeLimit(.minutes(1))) struct PBXSettingsTests {
    private static let rights: Set<String> = ["reporting", "call", "agent", "originate"]

    /// The files of the folder asterisk/, as an administrator has them once all is done.
    private static func snippets() throws -> SimulatedFiles {
        var files = SimulatedFiles()
        files.put("[general]\nenabled = yes\ntimestampevents = yes", into: "manager.conf")
        for (name, file) in [
            ("manager-priyom.conf", "manager.conf"), ("extensions-priyom.conf", "extensions.conf"),
            ("cdr.conf", "cdr.conf"), ("cdr_manager.conf", "cdr_manager.conf"), ("features.conf", "features.conf"),
            ("queues.conf", "queues.conf"),
        ] {
            files.put(try String(contentsOf: Snippet.folder.appendingPathComponent(name), encoding: .utf8), into: file)
        }
        // What the file of the repository leaves to the administrator.
        files.put("[globals]\nPRIYOM_TOKEN = priyom_token", into: "extensions.conf")
        return files
    }

    private var expected: ExpectedPBX {
        var expected = ExpectedPBX(username: "priyom")
        expected.transferContext = "priyom-transfer"
        expected.dialContext = "priyom-dial"
        expected.asksByHTTP = true
        expected.readsCDRFile = true
        expected.recordingsFolder = "/var/spool/asterisk/monitor"
        return expected
    }

    private func findings(
        _ files: SimulatedFiles,
        _ expected: ExpectedPBX,
        write: Set<String> = Self.rights
    ) async throws -> [Finding] {
        var configuration = SimulatorConfiguration()
        configuration.port = 0
        configuration.files = files
        let read = EventClass(mask: AMIConfiguration.defaultEventMask)
        configuration.users = [ManagerUser(name: "priyom", secret: "secret", read: read, write: write)]
        let simulator = PBXSimulator(configuration)
        try await simulator.start()
        let connection = AMIConfiguration(
            host: "127.0.0.1",
            port: try await simulator.port,
            username: "priyom",
            secret: "secret"
        )
        let facts = try await AMIConnection.with(connection, on: .singletonMultiThreadedEventLoopGroup) { connection in
            try await PBXFacts(banner: connection.banner, expected: expected, ask: connection.send)
        }
        try await simulator.stop()
        return facts.findings
    }

    @Test("nothing is to be mended where the files are those of the folder asterisk/, and all of it is seen")
    func complete() async throws {
        let findings = try await findings(Self.snippets(), expected)
        #expect(findings.filter { $0.grade == .warning || $0.grade == .problem } == [])
        for text in [
            "the user may read all events that are needed", "the user may control calls and queue members",
            "events carry the PBX's own time", "comes as events", "events carry LinkedID and Sequence",
            "calls that were offered to nobody have rows too", "attended transfers have their keys",
            "has the contexts that ask who calls, and a token",
        ] {
            #expect(findings.contains { $0.grade == .ok && $0.text == text }, "\(text)")
        }
        // What nobody can see is said, and nothing else is left to say.
        #expect(
            findings.filter { $0.grade == .note }.map(\.text) == [
                "whether the prompt for attended transfers is installed cannot be seen; without it they fail"
            ]
        )
    }

    @Test(
        "each thing that is missing is told, with the line that mends it",
        arguments: [
            ("manager.conf", "[priyom]\nwritetimeout = 5000", "the user may log in from every address", "permit"),
            (
                "manager.conf", "[priyom]\npermit = 10.0.0.5\nwritetimeout = 100",
                "it drops a client that does not read for 100 ms", "writetimeout = 5000"
            ),
            (
                "manager.conf", "[priyom]\npermit = 10.0.0.5\neventfilter = !Event: CEL",
                "events are filtered in the old form", "asterisk/manager-priyom.conf"
            ),
            ("manager.conf", "[priyom]\npermit = 10.0.0.5", "sends all events", "eventfilter("),
            ("features.conf", "[featuremap]", "has no key for attended transfers", "atxfer = *2 in [featuremap]"),
            (
                "features.conf", "[general]\natxferswap = *5", "swaps the parties of a consultation by *5",
                "atxferswap = *4"
            ),
            ("cdr.conf", "[general]\nenable = no", "the PBX writes no CDRs", "enable = yes"),
            (
                "cdr.conf", "[general]\nbatch = yes", "the PBX holds CDRs back and loses them when it crashes",
                "batch = no"
            ),
            ("cdr.conf", "[general]\nbatch = no", "calls that were offered to nobody have no row", "unanswered = yes"),
            (
                "cdr.conf", "[csv]\nloguniqueid = yes\nusegmtime = yes", "the file Master.csv is not written so",
                "newcdrcolumns = yes, usegmtime = no"
            ),
            ("cdr_manager.conf", "[general]\nenabled = no", "does not come as events", "enabled = yes"),
            (
                "cdr_manager.conf", "[mappings]\nlinkedid => LinkedID", "events carry no Sequence",
                "sequence => Sequence"
            ),
            (
                "queues.conf", "[general]\npersistentmembers = no",
                "forgets at a restart who was added to a queue from a page", "persistentmembers = yes"
            ),
            ("extensions.conf", "[globals]\nPRIYOM_TOKEN =", "asks who calls without a token", "PRIYOM_TOKEN"),
            (
                "asterisk.conf", "[directories]\nastspooldir = /srv/spool",
                "writes recordings into /srv/spool/monitor", "recordings.pbx-folder"
            ),
        ]
    )
    func missing(file: String, lines: String, text: String, remedy: String) async throws {
        var files = try Self.snippets()
        files.put(lines, into: file)
        let told = try await findings(files, expected).filter { $0.grade != .ok }
        let finding = try #require(told.first { $0.text.hasPrefix(text) }, "\(told.map(\.text))")
        #expect(finding.remedy?.contains(remedy) == true)
    }

    @Test(
        "a module that is not loaded is named, with what is lost",
        arguments: [
            ("app_mixmonitor.so", "nothing is recorded"), ("app_chanspy.so", "nobody can listen in"),
            ("bridge_builtin_features.so", "nobody can consult from the page"),
            ("func_curl.so", "cannot ask who calls"),
            ("res_pjsip_notify.so", "phones cannot be told to answer and to hold"),
            ("res_fax.so", "no fax can be sent"), ("res_fax_spandsp.so", "no fax can be sent"),
        ]
    )
    func modules(name: String, loss: String) async throws {
        var files = try Self.snippets()
        files.modules.remove(name)
        var expected = expected
        expected.tellsPhones = true
        expected.faxContext = "priyom-fax"
        let told = try await findings(files, expected, write: Self.rights.union(["system"]))
            .filter { $0.grade == .warning }
        // Not as a right that is missing.
        #expect(told.map(\.text).filter { $0.contains(loss) }.count == 1 && told.count == 1, "\(told)")
        #expect(told.first?.remedy?.contains(name) == true)
    }

    @Test("S4.13 where callers are sent to their employee, a context that does not lead them back is told")
    func wayBack() async throws {
        var expected = expected
        expected.redirectsCallers = true
        let whole = try await findings(Self.snippets(), expected)
        #expect(whole.contains { $0.grade == .ok && $0.text.hasPrefix("priyom-transfer leads callers back") })
        expected.transferContext = "from-internal"
        let told = try await findings(Self.snippets(), expected).filter { $0.grade == .warning }
        #expect(told.map(\.text).contains { $0.hasPrefix("from-internal has no way back (priyom-back)") })
        expected.redirectsCallers = false
        #expect(try await findings(Self.snippets(), expected).allSatisfy { $0.grade != .warning })
    }

    @Test("contexts that the dialplan does not have are named, with the setting")
    func contexts() async throws {
        var expected = expected
        expected.transferContext = "nowhere"
        expected.redirectContexts = ["from-trunk", "from-afar"]
        let told = try await findings(SimulatedFiles(), expected).filter { $0.grade == .warning }.map(\.text)
        #expect(told.contains("has no context nowhere (pbx.transfer-context): no call can be sent on"))
        #expect(told.contains("has no context priyom-dial (pbx.dial-context): no number that is pressed can be called"))
        #expect(
            told.contains("does not ask who calls: its dialplan has no priyom-callerid and no priyom-route")
        )
        #expect(told.contains { $0.hasPrefix("has no context from-afar") })
        #expect(!told.contains { $0.contains("from-trunk") })
    }

    @Test("S4.11 where faxes are sent their context and the module are looked at")
    func faxes() async throws {
        var expected = expected
        expected.faxContext = "priyom-fax"
        let whole = try await findings(Self.snippets(), expected)
        #expect(whole.contains { $0.grade == .ok && $0.text == "has the context priyom-fax, which sends faxes" })
        var files = SimulatedFiles()
        files.modules.remove("res_fax.so")
        let told = try await findings(files, expected).filter { $0.grade == .warning }
        let context = told.first { $0.text.hasPrefix("has no context priyom-fax (fax.context)") }
        #expect(context?.remedy?.contains("extensions-priyom.conf") == true)
        #expect(told.contains { $0.text == "res_fax.so is not loaded: no fax can be sent" })
        // Who sends none needs neither.
        let other = try await findings(files, self.expected)
        #expect(!other.contains { $0.text.contains("fax") })
    }

    @Test("rights beyond those that are used are told")
    func tooManyRights() async throws {
        let rights = Self.rights.union(["command", "system"])
        let told = try await findings(Self.snippets(), expected, write: rights)
        #expect(told.contains { $0.grade == .note && $0.text == "the user may do more than is used: command, system" })
        // Telling phones to answer and to hold needs one of them.
        var expected = expected
        expected.tellsPhones = true
        let toldOfPhones = try await findings(Self.snippets(), expected, write: rights)
        #expect(toldOfPhones.contains { $0.text == "the user may do more than is used: command" })
        #expect(
            toldOfPhones.contains { $0.grade == .ok && $0.text == "the user may tell phones to answer and to hold" }
        )
    }

    @Test("who may ask for nothing is told what cannot be seen, and nothing is taken to be missing")
    func blind() async throws {
        let told = try await findings(Self.snippets(), expected, write: [])
        #expect(told.contains { $0.grade == .note && $0.text.hasPrefix("how it is set up cannot be seen") })
        #expect(told.contains { $0.grade == .note && $0.text.hasPrefix("whether CDRs come as events cannot be seen") })
        let warned = told.filter { $0.grade == .warning || $0.grade == .problem }.map(\.text)
        #expect(warned.allSatisfy { $0.hasPrefix("the user may not send") }, "\(warned)")
    }

    @Test("without func_config.so the files cannot be seen, the dialplan and the keys can")
    func withoutFiles() async throws {
        var files = try Self.snippets()
        files.modules.remove("func_config.so")
        let told = try await findings(files, expected)
        #expect(told.contains { $0.text.hasPrefix("which events the user may read cannot be seen") })
        #expect(told.contains { $0.text == "attended transfers have their keys" })
        #expect(told.filter { $0.grade == .warning || $0.grade == .problem } == [])
    }
}

/// The folder of files for Asterisk.
enum Snippet {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("asterisk")
}
