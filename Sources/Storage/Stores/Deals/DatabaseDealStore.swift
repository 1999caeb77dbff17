import ContactCenter
import Foundation

/// Deals in a database.
package struct DatabaseDealStore: DealStore {
    private let database: any Database
    private let numbers: any PhoneNumberReading
    private let news: ContactNews
    private let zone: TimeZone

    /// - Parameter news: told of the contacts that are written here.
    package init(
        _ database: any Database,
        numbers: any PhoneNumberReading,
        news: ContactNews = ContactNews(),
        zone: TimeZone = .gmt
    ) {
        self.database = database
        self.numbers = numbers
        self.news = news
        self.zone = zone
    }

    // MARK: - Lists

    package func deals(
        _ filter: DealFilter,
        in period: Period,
        after place: DealPlace?,
        limit: Int
    ) async throws -> [ListedDeal] {
        try await database.read { transaction in
            try DealReading(numbers: numbers).deals(filter, in: period, after: place, limit: limit, transaction)
        }
    }

    package func counts(_ filter: DealFilter, in period: Period) async throws -> [FunnelStageID: StageCount] {
        try await database.read { try DealReading(numbers: numbers).counts(filter, in: period, $0) }
    }

    package func isInReach(_ deal: DealID, of reach: Sitters) async throws -> Bool {
        try await database.read { transaction in
            var conditions = Conditions()
            conditions.add("deals.id = {}", .integer(deal.rawValue))
            conditions.add(dealsInReach: reach)
            return try !transaction.rows("SELECT 1 FROM deals WHERE \(conditions.text)", conditions.values).isEmpty
        }
    }

    // MARK: - New ones

    package func add(_ deal: Deal, of lead: SeenLead?, by author: RecordAuthor) async throws -> DealSaving {
        let saving = try await write(by: author) { try $0.add(deal, of: lead) }
        if case .saved = saving, let lead { news.tell(lead.id) }
        return saving
    }

    // MARK: - Several leads at once

    package func hand(
        _ leads: [SeenLead],
        to recipient: LeadRecipient,
        binding: LeadBinding,
        within reach: Sitters?,
        by author: RecordAuthor
    ) async throws -> LeadsOutcome? {
        let outcome = try await write(by: author) { writing -> LeadsOutcome? in
            guard let employee = try writing.employee(recipient) else { return nil }
            return try writing.act(on: leads, within: reach) { kept in
                var contact = kept.record
                contact.responsible = employee
                let saving = try writing.contacts.save(contact, kept.id, over: kept.version)
                if case .saved = saving, binding == .deal, let deal = contact.deal {
                    try writing.give(deal, to: employee)
                }
                return saving
            }
        }
        for lead in outcome?.done ?? [] { news.tell(lead.id) }
        return outcome
    }

    package func setHidden(
        _ leads: [SeenLead],
        to isHidden: Bool,
        within reach: Sitters?,
        by author: RecordAuthor
    ) async throws -> LeadsOutcome {
        let outcome = try await write(by: author) { writing in
            try writing.act(on: leads, within: reach) { kept in
                try writing.contacts.setHidden(isHidden, kept.id, over: kept.version)
            }
        }
        for lead in outcome.done { news.tell(lead.id) }
        return outcome
    }

    private func write<Result: Sendable>(
        by author: RecordAuthor,
        _ work: @escaping @Sendable (DealWriting) throws -> Result
    ) async throws -> Result {
        try await database.write(by: author) { [numbers, zone] transaction in
            let contacts = ContactWriting(transaction: transaction, author: author, numbers: numbers, zone: zone)
            return try work(DealWriting(contacts: contacts))
        }
    }
}
