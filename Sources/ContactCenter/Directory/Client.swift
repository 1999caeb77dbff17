import Foundation

/// Somebody known to the business: a person or an organisation.
package struct Client: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case person
        case organisation
    }

    package var kind = Kind.person
    /// Surname first for a person. At most 200 characters.
    package var name = ""
    package var clientType = ClientType.private
    package var note: String?
    /// Set by people; wins over what follows from contacts and documents (decision D11).
    package var statuses: [ReasonCategory: CRMStatus] = [:]
    /// In the order in which they are shown.
    package var phones: [ClientPhone] = []
    package var emails: [String] = []
    package var addresses: [String] = []
    /// What the business knows besides, as it is kept; see `ClientAttribute` (requirement S3.23).
    package var attributes: [ClientAttributeID: String] = [:]

    package init() {}
}

/// A telephone number of a client.
package struct ClientPhone: Hashable, Sendable {
    /// Which telephone: the default is the contact phone (requirement S0.23).
    package enum Kind: String, CaseIterable, Sendable {
        case contact
        case mobile
        case home
        case work
        case fax
    }

    package var kind: Kind
    /// As it was typed; what is no number is kept and marked.
    package var number: String
    /// By which calls of it are found; `nil` for what is no number.
    package var key: NumberKey?
    /// Whose it is, at an organisation: `Константин`.
    package var person: String?

    package init(kind: Kind = .contact, number: String, key: NumberKey? = nil, person: String? = nil) {
        self.kind = kind
        self.number = number
        self.key = key
        self.person = person
    }
}
