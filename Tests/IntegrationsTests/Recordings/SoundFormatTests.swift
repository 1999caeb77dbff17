import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Integrations

@Suite("Sound of every format that an Asterisk writes can be heard in a browser")
struct SoundFormatTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        var name: String
        var format: [String]
        var isConverted: Bool
        var type = "audio/wav"

        var testDescription: String { name }
    }

    static let samples = [
        Sample(name: "a.wav", format: ["-r", "8000", "-b", "16"], isConverted: false),
        Sample(name: "a.WAV", format: ["-t", "wav", "-r", "8000", "-e", "gsm-full-rate"], isConverted: true),
        Sample(name: "a.wav49", format: ["-t", "wav", "-r", "8000", "-e", "gsm-full-rate"], isConverted: true),
        Sample(name: "a.law.wav", format: ["-r", "8000", "-e", "a-law"], isConverted: true),
        Sample(name: "a.gsm", format: ["-r", "8000"], isConverted: true),
        Sample(name: "a.alaw", format: ["-t", "al", "-r", "8000"], isConverted: true),
        Sample(name: "a.al", format: ["-r", "8000"], isConverted: true),
        Sample(name: "a.ulaw", format: ["-t", "ul", "-r", "8000"], isConverted: true),
        Sample(name: "a.ul", format: ["-r", "8000"], isConverted: true),
        Sample(name: "a.pcm", format: ["-t", "ul", "-r", "8000"], isConverted: true),
        Sample(
            name: "a.sln",
            format: ["-t", "raw", "-r", "8000", "-e", "signed-integer", "-b", "16"],
            isConverted: true
        ),
        Sample(
            name: "a.sln16",
            format: ["-t", "raw", "-r", "16000", "-e", "signed-integer", "-b", "16"],
            isConverted: true
        ),
        Sample(name: "a.ogg", format: ["-r", "8000"], isConverted: false, type: "audio/ogg"),
    ]

    @Test("S4.6 what browsers play is sent as it is, the rest becomes WAV of the same length", arguments: samples)
    func everyFormat(sample: Sample) async throws {
        let folder = try SampleFolder()
        try folder.tone(sample.format, to: sample.name)
        let archive = folder.archive()
        let call = folder.call(recordedTo: "/var/spool/asterisk/monitor/\(sample.name)")
        let recording = try #require(try await archive.first(of: call))
        guard case .playable(let length?) = recording.state else { throw RecordingProblem.unreadable }
        #expect(abs(length.inSeconds - 2) < 0.05)
        let sound = try await archive.sound(of: recording)
        #expect(sound.type == sample.type)
        let bytes = try await sound.all
        #expect(folder.cachedNames.isEmpty != sample.isConverted)
        if sample.type == "audio/wav" {
            let header = try #require(WaveHeader(bytes, size: Int64(bytes.count)))
            #expect(header.isPlayed && header.isLengthTrue)
            #expect(abs(Double(header.content) / Double(header.bytesPerSecond) - 2) < 0.05)
            #expect(bytes[44...].contains { $0 > 100 }, "it is not silence")
        }
    }

    @Test("MP3 and Opus, which sox does not write here, are known by their content whatever they are called")
    func compressed() async throws {
        let folder = try SampleFolder()
        // MPEG 2, layer III, 32 kbit/s, 16 kHz: frames of 144 bytes.
        let frame: [UInt8] = [0xFF, 0xF3, 0x48, 0xC4] + [UInt8](repeating: 0, count: 140)
        try folder.write(frame + frame + frame, to: "plain.wav")
        let tag = Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, 10]
        try folder.write(tag + [UInt8](repeating: 0, count: 10) + frame + frame, to: "tagged.mp3")
        func page(_ samples: UInt8, _ body: [UInt8]) -> [UInt8] {
            Array("OggS".utf8) + [0, 0] + [0, samples, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 14) + body
        }
        let opus = page(0, Array("OpusHead".utf8) + [UInt8](repeating: 1, count: 12))
        try folder.write(opus + page(188, [1, 2, 3]), to: "speech.mp3")
        for (name, type) in [("plain.wav", "audio/mpeg"), ("tagged.mp3", "audio/mpeg"), ("speech.mp3", "audio/ogg")] {
            let archive = folder.archive()
            let recording = try #require(try await archive.first(of: folder.call(recordedTo: name)), "\(name)")
            #expect(try await archive.sound(of: recording).type == type)
        }
    }

    @Test(
        "a header without sound is no recording",
        arguments: [
            "a.wav", "a.WAV", "b.wav", "a.gsm", "a.alaw", "a.ulaw", "a.sln", "a.mp3", "b.mp3", "a.ogg", "a.g722",
        ]
    )
    func headerOnly(name: String) async throws {
        let folder = try SampleFolder()
        let bytes: [UInt8] =
            switch name {
            case "a.wav": wave(0)
            // A chunk of remarks behind no sound.
            case "b.wav": wave(0) + Array("LIST".utf8) + [4, 0, 0, 0, 0, 0, 0, 0]
            case "a.WAV":
                Array("RIFF".utf8) + [52, 0, 0, 0] + Array("WAVEfmt ".utf8) + [20, 0, 0, 0, 49, 0, 1, 0, 64, 31, 0, 0]
                    + [89, 6, 0, 0, 65, 0, 0, 0, 2, 0, 64, 1] + Array("fact".utf8) + [4, 0, 0, 0, 0, 0, 0, 0]
                    + Array("data".utf8) + [0, 0, 0, 0]
            case "b.mp3": Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, 0]
            case "a.ogg":
                Array("OggS".utf8) + [0, 2] + [UInt8](repeating: 0, count: 22) + Array("OpusHead".utf8) + [1, 1, 0, 0]
            default: []
            }
        try folder.write(bytes, to: name)
        #expect(try await folder.archive().recordings(of: folder.call(recordedTo: name), rows: []).isEmpty)
    }

    @Test("sound behind a header that a killed recorder left without a length can still be heard")
    func unfinishedHeader() async throws {
        let folder = try SampleFolder()
        try folder.write(
            WaveFile.header(content: 0, rate: 8_000, channels: 1) + wave(16_000).dropFirst(44),
            to: "a.wav"
        )
        let archive = folder.archive()
        let recording = try #require(try await archive.first(of: folder.call(recordedTo: "a.wav")))
        let bytes = try await archive.sound(of: recording).all
        #expect(WaveHeader(bytes, size: Int64(bytes.count))?.content == 16_000)
    }

    @Test("what is no sound says so", arguments: ["a.wav", "a.mp3", "a.txt", "a"])
    func noSound(name: String) async throws {
        let folder = try SampleFolder()
        try folder.write(Array("<html>not a recording</html>".utf8), to: name)
        let recording = try #require(try await folder.archive().first(of: folder.call(recordedTo: name)))
        #expect(recording.state == .not(.unreadable))
    }

    @Test("no bytes make the reading of a header fail: every beginning of every format, and garbage")
    func fuzz() throws {
        let folder = try SampleFolder()
        for sample in Self.samples { try folder.tone(sample.format, to: sample.name, seconds: 0.05) }
        var random = SeededRandom(seed: 11)
        for sample in Self.samples {
            let whole = try [UInt8](Data(contentsOf: folder.folder.appending(path: sample.name)))
            for length in (0..<min(120, whole.count)) {
                var bytes = Array(whole.prefix(length))
                if let place = bytes.indices.randomElement(using: &random) {
                    bytes[place] = .random(in: .min ... .max, using: &random)
                }
                let file = try folder.write(bytes, to: "cut")
                let opened = try #require(RecordingFile(descriptor: open(file.path, O_RDONLY)))
                _ = try SoundHead(opened, nameExtension: String(sample.name.split(separator: ".").last ?? ""))
            }
        }
    }
}
