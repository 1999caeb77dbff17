/// A quality of a fact, by which reports group and filter; its raw value is its name in addresses and in the database.
package enum FactDimension: String, CaseIterable, Sendable {
    case branch
    case department
    case workshop
    /// The employee who goes on with it.
    case responsible
    /// The user who registered it.
    case registrar
    case channel
    case source
    /// The key of the dialled number.
    case did
    /// What is taken there: of a call that of the dialled number, of a contact its own (requirement S3.35).
    case project
    case reason
    case clientType = "type"
    case novelty
    /// Asks about work already ordered: `yes` or nothing (decision D2).
    case statusInquiry = "status"
    /// Continues an earlier contact: `yes` or nothing.
    case continuation
    /// Expresses demand: `yes` or nothing (requirement S0.48).
    case inquiry
    /// How an inquiry came, see `InquiryKind`; of contacts that are none, nothing.
    case inquiryKind = "inquiry_kind"
    /// How good an inquiry is.
    case quality
    /// On which stage of its pipeline the deal stands that a contact belongs to.
    case dealStage = "deal_stage"
    /// What it is about: of a fact of several topics all of them, see `isOfSeveral` (requirement S3.38).
    case topic
    /// Has a topic: `yes` or nothing.
    case topical
    /// An appointment or an arrival.
    case stage
    /// Why nobody answered.
    case cause
    /// Of the day, `0` to `23`, by the clock of the branch.
    case hour

    /// Which way a call went.
    case direction
    /// How a call ended (decision D27).
    case result
    /// In which queue of the PBX the caller waited.
    case queue
    /// How long the caller waited, see `WaitClass` (decision D28).
    case wait
    /// Reached a queue or a phone, or was answered: `yes` or nothing.
    case offered
    /// A person answered within the time in which calls are to be answered: `yes` or nothing; see `ServiceLevelRules`.
    case prompt
    /// The call was handed from one person to another: `yes` or nothing.
    case transfer
    /// The same number had called within the day before: `yes` or nothing.
    case again
    /// Nobody answered, and it counts as missed, whether or not the caller was reached later: `yes` or nothing (decision D23).
    case abandoned
    /// No other call of the same caller was missed within the call-back window before: `yes` or nothing (decision D23).
    case firstOfCaller = "first_of_caller"

    /// Whose it is: `u5` for a user, `e17` for an employee; of a contact and its documents who registered it.
    case person
    /// What a person did, see `StaffState`.
    case state
    /// How far something that a person is to do has come, see `StaffProgress`.
    case progress
    /// The contact has an appointment: `yes` or nothing.
    case booked
    /// The contact has an arrival: `yes` or nothing.
    case arrived

    /// The line of the PBX, see `TrunkName`; of all lines together, nothing.
    case trunk
    /// A line was taken in that hour, and not before: `yes` or nothing.
    case began
    /// A line was taken in vain, as the network said that the number is busy or cannot be reached: `yes` or nothing.
    case refused
    /// Stands for no use of a line but for how many there were at once in the hour: of the line (`own`) or of all (`all`).
    case peak

    // Told from others, and kept nowhere.

    /// The number of the fact's day; kept where days are kept together, in months.
    case day
    /// Of the day, `1` for Monday to `7`.
    case weekday
    /// The position of the employee who goes on with it (requirement S0.72).
    case position
    /// What several sources have in common.
    case sourceType = "source_type"
    /// The employee who is the person; a user who is no employee stands for themselves.
    case employee
    /// The department of that employee.
    case team

    /// From which dimension it is told; `nil` where the facts themselves have it, or their day.
    package var base: FactDimension? {
        switch self {
        case .position: .responsible
        case .sourceType: .source
        case .employee, .team: .person
        default: nil
        }
    }

    /// The dimension by which facts are told apart for this one.
    package var kept: FactDimension { base ?? self }

    /// A fact may have several values: their numbers with blanks between, `3 17`.
    package var isOfSeveral: Bool { self == .topic }

    /// The values that a fact has by what is kept of it.
    package func values(of text: String?) -> [String?] {
        guard isOfSeveral, let text else { return [text] }
        return text.split(separator: " ").map { String($0) }
    }
}

extension FactDimension {
    /// Whether a fact without a value there is one of all values together: it has no row of its own, and counts in those above.
    var isOfAllWithoutValue: Bool { self == .trunk }
}

extension [FactDimension] {
    /// Each once: topics below each other are several levels of rows, and of facts one dimension, the innermost.
    package var eachOnce: [FactDimension] { enumerated().filter { $0 == 0 || self[$0 - 1] != $1 }.map(\.element) }
}
