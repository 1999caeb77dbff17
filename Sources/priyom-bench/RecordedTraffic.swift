import Asterisk
import Foundation
import Telephony

/// Recorded connections, rewritten for every repetition with new ids and times.
struct RecordedTraffic {
    let bytes: [UInt8]
    let messageCount: Int
    /// How many calls one repetition has, as the tracker finds them in the untouched recordings.
    let callCount: Int
    /// Where the ten digits of a unix time in an id or a timestamp begin.
    private let unixTimes: [Int]

    /// - Parameter folder: recordings with one connection each; those of reconnects and log-ins are left out.
    init(folder: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let chosen = names.filter { name in
            name.hasSuffix(".txt") && !name.hasSuffix(".actions.txt") && name.first?.isNumber ?? false
                && !name.hasPrefix("13") && !name.hasPrefix("17")
        }
        var bytes: [UInt8] = []
        var callCount = 0
        for name in chosen {
            let path = folder + "/" + name
            var replay = Replay()
            replay.play(try Transcript(contentsOf: path).entries)
            callCount += replay.calls.count
            let raw = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            bytes += raw[(raw.firstIndex(of: 10).map { $0 + 1 } ?? 0)...]
        }
        var decoder = AMIDecoder(expectsBanner: false)
        decoder.append(bytes)
        var count = 0
        while try decoder.next() != nil { count += 1 }
        self.bytes = bytes
        self.callCount = callCount
        messageCount = count
        unixTimes = Self.unixTimes(in: bytes)
    }

    /// The traffic as it would be an hour times `repetition` later.
    func repetition(_ repetition: Int) -> [UInt8] {
        var copy = bytes
        for start in unixTimes {
            var number = copy[start..<(start + 10)].reduce(0) { $0 * 10 + Int($1 - 48) } + repetition * 3_600
            for index in (start..<(start + 10)).reversed() {
                copy[index] = UInt8(48 + number % 10)
                number /= 10
            }
        }
        return copy
    }

    private static func unixTimes(in bytes: [UInt8]) -> [Int] {
        let isDigit = { (index: Int) in (48...57).contains(bytes[index]) }
        return bytes.indices.dropLast(11).filter { index in
            bytes[index] == 49 && bytes[index + 1] == 55 && (index == 0 || !isDigit(index - 1))
                && (2..<10).allSatisfy { isDigit(index + $0) } && bytes[index + 10] == UInt8(ascii: ".")
        }
    }
}
