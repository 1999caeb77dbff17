import NIOCore

/// AMI events of invented calls without a network and without a clock, for benchmarks and tests: virtual time goes as fast
/// as the bytes are asked for.
///
///     let traffic = TrafficGenerator(seed: 1, callsPerSecond: 200)
///     let second = traffic.advance(by: .seconds(1))
///     let rest = traffic.finish()
///
/// The same seed and settings give the same bytes.
package final class TrafficGenerator {
    package let pbx: SimulatedPBX
    private let patterns: [any CallPattern]
    private var arrivals: Arrivals
    private var nextArrival: PBXInstant?

    /// Events written so far.
    package private(set) var messageCount = 0
    /// Every CDR, in the order of writing.
    package private(set) var cdrs: [SimulatedCDR] = []
    /// Every call that has ended, as it really was.
    package private(set) var truths: [CallTruth] = []

    /// - Parameters:
    ///   - patterns: of the default, the load pattern: as many events and bytes as a real PBX sends for a direct call.
    ///   - site: of the default, a PBX with enough phones for the load.
    package init(
        seed: UInt64,
        callsPerSecond: Double,
        patterns: [any CallPattern] = [LoadCall()],
        site: SimulatedSite? = nil,
        start: PBXInstant = PBXInstant(microseconds: 1_795_000_000_000_000)
    ) {
        let desks = max(20, Int(callsPerSecond * 12))
        pbx = SimulatedPBX(site: site ?? .standard(desks: desks), seed: seed, start: start)
        self.patterns = patterns
        arrivals = Arrivals(callsPerMinute: callsPerSecond * 60, random: SeededRandom(seed: seed &+ 1))
        nextArrival = arrivals.next(after: start)
        pbx.onCDR = { [unowned self] in cdrs.append($0) }
        pbx.onEnd = { [unowned self] in truths.append($0) }
    }

    /// The events of the next stretch of time.
    package func advance(by length: Duration) -> ByteBuffer {
        let end = pbx.now + length
        while let arrival = nextArrival, arrival <= end {
            pbx.run(until: arrival)
            pbx.placeAny(of: patterns)
            nextArrival = arrivals.next(after: arrival)
        }
        pbx.run(until: end)
        return take()
    }

    /// The events of calls that begin at once, one a second, up to the end of the last one.
    package func calls(_ count: Int) -> ByteBuffer {
        for _ in 0..<count {
            pbx.placeAny(of: patterns)
            pbx.run(until: pbx.now + .seconds(1))
        }
        return finish()
    }

    /// Lets the calls that are going on come to their end, without new ones. No call lasts an hour.
    package func finish() -> ByteBuffer {
        let limit = pbx.now + .seconds(3_600)
        while pbx.isBusy, pbx.now < limit, pbx.runNextStep() {}
        return take()
    }

    private func take() -> ByteBuffer {
        let taken = pbx.output.take()
        messageCount += taken.messageCount
        return taken.bytes
    }
}
