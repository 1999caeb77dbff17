import ContactCenter
import Foundation
import Integrations
import Logging
import Storage
import Testing
import Web

@testable import Server

@Suite("The configuration")
struct ConfigurationTests {
    private func load(
        yaml: String? = nil,
        flags: [String] = [],
        environment: [String: String] = [:],
        need: Configuration.Need = .nothing
    ) async throws -> Configuration {
        let file = yaml.map { TemporaryFile($0) }
        defer { file?.remove() }
        return try await Configuration.load(file: file?.path, flags: flags, environment: environment, need: need)
    }

    private func problems(
        yaml: String? = nil,
        flags: [String] = [],
        environment: [String: String] = [:],
        need: Configuration.Need = .nothing
    ) async throws -> [String] {
        let error = await #expect(throws: ConfigurationError.self) {
            try await load(yaml: yaml, flags: flags, environment: environment, need: need)
        }
        return try #require(error).problems.map { problem in
            problem.description.replacing(#/in \S+\.yaml/#, with: "in FILE")
        }
    }

    @Test("needs nothing but the PBX's secret")
    func defaults() async throws {
        let configuration = try await load(environment: ["PRIYOM_PBX_SECRET": "s3cret"], need: .pbx)
        #expect(configuration.database == .sqlite(path: "priyom.db"))
        #expect(configuration.pbx.name.rawValue == "office")
        #expect(configuration.pbx.host == "127.0.0.1")
        #expect(configuration.pbx.port == 5_038)
        #expect(configuration.pbx.tls == .off)
        #expect(configuration.pbx.username == "priyom")
        #expect(configuration.pbx.secret == Secret("s3cret"))
        #expect(configuration.pbx.cdrCSV == nil)
        #expect(configuration.business.timeZone.identifier == "Europe/Moscow")
        #expect(configuration.server.port == 8_080)
        #expect(configuration.logLevel == .info)
        #expect(
            try await problems(need: .pbx)
                == ["pbx.secret: is not set: give the secret of the AMI user priyom, as in manager.conf"]
        )
    }

    @Test("a process that shall not connect to the PBX needs no secret, wherever that is said")
    func noConnection() async throws {
        #expect(try await load(environment: ["PRIYOM_PBX_SECRET": "x"], need: .pbx).pbx.connects)
        #expect(try await !load(yaml: "pbx:\n  connect: false\n", need: .pbx).pbx.connects)
        #expect(try await !load(flags: ["--pbx-connect", "no"], need: .pbx).pbx.connects)
        #expect(try await problems(yaml: "pbx:\n  connect: maybe\n").first?.contains("true or false") == true)
    }

    @Test("networks that webhooks may reach are named one by one, or all")
    func privateNetworks() async throws {
        let address = try #require(NetworkAddress("10.1.2.3"))
        #expect(try await !load().webhookAddresses.allows(address))
        let yaml = "webhooks:\n  private-networks: [10.0.0.0/8, \"fd00::/8\"]\n"
        #expect(try await load(yaml: yaml).webhookAddresses.allows(address))
        #expect(try await load(flags: ["--webhooks-private-networks", "all"]).webhookAddresses.allows(address))
        #expect(try await !problems(flags: ["--webhooks-private-networks", "10.0.0.0/99"]).isEmpty)
    }

    @Test("S4.10 hosts of panels are named one by one; the headers of a file belong to them and are never printed")
    func panels() async throws {
        #expect(try await load().panels.hosts.isEmpty)
        let file = FileManager.default.temporaryDirectory.appending(path: "panels-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        try "# 1С\n\nerp.example Authorization: Bearer s3cret\n10.0.0.5:8443  X-Key: k\n".write(
            toFile: file,
            atomically: true,
            encoding: .utf8
        )
        let flags = ["--panels-hosts", "erp.example,10.0.0.5:8443", "--panels-headers-file", file]
        let panels = try await load(flags: flags).panels
        #expect(panels.hosts.map(\.name) == ["erp.example", "10.0.0.5"])
        #expect(panels.headers[panels.hosts[0]] == [Secret("Authorization: Bearer s3cret")])
        #expect(panels.headers[panels.hosts[1]] == [Secret("X-Key: k")])
        #expect(!"\(panels)".contains("s3cret"))
        #expect(try await !problems(flags: ["--panels-hosts", "https://erp.example"]).isEmpty)
        let strange = try await problems(flags: ["--panels-hosts", "erp.example", "--panels-headers-file", file])
        #expect(strange.count == 1 && strange[0].contains("line 4") && !strange[0].contains("X-Key"))
        try "erp.example s3cret".write(toFile: file, atomically: true, encoding: .utf8)
        let broken = try await problems(flags: flags)
        #expect(broken.count == 1 && broken[0].contains("line 1") && !broken[0].contains("s3cret"))
        #expect(try await problems(flags: ["--panels-headers-file", "/nowhere"]).count == 1)
    }

    @Test(
        "S4.13 contexts from which callers are sent on unasked are patterns; without them, and without who may ask, nobody is routed"
    )
    func redirecting() async throws {
        #expect(try await !load().routing.isOn)
        let yaml = "routing:\n  redirect-contexts: [\"from-trunk*\", from-afar]\n  redirect-seconds: 7\n"
        let routing = try await load(yaml: yaml).routing
        #expect(routing.isOn && routing.redirectContexts.map(\.text) == ["from-trunk*", "from-afar"])
        #expect(routing.redirectRinging == .seconds(7))
        #expect(ExpectedPBX(try await load(yaml: yaml)).redirectContexts == ["from-afar"])
        #expect(try await problems(flags: ["--routing-redirect-seconds", "2"]).count == 1)
    }

    @Test("S4.27 numbers lead to a telephone by SIP where the business says so, and to nothing but a telephone")
    func numberLinks() async throws {
        #expect(try await load().numberForm.text == "tel:{number}")
        let flags = ["--dialling-link", "sip:{dialled}@pbx.example.org"]
        #expect(WebConfiguration(try await load(flags: flags)).numberForm.text == "sip:{dialled}@pbx.example.org")
        #expect(try await problems(flags: ["--dialling-link", "https://example.org/{number}"]).count == 1)
    }

    @Test("comes from the command line before the environment before the file")
    func precedence() async throws {
        let yaml = "pbx:\n  host: from-file\n  name: from-file\n  username: from-file\n"
        let environment = ["PRIYOM_PBX_HOST": "from-environment", "PRIYOM_PBX_NAME": "from-environment"]
        let configuration = try await load(yaml: yaml, flags: ["--pbx-host", "from-flag"], environment: environment)
        #expect(configuration.pbx.host == "from-flag")
        #expect(configuration.pbx.name.rawValue == "from-environment")
        #expect(configuration.pbx.username == "from-file")
    }

    @Test("takes lists in the file, and with commas or repeated elsewhere")
    func lists() async throws {
        let yaml = """
            pbx.trunks: [rt-*, "mts,ural"]
            pbx:
              phones: 01*, 02*
              dids:
                - 6467171=74956467171
                - s = 74957559996
            """
        let flags = ["--pbx-closed-contexts", "a*", "--pbx-closed-contexts=b,c"]
        let environment = ["PRIYOM_PBX_INBOUND_CONTEXTS": "from-x, from-y"]
        let pbx = try await load(yaml: yaml, flags: flags, environment: environment).pbx
        #expect(pbx.dialplan.trunks.map(\.text) == ["rt-*", "mts,ural"])
        #expect(pbx.dialplan.phones.map(\.text) == ["01*", "02*"])
        #expect(pbx.dialplan.closedContexts.map(\.text) == ["a*", "b", "c"])
        #expect(pbx.dialplan.inboundContexts.map(\.text) == ["from-x", "from-y"])
        #expect(pbx.dialplan.dids == ["6467171": "74956467171", "s": "74957559996"])
    }

    @Test("takes a country that there is")
    func country() async throws {
        #expect(try await load().business.country.rawValue == "RU")
        #expect(try await load(yaml: "business:\n  country: UA\n").business.country.rawValue == "UA")
        #expect(
            try await problems(flags: ["--business-country", "XX"]) == [
                #"--business-country on the command line: "XX" is not a country's two capital letters by ISO 3166, such as "#
                    + "RU, UA or GB"
            ]
        )
    }

    @Test("takes an empty value for the default, and a section or file of comments for nothing")
    func emptyValues() async throws {
        let yaml = "pbx:\n#  host: 10.0.0.5\nserver:\n  port:\n"
        #expect(try await load(yaml: yaml).server.port == 8_080)
        #expect(try await load(yaml: "# nothing yet\n\n").pbx.host == "127.0.0.1")
        #expect(try await load(yaml: "pbx.host: 10.0.0.5", flags: ["--pbx-host="]).pbx.host == "127.0.0.1")
    }

    @Test("tells everything that is wrong at once, each with its key and place")
    func allProblemsTogether() async throws {
        let yaml = """
            pbx:
              prot: 5038
              tls: maybe
              time-zone: Mars/Olympus
              dids: [6467171]
            log.level: loud
            database: [a, b]
            telephone: yes
            """
        let found = try await problems(
            yaml: yaml,
            flags: ["--pbx-hots", "10.0.0.5", "--server-port", "99999", "--pbx-name", "stray"],
            environment: ["PRIYOM_PBX_SECERT": "x", "PRIYOM_BUSINESS_COUNTRY": "ru", "HOME": "/", "PRIYOM_TEST_X": ""],
            need: .pbx
        )
        let expected = [
            "--pbx-hots on the command line: there is no such setting; did you mean --pbx-host?",
            #"--server-port on the command line: "99999" is not a port, a whole number from 1 to 65535"#,
            "PRIYOM_PBX_SECERT in the environment: there is no such setting; did you mean PRIYOM_PBX_SECRET?",
            #"PRIYOM_BUSINESS_COUNTRY in the environment: "ru" is not a country's two capital letters by ISO 3166, such as RU, UA or GB"#,
            "pbx.prot in FILE: there is no such setting; did you mean pbx.port?",
            "telephone in FILE: there is no such setting",
            #"pbx.tls in FILE: "maybe" is not off, system, insecure or the path of a readable PEM file"#,
            #"pbx.time-zone in FILE: "Mars/Olympus" is not a time zone's name, such as Europe/Moscow or UTC"#,
            #"pbx.dids in FILE: "6467171" is not a list of delivered=number, such as 6467171=74956467171"#,
            "log.level in FILE: \"loud\" is not one of trace, debug, info, notice, warning, error, critical",
            "database in FILE: one value is expected, not a list",
            "pbx.secret: is not set: give the secret of the AMI user priyom, as in manager.conf",
        ]
        #expect(Set(found) == Set(expected))
    }

    @Test("does not take a stray word, a flag without value or one given twice")
    func malformedFlags() async throws {
        let flags = ["stray", "--pbx-host", "--pbx-port=1", "--pbx-port=2"]
        #expect(
            try await problems(flags: flags) == [
                "stray on the command line: is not expected here",
                "--pbx-host on the command line: has no value; write --pbx-host=VALUE",
                "--pbx-port on the command line: is given twice",
                "--pbx-port on the command line: \"1,2\" is not a port, a whole number from 1 to 65535",
            ]
        )
    }

    @Test("takes the value of a flag as it is, with commas, equal signs and dashes")
    func valuesOfFlags() async throws {
        #expect(try await load(flags: ["--pbx-secret", "-a,b=c, d"]).pbx.secret == Secret("-a,b=c, d"))
        #expect(try await load(flags: ["--pbx-secret=--x"]).pbx.secret == Secret("--x"))
    }

    @Test("names a file that is missing, broken or of the wrong shape")
    func badFiles() async throws {
        let missing = await #expect(throws: ConfigurationError.self) {
            try await Configuration.load(file: "/nowhere/priyom.yaml", environment: [:], need: .nothing)
        }
        #expect(missing?.problems.map(\.description) == ["/nowhere/priyom.yaml: the configuration file cannot be read"])
        for broken in ["pbx: [", "- a\n- b\n", "pbx.host: a\npbx.host: b\n", "pbx:\n  dids:\n    - {a: b}\n"] {
            let found = try await problems(yaml: broken)
            #expect(found.count == 1)
            #expect(found.first?.contains("is no YAML that settings can be read from") == true)
        }
        #expect(
            try await problems(yaml: "pbx: 10.0.0.5")
                == ["pbx in FILE: is a section: its settings stand below it, indented"]
        )
    }

    @Test("is found where PRIYOM_CONFIG says")
    func fileByEnvironment() async throws {
        let file = TemporaryFile("pbx.host: 10.0.0.5\n")
        defer { file.remove() }
        let configuration = try await Configuration.load(environment: ["PRIYOM_CONFIG": file.path], need: .nothing)
        #expect(configuration.pbx.host == "10.0.0.5")
        #expect(configuration.file == file.path)
    }

    @Test("reads the secret from a file, and takes it from one place only")
    func secretFile() async throws {
        let file = TemporaryFile("s3cret\n")
        defer { file.remove() }
        let environment = ["PRIYOM_PBX_SECRET_FILE": file.path]
        #expect(try await load(environment: environment, need: .pbx).pbx.secret == Secret("s3cret"))
        #expect(
            try await problems(flags: ["--pbx-secret", "x"], environment: environment)
                == ["pbx.secret-file: stands beside pbx.secret; keep one of the two"]
        )
        #expect(
            try await problems(environment: ["PRIYOM_PBX_SECRET_FILE": "/nowhere"], need: .pbx)
                == ["pbx.secret-file: the file /nowhere cannot be read"]
        )
    }

    @Test("S4.4 takes the PBX's CDRs from one place, a file or a database")
    func cdrDatabase() async throws {
        let file = TemporaryFile("s3cret\n")
        defer { file.remove() }
        let flags = [
            "--pbx-cdr-database", "postgresql://priyom@10.0.0.5/asterisk", "--pbx-cdr-password-file", file.path,
            "--pbx-cdr-table", "public.cdr", "--pbx-cdr-columns", "src=source", "--pbx-cdr-columns", "dst=dest",
            "--pbx-cdr-since", "2026-01-01",
        ]
        let configuration = try await load(flags: flags)
        let database = try #require(configuration.pbx.cdrDatabase)
        #expect(database.password == "s3cret" && database.table == "public.cdr")
        #expect(database.columns == ["src": "source", "dst": "dest"] && database.since == Day("2026-01-01"))
        #expect(database.timeZone == configuration.pbx.timeZone)
        var dumped = ""
        dump(configuration, to: &dumped)
        #expect(!dumped.contains("s3cret"))
        let found = try await problems(
            flags: [
                "--pbx-cdr-database", "odbc:DSN=x;PWD=s3cret", "--pbx-cdr-password", "s3cret", "--pbx-cdr-csv", "/x",
                "--pbx-cdr-columns", "number=x", "--pbx-cdr-since", "soon",
            ]
        )
        #expect(found.count == 4 && !found.joined().contains("s3cret"), "\(found)")
        #expect(
            try await problems(flags: ["--pbx-cdr-database", "mysql://priyom:s3cret@x/y"]).joined().contains(
                "its value is not"
            )
        )
    }

    @Test("S4.6 takes recordings from a folder or from a server, and sends no password in clear")
    func recordingServer() async throws {
        let url = ["--recordings-url", "https://pbx.example/{path}"]
        let login = ["--recordings-user", "priyom", "--recordings-password", "s3cret"]
        let configuration = try await load(flags: url + login)
        #expect(configuration.recordings.server?.user == "priyom")
        var dumped = ""
        dump(configuration, to: &dumped)
        #expect(!dumped.contains("s3cret"))
        #expect(try await problems(flags: url + ["--recordings-folder", "/x"]).count == 1)
        #expect(try await problems(flags: url + ["--recordings-user", "priyom"]).count == 1)
        #expect(try await problems(flags: url + ["--recordings-keep-days", "5"]).count == 1)
        #expect(try await problems(flags: ["--recordings-url", "http://pbx.example/{path}"] + login).count == 1)
        // A name that begins like an address of this machine is another's.
        #expect(try await problems(flags: ["--recordings-url", "http://127.pbx.example/{path}"] + login).count == 1)
        let here = try await load(flags: ["--recordings-url", "http://127.0.0.1/{path}"] + login)
        #expect(here.recordings.server?.address.host == "127.0.0.1")
        #expect(try await problems(flags: ["--recordings-url", "https://pbx.example/x"]).count == 1)
    }

    @Test("never prints a secret")
    func secrets() async throws {
        let configuration = try await load(flags: ["--pbx-secret", "s3cret"])
        var dumped = ""
        dump(configuration, to: &dumped)
        #expect(!dumped.contains("s3cret"))
        #expect(!"\(configuration)".contains("s3cret"))
        let found = try await problems(yaml: "pbx.secret: [s3cret]\npbx.port: x\n")
        #expect(!found.joined().contains("s3cret"))
    }

    @Test("docs/configuration.md has every setting with its default, and the code reads every one of them")
    func documentation() async throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appendingPathComponent("docs/configuration.md"), encoding: .utf8)
        #expect(text.contains(Settings.documentation), "The table should be:\n\(Settings.documentation)")

        var reader = SettingsReader(sources: [], problems: [])
        _ = Configuration(file: nil, from: &reader)
        #expect(reader.keys == Set(Settings.all.map(\.key)))
        #expect(Settings.all.count == reader.keys.count)

        let sample = try #require(text.firstMatch(of: #/```yaml\n([^`]+)```/#)).1
        #expect(try await load(yaml: String(sample), flags: ["--pbx-secret-file="]).pbx.host == "10.0.0.5")
    }
}

/// A file that a test writes and removes.
struct TemporaryFile {
    let path: String

    init(_ text: String) {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("priyom-\(UUID().uuidString).yaml").path
        #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8)))
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
