/// What a contact's reason lets the client be offered at once (requirement S1.13, decision D8): a time that is promised.
package enum Offer: String, CaseIterable, Sendable {
    /// A time in a workshop.
    case appointment
    /// A car of the business, to be tried.
    case testDrive = "test_drive"

    /// The paper that embodies it.
    package var document: Document.Kind {
        switch self {
        case .appointment: .appointment
        case .testDrive: .testDrive
        }
    }
}
