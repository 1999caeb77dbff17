/// How far a number leads, which decides who may have it dialled (decision D30).
package enum DiallingClass: String, CaseIterable, Sendable {
    /// A phone of the house, or a short number.
    case inHouse = "internal"
    /// The town's.
    case local
    case national
    case mobile
    case international
    /// Who is called earns by it.
    case premium

    /// The right that it takes, besides `dialling` itself.
    package var permission: Permission {
        switch self {
        case .inHouse, .local, .national, .mobile: .dialling
        case .international: .diallingAbroad
        case .premium: .diallingPremium
        }
    }
}
