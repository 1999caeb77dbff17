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

    package init() {}
}

/// Where people heard of the business; often follows from the DID (requirement S0.50).
package struct Source: Hashable, Sendable {
    package var name = ""

    package init() {}
}

/// A number that callers dial, and what it says of them (requirement S0.50).
package struct DID: Hashable, Sendable {
    /// As the PBX delivers it: `6467171`.
    package var number = ""
    package var name: String?
    package var source: SourceID?
    package var branch: BranchID?

    package init() {}
}
