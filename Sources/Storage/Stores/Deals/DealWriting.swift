import ContactCenter
import Foundation

/// Changes of deals and of their inquiries within one transaction.
struct DealWriting {
    let contacts: ContactWriting

    private var transaction: any Transaction { contacts.transaction }
    private var author: RecordAuthor { contacts.author }
    private var table: RecordTable<Deal> { RecordTable(numbers: contacts.numbers) }

    func add(_ deal: Deal, of lead: SeenLead?) throws -> DealSaving {
        var deal = deal
        deal.createdAt = author.at
        deal.createdBy = author.user
        if deal.responsible == nil, let user = author.user { deal.responsible = try contacts.employee(of: user) }
        var seen: Kept<Contact>?
        if let lead {
            // The contact is held first, so that nobody changes it until the deal is there.
            let held = try transaction.rows(
                "UPDATE contacts SET version = version WHERE id = $1 AND version = $2 RETURNING id",
                [.integer(lead.id.rawValue), .integer(lead.version)]
            )
            guard !held.isEmpty, let kept = try ContactTable.find(lead.id, in: transaction) else { return .stale }
            seen = kept
        }
        switch try table.add(deal, by: author, in: transaction) {
        case .saved(let kept):
            try DealTextTable.write(kept.id, kept.record, in: transaction)
            guard let seen else { return .saved(kept) }
            var contact = seen.record
            contact.deal = kept.id
            contact.isInquiry = true
            if contact.client == nil { contact.client = kept.record.client }
            guard case .saved = try contacts.save(contact, seen.id, over: seen.version) else {
                throw StorageError(.failed, "The contact of a new deal could not be written.")
            }
            return .saved(kept)
        case .refused(let problems): return .refused(problems)
        case .stale, .missing: throw StorageError(.failed, "A new deal could not be written.")
        }
    }

    func employee(_ recipient: LeadRecipient) throws -> EmployeeID? {
        switch recipient {
        case .author: try author.user.flatMap(contacts.employee)
        case .employee(let employee):
            try RecordNames.canBeChosen(RecordReference(.record(.employees), employee.rawValue), in: transaction)
                ? employee : nil
        }
    }

    /// The deal is this employee's from now on, whoever changed it last.
    func give(_ deal: DealID, to employee: EmployeeID) throws {
        // Held, so that its version stays what is read.
        try transaction.execute("UPDATE deals SET version = version WHERE id = $1", [.integer(deal.rawValue)])
        guard let kept = try table.record(deal, in: transaction), kept.record.responsible != employee else { return }
        var changed = kept.record
        changed.responsible = employee
        _ = try table.change(deal, over: kept.version, to: changed, by: author, in: transaction)
    }

    /// Does something to each of several leads that is still as it was seen, always in the same order, so that two who do it to the
    /// same ones wait for each other only once.
    func act(
        on leads: [SeenLead],
        within reach: Sitters?,
        _ act: (Kept<Contact>) throws -> Saving<Contact>
    ) throws -> LeadsOutcome {
        var outcome = LeadsOutcome()
        for lead in Dictionary(leads.map { ($0.id, $0) }, uniquingKeysWith: { $1 }).values.sorted(by: { $0.id < $1.id })
        {
            guard try isInReach(lead.id, of: reach), let kept = try ContactTable.find(lead.id, in: transaction) else {
                outcome.left[lead.id] = .outOfReach
                continue
            }
            guard kept.version == lead.version else {
                outcome.left[lead.id] = .changed
                continue
            }
            switch try act(kept) {
            case .saved(let now): outcome.done.append(SeenLead(id: now.id, version: now.version))
            case .stale, .missing: outcome.left[lead.id] = .changed
            case .refused(let problems):
                outcome.left[lead.id] = problems.contains { $0.kind == .taken } ? .replaced : .changed
            }
        }
        return outcome
    }

    private func isInReach(_ id: ContactID, of reach: Sitters?) throws -> Bool {
        guard let reach else { return true }
        var conditions = Conditions()
        conditions.add("id = {}", .integer(id.rawValue))
        conditions.add(inReach: reach)
        return try !transaction.rows("SELECT 1 FROM contacts WHERE \(conditions.text)", conditions.values).isEmpty
    }
}
