import ContactCenter
import Foundation
import TestSupport

/// Ended calls in memory: counted by direction and kind, and every question is remembered.
actor SampleCallLog: CallLog {
    private let calls: [ListedCall]
    private let colleagues: [ListedPerson]
    private(set) var questions: [CallQuestion] = []

    init(_ calls: [Call] = [], people: [ListedPerson] = [], sitters: [Extension: ListedPerson] = [:]) {
        colleagues = people
        self.calls = calls.sorted { $0.startedAt > $1.startedAt }.enumerated().map { number, call in
            var moments: [ListedCall.Moment: ListedPerson] = [:]
            for (phone, moment) in call.phoneMoments {
                moments[ListedCall.Moment(phone: phone, at: moment)] = sitters[phone]
            }
            let place = ListPlace(startedAt: call.startedAt, row: Int64(1_000 - number))
            return ListedCall(place: place, call: call, sitters: moments)
        }
    }

    func answer(to question: CallQuestion) -> CallAnswer {
        questions.append(question)
        let filter = question.filter
        let meant = calls.filter { listed in
            listed.call.direction == filter.direction
                && (filter.kind == nil || listed.call.result?.rawValue == filter.kind?.rawValue)
        }
        let counts = question.days.map { day in meant.count { day.contains($0.call.startedAt) } }
        guard let rows = question.rows else { return CallAnswer(counts: counts) }
        let days = rows.day.map { [question.days[$0]] } ?? question.days
        let shown = meant.filter { listed in
            guard days.contains(where: { $0.contains(listed.call.startedAt) }) else { return false }
            if case .before(let place) = rows.turn { return listed.place.startedAt < place.startedAt }
            return true
        }
        return CallAnswer(
            counts: counts,
            rows: Array(shown.prefix(rows.limit)),
            hasLater: rows.turn != .first,
            hasEarlier: shown.count > rows.limit
        )
    }

    func conversations(_ question: ConversationQuestion) -> ConversationAnswer { ConversationAnswer(total: 0) }

    /// A call lacks its record unless it says otherwise; there is one record that belongs to none.
    func recordGaps(of day: Day, calls period: Period, limit: Int) -> RecordGaps {
        let lacking = calls.map(\.call).filter { period.contains($0.startedAt) && !$0.hasCDR }
        let rows = calls.isEmpty ? [] : [CDRRow.sample(7)]
        return RecordGaps(
            calls: Array(lacking.prefix(limit)),
            callCount: lacking.count,
            rows: rows,
            rowCount: rows.count
        )
    }

    func people() -> [ListedPerson] { colleagues }

    func knownRecordings(in period: Period) -> KnownRecordings {
        let meant = calls.map(\.call).filter { period.contains($0.startedAt) }
        return KnownRecordings(
            paths: meant.flatMap(\.recordings).map(\.path),
            ids: meant.map(\.id.linkedID.rawValue)
        )
    }
}
