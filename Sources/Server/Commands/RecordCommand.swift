import ArgumentParser
import Asterisk
import Foundation
import NIOPosix
import ServiceLifecycle

/// `priyom record`: what a live PBX sends, as a transcript that can be sent in and replayed.
package struct RecordCommand: OperatorCommand {
    package static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Write down everything the PBX sends, for priyom replay.",
        discussion: """
            Writes PREFIX.txt and PREFIX.times until Ctrl-C. After a lost connection it goes on in further files, then \
            numbered PREFIX-1.txt, PREFIX-2.txt. The log-in's secret is not in them; telephone numbers and names of callers \
            are.
            """
    )

    @Option(help: ArgumentHelp("Where to write: PREFIX.txt and PREFIX.times.", valueName: "prefix"))
    var out: String

    @Option(help: "Stop after this many seconds.")
    var seconds: Int?

    @OptionGroup var options: ConfigurationOptions

    package init() {}

    package func validate() throws {
        if let seconds, seconds < 1 { throw ValidationError("--seconds must be 1 or more") }
    }

    package func perform() async throws {
        let configuration = try await options.load(need: .pbx)
        let logger = Self.logger(configuration)
        var connection = AMIConfiguration(configuration.pbx)
        connection.eventMask = "on"
        let recording = Recording(
            session: AMISession(
                configuration: connection,
                eventLoopGroup: .singletonMultiThreadedEventLoopGroup,
                logger: logger
            ),
            duration: seconds.map { .seconds($0) },
            recorder: try TranscriptRecorder(prefix: out, startedAt: Date()),
            report: { print("\($0.messageCount) messages in \($0.files.joined(separator: ", "))") }
        )
        try await ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: recording, successTerminationBehavior: .gracefullyShutdownGroup)],
                gracefulShutdownSignals: [.sigint, .sigterm],
                logger: logger
            )
        ).run()
    }
}
