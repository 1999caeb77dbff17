/// How long callers waited, in steps by which reports tell patience and service apart. Its value in facts is the whole seconds of its
/// upper end, or `more`.
package enum WaitClass {
    /// In seconds; the last step has no end.
    package static let limits: [Int64] = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300]
    package static let more = "more"

    /// - Parameter milliseconds: a wait that is just as long as a limit is within it.
    package static func value(of milliseconds: Int64) -> String {
        limits.first { milliseconds <= $0 * 1_000 }.map(String.init) ?? more
    }

    /// The values of whoever waited, however long.
    package static let all = Set(limits.map(String.init) + [more])
}
