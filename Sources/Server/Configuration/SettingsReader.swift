import Configuration

/// Reads settings from where they may stand and collects what is wrong with them.
struct SettingsReader {
    /// One place where settings may stand.
    struct Source {
        /// `in priyom.yaml`
        let place: String
        let provider: any ConfigProvider
        /// How the setting is spelled there.
        let spelling: @Sendable (SettingDeclaration) -> String
    }

    /// The first one that has a setting wins.
    let sources: [Source]
    private(set) var problems: [ConfigurationProblem]
    /// The keys that were asked for.
    private(set) var keys: Set<String> = []

    init(sources: [Source], problems: [ConfigurationProblem]) {
        self.sources = sources
        self.problems = problems
    }

    /// The setting's value, or its fallback where it is not set, set to nothing, or malformed, which is noted.
    mutating func value<Value>(of setting: Setting<Value>) -> Value {
        let declaration = setting.declaration
        keys.insert(declaration.key)
        for source in sources {
            do {
                guard let texts = try source.texts(of: declaration) else { continue }
                return texts.allSatisfy(\.isEmpty) ? setting.fallback : try read(setting, texts)
            } catch {
                problems.append(
                    ConfigurationProblem(key: source.spelling(declaration), place: source.place, text: "\(error)")
                )
                return setting.fallback
            }
        }
        return setting.fallback
    }

    mutating func report(_ declaration: SettingDeclaration, _ text: String) {
        problems.append(ConfigurationProblem(key: declaration.key, place: nil, text: text))
    }

    func hasProblem(with declaration: SettingDeclaration) -> Bool {
        problems.contains { $0.key == declaration.key }
    }

    private func read<Value>(_ setting: Setting<Value>, _ texts: [String]) throws -> Value {
        do {
            return try setting.read(texts)
        } catch {
            let text = setting.declaration.isSecret ? "its value" : "\"\(texts.joined(separator: ", "))\""
            throw Malformed("\(text) is not \(error)")
        }
    }
}

extension SettingsReader.Source {
    /// - Returns: the members of a list, else one text; `nil` where the setting does not stand here.
    fileprivate func texts(of declaration: SettingDeclaration) throws -> [String]? {
        let key = AbsoluteConfigKey(declaration.components)
        if let found = try? provider.value(forKey: key, type: .string) {
            guard case .string(let text)? = found.value?.content else { return nil }
            guard declaration.isList else { return [text] }
            return text.split(separator: ",").map { String($0.trimmingPrefix(while: \.isWhitespace)) }
        }
        guard declaration.isList else { throw Malformed("one value is expected, not a list") }
        guard case .stringArray(let texts)? = try provider.value(forKey: key, type: .stringArray).value?.content else {
            return nil
        }
        return texts
    }
}
