import Foundation
import NIOCore

/// One repetition of a recording: every old id has a new one, the same wherever it stands.
struct Renaming {
    /// Whole seconds, so that what is written in seconds stays true.
    let shift: Int64
    private let identities: IdentitySource
    private var clock: ClockText
    private var names: [String: String] = [:]

    init(shift: Int64, identities: IdentitySource, timeZone: TimeZone) {
        self.shift = shift
        self.identities = identities
        clock = ClockText(timeZone: timeZone)
    }

    mutating func write(_ message: RecordedMessage, to buffer: inout ByteBuffer) {
        for part in message.parts {
            switch part {
            case .bytes(let bytes): buffer.writeBytes(bytes)
            case .uniqueID(let old): buffer.writeString(uniqueID(old))
            case .channelNumber(let old): buffer.writeString(name("channel \(old)") { $0.channelNumber() })
            case .localNumber(let old): buffer.writeString(name("local \(old)") { $0.localNumber() })
            case .uuid(let old): buffer.writeString(name(old) { $0.uuid() })
            case .sequence(let old): buffer.writeString(name("sequence \(old)") { String($0.sequence()) })
            case .localTime(let seconds):
                buffer.writeString(clock.local(PBXInstant(microseconds: (seconds + shift) * 1_000_000)))
            case .unixTime(let seconds): buffer.writeString(String(seconds + shift))
            }
        }
    }

    mutating func uniqueID(_ old: String) -> String {
        let second = Int64(old.prefix { $0 != "." }) ?? 0
        return name(old) { [shift] in $0.uniqueID(second: second + shift) }
    }

    private mutating func name(_ old: String, _ make: (IdentitySource) -> String) -> String {
        if let known = names[old] { return known }
        let fresh = make(identities)
        names[old] = fresh
        return fresh
    }

    /// The truth of a recorded call under its new names.
    mutating func truth(_ call: CallTruth, recordedFrom start: Double, countedFrom newStart: PBXInstant) -> CallTruth {
        var call = call
        let offset = start + Double(shift) - newStart.epoch
        let moved = { (seconds: Double) in (seconds + offset).rounded(toPlaces: 3) }
        if let file = call.recording, file.hasPrefix(call.linkedid) {
            call.recording = uniqueID(call.linkedid) + file.dropFirst(call.linkedid.count)
        }
        call.linkedid = uniqueID(call.linkedid)
        call.consultation_linkedid = call.consultation_linkedid.map { uniqueID($0) }
        call.call_started = moved(call.call_started)
        call.queue_joined_at = call.queue_joined_at.map(moved)
        call.ring_started = call.ring_started.map(moved)
        call.answered_at = call.answered_at.map(moved)
        call.ended_at = moved(call.ended_at)
        for index in call.legs.indices {
            call.legs[index].rang_at = call.legs[index].rang_at.map(moved)
            call.legs[index].answered_at = call.legs[index].answered_at.map(moved)
            call.legs[index].left_at = call.legs[index].left_at.map(moved)
        }
        for index in call.transfers.indices {
            call.transfers[index].at = moved(call.transfers[index].at)
            call.transfers[index].completed_at = call.transfers[index].completed_at.map(moved)
        }
        for index in call.routed.indices { call.routed[index].at = moved(call.routed[index].at) }
        return call
    }
}
