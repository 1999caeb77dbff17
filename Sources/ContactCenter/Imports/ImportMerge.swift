/// What a client becomes by a row of an import.
package struct ImportMerge: Sendable {
    private let row: ImportedRow
    /// Nobody knew the client before: everything is taken.
    private let isNew: Bool

    package init(_ row: ImportedRow, isNew: Bool) {
        self.row = row
        self.isNew = isNew
    }

    /// - Parameter phones: the row's telephones as they are kept, by kind.
    package func client(from present: Client, phones: [ClientPhone.Kind: [ClientPhone]]) -> Client {
        var client = present
        for value in row.values where isNew || value.rule != .keep {
            let isFree = isNew || value.rule == .overwrite
            guard let text = value.texts.first else { continue }
            switch value.field {
            case .name: if isFree || client.name.isEmpty { client.name = text }
            case .kind: if isFree, let kind = Client.Kind(imported: text) { client.kind = kind }
            case .clientType: if isFree, let type = ClientType(imported: text) { client.clientType = type }
            case .note: client.note = Self.note(text, over: client.note, value.rule)
            case .phone(let kind): merge(phones[kind] ?? [], of: kind, value.rule, into: &client)
            case .email: Self.merge(value.texts, into: &client.emails, value.rule) { $0.lowercased() }
            case .address: Self.merge(value.texts, into: &client.addresses, value.rule, Folding.words)
            case .attribute(let id): if isFree || client.attributes[id] == nil { client.attributes[id] = text }
            case .plate, .vin, .make, .model, .year: break
            }
        }
        return client
    }

    private static func note(_ text: String, over present: String?, _ rule: MergeRule) -> String {
        guard let present, rule != .overwrite else { return text }
        return rule == .add && !present.contains(text) ? "\(present)\n\(text)" : present
    }

    private func merge(
        _ phones: [ClientPhone],
        of kind: ClientPhone.Kind,
        _ rule: MergeRule,
        into client: inout Client
    ) {
        let present = client.phones.filter { $0.kind == kind }
        if rule == .fill, !present.isEmpty { return }
        if rule == .overwrite {
            // Whose it is, and how it was written, stays where it is the same number.
            client.phones.removeAll { phone in phone.kind == kind && !phones.contains { $0.isSame(as: phone) } }
        }
        for phone in phones where !client.phones.contains(where: { $0.isSame(as: phone) }) {
            client.phones.append(phone)
        }
    }

    private static func merge<Form: Equatable>(
        _ texts: [String],
        into present: inout [String],
        _ rule: MergeRule,
        _ form: (String) -> Form
    ) {
        if rule == .fill, !present.isEmpty { return }
        if rule == .overwrite { present.removeAll { old in !texts.contains { form($0) == form(old) } } }
        for text in texts where !present.contains(where: { form($0) == form(text) }) { present.append(text) }
    }

    /// What the row's car is to be.
    ///
    /// - Parameters:
    ///   - make: that the row names, where there is one.
    ///   - model: the same.
    package func vehicle(from present: Vehicle, make: VehicleMakeID?, model: VehicleModelID?) -> Vehicle {
        var vehicle = present
        /// The value that is to stand there instead of what does; `nil` leaves that.
        func fresh(_ field: ImportField, _ isEmpty: Bool) -> String? {
            guard let value = row[field], isEmpty || value.rule == .overwrite else { return nil }
            return value.texts.first
        }
        if let plate = fresh(.plate, vehicle.plateNumber == nil) { vehicle.plateNumber = plate }
        if let vin = fresh(.vin, vehicle.vin == nil) { vehicle.vin = vin }
        if let make, fresh(.make, vehicle.make == nil) != nil { vehicle.make = make }
        if let model, fresh(.model, vehicle.model == nil) != nil { vehicle.model = model }
        if let year = fresh(.year, vehicle.year == nil) { vehicle.year = Int64(year) }
        return vehicle
    }
}

extension ClientPhone {
    /// The same number, however it is written.
    fileprivate func isSame(as other: ClientPhone) -> Bool {
        if let key, let otherKey = other.key { key == otherKey } else { number == other.number }
    }
}
