import Foundation

extension RecordStore {
    /// Who works when, as it stands now.
    ///
    /// - Parameter zone: the business's.
    package func workCalendar(in zone: TimeZone) async throws -> WorkCalendar {
        WorkCalendar(
            zone: zone,
            branches: try await records(of: Branch.self, includingHidden: true),
            exceptions: try await records(of: ScheduleException.self, includingHidden: false),
            holidays: try await records(of: Holiday.self, includingHidden: false).map(\.record)
        )
    }
}
