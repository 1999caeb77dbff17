/// How fast calls are to be answered, and how many of them (requirement S3.36). Both are the installation's.
package struct ServiceLevelRules: Hashable, Sendable {
    /// Who waited no longer until a person answered was answered in time; decision D28 says what is waiting.
    package var within: Duration
    /// Percent of the calls that should be.
    package var target: Int

    package init(within: Duration = .seconds(20), target: Int = 85) {
        self.within = within
        self.target = target
    }

    package var seconds: Int { Int(within.components.seconds) }

    /// Whether so many are enough; `nil` where there is nothing to judge.
    package func isMet(by level: Figure?) -> Bool? {
        guard case .percent(let part, let whole)? = level, whole > 0 else { return nil }
        return part * 100 >= Int64(target) * whole
    }
}
