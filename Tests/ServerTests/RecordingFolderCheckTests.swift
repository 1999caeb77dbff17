import Foundation
import Integrations
import TestSupport
import Testing

@testable import Server

@Suite("The doctor looks at the folder of recordings") struct RecordingFolderCheckTests {
    private let now = Date(timeIntervalSince1970: 1_795_364_754)

    private func recordings(_ folder: String?) -> Configuration.Recordings {
        Configuration.Recordings(
            folder: folder,
            pbxFolder: "/var/spool/asterisk/monitor",
            cacheFolder: (folder ?? "/tmp") + "/cache",
            cacheMegabytes: 1,
            sox: "/bin/sh",
            ffmpeg: "/bin/sh"
        )
    }

    private func findings(_ recordings: Configuration.Recordings) -> [Finding] {
        RecordingFolderCheck(recordings: recordings, timeZone: .gmt, now: now).findings
    }

    private func write(_ path: String, hoursAgo hours: Double) throws {
        let file = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("sound".utf8).write(to: file)
        let date = now.addingTimeInterval(-hours * 3_600)
        for place in [file.path, file.deletingLastPathComponent().path] {
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: place)
        }
    }

    @Test("none is set up: that is told, and nothing is wrong")
    func none() { #expect(findings(recordings(nil)).map(\.grade) == [.note]) }

    @Test("a folder that is not there, or is a file, is named")
    func absent() throws {
        #expect(findings(recordings("/nowhere/at/all")).first?.text == "/nowhere/at/all is no folder on this machine")
        let file = TemporaryFile("x")
        defer { file.remove() }
        #expect(findings(recordings(file.path)).map(\.grade) == [.warning])
    }

    @Test("it says when something was last written: in the folder itself, or in that of the day")
    func lately() async throws {
        try await TestFolder.with { folder in
            #expect(findings(recordings(folder)).first?.text == "\(folder) holds nothing of the last days")
            try write(folder + "/1795364754.0.wav", hoursAgo: 240)
            #expect(findings(recordings(folder)).first?.text == "nothing was written into \(folder) for 10 days")
            // 22 November 2026, 15 h UTC, as FreePBX puts them.
            try write(folder + "/2026/11/22/q-0111.wav", hoursAgo: 3)
            for place in ["/2026", "/2026/11"] {
                let old = now.addingTimeInterval(-864_000)
                try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: folder + place)
            }
            #expect(findings(recordings(folder)).map(\.text) == ["\(folder), written to 3 h ago"])
        }
    }

    @Test("what is needed beside it is looked at: sox, the folder of what was converted")
    func beside() async throws {
        try await TestFolder.with { folder in
            try write(folder + "/a.wav", hoursAgo: 1)
            var settings = recordings(folder)
            settings.sox = "/nowhere/sox"
            settings.cacheFolder = "/nowhere/cache"
            let told = findings(settings).filter { $0.grade == .warning }
            #expect(told.map { $0.text.prefix(13) } == ["/nowhere/sox ", "/nowhere/cach"])
            settings.sox = "sh"
            settings.cacheFolder = folder
            #expect(findings(settings).map(\.grade) == [.ok])
            // Where they are fetched nothing else is looked at.
            settings.server = RecordingServer(try #require(RecordingAddress("http://127.0.0.1:1/{path}")))
            settings.folder = nil
            #expect(findings(settings) == [])
            settings.sox = "/nowhere/sox"
            #expect(findings(settings).map(\.grade) == [.warning])
        }
    }
}
