/// What the text of a template may leave open, in braces as scripts have it: `Уважаемый {client}!`
package enum TemplatePlaceholder: String, CaseIterable, Sendable {
    /// The business.
    case company
    /// Who makes the paper.
    case `operator`
    /// Of the paper.
    case number
    case date
    /// The client's name; where none is known, who called.
    case client
    case clientPhones = "client_phones"
    case clientEmails = "client_emails"
    case clientAddresses = "client_addresses"
    /// The number of the contact.
    case contact
    case contactDate = "contact_date"
    case reason
    case topics
    case project
    /// The responsible employee.
    case employee
    /// What is to be done, as the contact has it.
    case works
    case vehicle
    case plate
    case vin
    /// What pays for the services of the contact, or what the client has that is good today.
    case policy
    /// The table of the services that were rendered; stands on a line of its own.
    case services
    /// Their sum.
    case total
}

/// Why a template cannot be used. The words for people belong to the page.
package enum TemplateProblem: Hashable, Sendable {
    /// `{…}` that nothing stands for, in this line, counted from 1.
    case unknownPlaceholder(String, line: Int)
    /// The table of services stands among other words in this line.
    case tableInLine(Int)
}
