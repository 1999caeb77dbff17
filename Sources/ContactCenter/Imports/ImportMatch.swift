/// Whom a row is about, by what it says (requirement S3.6).
package enum ImportMatch: Hashable, Sendable {
    /// Nobody known.
    case new
    case known(ClientID)
    case doubtful(ImportRemark.Kind, [ClientID])

    /// What clients are found by, from the surest.
    package enum Key: Hashable, Sendable {
        case attribute(ClientAttributeID, String)
        /// As `Folding.code` writes it.
        case vin(String)
        case phone(NumberKey)
        /// In small letters.
        case email(String)

        fileprivate var rank: Int {
            switch self {
            case .attribute: 0
            case .vin: 1
            case .phone: 2
            case .email: 3
            }
        }
    }

    /// A surer key decides between those whom others leave open; one that points to somebody else altogether is a doubt.
    ///
    /// - Parameter found: who has each of the row's keys.
    package static func of(_ found: [Key: Set<ClientID>]) -> ImportMatch {
        var candidates: Set<ClientID> = []
        for rank in 0...3 {
            // Of several telephones each may be of the same client.
            let clients = found.filter { $0.key.rank == rank }.reduce(into: Set<ClientID>()) { $0.formUnion($1.value) }
            guard !clients.isEmpty else { continue }
            guard !candidates.isEmpty else {
                candidates = clients
                continue
            }
            let both = candidates.intersection(clients)
            guard !both.isEmpty else { return .doubtful(.conflict, candidates.union(clients).sorted()) }
            candidates = both
        }
        guard let first = candidates.first else { return .new }
        return candidates.count == 1 ? .known(first) : .doubtful(.several, candidates.sorted())
    }
}
