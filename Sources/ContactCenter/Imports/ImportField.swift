/// What a column of an imported table fills in.
package enum ImportField: Hashable, Sendable {
    case name
    case kind
    case clientType
    case phone(ClientPhone.Kind)
    case email
    case address
    case note
    case plate
    case vin
    case make
    case model
    case year
    /// What the business knows besides (requirement S3.23).
    case attribute(ClientAttributeID)

    /// Without attributes, in the order of lists.
    package static let fixed: [ImportField] =
        [.name, .kind, .clientType] + ClientPhone.Kind.allCases.map(ImportField.phone) + [
            .email, .address, .note, .plate, .vin, .make, .model, .year,
        ]

    package var attribute: ClientAttributeID? { if case .attribute(let id) = self { id } else { nil } }

    /// A client has several of it.
    package var isList: Bool {
        switch self {
        case .phone, .email, .address: true
        default: false
        }
    }

    package var isOfVehicle: Bool {
        switch self {
        case .plate, .vin, .make, .model, .year: true
        default: false
        }
    }

    /// What may be done with it where the client has something already.
    package var rules: [MergeRule] {
        switch self {
        case .phone, .email, .address, .note: [.add, .fill, .overwrite, .keep]
        default: [.fill, .overwrite, .keep]
        }
    }

    /// What is most often meant: an import brings attributes up to date, and takes away nothing else that people have written.
    package var usualRule: MergeRule {
        switch self {
        case .phone, .email, .address: .add
        case .attribute: .overwrite
        default: .fill
        }
    }
}

extension ImportField: RawRepresentable, Codable {
    private static let attributePrefix = "attribute_"
    private static let phonePrefix = "phone_"

    package init?(rawValue: String) {
        if rawValue.hasPrefix(Self.attributePrefix) {
            guard let id = Int64(rawValue.dropFirst(Self.attributePrefix.count)) else { return nil }
            self = .attribute(ClientAttributeID(id))
        } else if let field = Self.fixed.first(where: { $0.rawValue == rawValue }) {
            self = field
        } else {
            return nil
        }
    }

    package var rawValue: String {
        switch self {
        case .name: "name"
        case .kind: "kind"
        case .clientType: "client_type"
        case .phone(let kind): Self.phonePrefix + kind.rawValue
        case .email: "email"
        case .address: "address"
        case .note: "note"
        case .plate: "plate_number"
        case .vin: "vin"
        case .make: "make"
        case .model: "model"
        case .year: "year"
        case .attribute(let id): Self.attributePrefix + id.description
        }
    }
}

/// What becomes of a value where the client has something there already.
package enum MergeRule: String, CaseIterable, Codable, Sendable {
    /// What the client has stays; only who is new gets it.
    case keep
    /// What came takes its place. An empty cell never does.
    case overwrite
    /// Only where nothing stands.
    case fill
    /// Beside what stands there.
    case add
}
