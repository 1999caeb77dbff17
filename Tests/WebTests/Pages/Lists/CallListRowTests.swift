import ContactCenter
import Foundation
import Testing

@testable import Web

@Suite("A call in a list is one row")
struct CallListRowTests {
    private let anna = ListedPerson(id: UserID(1), name: "Петрова Анна", department: "Колл-центр")
    private let master = ListedPerson(id: UserID(2), name: "Серов Игорь", department: "Сервис")

    private func row(_ call: Call) -> CallListRow {
        var sitters: [ListedCall.Moment: ListedPerson] = [:]
        for (phone, moment) in call.phoneMoments {
            let sitter = ["0111": anna, "0112": master][phone.rawValue]
            sitters[ListedCall.Moment(phone: phone, at: moment)] = sitter
        }
        let place = ListPlace(startedAt: call.startedAt, row: 1)
        return CallListRow(ListedCall(place: place, call: call, sitters: sitters))
    }

    private func recorded(_ call: Call, at starts: TimeInterval...) -> Call {
        var call = call
        call.recordings = starts.enumerated().map { number, start in
            var recording = Recording(path: "/monitor/\(number).wav", startedAt: call.startedAt + start)
            recording.length = .seconds(20)
            return recording
        }
        return call
    }

    private var answered: Call {
        .inbound(named: "Виктор", queue: "service").ringing("0111", "0125", at: Call.sampleStart + 4)
            .answered(by: "0111", at: Call.sampleStart + 9)
    }

    @Test("S2.8 with who received it, the number, the name, the source, the recording and the result")
    func columns() {
        let row = row(recorded(answered.ended(at: Call.sampleStart + 50), at: 9))
        #expect(row.startedAt == Call.sampleStart)
        #expect(row.person == .init(party: .extension("0111"), name: "Петрова Анна", department: "Колл-центр"))
        #expect(row.number == "89535237271" && row.name == "Виктор" && row.did == "6467171")
        #expect(row.result == .answered && row.cause == nil)
        #expect(row.recording?.fileName == "0.wav")
        #expect(row.waitTime == .seconds(9) && row.talkTime == .seconds(41))
    }

    @Test("S2.9 with when and to whom it was transferred, whether that one answered, and both recordings")
    func transferred() {
        let call = answered.transferred(from: "0111", to: "0112", at: Call.sampleStart + 20)
            .transferTaken(by: "0112", at: Call.sampleStart + 25).ended(at: Call.sampleStart + 60)
        let row = row(recorded(call, at: 9, 25))
        #expect(row.person?.name == "Петрова Анна")
        #expect(row.acceptedAt == Call.sampleStart + 9)
        #expect(row.recording?.fileName == "0.wav")
        let second = row.second
        #expect(second.transferredAt == Call.sampleStart + 20)
        #expect(second.person == .init(party: .extension("0112"), name: "Серов Игорь", department: "Сервис"))
        #expect(second.isAnswered == true && second.acceptedAt == Call.sampleStart + 25)
        #expect(second.recording?.fileName == "1.wav")
    }

    @Test("S2.9 a transfer that nobody took has no accept time and no recording")
    func notTaken() {
        let call = answered.transferred(from: "0111", to: "0112", at: Call.sampleStart + 20).ended(
            at: Call.sampleStart + 40
        )
        let second = row(recorded(call, at: 9)).second
        #expect(second.person?.name == "Серов Игорь")
        #expect(second.isAnswered == false && second.acceptedAt == nil && second.recording == nil)
    }

    @Test("S2.9 one recording of the whole call is the recording of both conversations")
    func oneFile() {
        let call = answered.transferred(from: "0111", to: "0112", at: Call.sampleStart + 20)
            .transferTaken(by: "0112", at: Call.sampleStart + 25).ended(at: Call.sampleStart + 60)
        let row = row(recorded(call, at: 9))
        #expect(row.recording != nil && row.second.recording == row.recording)
    }

    @Test("S2.10 without a transfer both legs were accepted at the same time and have the same recording")
    func withoutTransfer() {
        let row = row(recorded(answered.ended(at: Call.sampleStart + 50), at: 9))
        #expect(row.second == .init(acceptedAt: row.acceptedAt, recording: row.recording))
        #expect(row.second.acceptedAt == Call.sampleStart + 9 && row.second.recording != nil)
    }

    @Test("a missed call was received by nobody, and has no recording though the PBX made a file")
    func missed() {
        var call = Call.inbound(queue: "service").ringing("0111", at: Call.sampleStart + 4).ended(
            at: Call.sampleStart + 30
        )
        call.recordings = [Recording(path: "/monitor/empty.wav", startedAt: Call.sampleStart)]
        let row = row(call)
        #expect(row.person == nil && row.acceptedAt == nil && row.talkTime == nil && row.recording == nil)
        #expect(row.result == .missed && row.cause == .inQueue && row.waitTime == .seconds(30))
    }

    @Test("an outbound call is of who placed it, with the number that was called")
    func outbound() {
        let row = row(
            Call.outbound(by: "0112", to: "89161234567").answeredOutside(at: Call.sampleStart + 6).ended(
                at: Call.sampleStart + 20
            )
        )
        #expect(row.person?.name == "Серов Игорь" && row.number == "89161234567" && row.did == nil)
    }
}
