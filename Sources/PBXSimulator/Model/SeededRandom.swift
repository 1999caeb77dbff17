/// Random numbers that come out the same for the same seed, on every machine (SplitMix64).
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Between 0 and 1, one left out.
    package mutating func fraction() -> Double {
        Double(next() >> 11) / 9_007_199_254_740_992
    }

    package mutating func number(below limit: Int) -> Int {
        Int(next() % UInt64(max(1, limit)))
    }

    package mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + number(below: range.count)
    }

    /// A length in seconds, to the millisecond.
    package mutating func seconds(_ range: ClosedRange<Double>) -> Duration {
        let seconds = range.lowerBound + fraction() * (range.upperBound - range.lowerBound)
        return .milliseconds(Int64(seconds * 1_000))
    }

    package mutating func isTrue(oneIn count: Int) -> Bool { number(below: count) == 0 }

    package mutating func element<Element>(of array: [Element]) -> Element? {
        array.isEmpty ? nil : array[number(below: array.count)]
    }

    /// A generator of its own for a part of the simulation, so that one part's draws do not move another's.
    package mutating func fork() -> SeededRandom { SeededRandom(seed: next()) }
}
