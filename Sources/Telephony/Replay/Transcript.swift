import Asterisk
import Foundation

/// A recorded AMI connection: the raw bytes as received, and when each message came.
package struct Transcript: Sendable {
    package struct Entry: Sendable {
        package var message: AMIMessage
        package var at: Date

        package init(message: AMIMessage, at: Date) {
            self.message = message
            self.at = at
        }
    }

    package var entries: [Entry]

    /// - Parameters:
    ///   - bytes: what came over the connection, from the banner on; it may as well begin in mid-connection.
    ///   - times: seconds since the scenario's start, one line per message, the first for the banner. Without it the
    ///     instants come from what the messages say themselves, to the second.
    /// - Throws: `AMIError` if this is no AMI.
    package init(bytes: [UInt8], times: String? = nil) throws {
        var decoder = AMIDecoder(expectsBanner: bytes.starts(with: "Asterisk Call Manager".utf8))
        decoder.append(bytes)
        var messages: [AMIMessage] = []
        while let message = try decoder.next() { messages.append(message) }
        if let times {
            let seconds = times.split(whereSeparator: \.isNewline).compactMap { Double($0) }
            entries = messages.enumerated().map { index, message in
                let second = index < seconds.count ? seconds[index] : seconds.last ?? 0
                return Entry(message: message, at: Date(timeIntervalSince1970: second))
            }
        } else {
            var clock = SelfTimingClock()
            entries = messages.map { Entry(message: $0, at: clock.instant(of: $0)) }
        }
    }

    /// Reads a transcript and the `.times` beside it, if there is one.
    package init(contentsOf path: String) throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let timesPath = (path.hasSuffix(".txt") ? String(path.dropLast(4)) : path) + ".times"
        let times = try? String(contentsOfFile: timesPath, encoding: .utf8)
        try self.init(bytes: Array(bytes), times: times)
    }
}

/// Tells the time from the messages: by their `Timestamp`, by CEL's `EventTime`, or by the birth of new channels.
private struct SelfTimingClock {
    private var latest = Date(timeIntervalSince1970: 0)

    mutating func instant(of message: AMIMessage) -> Date {
        if let told = told(by: message) { latest = max(latest, told) }
        return latest
    }

    private func told(by message: AMIMessage) -> Date? {
        if let timestamp = message["Timestamp"].flatMap(Double.init) { return Date(timeIntervalSince1970: timestamp) }
        if message.event == "Newchannel", let uniqueID = message["Uniqueid"], let dot = uniqueID.firstIndex(of: ".") {
            let birth = uniqueID[..<dot].split(separator: "-").last.flatMap { Double($0) }
            return birth.map { Date(timeIntervalSince1970: $0) }
        }
        return nil
    }
}
