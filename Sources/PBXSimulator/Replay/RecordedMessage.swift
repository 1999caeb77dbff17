import Asterisk
import Foundation
import NIOCore

/// One recorded event, taken apart so that it can be sent again as another PBX's: what stays, and where ids and times
/// stand.
struct RecordedMessage {
    enum Part {
        case bytes([UInt8])
        /// A Uniqueid or Linkedid, also inside a recording's file name.
        case uniqueID(String)
        /// The number at the end of a channel's name.
        case channelNumber(String)
        case localNumber(String)
        case uuid(String)
        case sequence(String)
        /// `2026-11-22 16:25:54`, as seconds since 1970.
        case localTime(Int64)
        case unixTime(Int64)
    }

    /// Seconds since the recording began.
    var at: Double
    var event: String
    var eventClass: EventClass
    var parts: [Part]

    /// - Returns: `nil` for what belongs to the recorded session and not to the PBX: log-in, answers, lists.
    init?(_ message: AMIMessage, at: Double) {
        guard let event = message.event, event != "FullyBooted", event != "SuccessfulAuth" else { return nil }
        guard message.actionID == nil || event == "OriginateResponse" else { return nil }
        guard let privilege = message["Privilege"] else { return nil }
        self.at = at
        self.event = event
        eventClass = EventClass(mask: String(privilege.split(separator: ",").first ?? ""))
        var builder = PartBuilder()
        for (name, value) in message.headers { builder.add(name, value) }
        parts = builder.finish()
    }
}

/// Finds ids and times in headers.
private struct PartBuilder {
    private static let localTimes: Set<String> = ["EventTime", "StartTime", "AnswerTime", "EndTime"]
    private static let unixTimes: Set<String> = ["LastCall", "LastPause", "LoginTime"]

    private var parts: [RecordedMessage.Part] = []
    private var literal: [UInt8] = []

    mutating func add(_ name: String, _ value: String) {
        literal += Array("\(name): ".utf8)
        if Self.localTimes.contains(name), let seconds = Self.seconds(value) {
            part(.localTime(seconds))
        } else if Self.unixTimes.contains(name), let seconds = Int64(value), seconds > 0 {
            part(.unixTime(seconds))
        } else if name == "Sequence" {
            part(.sequence(value))
        } else if name == "SentNTP" || name == "EventTV" || name == "SessionTV" {
            literal += Array(value.utf8)
        } else {
            scan(Array(value.utf8))
        }
        literal += [13, 10]
    }

    mutating func finish() -> [RecordedMessage.Part] {
        literal += [13, 10]
        flush()
        return parts
    }

    private mutating func flush() {
        if !literal.isEmpty { parts.append(.bytes(literal)) }
        literal = []
    }

    private mutating func part(_ part: RecordedMessage.Part) {
        flush()
        parts.append(part)
    }

    private mutating func scan(_ value: [UInt8]) {
        var index = 0
        while index < value.count {
            if let id = Self.uniqueID(value, at: index) {
                part(.uniqueID(id))
                index += id.utf8.count
            } else if let uuid = Self.uuid(value, at: index) {
                part(.uuid(uuid))
                index += uuid.utf8.count
            } else if let number = Self.channelNumber(value, at: index) {
                literal.append(value[index])
                part(Self.isLocal(value, before: index) ? .localNumber(number) : .channelNumber(number))
                index += 1 + number.utf8.count
            } else {
                literal.append(value[index])
                index += 1
            }
        }
    }

    /// `1795364754.15884`, not inside a longer number.
    private static func uniqueID(_ value: [UInt8], at start: Int) -> String? {
        guard value[start] == UInt8(ascii: "1"), start == 0 || !isDigit(value[start - 1]) else { return nil }
        let point = digits(value, from: start)
        guard point - start == 10, point < value.count, value[point] == UInt8(ascii: ".") else { return nil }
        let end = digits(value, from: point + 1)
        return end > point + 1 ? text(value[start..<end]) : nil
    }

    private static func uuid(_ value: [UInt8], at start: Int) -> String? {
        var index = start
        for (group, length) in [8, 4, 4, 4, 12].enumerated() {
            if group > 0 {
                guard index < value.count, value[index] == UInt8(ascii: "-") else { return nil }
                index += 1
            }
            guard hexDigits(value, from: index) - index == length else { return nil }
            index += length
        }
        return text(value[start..<index])
    }

    /// `-0000001f` behind a slash, at the end of a channel's name.
    private static func channelNumber(_ value: [UInt8], at start: Int) -> String? {
        guard value[start] == UInt8(ascii: "-"), value[..<start].contains(UInt8(ascii: "/")) else { return nil }
        let end = hexDigits(value, from: start + 1)
        guard end - start == 9, end == value.count || value[end] != UInt8(ascii: "-") else { return nil }
        return text(value[start + 1..<end])
    }

    private static func isLocal(_ value: [UInt8], before index: Int) -> Bool {
        let slash = value[..<index].lastIndex(of: UInt8(ascii: "/")) ?? 0
        return value[..<slash].suffix(5).elementsEqual("Local".utf8)
    }

    private static func digits(_ value: [UInt8], from start: Int) -> Int {
        value[min(start, value.count)...].firstIndex { !isDigit($0) } ?? value.count
    }

    private static func hexDigits(_ value: [UInt8], from start: Int) -> Int {
        let isHex = { (byte: UInt8) in isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte) }
        return value[min(start, value.count)...].firstIndex { !isHex($0) } ?? value.count
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    /// The recordings' times are UTC.
    private static func seconds(_ text: String) -> Int64? {
        guard let date = try? Date.ISO8601FormatStyle().parse(text.replacingOccurrences(of: " ", with: "T") + "Z")
        else {
            return nil
        }
        return Int64(date.timeIntervalSince1970)
    }
}
