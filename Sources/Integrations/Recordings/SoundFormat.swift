import Foundation

/// What a sound file holds, by its content; only where the content has no mark of its own the name decides.
enum SoundFormat: Hashable, Sendable {
    /// Browsers play it as it is.
    case played(type: String, nameExtension: String)
    case converted(SoundConversion)
    /// A header and no sound.
    case empty
    case unknown
}

/// How something that browsers cannot play becomes 16-bit samples.
struct SoundConversion: Hashable, Sendable {
    enum Program: Hashable, Sendable {
        case sox
        case ffmpeg
    }

    var program: Program
    /// What the program must be told of its input.
    var input: [String]
    /// Samples a second.
    var rate: Int
    var channels = 1
}

/// A sound file as far as its beginning and its end tell.
struct SoundHead: Hashable, Sendable {
    var format: SoundFormat
    /// `nil` where only the whole file tells.
    var length: Duration?

    /// How much of the beginning is looked at, in bytes.
    static let headLength = 4_096
    /// And of the end, which tells how long an Ogg file is: its pages have at most 65 307 bytes.
    static let tailLength = 65_536

    /// Names of sound files end so, in small letters.
    static let nameExtensions = [
        "wav", "mp3", "ogg", "opus", "oga", "wav49", "gsm", "alaw", "al", "ulaw", "ul", "mu", "pcm", "sln", "sln16",
        "wav16", "g722",
    ]

    /// Whether a file is called as sound is: `a.wav`, and not `.wav`.
    static func isNamed(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return false }
        return nameExtensions.contains(name[name.index(after: dot)...].lowercased())
    }

    init(_ file: RecordingFile, nameExtension: String) throws {
        let head = try file.bytes(from: 0, count: Self.headLength)
        if head.starts(with: "RIFF".utf8), head.dropFirst(8).starts(with: "WAVE".utf8) {
            self.init(wave: WaveHeader(head, size: file.size))
        } else if head.starts(with: "OggS".utf8) {
            let tail = try file.bytes(from: max(0, file.size - Int64(Self.tailLength)), count: Self.tailLength)
            self.init(oggHead: head, tail: tail)
        } else if try Self.isMP3(head, of: file) {
            self.init(format: .played(type: "audio/mpeg", nameExtension: "mp3"))
        } else {
            self.init(bare: nameExtension.lowercased(), size: file.size, isTagged: head.starts(with: "ID3".utf8))
        }
    }

    private init(format: SoundFormat, length: Duration? = nil) {
        self.format = format
        self.length = length
    }

    private init(wave: WaveHeader?) {
        guard let wave else {
            self.init(format: .unknown)
            return
        }
        guard wave.content > 0 else {
            self.init(format: .empty)
            return
        }
        let length =
            wave.bytesPerSecond > 0 ? Duration.seconds(Double(wave.content) / Double(wave.bytesPerSecond)) : nil
        guard !wave.isPlayed else {
            self.init(format: .played(type: "audio/wav", nameExtension: "wav"), length: length)
            return
        }
        let ignored = wave.isLengthTrue ? [] : ["--ignore-length"]
        let conversion = SoundConversion(
            program: .sox,
            input: ignored + ["-t", "wav"],
            rate: wave.rate,
            channels: wave.channels
        )
        self.init(format: .converted(conversion), length: length)
    }

    /// Formats that are nothing but samples.
    private init(bare nameExtension: String, size: Int64, isTagged: Bool) {
        guard SoundHead.nameExtensions.contains(nameExtension) else {
            self.init(format: .unknown)
            return
        }
        // A tag without a frame behind it.
        guard size > 0, !isTagged else {
            self.init(format: .empty)
            return
        }
        func raw(_ encoding: String, bits: Int, rate: Int = 8_000) -> SoundHead {
            let input = ["-t", "raw", "-e", encoding, "-b", "\(bits)", "-r", "\(rate)", "-c", "1"]
            let length = Duration.seconds(Double(size) / Double(rate * bits / 8))
            return SoundHead(
                format: .converted(SoundConversion(program: .sox, input: input, rate: rate)),
                length: length
            )
        }
        switch nameExtension {
        case "gsm":
            let conversion = SoundConversion(program: .sox, input: ["-t", "gsm", "-r", "8000", "-c", "1"], rate: 8_000)
            // Frames of 33 bytes and 20 ms.
            self.init(format: .converted(conversion), length: .milliseconds(size / 33 * 20))
        case "al", "alaw": self = raw("a-law", bits: 8)
        case "ul", "ulaw", "mu", "pcm": self = raw("mu-law", bits: 8)
        case "sln": self = raw("signed-integer", bits: 16)
        case "sln16": self = raw("signed-integer", bits: 16, rate: 16_000)
        case "g722":
            let conversion = SoundConversion(program: .ffmpeg, input: ["-f", "g722"], rate: 16_000)
            self.init(format: .converted(conversion), length: .milliseconds(size / 8))
        default: self.init(format: .unknown)
        }
    }
}

