/// Everything that is wrong with the configuration, together.
package struct ConfigurationError: Error, Hashable, CustomStringConvertible {
    package let problems: [ConfigurationProblem]

    package var description: String {
        let heading = problems.count == 1 ? "The configuration has a problem:" : "The configuration has problems:"
        return ([heading] + problems.map { "  \($0)" }).joined(separator: "\n")
    }
}

/// One thing that is wrong with the configuration.
package struct ConfigurationProblem: Hashable, Sendable, CustomStringConvertible {
    /// The key as it was written where it was written: `pbx.port`, `PRIYOM_PBX_PORT`, `--pbx-port`.
    package let key: String
    /// `in priyom.yaml`, `in the environment`, `on the command line`; `nil` when it is nowhere and should be.
    package let place: String?
    /// Never holds a secret.
    package let text: String

    package var description: String {
        place.map { "\(key) \($0): \(text)" } ?? "\(key): \(text)"
    }
}
