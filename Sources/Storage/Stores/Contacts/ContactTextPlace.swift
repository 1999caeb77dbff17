import ContactCenter
import Foundation

/// Where the text of a contact stands among the others: in the order of time, so that a search within some days reads no more than
/// the texts of those.
enum ContactTextPlace {
    /// On SQLite a place is the number of the row in the index, so no two texts have the same: a minute has 1,024 places, and who
    /// finds none there takes the next that is free. On PostgreSQL it is the time.
    static func of(_ at: Date, in transaction: any Transaction) throws -> Int64 {
        let milliseconds = at.millisecondsSince1970
        guard transaction.dialect == .sqlite else { return milliseconds }
        return try SearchPlace.next(from: first(at: milliseconds), in: "contact_texts", transaction)
    }

    /// Where texts of the period may stand, and some beside them.
    static func places(of period: Period, _ dialect: Dialect) -> ClosedRange<Int64> {
        let (from, until) = (period.from.millisecondsSince1970, period.until.millisecondsSince1970)
        guard dialect == .sqlite else { return from...max(from, until) }
        // A million contacts of one minute take the places of most of a day.
        return first(at: from)...max(first(at: from), first(at: until) + 1_440 * perMinute)
    }

    private static func first(at milliseconds: Int64) -> Int64 { milliseconds / 60_000 * perMinute }

    private static let perMinute: Int64 = 1_024
}
