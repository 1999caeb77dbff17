import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Integrations

@Suite("Old recordings are removed") struct RecordingSweepTests {
    private let old = Date.sample(-86_400)

    private func sweep(_ folder: SampleFolder) async throws -> RecordingSweep.Outcome {
        try await RecordingSweep(folder: folder.folder.path).remove(writtenBefore: .sample(0))
    }

    private func exists(_ name: String, in folder: SampleFolder) -> Bool {
        FileManager.default.fileExists(atPath: folder.folder.appending(path: name).path)
    }

    @Test("in folders of days, too; what is younger or no sound stays")
    func old() async throws {
        let folder = try SampleFolder()
        try folder.write([1, 2, 3], to: "2026/11/21/a.wav", at: old)
        try folder.write([1, 2], to: "b.WAV", at: old)
        try folder.write([1], to: "2026/11/22/c.wav", at: .sample(29))
        try folder.write([1], to: "Master.csv", at: old)
        try folder.write([1], to: ".wav", at: old)
        let outcome = try await sweep(folder)
        #expect(outcome.removed == 2 && outcome.bytes == 5 && outcome.kept == 0 && outcome.isReached)
        #expect(!exists("2026/11/21/a.wav", in: folder) && !exists("b.WAV", in: folder))
        for name in ["2026/11/22/c.wav", "Master.csv", ".wav"] { #expect(exists(name, in: folder), "\(name)") }
    }

    @Test("never through a link out of the folder")
    func links() async throws {
        let folder = try SampleFolder()
        let outside = folder.root.appending(path: "outside")
        try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
        let file = outside.appending(path: "a.wav")
        try Data([1]).write(to: file)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: file.path)
        try FileManager.default.createSymbolicLink(
            at: folder.folder.appending(path: "2026"),
            withDestinationURL: outside
        )
        try FileManager.default.createSymbolicLink(
            at: folder.folder.appending(path: "b.wav"),
            withDestinationURL: file
        )
        #expect(try await sweep(folder).removed == 0)
        #expect(FileManager.default.fileExists(atPath: file.path))
    }

    @Test("a folder that is not there is said to be so")
    func missing() async throws {
        let outcome = try await RecordingSweep(folder: "/nowhere/at/all").remove(writtenBefore: .sample(0))
        #expect(!outcome.isReached && outcome.removed == 0)
    }
}
