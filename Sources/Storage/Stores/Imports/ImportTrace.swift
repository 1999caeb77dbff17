import ContactCenter

/// How things stood before a row of an import, so that it can be taken back.
struct ImportTrace: Codable {
    /// The versions of the client that the row found and left; none was found of a client who was added.
    var found: Int64?
    var left: Int64
    /// `nil` for a client who was added.
    var client: ClientSnapshot?
    var vehicle: VehicleTrace?

    init(of added: Kept<Client>) { left = added.version }

    init(from present: Kept<Client>, to version: Int64) {
        (found, left) = (present.version, version)
        client = ClientSnapshot(present.record)
    }

    struct VehicleTrace: Codable {
        var id: Int64
        /// The one that the row left.
        var version: Int64
        /// `nil` for a car that was added.
        var before: VehicleSnapshot?
    }
}

/// What an import changes of a client.
struct ClientSnapshot: Codable {
    struct Phone: Codable {
        var kind: String
        var number: String
        var key: String?
        var person: String?
    }

    var kind: String
    var name: String
    var clientType: String
    var note: String?
    var phones: [Phone]
    var emails: [String]
    var addresses: [String]
    /// By their numbers.
    var attributes: [String: String]

    init(_ client: Client) {
        (kind, name, clientType, note) = (client.kind.rawValue, client.name, client.clientType.rawValue, client.note)
        phones = client.phones.map { phone in
            Phone(kind: phone.kind.rawValue, number: phone.number, key: phone.key?.rawValue, person: phone.person)
        }
        (emails, addresses) = (client.emails, client.addresses)
        attributes = Dictionary(client.attributes.map { ("\($0)", $1) }) { first, _ in first }
    }

    /// The client as it was, with what an import does not touch as it is.
    func restored(over present: Client) -> Client {
        var client = present
        client.kind = Client.Kind(rawValue: kind) ?? present.kind
        client.name = name
        client.clientType = ClientType(rawValue: clientType) ?? present.clientType
        client.note = note
        client.phones = phones.map { phone in
            ClientPhone(
                kind: ClientPhone.Kind(rawValue: phone.kind) ?? .contact,
                number: phone.number,
                key: phone.key.map(NumberKey.init(_:)),
                person: phone.person
            )
        }
        (client.emails, client.addresses) = (emails, addresses)
        client.attributes = attributes.reduce(into: [:]) { attributes, value in
            if let id = Int64(value.key) { attributes[ClientAttributeID(id)] = value.value }
        }
        return client
    }
}

/// What an import changes of a car.
struct VehicleSnapshot: Codable {
    var owner: Int64?
    var plate: String?
    var vin: String?
    var make: Int64?
    var model: Int64?
    var year: Int64?

    init(_ vehicle: Vehicle) {
        (owner, plate, vin) = (vehicle.owner?.rawValue, vehicle.plateNumber, vehicle.vin)
        (make, model, year) = (vehicle.make?.rawValue, vehicle.model?.rawValue, vehicle.year)
    }

    var vehicle: Vehicle {
        var vehicle = Vehicle()
        (vehicle.owner, vehicle.plateNumber, vehicle.vin) = (owner.map(ClientID.init(_:)), plate, vin)
        (vehicle.make, vehicle.model) = (make.map(VehicleMakeID.init(_:)), model.map(VehicleModelID.init(_:)))
        vehicle.year = year
        return vehicle
    }
}
