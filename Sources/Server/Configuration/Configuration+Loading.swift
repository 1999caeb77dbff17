import Foundation

extension Configuration {
    /// Which settings a command cannot do without.
    package enum Need: Sendable {
        case nothing
        /// What is needed to log in to the PBX, if this process does.
        case pbx
    }

    /// Reads the configuration. What stands on the command line wins over the environment, that over the file, and all
    /// over the defaults. Set to nothing means the default.
    ///
    /// - Parameters:
    ///   - file: the file's path; `nil`: the one that `PRIYOM_CONFIG` names, else priyom.yaml in the working directory, if
    ///     it is there.
    ///   - flags: the arguments of the command line that are settings.
    /// - Throws: `ConfigurationError` with all problems there are.
    package static func load(
        file: String? = nil,
        flags: [String] = [],
        environment: [String: String] = ProcessInfo.processInfo.environment,
        need: Need
    ) async throws(ConfigurationError) -> Configuration {
        let flags = SettingsFlags(flags)
        let variables = SettingsVariables(environment)
        let settingsFile = await SettingsFile(path: file ?? variables.file)
        var reader = SettingsReader(
            sources: [flags.source, variables.source] + [settingsFile.source].compactMap { $0 },
            problems: flags.problems + variables.problems + settingsFile.problems
        )
        let configuration = Configuration(file: settingsFile.path, from: &reader)
        if need == .pbx, configuration.pbx.connects, configuration.pbx.secret == nil,
            !reader.hasProblem(with: Settings.pbxSecretFile.declaration)
        {
            reader.report(
                Settings.pbxSecret.declaration,
                "is not set: give the secret of the AMI user \(configuration.pbx.username), as in manager.conf"
            )
        }
        guard reader.problems.isEmpty else { throw ConfigurationError(problems: reader.problems) }
        return configuration
    }
}
