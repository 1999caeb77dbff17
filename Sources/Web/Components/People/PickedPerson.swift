import ContactCenter

/// Somebody whom a contact may be given to, as the choice of a responsible employee shows them (requirements S1.14 to S1.25).
struct PickedPerson: Hashable, Sendable {
    var id: EmployeeID
    var name: String
    var mobile: String?
    var workshop: String?
    var department: String?
    var workSchedule: String?
    var isMaster: Bool
    var isOfDepartment: Bool
    /// Contacts of this reason may be given to them.
    var isEligible: Bool
    /// Works where somebody worked who was chosen and is gone.
    var isReplacement: Bool
    /// How they stand to their time to work; `nil` where nobody wrote down when that is.
    var standing: WorkCalendar.Standing?
    var reachability: Reachability
    var load = WorkLoad()

    private var isOff: Bool { standing.map { $0 != .working } ?? false }

    /// Who is offered first: who may have it and is at work, then who is free and has been for longest, then by name.
    ///
    /// - Parameter byDepartment: people of the reason's department come before others.
    static func order(byDepartment: Bool) -> (PickedPerson, PickedPerson) -> Bool {
        { one, other in
            if one.isReplacement != other.isReplacement { return one.isReplacement }
            if one.isEligible != other.isEligible { return one.isEligible }
            if byDepartment, one.isOfDepartment != other.isOfDepartment { return one.isOfDepartment }
            if one.isOff != other.isOff { return other.isOff }
            return one.reachability.comes(before: other.reachability) ?? (one.name < other.name)
        }
    }
}
