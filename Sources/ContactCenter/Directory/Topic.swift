/// What contacts are about, as the business counts it: `Страхование КАСКО` ("тематика", requirements S3.36 to S3.38). A contact may have
/// several; which reason it has is another matter (decision D8).
package struct Topic: Hashable, Sendable {
    /// So deep may topics stand below each other.
    package static let mostLevels = 5

    package var name = ""
    /// The one that it is a part of; `nil` for one that stands by itself.
    package var parent: TopicID?
    /// Its place among those of the same parent, from 1.
    package var place: Int64 = 0

    package init() {}
}

package typealias TopicID = RecordID<Topic>

extension Topic: KeptRecord {
    package static let kind = RecordKind.topics
    package static let fields: [RecordField<Topic>] = [
        .text("name", \.name, limit: 200),
        .reference("parent_id", \.parent, to: .topics),
        .integer("place", \.place, 0...9_999),
    ]

    /// Each below the one that it is a part of.
    package static func arranged(_ records: [Kept<Topic>]) -> [Kept<Topic>] { TopicTree(records).topics }
}
