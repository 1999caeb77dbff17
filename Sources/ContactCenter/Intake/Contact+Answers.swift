import Foundation

/// What the answers of a script point at.
package struct AnsweredRecords: Sendable {
    package var reason: Reason?
    /// The make of this name, in whatever spelling.
    package var make: Kept<VehicleMake>?
    package var baseContact: Contact?

    package init(reason: Reason? = nil, make: Kept<VehicleMake>? = nil, baseContact: Contact? = nil) {
        self.reason = reason
        self.make = make
        self.baseContact = baseContact
    }
}

extension Contact {
    /// Writes what a script learned into the contact's own fields. What scripts do not ask for stays.
    ///
    /// - Parameter outcome: `nil` while the script is not at its end.
    package mutating func take(_ learned: [String: String], _ records: AnsweredRecords, outcome: Outcome?) {
        func text(_ name: String) -> String? { learned[name].flatMap(Self.tidy) }
        func id<Record>(_ name: String) -> RecordID<Record>? { text(name).flatMap { Int64($0) }.map(RecordID.init(_:)) }

        reason = id(ScriptAnswer.reason)
        if let chosen: ContactChannelID = id(ScriptAnswer.channel) { channel = chosen }
        personName = text(ScriptAnswer.personName)
        works = text(ScriptAnswer.works)
        comment = text(ScriptAnswer.comment) ?? comment
        isStatusInquiry = text(ScriptAnswer.isStatusInquiry) == ScriptQuestion.yes
        contactPhone = text(ScriptAnswer.reminderPhone) ?? text(ScriptAnswer.clientPhone)

        baseContact = id(ScriptAnswer.baseContact)
        let base = baseContact == nil ? nil : records.baseContact
        let isNew = text(ScriptAnswer.isNew) == ScriptQuestion.yes
        client = isNew ? nil : id(ScriptAnswer.client) ?? base?.client
        vehicle = isNew ? nil : id(ScriptAnswer.vehicle) ?? base?.vehicle
        statedVehicle = vehicle == nil ? statedVehicle(text, records.make) ?? base?.statedVehicle : nil
        if client == nil { clientType = records.reason?.clientType }

        let isReached = text(ScriptAnswer.transfer) != ScriptAnswer.failed
        let reminded: EmployeeID? = isReached ? nil : id(ScriptAnswer.reminderEmployee)
        responsible = reminded ?? id(ScriptAnswer.employee) ?? base?.responsible
        self.outcome = outcome
        if outcome != nil { isInquiry = expressesDemand(records.reason) }
    }

    private func statedVehicle(_ text: (String) -> String?, _ make: Kept<VehicleMake>?) -> StatedVehicle? {
        guard let name = text(ScriptAnswer.make) else { return nil }
        let year = text(ScriptAnswer.year).flatMap { Int64($0) }
        return StatedVehicle(
            make: make?.id,
            makeName: make?.record.name ?? name,
            model: text(ScriptAnswer.model),
            year: year
        )
    }

    /// A first guess that people may put right: somebody wants something of ours and was handed to who takes it. The reason alone
    /// does not say so (requirement S0.48).
    private func expressesDemand(_ reason: Reason?) -> Bool {
        guard let reason, [.service, .showroom, .shop].contains(reason.category), !isStatusInquiry, !isContinuation
        else {
            return false
        }
        return responsible != nil
    }
}
