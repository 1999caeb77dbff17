/// The same numbers for the same seed, on every machine (SplitMix64).
package struct SampleRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    /// A sequence of its own for each thing that is made up, so that the millionth is made without the ones before it.
    package init(seed: UInt64, _ thing: Int) {
        var first = SampleRandom(seed: seed ^ (UInt64(bitPattern: Int64(thing)) &* 0xd129_0bc3_5f4a_7c15))
        state = first.next()
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// From 0 to `count` - 1.
    package mutating func number(below count: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(max(count, 1))).high)
    }

    /// Whether something that happens `percent` times in a hundred happens.
    package mutating func happens(_ percent: Int) -> Bool { number(below: 100) < percent }

    package mutating func one<Thing>(of things: [Thing]) -> Thing { things[number(below: things.count)] }

    /// Earlier things are drawn more often than later ones, as surnames and makes of cars are met.
    package mutating func frequentOne<Thing>(of things: [Thing]) -> Thing {
        let (first, second) = (number(below: things.count), number(below: things.count))
        return things[first * (second + 1) / things.count]
    }
}
