import ContactCenter
import Foundation

/// Values of fields in JSON.
extension FieldContent {
    /// - Returns: what a request says, or what is wrong with its type or form. How long it may be and the like is checked with
    ///   the record.
    func value(_ json: JSON) -> Result<FieldValue, FieldError.Reason> {
        switch (json, self) {
        case (.null, .flag): .failure(.wrongType(.boolean))
        case (.null, _): .success(.nothing)
        case (.string(let text), .text), (.string(let text), .lines), (.string(let text), .phone),
            (.string(let text), .choice):
            typed(text)
        case (.string(let text), .instant):
            Date(iso: text).map { .success(.integer(milliseconds($0))) } ?? .failure(.field(.malformed, self))
        case (.bool(let flag), .flag): .success(.integer(flag ? 1 : 0))
        case (.number(let digits), .integer), (.number(let digits), .reference), (.number(let digits), .user):
            Int64(digits).map { .success(.integer($0)) } ?? .failure(.wrongType(.integer))
        case (.number(let digits), .money): typed(digits)
        case (.array(let items), .references): references(items)
        case (_, _): .failure(.wrongType(kind))
        }
    }

    /// Blanks and control characters are treated as those of a form.
    private func typed(_ text: String) -> Result<FieldValue, FieldError.Reason> {
        value(typed: text, in: .gmt).mapError { _ in .field(.malformed, self) }
    }

    private func references(_ items: [JSON]) -> Result<FieldValue, FieldError.Reason> {
        let ids = items.compactMap { item in
            if case .number(let digits) = item { Int64(digits) } else { nil }
        }
        guard ids.count == items.count else { return .failure(.wrongType(.integer)) }
        return typed(ids.map(String.init).joined(separator: " "))
    }

    func json(_ value: FieldValue) -> JSON {
        switch (value, self) {
        case (.nothing, .references): .array([])
        case (.nothing, _): .null
        case (.text(let text), .references): .array((Self.ids(in: text) ?? []).map { JSON($0) })
        case (.text(let text), _): .string(text)
        case (.integer(let integer), .flag): .bool(integer != 0)
        case (.integer(let integer), .instant):
            .string(Date(timeIntervalSince1970: Double(integer) / 1_000).iso)
        case (.integer(let hundredths), .money):
            .number("\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)")
        case (.integer(let integer), _): JSON(integer)
        }
    }

    private var kind: JSON.Kind {
        switch self {
        case .text, .lines, .phone, .choice, .instant: .string
        case .flag: .boolean
        case .integer, .reference, .user: .integer
        case .money: .number
        case .references: .array
        }
    }
}

extension JSON {
    init(_ instant: Date?) { self = instant.map { .string($0.iso) } ?? .null }
}

extension Date {
    /// `2026-04-03T10:22:00.000Z`
    var iso: String {
        let all = milliseconds(self)
        let day = Int((all >= 0 ? all : all - 86_399_999) / 86_400_000)
        let rest = Int(all) - day * 86_400_000
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (seconds, thousandths) = rest.quotientAndRemainder(dividingBy: 1_000)
        let fraction = String(1_000 + thousandths).dropFirst()
        return
            "\(Day(number: day))T\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60)).\(fraction)Z"
    }

    /// - Returns: `nil` for what is no instant of ISO 8601 with its offset: `2026-04-03T13:22:00+03:00`. Fractions are kept to the
    ///   millisecond.
    init?(iso text: String) {
        let pattern =
            /([0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,9}))?(?:Z|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))/
        guard text.utf8.count <= 40, let match = text.wholeMatch(of: pattern), let day = Day(String(match.1)),
            let hour = Int(match.2), let minute = Int(match.3), let second = Int(match.4)
        else { return nil }
        let thousandths = match.5.flatMap { Int(($0 + "000").prefix(3)) } ?? 0
        var offset = 0
        if let sign = match.6, let hours = match.7.flatMap({ Int($0) }), let minutes = match.8.flatMap({ Int($0) }) {
            offset = (hours * 60 + minutes) * (sign == "-" ? -60 : 60)
        }
        let seconds = day.number * 86_400 + hour * 3_600 + minute * 60 + second - offset
        self.init(timeIntervalSince1970: Double(seconds * 1_000 + thousandths) / 1_000)
    }
}
