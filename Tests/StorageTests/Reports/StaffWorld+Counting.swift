import ContactCenter
import Foundation
import TestSupport

@testable import Storage

/// The business counted one by one, by other ways than the program's.
extension StaffWorld {
    /// All facts of the report.
    var facts: [FactKind: [Fact]] {
        [
            .participation: participations, .state: stateFacts, .assignment: assignments, .reminder: reminders,
            .contact: registered,
        ]
    }

    private func zone(of branch: Int?) -> TimeZone {
        branch.flatMap { zoneOfBranch[$0] }.flatMap(TimeZone.init(identifier:)) ?? .gmt
    }

    private func clock(_ instant: Date, _ branch: Int?) -> (Day, String) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone(of: branch)
        let parts = calendar.dateComponents([.year, .month, .day, .hour], from: instant)
        let day = Day(year: parts.year ?? 0, month: parts.month ?? 0, dayOfMonth: parts.day ?? 0)
        return (day ?? Self.first, "\(parts.hour ?? 0)")
    }

    private func fact(
        at instant: Date,
        _ branch: Int?,
        _ values: [FactDimension: String?],
        _ amounts: [FactQuantity: Int64] = [:]
    ) -> Fact {
        let (day, hour) = clock(instant, branch)
        return Fact(day: day, values: values.compactMapValues { $0 }.merging([.hour: hour]) { $1 }, amounts: amounts)
    }

    private func sitter(at phone: Extension, on instant: Date) -> Int? {
        let sat = seats.filter { "010\($0.phone)" == phone.rawValue && Self.instant($0.since) <= instant }
        guard let last = sat.max(by: { ($0.since, $0.id) < ($1.since, $1.id) }) else { return nil }
        return last.until.map { Self.instant($0) > instant } ?? true ? last.user : nil
    }

    private func person(_ user: Int) -> String { "u\(users[user])" }
    private func person(employee: Int?) -> String? { employee.map { "e\(employees[$0])" } }

    private var participations: [Fact] {
        calls.values.filter { $0.endedAt != nil && !merged.contains($0.id) }.flatMap { call -> [Fact] in
            let isOut = call.direction == .outbound
            let did = isOut ? nil : call.dialled
            let branch = did.flatMap { Self.dids.firstIndex(of: $0) }.map { branchOfDID[$0] }
            func values(_ user: Int, _ progress: String) -> [FactDimension: String?] {
                [
                    .person: person(user), .direction: call.direction.rawValue, .progress: progress,
                    .queue: call.queue?.rawValue, .did: did.flatMap { Self.key($0) },
                ]
            }
            if isOut {
                guard let phone = call.callerPhone, let user = sitter(at: phone, on: call.startedAt) else { return [] }
                return [fact(at: call.startedAt, nil, values(user, "placed"), [.ringing: 0, .talking: 0, .holding: 0])]
            }
            var own: [Int: [CallLeg]] = [:]
            for leg in call.legs where leg.rangAt != nil || leg.answeredAt != nil {
                guard let phone = leg.party.phone, let user = sitter(at: phone, on: leg.calledAt) else { continue }
                own[user, default: []].append(leg)
            }
            return own.map { user, legs in
                let isAnswered = legs.contains { $0.answeredAt != nil }
                let rings = legs.map { $0.ringTime(asOf: .distantFuture)?.inMilliseconds ?? 0 }
                return fact(
                    at: call.startedAt,
                    branch,
                    values(user, isAnswered ? "answered" : "rang"),
                    [
                        .ringing: rings.reduce(0, +), .talking: legs.map { $0.talkTime.inMilliseconds }.reduce(0, +),
                        .holding: legs.map { $0.holdTime.inMilliseconds }.reduce(0, +),
                    ]
                )
            }
        }
    }

    /// A quarter of an hour at a time.
    private var stateFacts: [Fact] {
        states.filter { $0.status != "offline" }.flatMap { state -> [Fact] in
            let class_ =
                switch state.activity {
                case "talking", "hold": "call"
                case "none": state.status
                default: state.activity
                }
            let branch = state.user < 3 ? branchOfEmployee[state.user] : nil
            return stride(from: state.since, to: state.until, by: 15).map { minute in
                fact(
                    at: Self.instant(minute),
                    branch,
                    [.person: person(state.user), .state: class_],
                    [.lasting: 900_000]
                )
            }
        }
    }

    private var assignments: [Fact] {
        works.filter { !$0.isHidden }.compactMap { work in
            guard let handedAt = work.handedAt else { return nil }
            var amounts: [FactQuantity: Int64] = [:]
            amounts[.untilTaken] = work.takenAt.map { Int64($0 - handedAt) * 60_000 }
            amounts[.untilProcessed] = work.processedAt.map { Int64($0 - handedAt) * 60_000 }
            return fact(
                at: Self.instant(handedAt),
                work.branch,
                [
                    .person: person(employee: work.responsible),
                    .progress: work.processedAt != nil ? "processed" : work.takenAt != nil ? "taken" : "open",
                    .booked: work.isBooked ? "yes" : nil, .arrived: work.hasArrival ? "yes" : nil,
                ],
                amounts
            )
        }
    }

    private var registered: [Fact] {
        works.filter { !$0.isHidden }.map { fact(at: Self.instant($0.at), $0.branch, [.person: person($0.registrar)]) }
    }

    private var reminders: [Fact] {
        tasks.compactMap { task in
            guard task.told != nil || task.done != nil, !works[task.work].isHidden else { return nil }
            let progress = task.done.map { $0 <= task.due + 60 ? "kept" : "late" } ?? "undone"
            return fact(
                at: Self.instant(task.due),
                works[task.work].branch,
                [.person: person(employee: task.employee), .progress: progress]
            )
        }
    }

    /// Employees and users as the pages tell them from facts.
    var told: [FactDimension: [String: String]] {
        var told: [String: String] = [:]
        for (place, user) in users.enumerated() {
            told["u\(user)"] = place < 3 ? "e\(employees[place])" : "u\(user)"
        }
        for employee in employees { told["e\(employee)"] = "e\(employee)" }
        return [.employee: told]
    }
}