extension SoundHead {
    /// Ogg: pages, of which the last says how many samples there are.
    private init(oggHead head: [UInt8], tail: [UInt8]) {
        let rate: Int
        if head.dropFirst(28).starts(with: "OpusHead".utf8) {
            rate = 48_000
        } else if head.dropFirst(28).starts(with: "\u{1}vorbis".utf8), head.count > 44 {
            rate = Int(head.littleEndian(at: 40, bytes: 4))
        } else {
            self.init(format: .unknown)
            return
        }
        let page = Array("OggS".utf8)
        let last = tail.indices.dropLast(14).last { tail[$0...].starts(with: page) }
        let samples = last.map { Int64(truncatingIfNeeded: tail.littleEndian(at: $0 + 6, bytes: 8)) } ?? 0
        guard samples > 0, rate > 0 else {
            self.init(format: .empty)
            return
        }
        self.init(
            format: .played(type: "audio/ogg", nameExtension: "ogg"),
            length: .milliseconds(samples / Int64(rate) * 1_000 + samples % Int64(rate) * 1_000 / Int64(rate))
        )
    }

    /// A frame of MPEG audio with another one right behind it, at the beginning or behind a tag.
    private static func isMP3(_ head: [UInt8], of file: RecordingFile) throws -> Bool {
        var frames = head
        if head.starts(with: "ID3".utf8), head.count >= 10 {
            let length = head[6..<10].reduce(0) { $0 << 7 | Int64($1 & 0x7F) }
            frames = try file.bytes(from: length + 10, count: headLength)
        }
        guard let length = mp3FrameLength(frames[...]) else { return false }
        return frames.count == length || mp3FrameLength(frames.dropFirst(length)) != nil
    }

    private static func mp3FrameLength(_ bytes: ArraySlice<UInt8>) -> Int? {
        let head = Array(bytes.prefix(4))
        guard head.count == 4, head[0] == 0xFF, head[1] & 0xE0 == 0xE0 else { return nil }
        let (version, layer) = (head[1] >> 3 & 3, head[1] >> 1 & 3)
        let (bitrate, rate) = (Int(head[2] >> 4), Int(head[2] >> 2 & 3))
        // Layer III, which is the only one that anybody records in.
        guard version != 1, layer == 1, (1...14).contains(bitrate), rate < 3 else { return nil }
        let kilobits =
            version == 3
            ? [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
            : [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
        let rates = [44_100, 48_000, 32_000].map { version == 3 ? $0 : version == 2 ? $0 / 2 : $0 / 4 }
        let samples = version == 3 ? 144 : 72
        return samples * kilobits[bitrate - 1] * 1_000 / rates[rate] + Int(head[2] >> 1 & 1)
    }
}

/// The header of a WAV file.
struct WaveHeader: Hashable, Sendable {
    var channels: Int
    var rate: Int
    var bytesPerSecond: Int
    /// Bytes of sound there really are.
    var content: Int64
    /// A recorder that was killed leaves a header that knows no length.
    var isLengthTrue: Bool
    private var encoding: Int
    private var bits: Int

    /// Plain samples.
    var isPlayed: Bool { encoding == 1 && [8, 16, 24].contains(bits) && isLengthTrue }

    /// - Returns: `nil` where the beginning of a file is not that of a WAV file.
    init?(_ head: [UInt8], size: Int64) {
        var place = 12
        var format: Int?
        while place + 8 <= head.count {
            let name = head[place..<place + 4]
            let length = Int64(head.littleEndian(at: place + 4, bytes: 4))
            let inside = place + 8
            if name.elementsEqual("fmt ".utf8), inside + 16 <= head.count { format = inside }
            if name.elementsEqual("data".utf8), let format {
                let rest = size - Int64(inside)
                isLengthTrue = length <= rest && (length > 0 || rest == 0 || head.holdsChunk(at: inside))
                content = isLengthTrue ? length : rest
                encoding = Int(head.littleEndian(at: format, bytes: 2))
                channels = min(2, max(1, Int(head.littleEndian(at: format + 2, bytes: 2))))
                rate = Int(head.littleEndian(at: format + 4, bytes: 4))
                bytesPerSecond = Int(head.littleEndian(at: format + 8, bytes: 4))
                bits = Int(head.littleEndian(at: format + 14, bytes: 2))
                guard (1_000...192_000).contains(rate) else { return nil }
                return
            }
            guard length < Int64(head.count) else { return nil }
            place = inside + Int(length) + Int(length % 2)
        }
        return nil
    }
}

extension [UInt8] {
    func littleEndian(at place: Int, bytes: Int) -> UInt64 {
        self[place..<place + bytes].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// What follows an empty data chunk is another chunk, not sound.
    fileprivate func holdsChunk(at place: Int) -> Bool {
        ["LIST", "id3 ", "fact"].contains { self[place...].starts(with: $0.utf8) }
    }
}
