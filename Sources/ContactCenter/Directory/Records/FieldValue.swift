/// What stands in a field of a record, as the database, the history and a form exchange it.
///
/// Instants are milliseconds since 1970, sums are in hundredths, flags are 0 and 1, references are the number of a record.
package enum FieldValue: Hashable, Sendable {
    case nothing
    case text(String)
    case integer(Int64)

    package init(_ text: String?) { self = text.map { .text($0) } ?? .nothing }
    package init(_ integer: Int64?) { self = integer.map { .integer($0) } ?? .nothing }

    /// As the history keeps it; `nil` for nothing.
    package var text: String? {
        switch self {
        case .nothing: nil
        case .text(let text): text
        case .integer(let integer): String(integer)
        }
    }

    package var integer: Int64? {
        if case .integer(let integer) = self { integer } else { nil }
    }
}
