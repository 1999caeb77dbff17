import Foundation
import Testing

@testable import ContactCenter

@Suite("The delay after wrong passwords")
struct AttemptDelaysTests {
    private let start = Date(timeIntervalSince1970: 1_795_364_806)
    private let name = UserName.sample("anna")
    private var place: [AttemptDelays.Place] { [.address("10.0.0.7", name)] }
    private var office: [AttemptDelays.Place] { [.anyName(address: "10.0.0.7")] }

    /// After so many wrong passwords in one moment.
    private func delays(after failures: Int, in places: [AttemptDelays.Place]) -> AttemptDelays {
        var delays = AttemptDelays()
        for _ in 0..<failures { delays.noteFailure(places, at: start) }
        return delays
    }

    @Test("doubles from the third one on, and is never longer than 30 s")
    func growth() {
        let waits = (0...9).map { delays(after: $0, in: place).wait(place, at: start) }
        #expect(waits == [0, 0, 0, 1, 2, 4, 8, 16, 30, 30])
        #expect(delays(after: 5_000, in: place).wait(place, at: start) == 30)
    }

    @Test("passes with the time, and is of the longest of the places")
    func passing() {
        var delays = delays(after: 6, in: place)
        #expect(delays.wait(place, at: start + 5) == 3)
        #expect(delays.wait(place, at: start + 8) == 0)
        delays.noteFailure(office, at: start)
        #expect(delays.wait(place + office, at: start) == 8)
        #expect(delays.wait([], at: start) == 0)
    }

    @Test("is forgotten after a quarter of an hour without a failure")
    func memory() {
        var delays = delays(after: 20, in: place)
        delays.noteFailure(place, at: start + 899)
        #expect(delays.wait(place, at: start + 899) == 30)
        delays.noteFailure(place, at: start + 899 + 900)
        #expect(delays.wait(place, at: start + 899 + 900) == 0)
    }

    @Test("is the same for who asks often: only a try that was made counts")
    func askingCostsNothing() {
        let delays = delays(after: 4, in: place)
        for _ in 0..<100 { #expect(delays.wait(place, at: start + 1) == 1) }
        #expect(delays.wait(place, at: start + 2) == 0)
    }

    @Test("is for that name from that place: neither for others there nor for the name elsewhere")
    func places() {
        let delays = delays(after: 8, in: place)
        let free: [AttemptDelays.Place] = [
            .address("10.0.0.7", .sample("boris")), .address("10.0.0.8", name), .browser(TokenDigest("b"), name),
        ]
        for other in free { #expect(delays.wait([other], at: start) == 0) }
    }

    @Test("of an address, whatever names are tried there, begins at the thirtieth")
    func address() {
        #expect(delays(after: 29, in: office).wait(office, at: start) == 0)
        #expect(delays(after: 30, in: office).wait(office, at: start) == 1)
        #expect(delays(after: 40, in: office).wait(office, at: start) == 30)
    }

    @Test("ends with a right password")
    func success() {
        var delays = delays(after: 7, in: place)
        delays.noteSuccess(place)
        #expect(delays.wait(place, at: start) == 0)
        delays.noteFailure(place, at: start)
        #expect(delays.wait(place, at: start) == 0)
    }

    @Test("of an address does not end because somebody there has an account, and does not begin anew either")
    func ownAccount() {
        var delays = delays(after: 35, in: office)
        delays.noteFailure(office, at: start + 31)
        delays.noteSuccess(office)
        #expect(delays.wait(office, at: start) == 30)
        #expect(delays.wait(office, at: start + 31) == 0)
        delays.noteFailure(office, at: start + 31)
        #expect(delays.wait(office, at: start + 31) == 30)
    }

    @Test("is as before when a try turns out to have been none")
    func takenBack() {
        var delays = delays(after: 6, in: place)
        delays.noteFailure(place, at: start + 8)
        delays.takeBack(place)
        #expect(delays.wait(place, at: start) == 8)
        #expect(delays.wait(place, at: start + 8) == 0)
        var none = AttemptDelays()
        none.takeBack(place)
        #expect(none.wait(place, at: start) == 0)
    }

    @Test("is not longer when the machine's clock is set back")
    func clockSetBack() {
        let delays = delays(after: 4, in: place)
        #expect(delays.wait(place, at: start - 3_600) == 2)
    }

    @Test("is kept for ten thousand places; those with the oldest failures go first")
    func bounds() {
        var delays = delays(after: 6, in: [.address("old", name)])
        for number in 1...10_001 {
            delays.noteFailure([.address("\(number)", name)], at: start + Double(number) / 10_001)
        }
        #expect(delays.wait([.address("old", name)], at: start) == 0)
        for _ in 0..<2 { delays.noteFailure([.address("10001", name)], at: start + 1) }
        #expect(delays.wait([.address("10001", name)], at: start + 1) == 1)
        #expect(delays.placesKept <= 10_000)
    }
}

extension AttemptDelays {
    fileprivate var placesKept: Int {
        Mirror(reflecting: self).children.compactMap { ($0.value as? any Collection)?.count }.reduce(0, +)
    }
}
