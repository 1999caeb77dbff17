import ContactCenter
import Foundation

extension Site {
    /// Everybody whom a contact may be given to, in the order in which they are offered.
    ///
    /// - Parameters:
    ///   - reason: says who may have it; `nil` where there is none yet.
    ///   - project: of those whom the reason names its own people come first.
    ///   - gone: whose colleagues come before all.
    ///   - byDepartment: people of the reason's department come before others.
    func people(
        for reason: ReasonID?,
        of project: Project? = nil,
        instead gone: Employee? = nil,
        byDepartment: Bool = false
    ) async throws -> [PickedPerson] {
        async let positions = records.records(of: JobPosition.self, includingHidden: true)
        async let workshops = records.records(of: Workshop.self, includingHidden: true)
        async let departments = records.records(of: Department.self, includingHidden: true)
        async let hours = records.workCalendar(in: configuration.timeZone)
        let employees = try await records.records(of: Employee.self, includingHidden: false)
        let masters = try await Set(positions.filter(\.record.isServiceAdvisor).map(\.id))
        let workshopNames = try await Dictionary(workshops.map { ($0.id, $0.record.name) }) { $1 }
        let departmentNames = try await Dictionary(departments.map { ($0.id, $0.record.name) }) { $1 }
        var chosen: Reason?
        if let reason { chosen = try await records.record(reason)?.record }
        let department = chosen?.department
        let eligible = Set(Project.narrow(chosen?.employees ?? [], to: project?.employees ?? []))
        let now = now()
        let calendar = try await hours
        let floor = await desk.floor
        let reachabilities = floor.reachabilities(
            of: employees.map { ($0.record.user, $0.record.phone) },
            at: now
        )
        return zip(employees, reachabilities).map { kept, reachability in
            let employee = kept.record
            return PickedPerson(
                id: kept.id,
                name: employee.name,
                mobile: employee.mobile,
                workshop: employee.workshop.flatMap { workshopNames[$0] },
                department: employee.department.flatMap { departmentNames[$0] },
                workSchedule: employee.workSchedule,
                isMaster: employee.jobPosition.map(masters.contains) ?? false,
                isOfDepartment: department != nil && employee.department == department,
                isEligible: eligible.contains(kept.id),
                isReplacement: gone.map { gone in
                    [
                        gone.workshop != nil && gone.workshop == employee.workshop,
                        gone.department != nil && gone.department == employee.department,
                    ].contains(true)
                } ?? false,
                standing: calendar.standing(of: kept.id, employee, at: now),
                reachability: reachability,
                load: floor.workLoads[kept.id] ?? WorkLoad()
            )
        }.sorted(by: PickedPerson.order(byDepartment: byDepartment))
    }
}
