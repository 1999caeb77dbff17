import Foundation

/// Who is behind a number, as far as a PBX asks while the call waits: the name, and the employees whom the rules name.
package struct Caller: Hashable, Sendable {
    package var client: ClientID
    /// As phones show it, see `CallerName`.
    package var name: String
    /// To the second.
    package var lastContactAt: Date?
    /// The responsible employee of the client's latest contact that has one.
    package var responsible: EmployeeID?
    /// Who took the client's latest contact.
    package var lastSpoken: EmployeeID?
    /// The responsible employee of the client's latest document that is open and has one.
    package var documentResponsible: EmployeeID?
    /// People say so of the client, for any direction of the business.
    package var isVIP: Bool

    package init(
        client: ClientID,
        name: String,
        lastContactAt: Date? = nil,
        responsible: EmployeeID? = nil,
        lastSpoken: EmployeeID? = nil,
        documentResponsible: EmployeeID? = nil,
        isVIP: Bool = false
    ) {
        self.client = client
        self.name = name
        self.lastContactAt = lastContactAt
        self.responsible = responsible
        self.lastSpoken = lastSpoken
        self.documentResponsible = documentResponsible
        self.isVIP = isVIP
    }
}

/// A client with the keys of their telephones.
package struct CallerEntry: Hashable, Sendable {
    package var caller: Caller
    package var keys: [NumberKey]

    package init(_ caller: Caller, keys: [NumberKey]) {
        self.caller = caller
        self.keys = keys
    }
}

/// Where callers are read from; hidden clients and parts of others are none.
package protocol CallerStore: Sendable {
    /// In the order of the clients' numbers, also those without a telephone.
    func callers(after client: ClientID?, limit: Int) async throws -> [CallerEntry]
    /// Who is no caller is left out.
    func callers(_ clients: [ClientID]) async throws -> [CallerEntry]
    /// Whose clients these records are or ever were: clients themselves, documents or contacts; of other kinds nobody's.
    func clients(of records: [Int64], _ kind: RecordKind) async throws -> Set<ClientID>
}
