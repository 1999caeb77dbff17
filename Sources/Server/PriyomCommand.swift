import ArgumentParser

/// `priyom`.
package struct PriyomCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "priyom",
        abstract: "Registers every call of a business that comes through an Asterisk PBX.",
        subcommands: [
            ServeCommand.self, MigrateCommand.self, ReplayCommand.self, RecordCommand.self, DoctorCommand.self,
            UserCommand.self, TokenCommand.self, GenerateCommand.self, FactsCommand.self,
        ]
    )

    package init() {}
}
