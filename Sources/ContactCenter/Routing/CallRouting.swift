import Foundation
import Logging
import Synchronization

/// What a PBX asks while a caller waits: what the caller is called and who takes the call (requirements S4.2, S4.13 to S4.15).
///
/// Answers come from memory. What is not known yet, or cannot be read, makes an empty answer at once, and the PBX's own route applies.
package final class CallRouting: Sendable {
    /// No number that somebody calls from is longer.
    private static let longestNumber = 64
    /// How old rules, employees and schedules may be.
    private static let lifetime = Duration.seconds(5)

    private let callers: CallerDirectory
    private let records: any RecordStore
    private let desk: any LiveDesk
    private let numbers: any PhoneNumberReading
    private let timeZone: TimeZone
    private let now: @Sendable () -> Date
    private let logger: Logger
    private let facts = Mutex<RoutingFacts?>(nil)

    /// - Parameter timeZone: the business's.
    package init(
        callers: CallerDirectory,
        records: any RecordStore,
        desk: any LiveDesk,
        numbers: any PhoneNumberReading,
        timeZone: TimeZone,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.callers = callers
        self.records = records
        self.desk = desk
        self.numbers = numbers
        self.timeZone = timeZone
        self.now = now
        self.logger = logger
    }

    /// - Returns: the client's name as phones show it; empty for a stranger.
    package func name(of number: String) -> String { caller(number)?.name ?? "" }

    /// - Returns: an extension of the directory; `nil`: the PBX's own route applies.
    package func phone(for number: String) async -> Extension? { await decision(on: number)?.phone }

    /// The same of a caller who is on the way already: a phone that rings for nobody else is free for them.
    package func phone(for number: String, of arriving: LinkedID) async -> Extension? {
        decision(on: number, await desk.snapshot().floor(without: arriving))?.phone
    }

    /// Who gets this number now, and why.
    ///
    /// - Returns: `nil` until clients and rules have been read.
    package func decision(on number: String) async -> RouteDecision? { decision(on: number, await desk.floor) }

    private func decision(on number: String, _ floor: Floor) -> RouteDecision? {
        guard callers.isReady, let facts = facts.withLock({ $0 }) else { return nil }
        return facts.decision(on: caller(number), floor, at: now())
    }

    private func caller(_ number: String) -> Caller? {
        guard !number.isEmpty, number.utf8.count <= Self.longestNumber, let key = numbers.read(number).key else {
            return nil
        }
        return callers.caller(behind: key)
    }

    /// Keeps the rules up to date until its task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            do {
                try await renew()
            } catch is CancellationError {
                return
            } catch {
                logger.warning("The rules of routing cannot be read", metadata: ["reason": "\(error)"])
            }
            try? await Task.sleep(for: Self.lifetime)
        }
    }

    /// - Throws: what the store throws; what was known stays.
    package func renew() async throws {
        let renewed = RoutingFacts(
            rules: try await records.records(of: RoutingRule.self, includingHidden: false),
            employees: try await records.records(of: Employee.self, includingHidden: false),
            calendar: try await records.workCalendar(in: timeZone)
        )
        facts.withLock { $0 = renewed }
    }
}

extension LiveSnapshot {
    /// The floor as it would be if this call rang nowhere. That a phone rings is told before it is for whom: what rings for no other
    /// call does for this one.
    fileprivate func floor(without linkedID: LinkedID) -> Floor {
        let phonesOfOthers = Set(calls.filter { !$0.linkedIDs.contains(linkedID) }.flatMap(\.presentPhones))
        var floor = floor
        for (phone, line) in floor.phones where line == .ringing && !phonesOfOthers.contains(phone) {
            floor.phones[phone] = .ready
        }
        return floor
    }
}
