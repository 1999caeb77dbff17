/// The name of a role in the database. Roles are data; these came with the product (decision D22).
package struct RoleName: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }

    package static func < (left: RoleName, right: RoleName) -> Bool { left.rawValue < right.rawValue }

    package static let `operator` = RoleName("operator")
    package static let advancedOperator = RoleName("advanced_operator")
    package static let receptionist = RoleName("receptionist")
    package static let specialist = RoleName("specialist")
    package static let supervisor = RoleName("supervisor")
    package static let administrator = RoleName("administrator")

    /// Those that came with the product, the one that may least first.
    package static let shipped: [RoleName] = [
        .operator, .receptionist, .specialist, .advancedOperator, .supervisor, .administrator,
    ]
}

/// Something that a role may allow; stored by its name.
package enum Permission: String, CaseIterable, Sendable {
    /// The card of the phone at which the person sits.
    case workspace
    /// All calls, queues and colleagues as they are now, and the card of any phone.
    case online
    /// Calls of the past, in the scope that the role gives.
    case calls
    /// What the phones of colleagues are doing now (requirements S4.19, S4.25).
    case colleagues
    /// The register of missed calls: all of them, or only those that concern the person.
    case missed
    /// Handing missed calls to people, hiding them, and marking numbers as spam.
    case distribute
    /// Listening to recorded conversations, in the scope that the role gives (decision D22).
    case recordings
    /// Taking contacts: the script opens when such a person answers a call (decision D24).
    case intake
    /// The registry of contacts and their cards, in the scope that the role gives.
    case contacts
    /// Clients, their vehicles and documents: looking them up and writing them down.
    case clients
    /// The reception's buttons, today's contacts and the waiting queue.
    case reception
    /// Editing what contacts are described by: branches, employees, reasons and the other directories.
    case directories
    /// The check of the statistics: calls held against contacts, and what mends the differences.
    case reconciliation
    /// Statistics over everything that happened.
    case reports
    /// Taking lists and reports away as files, of what one may see (requirement S2.18, decision D22).
    case export
    /// Editing the scripts that lead through a contact.
    case scripts
    /// Keeping what other programs are told of, and how.
    case integrations
    /// Listening in on live calls of others, whispering and joining, in the scope that the role gives (requirements S4.16–S4.18).
    case listening
    /// Having numbers called from the own phone by a press: of the house, the town, the country, mobile ones (requirement S4.1).
    case dialling
    /// The same of numbers abroad; nobody's by default (decision D30).
    case diallingAbroad = "dialling_abroad"
    /// The same of numbers that cost extra; nobody's by default (decision D30).
    case diallingPremium = "dialling_premium"
    /// Sending faxes, and seeing the journal of them in the scope that the role gives (requirement S4.11). How far numbers may lead
    /// is said by the rights to dial.
    case faxing
    /// Keeping clients' policies with their limits, and letting services be rendered beyond them where `services.over-limit` allows
    /// it (requirement S3.29).
    case policies
    /// Writing bulletins and seeing who has read them; everybody reads those that are for them (requirement S3.13).
    case bulletins
    /// Bringing tables of clients into the directory, and taking such an import back (requirement S3.6).
    case imports
}

/// Whose: a right reaches so far.
package enum Scope: String, CaseIterable, Comparable, Sendable {
    case own
    case department
    case all

    package static func < (left: Scope, right: Scope) -> Bool { left.reach < right.reach }

    private var reach: Int {
        switch self {
        case .own: 0
        case .department: 1
        case .all: 2
        }
    }
}

/// All that a person may do.
package struct Rights: Hashable, Sendable {
    private var scopes: [Permission: Scope] = [:]

    package init() {}

    package init(_ scopes: [Permission: Scope]) { self.scopes = scopes }

    /// Of two roles that allow the same the one that reaches further counts.
    package mutating func grant(_ permission: Permission, _ scope: Scope) {
        scopes[permission] = scopes[permission].map { max($0, scope) } ?? scope
    }

    /// Of these rights no more than the named ones.
    package func limited(to permissions: Set<Permission>) -> Rights {
        Rights(scopes.filter { permissions.contains($0.key) })
    }

    package func allows(_ permission: Permission) -> Bool { scopes[permission] != nil }

    /// - Returns: `nil` when it is not allowed at all.
    package func scope(of permission: Permission) -> Scope? { scopes[permission] }
}

/// A role with what it allows, and how many people who may log in have it (requirement S3.7).
package struct Role: Hashable, Comparable, Sendable {
    package var name: RoleName
    package var rights: Rights
    package var people: Int

    package init(name: RoleName, rights: Rights, people: Int) {
        self.name = name
        self.rights = rights
        self.people = people
    }

    /// From those that may least to those that may most; roles of one's own come last, by name.
    package static func < (left: Role, right: Role) -> Bool {
        func place(_ role: Role) -> Int { RoleName.shipped.firstIndex(of: role.name) ?? RoleName.shipped.count }
        return (place(left), left.name) < (place(right), right.name)
    }
}
