import ContactCenter
import Foundation

/// Calls in lists: whole, and with those who sat at their phones.
enum ListedCallReading {
    static func calls(at places: [ListPlace], in transaction: any Transaction) throws -> [ListedCall] {
        let calls = try CallStatements.calls(rows: places.map(\.row), in: transaction)
        let moments = Array(Set(calls.flatMap(Self.moments(of:))))
        let found = try transaction.rows(
            sitter,
            each: moments.map { [.text($0.phone), .instant($0.at)] }
        )
        var sitters: [ListedCall.Moment: ListedPerson] = [:]
        for (moment, rows) in zip(moments, found) {
            guard var row = rows.first else { continue }
            sitters[moment] = try ListedPerson(
                id: UserID(row.integer()),
                name: row.text(),
                department: row.optionalText()
            )
        }
        return zip(places, calls).map { place, call in
            let own = Self.moments(of: call).compactMap { moment in sitters[moment].map { (moment, $0) } }
            return ListedCall(
                place: place,
                call: call,
                sitters: Dictionary(own, uniquingKeysWith: { first, _ in first })
            )
        }
    }

    private static func moments(of call: Call) -> [ListedCall.Moment] {
        call.phoneMoments.map { ListedCall.Moment(phone: $0.phone, at: $0.at) }
    }

    private static let sitter = """
        SELECT users.id, users.display_name, users.department
        FROM (
            SELECT user_id, until FROM seatings
            WHERE phone = $1 AND since <= $2 ORDER BY since DESC, id DESC LIMIT 1
        ) AS last JOIN users ON users.id = last.user_id
        WHERE last.until IS NULL OR last.until > $2
        """
}
