import ArgumentParser
import Asterisk
import Foundation
import Integrations
import Logging
import NIOPosix

/// `priyom doctor`: what is wrong with this installation and how to mend it.
package struct DoctorCommand: OperatorCommand {
    package static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check configuration, database, PBX, CDRs and recordings, and say what to mend.",
        discussion: "Changes nothing. The exit status is 0 unless something stops the product."
    )

    @OptionGroup var options: ConfigurationOptions

    package init() {}

    package func perform() async throws {
        let configuration = try await options.load(need: .pbx)
        var findings = [Finding(.ok, "configuration", configuration.file ?? "without a file")]
        findings += await DatabaseCheck(
            location: configuration.database,
            numbers: LibPhoneNumber(country: configuration.business.country),
            keyFile: KeyFile(path: configuration.secretsKeyFile),
            logger: Self.logger(configuration)
        ).findings()
        findings += await FaxCheck(
            configuration: FaxFolder.Configuration(configuration.faxes),
            hasAddresses: !configuration.faxes.addresses.isEmpty,
            logger: Self.logger(configuration)
        ).findings()
        if configuration.pbx.connects {
            findings += await pbx(configuration)
            findings += await cdrs(configuration.pbx)
        } else {
            findings.append(
                Finding(
                    .note,
                    "PBX",
                    "this process does not connect (pbx.connect = false); another one on the same database has to"
                )
            )
        }
        if let server = configuration.recordings.server {
            findings.append(await RecordingServerCheck(server: server).finding())
        }
        findings +=
            RecordingFolderCheck(
                recordings: configuration.recordings,
                timeZone: configuration.pbx.timeZone,
                now: Date()
            ).findings
        for finding in findings { print(finding) }
        let problems = findings.count { $0.grade == .problem }
        guard problems == 0 else {
            throw CommandFailure(.unfit, problems == 1 ? "there is a problem" : "there are \(problems) problems")
        }
    }

    private func cdrs(_ pbx: Configuration.PBX) async -> [Finding] {
        if let path = pbx.cdrCSV { return CDRFileCheck(path: path, timeZone: pbx.timeZone).findings }
        if let database = pbx.cdrDatabase { return await CDRDatabaseCheck(database: database).findings() }
        return [
            Finding(
                .note,
                "CDR",
                "the PBX's own CDRs are not read: those that were missed while nobody listened are not filled in",
                remedy: "set pbx.cdr-csv or pbx.cdr-database to what can be read from this machine"
            )
        ]
    }

    private func pbx(_ configuration: Configuration) async -> [Finding] {
        do {
            let connection = AMIConfiguration(configuration.pbx)
            return try await AMIConnection.with(connection, on: .singletonMultiThreadedEventLoopGroup) { connection in
                try await PBXFacts(
                    banner: connection.banner,
                    expected: ExpectedPBX(configuration),
                    ask: connection.send
                ).findings
            }
        } catch {
            return [Finding(.problem, "PBX", "\(error)")]
        }
    }
}

extension ExpectedPBX {
    init(_ configuration: Configuration) {
        let (pbx, routing) = (configuration.pbx, configuration.routing)
        self.init(
            username: pbx.username,
            transferContext: pbx.transferContext,
            dialContext: pbx.dialContext,
            redirectContexts: routing.redirectContexts.map(\.text).filter { !$0.contains("*") },
            redirectsCallers: !routing.redirectContexts.isEmpty,
            asksByHTTP: !routing.addresses.isEmpty && routing.fastAGI == nil,
            recordingsFolder: configuration.recordings.isSetUp ? configuration.recordings.pbxFolder : nil,
            readsCDRFile: pbx.cdrCSV != nil,
            tellsPhones: pbx.tellsPhones,
            faxContext: configuration.faxes.folder == nil ? nil : configuration.faxes.context
        )
    }
}
