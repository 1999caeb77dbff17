import PBXSimulator
import Storage
import TestSupport

/// The journal as it lies in the database, read past the server that writes it.
struct MeasuredJournal {
    struct Comparison {
        var cdrs: Int
        var calls: Int
        var openCalls: Int
        /// CDRs that are at one place and not at the other.
        var differences: Int

        func isEqual(to records: [SimulatedCDR]) -> Bool {
            differences == 0 && openCalls == 0 && cdrs == records.count && calls == Set(records.map(\.linkedID)).count
        }
    }

    private struct Key: Hashable {
        var uniqueID: String
        var linkedID: String
        var channel: String
        var destinationChannel: String
        var sequence: Int64
    }

    private let store: DataStore

    init(_ location: DatabaseLocation) async throws {
        store = try await DataStore.open(location)
    }

    func cdrCount() async throws -> Int { try await count("cdrs") }

    /// Every CDR once, and of every Linkedid one call.
    func compare(with records: [SimulatedCDR]) async throws -> Comparison {
        let rows = try await store.database.read {
            try $0.rows("SELECT uniqueid, linkedid, channel, dstchannel, sequence FROM cdrs")
        }
        let kept = try Set(
            rows.map { row in
                var row = row
                return try Key(
                    uniqueID: row.text(),
                    linkedID: row.text(),
                    channel: row.text(),
                    destinationChannel: row.text(),
                    sequence: row.integer()
                )
            }
        )
        let written = Set(
            records.map {
                Key(
                    uniqueID: $0.uniqueID,
                    linkedID: $0.linkedID,
                    channel: $0.channel,
                    destinationChannel: $0.destinationChannel,
                    sequence: Int64($0.sequence)
                )
            }
        )
        return Comparison(
            cdrs: rows.count,
            calls: try await count("calls WHERE merged_into IS NULL"),
            openCalls: try await count("calls WHERE merged_into IS NULL AND ended_at IS NULL"),
            differences: kept.symmetricDifference(written).count
        )
    }

    private func count(_ what: String) async throws -> Int {
        try await store.database.read { transaction in
            var row = try transaction.rows("SELECT COUNT(*) FROM \(what)")[0]
            return Int(try row.integer())
        }
    }
}
