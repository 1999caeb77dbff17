/// Why somebody who waited was not served (requirement S1.31): `Не дождался`.
package struct LostReason: Hashable, Sendable {
    package var name = ""
    /// Its place among the others, from 1.
    package var place: Int64 = 0

    package init() {}
}

package typealias LostReasonID = RecordID<LostReason>

extension LostReason: KeptRecord {
    package static let kind = RecordKind.lostReasons
    package static let fields: [RecordField<LostReason>] = [
        .text("name", \.name, limit: 200),
        .integer("place", \.place, 0...9_999),
    ]
}
