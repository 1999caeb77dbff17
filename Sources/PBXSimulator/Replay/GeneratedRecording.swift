import Asterisk
import Foundation
import NIOCore

/// Invented calls written down as the recordings are: transcript, times, truth and CDRs.
package struct GeneratedRecording: Sendable {
    package internal(set) var transcript = Data(AMIConnection.banner.utf8)
    /// One line a message, seconds since the beginning; the first is the banner's.
    package internal(set) var times = "0.000000\n"
    package internal(set) var truths: [CallTruth] = []
    package internal(set) var cdrs: [SimulatedCDR] = []
    package let site: SimulatedSite
    package let start: PBXInstant

    /// Plays so many calls, or groups of calls that belong together, begun a few seconds apart, to their end.
    package init(
        calls count: Int,
        of patterns: [any CallPattern],
        seed: UInt64,
        site: SimulatedSite = .standard(),
        start: PBXInstant = PBXInstant(microseconds: 1_795_000_000_000_000)
    ) {
        self.site = site
        self.start = start
        let player = Player(SimulatedPBX(site: site, seed: seed, start: start))
        player.tellLists()
        for _ in 0..<count {
            player.begin(patterns)
            player.play(until: player.pbx.now + player.pbx.random.seconds(1...5))
        }
        player.playToTheEnd()
        transcript.append(player.transcript)
        times += player.times
        truths = player.truths
        cdrs = player.cdrs
    }

    /// Writes `PATH.txt`, `PATH.times`, `PATH.json` and `PATH.cdr.csv`.
    ///
    /// - Throws: `SimulatorError` when a file cannot be written.
    package func write(to path: String) throws {
        var csv = MasterCSV(timeZone: site.timeZone)
        let truth = TruthFile(description: "Calls of the PBX simulator", start: start, calls: truths)
        try write(transcript, path + ".txt")
        try write(Data(times.utf8), path + ".times")
        try write(truth.json(), path + ".json")
        try write(Data(cdrs.map { csv.row($0) }.joined().utf8), path + ".cdr.csv")
    }

    private func write(_ data: Data, _ path: String) throws {
        do {
            try data.write(to: URL(filePath: path))
        } catch {
            throw SimulatorError(.cannotWrite(path: path, reason: error.localizedDescription))
        }
    }
}

/// Plays a PBX step by step, so that each event gets its own time.
private final class Player {
    let pbx: SimulatedPBX
    var transcript = Data()
    var times = ""
    var truths: [CallTruth] = []
    var cdrs: [SimulatedCDR] = []

    init(_ pbx: SimulatedPBX) {
        self.pbx = pbx
        pbx.onEnd = { [unowned self] in truths.append($0) }
        pbx.onCDR = { [unowned self] in cdrs.append($0) }
    }

    /// What a client asks for first, and the PBX's answers.
    func tellLists() {
        var answers: [ActionAnswer] = []
        for (number, list) in [pbx.queueStatus, pbx.extensionStateList, pbx.deviceStateList].enumerated() {
            var answer = ActionAnswer(to: AMIMessage([("ActionID", "generated-\(number + 1)")]))
            list(&answer)
            answers.append(answer)
        }
        for answer in answers { take(answer.buffer) }
    }

    func begin(_ patterns: [any CallPattern]) {
        pbx.placeAny(of: patterns)
        take(pbx.output.take())
    }

    func play(until instant: PBXInstant) {
        while let due = pbx.nextDue, due <= instant { step(to: due) }
        step(to: instant)
    }

    /// No call lasts an hour.
    func playToTheEnd() {
        let limit = pbx.now + .seconds(3_600)
        while pbx.isBusy, let due = pbx.nextDue, due < limit { step(to: due) }
    }

    private func step(to instant: PBXInstant) {
        pbx.run(until: instant)
        take(pbx.output.take())
    }

    private func take(_ events: EventBuffer) {
        transcript.append(contentsOf: events.bytes.readableBytesView)
        let line = String(format: "%.6f\n", pbx.now.seconds(since: pbx.truthStart))
        times += String(repeating: line, count: events.messageCount)
    }
}
