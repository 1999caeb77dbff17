import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("Where in a call a second of its recording was spoken") struct RecordingPlacesTests {
    /// Begun at 0, answered at 8.5, over at 28.5; recorded from 8.5 on.
    private var call: Call { .endedSample() }

    private func recording(from start: Double, length: Double = 0) -> Recording {
        var recording = Recording(path: "a.wav", startedAt: .sample(start))
        recording.length = .milliseconds(Int(length * 1_000))
        return recording
    }

    private func pieces(_ recording: Recording, _ length: Duration?, _ call: Call) -> [[Double]] {
        RecordingPlaces(of: recording, length: length, in: call).pieces.map { piece in
            [piece.inRecording, piece.inCall, piece.length].map { ($0 * 1_000).rounded() / 1_000 }
        }
    }

    @Test("one that began with the ring and holds only what was bridged begins at the answer")
    func bridged() {
        #expect(pieces(recording(from: 1), .seconds(20), call) == [[0, 8.5, 20]])
        #expect(pieces(recording(from: 1, length: 20), nil, call) == [[0, 8.5, 20]])
    }

    @Test("what rang between two people is not in it")
    func transferred() {
        var call = call
        call.legs[1].stretches = [
            LegStretch(.talking, from: .sample(8.5), until: .sample(14.5)),
            LegStretch(.holding, from: .sample(14.5), until: .sample(16.5)),
        ]
        call.legs[2].stretches = [LegStretch(.talking, from: .sample(20.5), until: .sample(28.5))]
        #expect(pieces(recording(from: 1), .seconds(16), call) == [[0, 8.5, 8], [8, 20.5, 8]])
    }

    @Test("one that holds everything from its start on ends with the call")
    func everything() {
        #expect(pieces(recording(from: 0), .milliseconds(28_500), call) == [[0, 0, 28.5]])
        #expect(pieces(recording(from: 4), .milliseconds(24_400), call) == [[0, 4.1, 24.4]])
    }

    @Test("one that breaks off covers what was spoken first")
    func brokenOff() {
        #expect(pieces(recording(from: 1), .seconds(9), call) == [[0, 8.5, 9]])
    }

    @Test("of an unknown length there is no place")
    func unknown() {
        #expect(pieces(recording(from: 4), nil, call) == [])
    }
}

@Suite("What is one listening") struct ListeningsTests {
    private func playing(_ name: String = "a", number: Int = 1, session: String = "s") -> Listenings.Playing {
        Listenings.Playing(session: TokenDigest(session), call: .sample(), number: number, name: name)
    }

    @Test("a playing by one log-in, once, until half an hour passes without a request")
    func once() {
        var listenings = Listenings()
        let requests = [0.0, 1_700, 3_400, 5_201].map { listenings.begins(playing(), at: .sample($0)) }
        #expect(requests == [true, false, false, true])
        let others = [playing("b"), playing(number: 2), playing(session: "t")]
        #expect(others.map { listenings.begins($0, at: .sample(5_201)) } == [true, true, true])
    }

    @Test("one that could not be noted begins again")
    func takenBack() {
        var listenings = Listenings()
        _ = listenings.begins(playing(), at: .sample(0))
        listenings.takeBack(playing())
        let isNew = listenings.begins(playing(), at: .sample(1))
        #expect(isNew)
    }

    @Test("names made up without end take no memory without end, and each counts")
    func bounded() {
        var listenings = Listenings()
        let begun = (0...20_000).filter { listenings.begins(playing("\($0)"), at: .sample(0)) }
        #expect(begun.count == 20_001)
        let isForgotten = listenings.begins(playing("0"), at: .sample(1))
        #expect(isForgotten)
    }
}
