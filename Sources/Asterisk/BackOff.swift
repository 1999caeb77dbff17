/// How long to wait before the next try to connect.
struct BackOff {
    private let settings: AMIConfiguration.Reconnect
    private var failures = 0

    init(_ settings: AMIConfiguration.Reconnect) {
        self.settings = settings
    }

    /// - Parameter lifetime: how long the connection that ended had been logged in, `nil` if it never was. Only one that
    ///   outlived a first wait earns a fresh start: a PBX that drops us at once is not called on twice a second for ever.
    mutating func nextDelay(
        afterConnectionOf lifetime: Duration?,
        using random: inout some RandomNumberGenerator
    ) -> Duration {
        if let lifetime, lifetime >= settings.first { failures = 0 }
        var base = settings.first
        for _ in 0..<failures where base < settings.longest { base *= 2 }
        failures += 1
        return min(base, settings.longest) * Double.random(in: 0.5...1, using: &random)
    }
}
