import Configuration
import Foundation
import Synchronization

/// Settings in a YAML file, sections nested or keys with dots.
struct SettingsFile {
    static let defaultPath = "priyom.yaml"

    /// The file that was read; `nil` when none was asked for and the default one is not there.
    private(set) var path: String?
    private(set) var problems: [ConfigurationProblem] = []
    private(set) var source: SettingsReader.Source?

    init(path: String?) async {
        guard path != nil || FileManager.default.fileExists(atPath: Self.defaultPath) else { return }
        let path = path ?? Self.defaultPath
        self.path = path
        let place = "in \(path)"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            problems = [ConfigurationProblem(key: path, place: nil, text: "the configuration file cannot be read")]
            return
        }
        // The YAML provider takes a file with nothing but comments for a broken one.
        guard text.split(whereSeparator: \.isNewline).contains(where: { !$0.isBlankOrComment }) else { return }
        do {
            let keys = KeyList()
            let provider = try await FileProvider<YAMLSnapshot>(
                parsingOptions: .init(secretsSpecifier: keys.specifier),
                filePath: .init(path)
            )
            source = SettingsReader.Source(place: place, provider: provider, spelling: \.key)
            problems = keys.all.compactMap { key in
                Self.problem(with: key, in: provider).map { ConfigurationProblem(key: key, place: place, text: $0) }
            }
        } catch {
            let text = "is no YAML that settings can be read from: \(error)"
            problems = [ConfigurationProblem(key: path, place: nil, text: text)]
        }
    }

    private static func problem(with key: String, in provider: some ConfigProvider) -> String? {
        let known = Settings.all.map(\.key)
        if known.contains(key) { return nil }
        guard known.contains(where: { $0.hasPrefix(key + ".") }) else { return .unknown(key, among: known) }
        let components = key.split(separator: ".").map(String.init)
        let value = try? provider.value(forKey: AbsoluteConfigKey(components), type: .string).value
        // A section whose settings are all commented out.
        if case .string("")? = value?.content { return nil }
        return "is a section: its settings stand below it, indented"
    }
}

/// The keys of a YAML file. The provider does not tell them, but it asks of each whether it is secret.
private final class KeyList: Sendable {
    private let keys = Mutex<Set<String>>([])

    var all: [String] { keys.withLock { $0.sorted() } }

    var specifier: SecretsSpecifier<String, Void> {
        .dynamic { key, _ in
            self.keys.withLock { _ = $0.insert(key) }
            return Settings.all.contains { $0.key == key && $0.isSecret }
        }
    }
}

extension Substring {
    fileprivate var isBlankOrComment: Bool {
        let text = trimmingPrefix(while: \.isWhitespace)
        return text.isEmpty || text.first == "#"
    }
}
