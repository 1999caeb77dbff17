import Configuration

/// Settings in the environment: `PRIYOM_PBX_HOST=10.0.0.5`, lists with commas.
struct SettingsVariables {
    /// The path of the configuration file, if the environment names it.
    let file: String?
    private(set) var problems: [ConfigurationProblem] = []
    let source: SettingsReader.Source

    init(_ environment: [String: String]) {
        let place = "in the environment"
        let ours = environment.filter {
            $0.key.hasPrefix(Settings.variablePrefix) && !$0.key.hasPrefix(Settings.testVariablePrefix)
        }
        let known = Settings.all.map(\.variable) + [Settings.fileVariable]
        file = ours[Settings.fileVariable].flatMap { $0.isEmpty ? nil : $0 }
        problems = ours.keys.filter { !known.contains($0) }.sorted().map {
            ConfigurationProblem(key: $0, place: place, text: .unknown($0, among: known))
        }
        let unprefixed = ours.map { (String($0.key.dropFirst(Settings.variablePrefix.count)), $0.value) }
        source = SettingsReader.Source(
            place: place,
            provider: EnvironmentVariablesProvider(environmentVariables: Dictionary(uniqueKeysWithValues: unprefixed)),
            spelling: \.variable
        )
    }
}
