import Foundation
import NIOCore

/// Invented calls written down as the recordings are: transcript, times, truth and CDRs.
package final class RecordingGenerator {
    private let pbx: SimulatedPBX
    private let patterns: [any CallPattern]
    private var truths: [CallTruth] = []
    private var rows = ""
    private var csv: MasterCSV
    private var transcript = Data(AMIConnection.banner.utf8)
    private var times = "0.000000\n"

    package var callCount: Int { truths.count }
    package var cdrCount: Int { pbx.cdrCount }

    package init(
        site: SimulatedSite = .standard(),
        seed: UInt64,
        patterns: [any CallPattern],
        start: PBXInstant = PBXInstant(microseconds: 1_795_000_000_000_000)
    ) {
        pbx = SimulatedPBX(site: site, seed: seed, start: start)
        self.patterns = patterns
        csv = MasterCSV(timeZone: site.timeZone)
        pbx.onEnd = { [unowned self] in truths.append($0) }
        pbx.onCDR = { [unowned self] in rows += csv.row($0) }
    }

    /// Begins the calls a few seconds apart, plays them to their end, and writes the four files.
    ///
    /// - Throws: `SimulatorError` when a file cannot be written.
    package func write(calls count: Int, to path: String) throws {
        for _ in 0..<count {
            pbx.placeAny(of: patterns)
            play(until: pbx.now + pbx.random.seconds(1...5))
        }
        let limit = pbx.now + .seconds(3_600)
        while pbx.isBusy, let due = pbx.nextDue, due < limit { play(until: due) }
        try write(transcript, path + ".txt")
        try write(Data(times.utf8), path + ".times")
        let truth = TruthFile(description: "Calls of the PBX simulator", start: pbx.truthStart, calls: truths)
        try write(truth.json(), path + ".json")
        try write(Data(rows.utf8), path + ".cdr.csv")
    }

    private func play(until instant: PBXInstant) {
        while let due = pbx.nextDue, due <= instant {
            pbx.run(until: due)
            take()
        }
        pbx.run(until: instant)
        take()
    }

    private func take() {
        let events = pbx.output.take()
        transcript.append(contentsOf: events.bytes.readableBytesView)
        let line = String(format: "%.6f\n", pbx.now.seconds(since: pbx.truthStart))
        times += String(repeating: line, count: events.messageCount)
    }

    private func write(_ data: Data, _ path: String) throws {
        do {
            try data.write(to: URL(filePath: path))
        } catch {
            throw SimulatorError(.cannotWrite(path: path, reason: error.localizedDescription))
        }
    }
}
