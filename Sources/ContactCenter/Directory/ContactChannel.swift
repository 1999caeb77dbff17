/// How people reach the business: by telephone, by a visit, by mail (decision D7, requirement S0.13).
package struct ContactChannel: Hashable, Sendable {
    package static let phone = "phone"

    /// What the program knows it by: `phone`, `visit`; `nil` for one that an administrator added.
    package var code: String?
    package var name = ""
    /// Whether a contact by it may wait in the waiting queue.
    package var mayWait = false
    /// Whether a contact by it is a call that can be transferred.
    package var mayBeTransferred = false
    /// Its place among the others, from 1.
    package var place: Int64 = 0
    package var icon = Icon.list
    package var colour = Colour.grey

    package init() {}
}

extension ContactChannel {
    /// The picture by which a channel is told in lists.
    package enum Icon: String, CaseIterable, Sendable {
        case phone, mobile, person, globe, mail, chat, bell, road, note, list
    }

    package enum Colour: String, CaseIterable, Sendable {
        case grey, blue, green, orange, violet, red
    }

    package struct Look: Hashable, Sendable {
        package var icon: Icon
        package var colour: Colour

        package init(icon: Icon, colour: Colour) {
            self.icon = icon
            self.colour = colour
        }
    }
}

/// Where people heard of the business; often follows from the DID (requirement S0.50).
package struct Source: Hashable, Sendable {
    package var name = ""
    package var type: SourceTypeID?

    package init() {}
}

/// A number that callers dial, and what it says of them (requirement S0.50).
package struct DID: Hashable, Sendable {
    /// As the PBX delivers it: `6467171`.
    package var number = ""
    package var name: String?
    package var source: SourceID?
    package var branch: BranchID?
    /// What is answered under it (requirement S3.1).
    package var project: ProjectID?

    package init() {}
}

extension ContactChannel: KeptRecord {
    package static let kind = RecordKind.contactChannels
    package static let fields: [RecordField<ContactChannel>] = [
        .text("code", \.code, limit: 32).fixed,
        .text("name", \.name, limit: 200),
        .flag("may_wait", \.mayWait),
        .flag("may_be_transferred", \.mayBeTransferred),
        .integer("place", \.place, 0...9_999),
        .choice("icon", \.icon),
        .choice("colour", \.colour),
    ]
}

extension Source: KeptRecord {
    package static let kind = RecordKind.sources
    package static let fields: [RecordField<Source>] = [
        .text("name", \.name, limit: 200),
        .reference("source_type_id", \.type, to: .sourceTypes),
    ]
}

extension DID: KeptRecord {
    package static let kind = RecordKind.dids
    package static let fields: [RecordField<DID>] = [
        .number("number", \.number, limit: 64).unique,
        .text("name", \.name, limit: 200),
        .reference("source_id", \.source, to: .sources),
        .reference("branch_id", \.branch, to: .branches),
        .reference("project_id", \.project, to: .projects),
    ]
}
