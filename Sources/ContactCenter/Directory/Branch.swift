/// A site of the business: `Автозаводская`.
package struct Branch: Hashable, Sendable {
    /// At most 200 characters.
    package var name = ""
    package var address: String?
    /// The way there, as the operator reads it aloud (requirement S0.15).
    package var directions: String?
    /// The IANA name where the branch's clocks differ from the business's (decision D18).
    package var timeZone: String?
    /// When it is open: `пн-сб 8:00-21:00`. Empty: always.
    package var workSchedule: String?

    package init() {}
}

extension Branch: KeptRecord {
    package static let kind = RecordKind.branches
    package static let fields: [RecordField<Branch>] = [
        .text("name", \.name, limit: 200),
        .text("address", \.address, limit: 400),
        .lines("directions", \.directions, limit: 4_000),
        .text("time_zone", \.timeZone, limit: 64, .timeZone),
        .text("work_schedule", \.workSchedule, limit: 400, .workSchedule),
    ]
}
