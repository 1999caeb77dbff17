import Foundation

/// What a field of a record may hold. From it follow the column's type, the control in a form and the checks in browser and
/// server.
///
/// Limits count Unicode scalars, as the databases do.
package enum FieldContent: Hashable, Sendable {
    /// One line.
    case text(limit: Int, TextForm = .any)
    /// Text of several lines.
    case lines(limit: Int)
    case integer(ClosedRange<Int64>)
    case flag
    /// One word of a closed set.
    case choice([String])
    case reference(RecordKind)
    /// Several of them, kept as their numbers in order with blanks between: `12 15`.
    case references(RecordKind)
    /// Somebody who may log in.
    case user
    /// A telephone number, kept as it was typed. A keyed one must be a number, and its key stands beside it in a column of its
    /// own, `number_key`.
    case phone(limit: Int, isKeyed: Bool)
    case instant
    /// A sum in hundredths of the currency; not negative.
    case money

    /// How a line of text must read.
    package enum TextForm: String, Hashable, Sendable {
        case any
        /// See `WorkSchedule`.
        case workSchedule = "work_schedule"
        /// Hours of one day: `9:00-14:00`, see `WorkHours`.
        case hours
        /// A day of the calendar: `2026-04-03`.
        case day
        /// An IANA name: `Asia/Yekaterinburg`.
        case timeZone = "time_zone"
        /// The number of a phone of the house, without blanks.
        case `extension`
        /// Where something is sent: `https://erp.example/priyom`.
        case webAddress = "web_address"
        /// Where another program is asked, see `PanelAddress`.
        case panelAddress = "panel_address"
    }

    package var isText: Bool {
        switch self {
        case .text, .lines, .choice, .phone, .references: true
        case .integer, .flag, .reference, .user, .instant, .money: false
        }
    }

    /// The most characters that it holds.
    package var limit: Int? {
        switch self {
        case .text(let limit, _), .lines(let limit), .phone(let limit, _): limit
        case .integer, .flag, .choice, .reference, .references, .user, .instant, .money: nil
        }
    }

    /// What is wrong with a value, as far as it shows by itself: whether a record or a user is there, the store sees.
    package func problem(with value: FieldValue) -> FieldProblem.Kind? {
        switch (value, self) {
        case (.nothing, _): nil
        case (.text(let text), .text(let limit, let form)):
            text.unicodeScalars.count > limit ? .tooLong(limit: limit) : form.problem(with: text)
        case (.text(let text), .lines(let limit)), (.text(let text), .phone(let limit, _)):
            text.unicodeScalars.count > limit ? .tooLong(limit: limit) : nil
        case (.text(let text), .choice(let words)): words.contains(text) ? nil : .malformed
        case (.integer(let integer), .integer(let range)): range.contains(integer) ? nil : .outOfRange(range)
        case (.integer(let integer), .flag): (0...1).contains(integer) ? nil : .malformed
        case (.integer(let integer), .reference), (.integer(let integer), .user): integer > 0 ? nil : .noSuchRecord
        case (.text(let text), .references):
            Self.ids(in: text).map { $0.count > Self.mostReferences ? .tooLong(limit: Self.mostReferences) : nil }
                ?? .malformed
        case (.integer(let integer), .money): Self.sums.contains(integer) ? nil : .outOfRange(Self.sums)
        case (.integer, .instant): nil
        case (.text, _), (.integer, _): .malformed
        }
    }

    /// How many records a field points at.
    package static let mostReferences = 200

    /// The records that a field of several points at.
    ///
    /// - Returns: `nil` for what are no numbers of records.
    package static func ids(in text: String) -> [Int64]? {
        let ids = text.split(separator: " ").map { Int64($0) }
        return ids.allSatisfy { $0 ?? 0 > 0 } ? ids.compactMap(\.self) : nil
    }

    /// More than any business charges, and few enough digits for arithmetic.
    private static let sums: ClosedRange<Int64> = 0...1_000_000_000_000_000
}

extension FieldContent.TextForm {
    fileprivate func problem(with text: String) -> FieldProblem.Kind? {
        if self == .workSchedule, let overlap = WorkSchedule(text)?.overlap { return .overlapping(overlap) }
        return matches(text) ? nil : .malformed
    }

    private func matches(_ text: String) -> Bool {
        switch self {
        case .any: true
        case .workSchedule: WorkSchedule(text) != nil
        case .hours: WorkHours.list(text) != nil
        case .day: Day(text) != nil
        case .timeZone: TimeZone(identifier: text) != nil
        case .extension: !text.contains(where: \.isWhitespace)
        case .webAddress: WebAddress.isOne(text)
        case .panelAddress: PanelAddress(text) != nil
        }
    }
}
