import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Integrations

@Suite("Converting is bounded, and done once")
struct ConvertedSoundsTests {
    let folder: SampleFolder

    init() throws { folder = try SampleFolder() }

    private func sound(_ name: String, _ archive: RecordingFolder) async throws -> any RecordingSound {
        let recording = try #require(try await archive.first(of: folder.call(recordedTo: name)))
        return try await archive.sound(of: recording)
    }

    @Test("many who ask for the same get the same, converted once, and so does who comes later")
    func once() async throws {
        try folder.write([UInt8](repeating: 0x55, count: 8_000), to: "a.alaw")
        let count = folder.root.appending(path: "count").path
        let sox = try folder.program("echo run >> '\(count)'; exec sox \"$@\"")
        let archive = folder.archive(sox: sox)
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<12 { group.addTask { try await self.sound("a.alaw", archive).all } }
            for try await bytes in group { #expect(bytes.count == 16_044) }
        }
        _ = try await sound("a.alaw", folder.archive(sox: sox))
        #expect(try String(contentsOfFile: count, encoding: .utf8) == "run\n")
        #expect(folder.cachedNames.count == 1)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.cache.path)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }

    @Test("a file that has changed is converted anew")
    func changed() async throws {
        let archive = folder.archive()
        try folder.write([UInt8](repeating: 0x55, count: 8_000), to: "a.alaw")
        let first = try await sound("a.alaw", archive)
        try folder.write([UInt8](repeating: 0x55, count: 4_000), to: "a.alaw")
        let second = try await sound("a.alaw", archive)
        #expect(first.size == 16_044 && second.size == 8_044)
        #expect(first.tag != second.tag)
    }

    @Test(
        "a converter that hangs is killed with all it has started, and leaves nothing behind",
        .timeLimit(.minutes(1))
    )
    func hanging() async throws {
        try folder.write([UInt8](repeating: 0x55, count: 8_000), to: "a.alaw")
        let pids = folder.root.appending(path: "pids").path
        let sox = try folder.program("sleep 600 & echo $! > '\(pids)'; echo sound; wait")
        var limits = ConvertedSounds.Limits()
        limits.time = 0.5
        let archive = folder.archive(sox: sox, limits: limits)
        await #expect(throws: RecordingProblem.unreadable) { _ = try await sound("a.alaw", archive) }
        let text = try String(contentsOfFile: pids, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        let child = try #require(pid_t(text))
        // Killed already, but it dies when it next gets the processor; the test's time limit bounds the wait.
        while isAlive(child) { try await Task.sleep(for: .milliseconds(2)) }
        #expect(folder.cachedNames.isEmpty)
    }

    @Test("one that writes without end, fails, writes nothing or is not there is told of and leaves nothing behind")
    func failing() async throws {
        try folder.write([UInt8](repeating: 0x55, count: 8_000), to: "a.alaw")
        var limits = ConvertedSounds.Limits()
        limits.size = 1 << 20
        let programs = [
            try folder.program("exec cat /dev/zero"), try folder.program("echo sound; exit 3"),
            try folder.program("exit 0"), "no-such-program",
        ]
        for program in programs {
            let archive = folder.archive(sox: program, limits: limits)
            await #expect(throws: RecordingProblem.unreadable) { _ = try await sound("a.alaw", archive) }
            #expect(folder.cachedNames.isEmpty)
        }
    }

    @Test("the folder of converted sound holds no more than it may; what was not heard for longest goes first")
    func bound() async throws {
        // Each becomes 16 044 bytes.
        let archive = folder.archive(cacheLimit: 40_000)
        for name in ["a", "b", "c"] {
            try folder.write([UInt8](repeating: 0x55, count: 8_000), to: "\(name).alaw")
            _ = try await sound("\(name).alaw", archive)
            guard name == "b" else { continue }
            // The system's clock for files is coarse: within one tick nothing is older than anything else.
            try folder.ageCache()
            _ = try await sound("a.alaw", archive)
        }
        let kept = folder.cachedNames
        #expect(kept.count == 2)
        _ = try await sound("a.alaw", archive)
        #expect(folder.cachedNames == kept, "the first one was heard again, so the second one went")
    }

    @Test("who comes when too many wait already is told so", .timeLimit(.minutes(1)))
    func busy() async throws {
        var limits = ConvertedSounds.Limits()
        limits.waiting = 1
        let gate = folder.root.appending(path: "gate").path
        mkfifo(gate, 0o600)
        let sox = try folder.program("read line < '\(gate)'; exec sox \"$@\"")
        let archive = folder.archive(sox: sox, limits: limits)
        for name in ["a.alaw", "b.alaw"] { try folder.write([UInt8](repeating: 0x55, count: 8_000), to: name) }
        async let first = sound("a.alaw", archive)
        // Opening a pipe for writing waits for its reader: the converter of the first one runs then.
        let writing = await Task.detached { open(gate, O_WRONLY) }.value
        await #expect(throws: RecordingProblem.busy) { _ = try await sound("b.alaw", archive) }
        _ = write(writing, "go\n", 3)
        close(writing)
        #expect(try await first.size == 16_044)
    }

    @Test("G.722 is decoded by ffmpeg", .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/ffmpeg")))
    func wideband() async throws {
        try folder.write([UInt8](repeating: 0xFA, count: 8_000), to: "a.g722")
        #expect(try await sound("a.g722", folder.archive()).size == 32_044)
    }
}

/// Whoever adopted a dead process may not have taken notice of its end yet.
private func isAlive(_ process: pid_t) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
    return !status.contains(") Z ")
}
