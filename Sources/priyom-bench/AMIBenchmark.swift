import ArgumentParser
import Asterisk
import ContactCenter
import Foundation
import NIOCore
import Telephony

/// Decoding and tracking recorded traffic on one core; the floor is a scan of the same bytes for line ends.
struct AMIBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ami",
        abstract: "Decodes and tracks recorded traffic, every repetition with new ids and shifted times."
    )

    @Option(help: "How many events at least.")
    var events = 5_000_000

    @Option(help: "The folder of the recordings.")
    var recordings = "Tests/Fixtures/ami"

    @Flag(help: "Print JSON instead of a table.")
    var json = false

    func run() throws {
        let traffic = try RecordedTraffic(folder: recordings)
        let repetitions = max(1, (events + traffic.messageCount - 1) / traffic.messageCount)
        let graph = ChannelGraph()
        var tracker = CallTracker(pbx: PBXName("bench"))
        var decoder = AMIDecoder(expectsBanner: false)
        var ended: Set<CallID> = []
        var taken: Set<CallID> = []
        var changes: [CallChange] = []
        var events: [PBXEvent] = []
        var (seconds, baseline, messages) = (0.0, 0.0, 0)
        var memoryAfterFirst = 0.0
        let clock = ContinuousClock()
        for repetition in 0..<repetitions {
            var bytes = ByteBuffer(bytes: traffic.repetition(repetition))
            let at = Date(timeIntervalSince1970: 1_800_000_000 + Double(repetition) * 3_600)
            baseline += Baseline.scanForLineEnds(Array(bytes.readableBytesView))
            changes.removeAll(keepingCapacity: true)
            seconds += try clock.measure {
                while let piece = bytes.readSlice(length: min(65_536, bytes.readableBytes)), piece.readableBytes > 0 {
                    decoder.append(piece)
                    while let message = try decoder.next() {
                        messages += 1
                        graph.apply(message, receivedAt: at, into: &events)
                    }
                    for case .call(let event) in events { tracker.apply(event, into: &changes) }
                    events.removeAll(keepingCapacity: true)
                }
            }.seconds
            count(changes, &ended, &taken)
            if repetition == repetitions / 10 { memoryAfterFirst = ProcessUsage.own.residentMegabytes }
        }
        let calls = ended.subtracting(taken).count
        let expected = traffic.callCount * repetitions
        try Measurement(
            benchmark: "ami",
            settings: ["events": "\(messages)", "bytes": "\(traffic.bytes.count * repetitions)", "threads": "1"],
            figures: [
                .init(
                    name: "decode + track",
                    value: Double(messages) / seconds,
                    unit: "events/s",
                    baseline: Double(messages) / baseline,
                    baselineName: "scan for line ends"
                ),
                .init(
                    name: "calls out",
                    value: Double(calls),
                    unit: "calls",
                    baseline: Double(expected),
                    baselineName: "calls in"
                ),
                .init(
                    name: "resident memory at the end",
                    value: ProcessUsage.own.residentMegabytes,
                    unit: "MB",
                    baseline: memoryAfterFirst,
                    baselineName: "after a tenth"
                ),
            ]
        ).show(asJSON: json)
        guard calls == expected else { throw ExitCode.failure }
    }

    private func count(_ changes: [CallChange], _ ended: inout Set<CallID>, _ taken: inout Set<CallID>) {
        for change in changes {
            switch change {
            case .changed(let call): if call.isEnded { ended.insert(call.id) }
            case .merged(let call, _), .withdrawn(let call): taken.insert(call)
            }
        }
    }
}
