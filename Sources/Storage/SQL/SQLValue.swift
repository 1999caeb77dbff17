import ContactCenter
import Foundation

/// A value bound to a statement, or one column of a row that came back.
///
/// Instants are whole milliseconds since 1970 in UTC, lengths are whole milliseconds, flags are 0 and 1 (decision D18).
package struct SQLValue: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case null
        case integer(Int64)
        case text(String)
    }

    package let content: Content

    /// For the engines, which hand out what they stored. Everybody else goes through the functions below.
    init(stored content: Content) { self.content = content }

    package static let null = SQLValue(stored: .null)

    /// Text as it is, but for NUL, which PostgreSQL cannot hold: it becomes U+FFFD on both engines.
    package static func text(_ text: String?) -> SQLValue {
        guard let text else { return .null }
        let isStorable = !text.utf8.contains(0)
        return SQLValue(stored: .text(isStorable ? text : text.replacing("\0", with: "\u{FFFD}")))
    }

    package static func text<Name: RawRepresentable<String>>(_ name: Name?) -> SQLValue { text(name?.rawValue) }

    package static func integer(_ integer: Int64?) -> SQLValue {
        integer.map { SQLValue(stored: .integer($0)) } ?? .null
    }

    package static func integer(_ integer: Int) -> SQLValue { SQLValue(stored: .integer(Int64(integer))) }

    package static func flag(_ flag: Bool) -> SQLValue { integer(flag ? 1 : 0) }

    package static func instant(_ instant: Date?) -> SQLValue { integer(instant?.millisecondsSince1970) }

    package static func length(_ length: Duration?) -> SQLValue { integer(length?.inMilliseconds) }
}

extension Date {
    /// Milliseconds since 1970, rounded. Instants that no clock shows (beyond the year 9999) become the furthest kept.
    var millisecondsSince1970: Int64 {
        let furthest = 253_402_300_799_999.0
        let milliseconds = (timeIntervalSince1970 * 1_000).rounded()
        return milliseconds.isNaN ? 0 : Int64(min(max(milliseconds, -furthest), furthest))
    }

    init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }
}
