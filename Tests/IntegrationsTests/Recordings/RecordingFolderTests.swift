import ContactCenter
import Foundation
import NIOPosix
import TestSupport
import Testing

@testable import Integrations

@Suite("Recordings are found where the PBX put them, and nothing else is")
struct RecordingFolderTests {
    let folder: SampleFolder

    init() throws { folder = try SampleFolder() }

    private func state(
        of path: String,
        _ change: (inout Call) -> Void = { _ in }
    ) async throws
        -> ArchivedRecording.State?
    {
        var call = folder.call(recordedTo: path)
        change(&call)
        return try await folder.archive().first(of: call)?.state
    }

    // MARK: Named by the journal

    @Test("S4.6 under the PBX's name of the folder, with a name that a caller has a part in")
    func named() async throws {
        let names = [
            "1795364806.0.wav", "2026/11/22/external-0111-89161234567-20261122-162646-1795364806.0.wav",
            "вход; rm -rf \"$HOME\" 'Анна' |cat.wav", "-n.wav", "a*?[b].wav",
        ]
        for name in names {
            try folder.write(wave(32_000), to: name)
            #expect(
                try await state(of: "/var/spool/asterisk/monitor/\(name)") == .playable(length: .seconds(2)),
                "\(name)"
            )
        }
    }

    @Test("converted by the PBX afterwards, or moved into the folder of the day")
    func moved() async throws {
        try folder.tone(["-r", "8000"], to: "one.ogg")
        #expect(try await state(of: "/var/spool/asterisk/monitor/one.wav") != nil)
        try folder.write(wave(16_000), to: "2026/11/22/two.wav")
        #expect(try await state(of: "/var/spool/asterisk/monitor/two.wav") == .playable(length: .seconds(1)))
    }

    @Test(
        "a path out of the folder is refused",
        arguments: [
            "/etc/passwd", "/var/spool/asterisk/monitor/../secret.wav", "../secret.wav", "a/../../secret.wav",
            "/var/spool/asterisk/monitor2/a.wav", "link.wav", "folder/secret.wav",
            "/var/spool/asterisk/monitor/a%00.wav", "..", "",
        ]
    )
    func outside(path: String) async throws {
        try Data(wave(16_000)).write(to: folder.root.appending(path: "secret.wav"))
        try folder.write(wave(16_000), to: "a")
        let files = FileManager.default
        try files.createSymbolicLink(
            at: folder.folder.appending(path: "link.wav"),
            withDestinationURL: folder.root.appending(path: "secret.wav")
        )
        try files.createSymbolicLink(at: folder.folder.appending(path: "folder"), withDestinationURL: folder.root)
        #expect(try await state(of: path.replacing("%00", with: "\0")) == .not(.outside))
    }

    @Test("a link within the folder is followed; what is no file is none, and is not waited for")
    func kindsOfFiles() async throws {
        try folder.write(wave(16_000), to: "archive/a.wav")
        try FileManager.default.createSymbolicLink(
            atPath: folder.folder.appending(path: "b.wav").path,
            withDestinationPath: "archive/a.wav"
        )
        #expect(try await state(of: "b.wav") == .playable(length: .seconds(1)))
        mkfifo(folder.folder.appending(path: "pipe.wav").path, 0o600)
        #expect(try await state(of: "pipe.wav") == .not(.notYetCopied))
    }

    @Test("while the call goes on its file is not offered")
    func inProgress() async throws {
        try folder.write(wave(16_000), to: "a.wav")
        #expect(try await state(of: "a.wav") { $0.endedAt = nil } == .not(.inProgress))
    }

    @Test("a file that is not there may still be on its way for a day, and is gone afterwards")
    func missing() async throws {
        let call = folder.call(recordedTo: "a.wav")
        #expect(try await folder.archive().first(of: call)?.state == .not(.notYetCopied))
        let later = folder.archive(now: .sample(100_000))
        #expect(try await later.first(of: call)?.state == .not(.gone))
        var unanswered = call
        unanswered.answeredAt = nil
        unanswered.recordings[0].length = .zero
        #expect(try await later.first(of: unanswered) == nil, "a Dial records before the ring")
    }

    @Test("a folder that is not there at all says so")
    func unreachable() async throws {
        try FileManager.default.removeItem(at: folder.folder)
        #expect(try await state(of: "a.wav") == .not(.unreachable))
    }

    @Test("a name that came round again is not taken for this call's: the start must agree")
    func recurringName() async throws {
        let call = folder.call(recordedTo: "q-0111.wav")
        for (date, isFound) in [(-86_400.0, false), (29, true), (1_800, true), (86_400, false)] {
            try folder.write(wave(16_000), to: "q-0111.wav", at: .sample(date))
            #expect(try await folder.archive().first(of: call)?.isPlayable == isFound, "\(date)")
        }
        // The name tells its own time, whenever it was copied.
        try folder.write(wave(16_000), to: "q-20261122-162650.wav", at: .sample(900_000))
        #expect(try await state(of: "q-20261122-162650.wav") == .playable(length: .seconds(1)))
        try folder.write(wave(16_000), to: "q-20261121-162650.wav")
        #expect(try await state(of: "q-20261121-162650.wav")?.isPlayable == false)
    }

    @Test("a file called after another channel of the call, and copied much later, is the call's")
    func otherChannel() async throws {
        try folder.write(wave(16_000), to: "1795364810.3.wav", at: .sample(900_000))
        #expect(try await state(of: "1795364810.3.wav") == .playable(length: .seconds(1)))
        try folder.write(wave(16_000), to: "1795264810.3.wav", at: .sample(900_000))
        #expect(try await state(of: "1795264810.3.wav")?.isPlayable == false)
    }

    @Test("a folder that does not answer keeps nobody waiting for ever")
    func hangingFolder() async throws {
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        let gate = DispatchSemaphore(value: 0)
        await #expect(throws: RecordingProblem.unreachable) {
            try await threads.run(within: .milliseconds(50), orThrow: RecordingProblem.unreachable) { gate.wait() }
        }
        gate.signal()
        #expect(try await threads.run(within: .seconds(60), orThrow: RecordingProblem.unreachable) { 7 } == 7)
        try await threads.shutdownGracefully()
    }

    // MARK: Seen by nobody

    private func found(_ ids: LinkedID = LinkedID("1795364806.0"), rows: [CDRRow] = []) async throws -> [String] {
        var call = Call.endedSample()
        call.id.linkedID = ids
        call.recordings = []
        // The PBX's records say that nobody answered.
        call.answeredAt = nil
        call.result = .missed
        return try await folder.archive().recordings(of: call, rows: rows).map(\.place)
    }

    @Test("S4.6 by the id of the call, flat or as FreePBX and MikoPBX put them, even where the CDR says NO ANSWER")
    func byID() async throws {
        for name in [
            "1795364806.0.wav", "2026/11/22/external-0111-89161234567-20261122-162646-1795364806.0.wav",
            "2026/11/22/16/mikopbx-1795364806.0_Ab3.mp3",
        ] {
            let frame: [UInt8] = [0xFF, 0xF3, 0x48, 0xC4] + [UInt8](repeating: 0, count: 140)
            let file = try folder.write(name.hasSuffix("mp3") ? frame + frame : wave(16_000), to: name)
            #expect(try await found() == [name])
            try FileManager.default.removeItem(at: file)
        }
    }

    @Test("by the id of a channel that only the CDR names")
    func byChannel() async throws {
        try folder.write(wave(16_000), to: "1795364807.3.wav")
        var row = CDRRow.sample()
        row.uniqueID = "1795364807.3"
        #expect(try await found(rows: [row]) == ["1795364807.3.wav"])
    }

    @Test("not by a part of an id, of another day, or with a header alone")
    func notTheCalls() async throws {
        for name in ["q-1795364806.01.wav", "q-11795364806.0.wav", "q-1795364806.0.txt", "q-1.1795364806.0.wav"] {
            try folder.write(wave(16_000), to: "2026/11/22/\(name)")
        }
        try folder.write(wave(16_000), to: "2026/11/21/q-1795364806.0.wav")
        try folder.write(wave(0), to: "2026/11/22/q-1795364806.0.wav")
        #expect(try await found() == [])
    }

    @Test("ids that come round again on other days lead to the file of the call's own day")
    func recurringIDs() async throws {
        try folder.write(wave(16_000), to: "asterisk-15.wav", at: .sample(-86_400))
        #expect(try await found(LinkedID("asterisk-15")) == [])
        try folder.write(wave(16_000), to: "2026/11/22/q-asterisk-15.wav", at: .sample(29))
        #expect(try await found(LinkedID("asterisk-15")) == ["2026/11/22/q-asterisk-15.wav"])
        try folder.write(wave(16_000), to: "2026/11/22/q-asterisk-15.wav", at: .sample(-7_200))
        #expect(try await found(LinkedID("asterisk-15")) == [])
    }

    @Test("a call over midnight is looked for in the folders of both days")
    func midnight() async throws {
        var call = Call.endedSample()
        call.recordings = []
        call.startedAt = .sample(27_180)
        call.endedAt = .sample(27_900)
        try folder.write(wave(16_000), to: "2026/11/23/q-20261123-000100-1795364806.0.wav")
        #expect(try await folder.archive().recordings(of: call, rows: []).count == 1)
    }
}

extension ArchivedRecording.State {
    fileprivate var isPlayable: Bool {
        if case .playable = self { true } else { false }
    }
}
