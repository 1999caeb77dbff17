import ContactCenter

/// A party takes two columns: what kind it is, and its number.
private enum PartyKind: String {
    case phone
    case outside
}

extension SQLValue {
    static func party(_ party: Party?) -> [SQLValue] {
        switch party {
        case .phone(let phone): [.text(PartyKind.phone), .text(phone)]
        case .outside(let number): [.text(PartyKind.outside), .text(number)]
        case nil: [.null, .null]
        }
    }
}

extension SQLRow {
    mutating func party() throws -> Party {
        switch try named(PartyKind.self) {
        case .phone: .phone(try named())
        case .outside: .outside(try text())
        }
    }

    mutating func optionalParty() throws -> Party? {
        let kind: PartyKind? = try optional()
        let number = try optionalText()
        return switch (kind, number) {
        case (.phone, let number?): .phone(Extension(number))
        case (.outside, let number?): .outside(number)
        default: nil
        }
    }
}
