import ContactCenter
import Foundation
import TestSupport

/// Calls that live random lives: they come, ring, are answered, held, transferred, merged, and end.
struct RandomFloor {
    private var random: SeededRandom
    private var living: [Call] = []
    private(set) var callsBegun = 0
    private let phones = ["0111", "0112", "0113", "0125"]

    init(seed: UInt64) { random = SeededRandom(seed: seed &+ 1_000) }

    mutating func step(on desk: SampleDesk, _ clock: SampleClock) async {
        clock.advance(by: .milliseconds(Int.random(in: 0...4_000, using: &random)))
        let now = clock.now
        switch Int.random(in: 0..<20, using: &random) {
        case 0: await desk.publish(.floor(randomFloor(at: now)))
        case 1 where living.count > 1: await merge(on: desk)
        case 2...6: await begin(on: desk, at: now)
        default: await goOn(on: desk, at: now)
        }
    }

    /// A last change that concerns every phone, so that all readers reach the same position.
    mutating func touchEveryPhone(on desk: SampleDesk, _ clock: SampleClock) async -> Position {
        clock.advance(by: .seconds(1))
        let call = Call.inbound("last", at: clock.now).ringing("0111", "0112", "0113", "0125", at: clock.now)
        return await desk.publish(.call(call))
    }

    private mutating func begin(on desk: SampleDesk, at now: Date) async {
        callsBegun += 1
        let number = Bool.random(using: &random) ? "8953523\(1_000 + callsBegun)" : nil
        let queue = Bool.random(using: &random) ? "service" : nil
        let name = ["<b>\"Ко\"</b>", "a & b\n'c'", nil].randomElement(using: &random) ?? nil
        let call =
            Int.random(in: 0..<4, using: &random) == 0
            ? Call.outbound("\(callsBegun)", by: phone(), to: "84957071336", at: now)
            : Call.inbound("\(callsBegun)", from: number, named: name, queue: queue, at: now)
        living.append(call)
        await desk.publish(.call(call))
    }

    private mutating func goOn(on desk: SampleDesk, at now: Date) async {
        guard let index = living.indices.randomElement(using: &random) else { return }
        let call = next(living[index], at: now)
        living[index] = call
        if call.isEnded { living.remove(at: index) }
        await desk.publish(.call(call))
    }

    private mutating func next(_ call: Call, at now: Date) -> Call {
        let ringing = call.ringingNow
        let speaking = call.speakingNow
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return call.ended(at: now)
        case 1, 2: return call.ringing(phone(), at: now)
        case 3, 4: return ringing.first.map { call.answered(by: $0, at: now) } ?? call.ringing(phone(), at: now)
        case 5: return ringing.first.map { call.notTaken(by: $0, at: now) } ?? call
        case 6: return speaking.first.map { call.transferred(from: $0, to: phone(), at: now) } ?? call
        default: return speaking.first.map { call.with($0, .holding, at: now) } ?? call.ended(at: now)
        }
    }

    private mutating func merge(on desk: SampleDesk) async {
        let call = living.remove(at: Int.random(in: living.indices, using: &random))
        await desk.publish(.merged(call.id, into: living[0].id), .call(living[0]))
    }

    private mutating func randomFloor(at now: Date) -> Floor {
        var floor = Floor.sample(
            connection: [.connected, .connecting, .lost(since: now)].randomElement(using: &random) ?? .connected
        )
        floor.queues[QueueName("service")]?.members[0].line = LineState.allCases.randomElement(using: &random) ?? .ready
        return floor
    }

    private mutating func phone() -> String { phones.randomElement(using: &random) ?? "0111" }
}

extension Call {
    fileprivate var speakingNow: [String] {
        legs.filter { $0.state == .talking || $0.state == .holding }.compactMap(\.party.phone?.rawValue)
    }

    fileprivate var ringingNow: [String] { legs.filter { $0.state == .ringing }.compactMap(\.party.phone?.rawValue) }
}
