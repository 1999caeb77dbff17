import Asterisk
import Foundation
import NIOCore

/// A recording going on at a simulated PBX: its events as they fall due, its channels in the PBX's lists while they live.
final class RecordingReplay {
    private let recording: Recording
    private let repeats: Bool
    private unowned let pbx: SimulatedPBX
    private var renaming: Renaming
    private var next = 0
    private var startedAt: PBXInstant
    private var pendingTruths: [CallTruth]
    private var channels: Set<String> = []

    init(_ recording: Recording, start: PBXInstant, repeats: Bool, pbx: SimulatedPBX) {
        self.recording = recording
        self.repeats = repeats
        self.pbx = pbx
        (renaming, startedAt) = Self.begin(recording, at: start, pbx)
        pendingTruths = recording.truths.sorted { $0.ended_at < $1.ended_at }
        pbx.callsBegun += recording.callCount
    }

    /// Begins within a second from `start`, at the fraction of a second at which the recording began.
    private static func begin(
        _ recording: Recording,
        at start: PBXInstant,
        _ pbx: SimulatedPBX
    ) -> (Renaming, PBXInstant) {
        let shift = Int64((start.epoch - recording.start).rounded(.up))
        let renaming = Renaming(shift: shift, identities: pbx.identities, timeZone: pbx.site.timeZone)
        let begin = PBXInstant(microseconds: Int64((recording.start * 1_000_000).rounded()) + shift * 1_000_000)
        return (renaming, begin)
    }

    var nextDue: PBXInstant? {
        next < recording.messages.count ? due(recording.messages[next].at) : nil
    }

    private func due(_ seconds: Double) -> PBXInstant { startedAt + .microseconds(Int64(seconds * 1_000_000)) }

    func run(until instant: PBXInstant) {
        while let due = nextDue, due <= instant {
            pbx.run(until: due)
            send(recording.messages[next])
            next += 1
            if next == recording.messages.count { finish() }
        }
    }

    private func send(_ message: RecordedMessage) {
        var bytes = ByteBuffer()
        renaming.write(message, to: &bytes)
        pbx.output.append(message: bytes.readableBytesView, message.eventClass)
        guard message.event != "VarSet" else { return }
        let renamed = AMIMessage(bytes: bytes.readableBytesView.dropLast(2))
        if message.event == "Newchannel", let channel = renamed["Channel"] { channels.insert(channel) }
        pbx.follow(renamed)
    }

    private func finish() {
        for truth in pendingTruths {
            pbx.end(renaming.truth(truth, recordedFrom: recording.start, countedFrom: pbx.truthStart))
        }
        pendingTruths = []
        pbx.forgetReplayed(channels)
        channels = []
        guard repeats else { return }
        (renaming, startedAt) = Self.begin(recording, at: due(recording.length) + .seconds(1), pbx)
        pendingTruths = recording.truths
        pbx.callsBegun += recording.callCount
        next = 0
    }
}
