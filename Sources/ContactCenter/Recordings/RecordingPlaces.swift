import Foundation

/// Where in a call each second of a recording was spoken.
///
/// The PBX mostly records only while two channels are bridged, so a file is shorter than its call: what rang or waited between
/// two people is not in it.
package struct RecordingPlaces: Hashable, Sendable {
    /// A part of the recording that goes with a part of the call of the same length, in seconds.
    package struct Piece: Hashable, Sendable {
        /// From the recording's beginning.
        package var inRecording: Double
        /// From the call's beginning.
        package var inCall: Double
        package var length: Double

        package init(inRecording: Double, inCall: Double, length: Double) {
            self.inRecording = inRecording
            self.inCall = inCall
            self.length = length
        }
    }

    package let pieces: [Piece]

    /// - Parameter length: of the file; `nil` takes the journal's word.
    package init(of recording: Recording, length: Duration?, in call: Call) {
        let end = call.endedAt ?? recording.startedAt
        let length = (length ?? recording.length).inSeconds
        guard length > 0 else {
            pieces = []
            return
        }
        let bridged = call.bridgedTimes(from: recording.startedAt)
        let bridgedLength = bridged.reduce(0) { $0 + $1.length }
        // Recorders and bridges do not begin and end at the very same moment.
        let slack = max(2, length * 0.05)
        let isWhole = abs(end.timeIntervalSince(recording.startedAt) - length) <= slack
        let isOfBridgedTimes = abs(bridgedLength - length) <= slack || (!isWhole && length < bridgedLength)
        let times = isOfBridgedTimes ? bridged : [Time(from: max(recording.startedAt, end - length), length: length)]
        var before = 0.0
        pieces = times.compactMap { time in
            defer { before += time.length }
            guard before < length else { return nil }
            return Piece(
                inRecording: before,
                inCall: time.from.timeIntervalSince(call.startedAt),
                length: min(time.length, length - before)
            )
        }
    }

    fileprivate struct Time {
        var from: Date
        var length: Double
    }
}

extension Call {
    /// When somebody of the call was joined with somebody else, overlaps taken once. A held party is still joined: with music.
    fileprivate func bridgedTimes(from start: Date) -> [RecordingPlaces.Time] {
        let end = endedAt ?? start
        let stretches = legs.filter { $0.role == nil }.flatMap { $0.stretches(asOf: end) }
        var times: [(from: Date, until: Date)] = []
        for stretch in stretches.sorted(by: { $0.from < $1.from }) where stretch.until > start {
            if let last = times.indices.last, stretch.from <= times[last].until + 0.25 {
                times[last].until = max(times[last].until, stretch.until)
            } else {
                times.append((max(stretch.from, start), stretch.until))
            }
        }
        return times.map { RecordingPlaces.Time(from: $0.from, length: $0.until.timeIntervalSince($0.from)) }
    }
}
