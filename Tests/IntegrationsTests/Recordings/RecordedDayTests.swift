import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Integrations

@Suite("The recordings of a day") struct RecordedDayTests {
    private let day = Day("2026-11-22")
    private let later = Date.sample(40 * 86_400)

    private func files(_ folder: SampleFolder, limit: Int = 1_000) throws -> RecordedFiles {
        RecordedDay(day: try #require(day), zone: .gmt).files(in: RecordingRoot(path: folder.folder.path), limit: limit)
    }

    @Test("S4.6 stand in the folder itself by what their names or times tell, and in those of the day and its hours")
    func places() throws {
        let folder = try SampleFolder()
        let sound = wave(32_000)
        try folder.write(sound, to: "q-20261122-162646.wav", at: later)
        try folder.write(sound, to: "1795364806.15.wav", at: later)
        try folder.write(sound, to: "plain.wav", at: .sample(0))
        try folder.write(sound, to: "2026/11/22/copied.mp3", at: later)
        try folder.write(sound, to: "2026/11/22/16/hour.wav", at: later)
        // Of other days, no sound, nothing in it.
        try folder.write(sound, to: "q-20261123-000001.wav", at: .sample(0))
        try folder.write(sound, to: "old.wav", at: later)
        try folder.write(sound, to: "2026/11/23/next.wav", at: .sample(0))
        try folder.write(sound, to: "Master.csv", at: .sample(0))
        try folder.write([], to: "2026/11/22/empty.wav", at: .sample(0))
        let found = try files(folder)
        #expect(!found.isCut)
        #expect(
            Set(found.files.map(\.place)) == [
                "q-20261122-162646.wav", "1795364806.15.wav", "plain.wav", "2026/11/22/copied.mp3",
                "2026/11/22/16/hour.wav",
            ]
        )
        #expect(found.files.map(\.at) == found.files.map(\.at).sorted(by: >))
        #expect(try files(folder, limit: 2).isCut)
    }

    @Test("S4.6 no link is followed out of the folder, and only sound of the folder is played")
    func outside() async throws {
        let folder = try SampleFolder()
        try folder.write(wave(32_000), to: "2026/11/22/a.wav", at: .sample(0))
        let outside = folder.root.appending(path: "secret.wav")
        try Data(wave(32_000)).write(to: outside)
        let link = folder.folder.appending(path: "2026/11/22/link.wav")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: outside)
        #expect(try files(folder).files.map(\.place) == ["2026/11/22/a.wav"])
        let archive = folder.archive()
        #expect(try await archive.files(of: try #require(day)).files.count == 1)
        #expect(try await archive.sound(at: "2026/11/22/a.wav").size > 0)
        for place in ["2026/11/22/link.wav", "../secret.wav", "2026/11/22", "/etc/hostname", "gone.wav", "", ".wav"] {
            await #expect(throws: RecordingProblem.gone, "\(place)") { try await archive.sound(at: place) }
        }
    }
}
