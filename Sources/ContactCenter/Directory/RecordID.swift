/// The number of a record in the database; records of different kinds have numbers of different types.
package struct RecordID<Record>: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    package var rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }
    package init(_ rawValue: Int64) { self.rawValue = rawValue }

    package var description: String { String(rawValue) }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

package typealias BranchID = RecordID<Branch>
package typealias DepartmentID = RecordID<Department>
package typealias WorkshopID = RecordID<Workshop>
package typealias JobPositionID = RecordID<JobPosition>
package typealias EmployeeID = RecordID<Employee>
package typealias VehicleMakeID = RecordID<VehicleMake>
package typealias VehicleModelID = RecordID<VehicleModel>
package typealias SourceID = RecordID<Source>
package typealias ContactChannelID = RecordID<ContactChannel>
package typealias DIDID = RecordID<DID>
package typealias ReasonID = RecordID<Reason>
package typealias ClientID = RecordID<Client>
package typealias VehicleID = RecordID<Vehicle>
package typealias DocumentID = RecordID<Document>
package typealias ContactID = RecordID<Contact>
