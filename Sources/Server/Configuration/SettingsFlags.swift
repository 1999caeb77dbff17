import Configuration

/// Settings on the command line: `--pbx-host 10.0.0.5` or `--pbx-host=10.0.0.5`. Flags of lists may be repeated.
struct SettingsFlags {
    private(set) var problems: [ConfigurationProblem] = []
    private var values: [AbsoluteConfigKey: ConfigValue] = [:]
    private let place = "on the command line"

    var source: SettingsReader.Source {
        SettingsReader.Source(place: place, provider: InMemoryProvider(values: values), spelling: \.flag)
    }

    init(_ arguments: [String]) {
        var texts: [SettingDeclaration: [String]] = [:]
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let flag = String(argument.prefix { $0 != "=" })
            var value = flag == argument ? nil : String(argument.dropFirst(flag.count + 1))
            if value == nil, argument.hasPrefix("--"), rest.first?.hasPrefix("--") == false { value = rest.popFirst() }
            guard let declaration = Settings.all.first(where: { $0.flag == flag }) else {
                let known = Settings.all.map(\.flag)
                report(flag, argument.hasPrefix("--") ? .unknown(flag, among: known) : "is not expected here")
                continue
            }
            guard let value else {
                report(flag, "has no value; write \(flag)=VALUE")
                continue
            }
            if texts[declaration] != nil, !declaration.isList { report(flag, "is given twice") }
            texts[declaration, default: []].append(value)
        }
        for (declaration, texts) in texts {
            let value = ConfigContent.string(texts.joined(separator: ","))
            values[AbsoluteConfigKey(declaration.components)] = ConfigValue(value, isSecret: declaration.isSecret)
        }
    }

    private mutating func report(_ flag: String, _ text: String) {
        problems.append(ConfigurationProblem(key: flag, place: place, text: text))
    }
}
