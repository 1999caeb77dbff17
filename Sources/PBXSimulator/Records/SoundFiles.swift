import Foundation

/// The sound files of recorded calls: a header while the call goes on and where nobody was ever joined, as MixMonitor leaves
/// it; afterwards two voices of tones, taking turns. 8 kHz, 16 bits, one channel.
struct SoundFiles {
    /// Longer files end after so many seconds, and no more files than this are kept: a demonstration fills no disk.
    static let secondsLimit = 60.0
    static let filesLimit = 300

    private static let rate = 8_000
    private let folder: String
    private var written: [String] = []

    init(folder: String) throws {
        self.folder = folder
        _ = Self.conversation
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw SimulatorError(.cannotWrite(path: folder, reason: error.localizedDescription))
        }
    }

    mutating func begin(_ name: String) throws {
        try write(samples: 0, to: name)
        written.append(name)
        if written.count > Self.filesLimit {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(written.removeFirst())")
        }
    }

    /// What a replayed recording tells of has no file.
    func finish(_ name: String, seconds: Double) throws {
        guard written.contains(name) else { return }
        let count = Int(min(seconds, Self.secondsLimit) * Double(Self.rate))
        try write(samples: count, to: name)
    }

    /// The longest conversation there is; every file is its beginning. Made once, since the calls wait meanwhile.
    private static let conversation: [UInt8] = (0..<Int(secondsLimit) * rate).flatMap { number in
        let sample = UInt16(bitPattern: sample(number))
        return [UInt8(truncatingIfNeeded: sample), UInt8(truncatingIfNeeded: sample >> 8)]
    }

    /// Who speaks changes every two seconds; words of a third of a second with pauses between them.
    private static func sample(_ number: Int) -> Int16 {
        let time = Double(number) / Double(rate)
        let pitch = Int(time / 2).isMultiple(of: 2) ? 196.0 : 330.0
        let word = time.truncatingRemainder(dividingBy: 0.5)
        guard word < 0.35 else { return 0 }
        return Int16(6_000 * sin(word / 0.35 * .pi) * sin(2 * .pi * pitch * time))
    }

    private func write(samples: Int, to name: String) throws {
        func little(_ number: Int, _ bytes: Int) -> [UInt8] {
            (0..<bytes).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        let length = samples * 2
        var file = Array("RIFF".utf8) + little(length + 36, 4) + Array("WAVEfmt ".utf8) + little(16, 4)
        file += little(1, 2) + little(1, 2) + little(Self.rate, 4) + little(Self.rate * 2, 4) + little(2, 2)
        file += little(16, 2) + Array("data".utf8) + little(length, 4)
        file += Self.conversation[..<length]
        try Data(file).write(to: URL(filePath: "\(folder)/\(name)"))
    }
}
