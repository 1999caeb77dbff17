import ContactCenter
import Storage
import TestSupport

/// What an operator might type: a piece of 1 to 10 characters of what some client has, so that frequent names are drawn often.
struct DrawnQuery {
    var typed: String

    /// The pieces that match most of all.
    static let dense = ["ова", "+7 9"]

    static func draw(_ count: Int, from store: DataStore, clients: Int, seed: UInt64) async throws -> [DrawnQuery] {
        var random = SampleRandom(seed: seed)
        var queries: [DrawnQuery] = []
        while queries.count < count {
            if random.happens(1) {
                queries.append(DrawnQuery(typed: random.one(of: dense)))
                continue
            }
            let client = Int64(random.number(below: clients) + 1)
            let rows = try await store.database.read {
                try $0.rows("SELECT text FROM client_search WHERE client_id = $1", [.integer(client)])
            }
            guard var row = rows.first else { continue }
            let words = try row.text().split(separator: " ").map(Array.init)
            queries.append(DrawnQuery(typed: piece(of: random.one(of: words), using: &random)))
        }
        return queries
    }

    /// One and two characters are the beginning of a word or the last digits, as the search takes them.
    private static func piece(of word: [Character], using random: inout SampleRandom) -> String {
        let length = min(word.count, 1 + random.number(below: 10))
        let isNumber = word.allSatisfy(\.isNumber)
        if length < 3 { return String(isNumber && random.happens(50) ? word.suffix(length) : word.prefix(length)) }
        return String(word.dropFirst(random.number(below: word.count - length + 1)).prefix(length))
    }
}
