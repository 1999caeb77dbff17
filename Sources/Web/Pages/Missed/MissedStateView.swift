import ContactCenter
import Foundation

/// What is to be done about a missed call, or what became of it: a word, and below it who and when.
struct MissedStateView {
    var call: MissedCall
    var rules: MissedRules
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let details = [detail, assignee].compactMap { $0 }.map { detail -> HTML in "<small>\(detail)</small>" }
        return "\(pill)\(details)"
    }

    private var pill: HTML {
        switch call.state(by: rules, at: viewer.now) {
        case .waiting(let until): pill("warn", language(.missedCallUntil, moment(until)))
        case .overdue(let since): pill("bad", language(.missedOverdueSince, moment(since)))
        case .reached: pill("good", reachWords)
        case .reachedLate: pill("warn", language(.missedReachedLate, reachWords))
        case .excluded: pill("", language[.missedExcluded])
        case .notCounted:
            "<span class=\"pill\" title=\"\(language[.missedNotCountedAdvice])\">\(language[.missedNotCounted])</span>"
        case .spam: pill("", language[.missedSpam])
        case .hidden: pill("", language[.missedIsHidden])
        }
    }

    private func pill(_ tone: HTML, _ words: HTML) -> HTML { "<span class=\"pill \(tone)\">\(words)</span>" }

    private var reachWords: HTML {
        guard let reach = call.reach else { return .nothing }
        return language(
            reach.direction == .inbound ? .missedReachedHimself : .missedReachedBack,
            moment(reach.at)
        )
    }

    private var detail: HTML? {
        switch call.state(by: rules, at: viewer.now) {
        case .reached, .reachedLate: reachDetail
        case .excluded: exclusionDetail
        case .hidden: [call.hiddenBy.map { foreign($0) }, call.hiddenAt.map(moment)].compactMap { $0 }.joined(", ")
        case .waiting, .overdue, .notCounted, .spam: nil
        }
    }

    /// Who spoke with the caller, and how long after he had given up.
    private var reachDetail: HTML? {
        guard let reach = call.reach else { return nil }
        let person = reach.person.map { foreign($0) }
        let party = reach.party?.html(for: viewer)
        let who: HTML? =
            switch (person, party) {
            case (let person?, let party?): "\(person) (\(party))"
            case (let person?, nil): person
            case (nil, let party): party
            }
        let after = language(.missedAfter, lapse(.between(call.endedAt, max(call.endedAt, reach.at))))
        let words = [who, after].compactMap { $0 }.joined(", ")
        return viewer.may(.calls) ? "<a class=\"plain\" href=\"\(SitePath.call(reach.call))\">\(words)</a>" : words
    }

    private var exclusionDetail: HTML? {
        guard let exclusion = call.exclusion else { return nil }
        let note = exclusion.note.map { foreign($0, limit: 200) }
        return [language[exclusion.reason.phrase], note, foreign(exclusion.by)].compactMap { $0 }.joined(" · ")
    }

    private var assignee: HTML? { call.assignee.map { language(.missedAssignedTo, foreign($0)) } }

    /// The time of today, of other days with the date.
    private func moment(_ date: Date) -> HTML {
        let (local, now) = (LocalTime(date, in: viewer.timeZone), LocalTime(viewer.now, in: viewer.timeZone))
        let isToday = (local.year, local.month, local.day) == (now.year, now.month, now.day)
        return isToday ? clockTime(date, for: viewer) : dayAndTime(date, for: viewer)
    }

    /// Minutes are what matters below an hour, hours beyond a day.
    private func lapse(_ duration: Duration) -> HTML {
        let seconds = duration.components.seconds
        return seconds < 86_400
            ? "\(length(duration))" : language(.missedDays, "\(seconds / 86_400)")
    }
}
