import Foundation
import Synchronization

/// What the directory calls the numbers that callers dial, and of which project they are, at hand without asking the database each time
/// (requirements S0.50, S3.21).
///
/// Read anew when it is older than `lifetime`, so that a change by another server process is seen that soon; a change by this
/// one is to be told by `forget`.
package final class DIDDirectory: Sendable {
    /// Seconds.
    package static let lifetime = 10.0

    private struct State {
        var names: [NumberKey: String] = [:]
        var projects: [NumberKey: Kept<Project>] = [:]
        var branches: [NumberKey: BranchID] = [:]
        /// `nil` where no project has hours of its own.
        var calendar: WorkCalendar?
        var readAt = Date.distantPast
    }

    private let records: any RecordStore
    private let numbers: any PhoneNumberReading
    private let zone: TimeZone
    private let state = Mutex(State())

    /// - Parameter zone: the business's.
    package init(records: any RecordStore, numbers: any PhoneNumberReading, in zone: TimeZone) {
        self.records = records
        self.numbers = numbers
        self.zone = zone
    }

    /// The number's own name, else its source's, however the number is written; `nil` for one that has neither.
    package func name(of number: String) -> String? {
        // Nothing is understood where nothing can be found.
        guard state.withLock({ !$0.names.isEmpty }), let key = numbers.read(number).key else { return nil }
        return state.withLock { $0.names[key] }
    }

    /// What is answered under the number, however that is written; a hidden project, too.
    package func project(of number: String) -> Kept<Project>? {
        guard state.withLock({ !$0.projects.isEmpty }), let key = numbers.read(number).key else { return nil }
        return state.withLock { $0.projects[key] }
    }

    /// Whether it is the time at which the number's project is answered.
    ///
    /// - Returns: `nil` where it has no project, or one without hours of its own.
    package func isAnswered(_ number: String, at instant: Date) -> Bool? {
        let calendar = state.withLock { $0.calendar }
        guard let calendar, let key = numbers.read(number).key else { return nil }
        let (project, branch) = state.withLock { ($0.projects[key]?.record, $0.branches[key]) }
        guard let project, project.workSchedule != nil else { return nil }
        return calendar.isOpen(project, of: branch, at: instant)
    }

    /// To be called before pages are made, and now and then while they are kept true.
    ///
    /// - Returns: after an error what was known before is kept, and the next call tries again.
    package func refresh(at now: Date) async throws {
        // Others who come meanwhile go on with what there is.
        let isDue = state.withLock { state in
            guard now.timeIntervalSince(state.readAt) >= Self.lifetime else { return false }
            state.readAt = now
            return true
        }
        guard isDue else { return }
        do {
            let read = try await read()
            state.withLock { state in
                let readAt = state.readAt
                state = read
                state.readAt = readAt
            }
        } catch {
            forget()
            throw error
        }
    }

    /// The directory has changed.
    package func forget() { state.withLock { $0.readAt = .distantPast } }

    private func read() async throws -> State {
        let dids = try await records.records(of: DID.self, includingHidden: false).map(\.record)
        let sources = Set(dids.compactMap { $0.source.map { RecordReference(.record(.sources), $0.rawValue) } })
        let sourceNames = try await records.names(of: sources)
        let all = try await records.records(Set(dids.compactMap(\.project)).sorted())
        let projects = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
        var state = State()
        for did in dids {
            guard let key = numbers.read(did.number).key else { continue }
            state.projects[key] = did.project.flatMap { projects[$0] }
            state.branches[key] = did.branch
            state.names[key] =
                did.name ?? did.source.flatMap { sourceNames[RecordReference(.record(.sources), $0.rawValue)] }
        }
        if projects.values.contains(where: { $0.record.workSchedule != nil }) {
            state.calendar = try await records.workCalendar(in: zone)
        }
        return state
    }
}
