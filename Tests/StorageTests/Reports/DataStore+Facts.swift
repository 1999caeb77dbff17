import Foundation

@testable import Storage

extension DataStore {
    /// Has all facts counted that are to be counted anew.
    func foldAll(days: Int = 200, at now: Date) async throws {
        while try await reports.fold(days: days, at: now) > 0 {}
    }
}
