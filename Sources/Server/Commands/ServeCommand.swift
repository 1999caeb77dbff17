import ArgumentParser
import Logging

/// `priyom serve`: the product itself.
package struct ServeCommand: OperatorCommand {
    package static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Follow the PBX, keep the journal and serve the pages.",
        discussion: "Runs until it gets SIGTERM or SIGINT."
    )

    @OptionGroup var options: ConfigurationOptions

    package init() {}

    package func perform() async throws {
        let configuration = try await options.load(need: .pbx)
        let logger = Self.logger(configuration)
        let scheme = configuration.server.tls == .off ? "http" : "https"
        let priyom = try await Priyom(configuration, logger: logger)
        try await priyom.run { port in
            logger.info("Serving", metadata: ["address": "\(scheme)://\(configuration.server.host):\(port)/"])
        }
    }
}
