import ArgumentParser
import Foundation
import Logging

/// A subcommand of `priyom`, whose errors reach the operator as one clear message and an exit status.
package protocol OperatorCommand: AsyncParsableCommand {
    func perform() async throws
}

extension OperatorCommand {
    package mutating func run() async throws {
        do {
            try await perform()
        } catch {
            let failure = CommandFailure(error)
            FileHandle.standardError.write(Data("priyom: \(failure)\n".utf8))
            throw ExitCode(failure.status.rawValue)
        }
    }

    /// Logs to the standard error: the standard output belongs to what a command is asked for.
    static func logger(_ configuration: Configuration) -> Logger {
        var logger = Logger(label: "priyom", factory: StreamLogHandler.standardError(label:))
        logger.logLevel = configuration.logLevel
        return logger
    }
}

/// Where a command's settings come from.
package struct ConfigurationOptions: ParsableArguments {
    @Option(help: "The configuration file. Default: what PRIYOM_CONFIG names, else priyom.yaml if it is there.")
    package var config: String?

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp(
            "Settings, such as --pbx-host 10.0.0.5; docs/configuration.md lists them.",
            valueName: "setting"
        )
    )
    package var settings: [String] = []

    package init() {}

    /// - Throws: `ConfigurationError` with all problems there are.
    package func load(need: Configuration.Need) async throws -> Configuration {
        try await .load(file: config, flags: settings, need: need)
    }
}
