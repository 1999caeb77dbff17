import Foundation

/// The journal of faxes.
package protocol FaxStore: Sendable {
    func add(_ fax: Fax) async throws -> FaxID

    /// - Parameter senders: whose faxes are looked among; `nil` for everybody's.
    func fax(_ id: FaxID, of senders: Sitters?) async throws -> FaxEntry?

    /// The latest first.
    ///
    /// - Parameter before: the last one of the page before.
    func faxes(_ filter: FaxFilter, before: FaxID?, limit: Int) async throws -> [FaxEntry]

    /// Those that have not ended, oldest first.
    func underWay() async throws -> [Fax]

    /// - Returns: false for one that had ended already, or that there is not: the first end that is known counts.
    @discardableResult
    func end(_ key: FaxKey, _ end: FaxEnd, at instant: Date) async throws -> Bool

    /// Lets the pages of a fax be taken by HTTP, once, while it is under way.
    ///
    /// - Parameter oldest: what was sent earlier is not given out any more.
    func takePages(of key: FaxKey, at instant: Date, oldest: Date) async throws -> Bool
}

/// Which faxes a list shows.
package struct FaxFilter: Hashable, Sendable {
    /// Who sent them; `nil` for everybody.
    package var senders: Sitters?
    /// Of this client, and of those who turned out to be the same.
    package var client: ClientID?

    package init(senders: Sitters? = nil, client: ClientID? = nil) {
        self.senders = senders
        self.client = client
    }
}
