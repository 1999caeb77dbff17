import Asterisk
import Foundation
import Telephony

/// Anything at all on the manager's socket: the decoder must not crash, and must not care how the bytes were cut; what
/// it decodes must not crash graph and tracker.
///
/// The first byte tells how long the pieces are that the rest is cut into.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzAMI(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    guard let length = bytes.first.map({ Int($0) + 1 }) else { return 0 }
    let stream = bytes.dropFirst()
    let pieces = stride(from: stream.startIndex, to: stream.endIndex, by: length).map {
        stream[$0..<min($0 + length, stream.endIndex)]
    }
    for expectsBanner in [true, false] {
        let whole = decode([stream], expectsBanner)
        precondition(whole == decode(pieces, expectsBanner), "the cut changed the messages")
        read(whole.messages, of: stream.count)
        track(whole.messages)
    }
    return 0
}

private func track(_ messages: [AMIMessage]) {
    var replay = Replay()
    replay.play(
        messages.enumerated().map { Transcript.Entry(message: $1, at: Date(timeIntervalSince1970: Double($0))) }
    )
    _ = replay.orderedCalls.map(ReplayedCall.init)
}

private struct Decoded: Equatable {
    var messages: [AMIMessage] = []
    var error: AMIError?
}

private func decode(_ pieces: [Slice<UnsafeBufferPointer<UInt8>>], _ expectsBanner: Bool) -> Decoded {
    var decoder = AMIDecoder(messageLimit: messageLimit, expectsBanner: expectsBanner)
    var decoded = Decoded()
    do throws(AMIError) {
        for piece in pieces {
            decoder.append(piece)
            while let message = try decoder.next() { decoded.messages.append(message) }
        }
    } catch {
        decoded.error = error
    }
    return decoded
}

/// Small, so that the fuzzer soon finds messages beyond it.
private let messageLimit = 2_000

private func read(_ messages: [AMIMessage], of total: Int) {
    var sum = 0
    for message in messages {
        sum += message.bytes.count
        precondition(!message.bytes.isEmpty && message.bytes.count <= messageLimit, "a message beyond the limit")
        let names = message.headers.map(\.name).filter { !$0.contains("\u{fffd}") }
        precondition(names.allSatisfy { message[$0] != nil }, "a header that is not found by its name")
        precondition(message.event == nil || message.response == nil, "an event and a response at once")
        _ = (message.banner, message.output, message.actionID, message.description)
    }
    precondition(sum <= total, "bytes from nowhere")
}
