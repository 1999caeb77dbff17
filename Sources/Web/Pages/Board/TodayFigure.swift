import ContactCenter
import Foundation

/// A number of the dashboard, with what it was a week ago.
struct TodayFigure: Hashable, Sendable {
    enum Name: String, CaseIterable, Sendable {
        // Now
        case owed
        case overdueCalls = "overdue-calls"
        case reception
        case unbegun
        case overdueContacts = "overdue-contacts"
        // Calls
        case calls
        case answered
        case missed
        case loss
        case serviceLevel = "service-level"
        case served
        case averageWait = "average-wait"
        // Contacts
        case registered
        case firstTime = "first-time"
        case `repeat`
        case inquiries
        case appointments
        case arrivals
    }

    enum Value: Hashable, Sendable {
        case count(Int64)
        case rate(Figure)
        case length(Duration)
    }

    var name: Name
    /// `nil` where there is none: nothing was divided by.
    var value: Value?
    /// The same weekday a week ago until the same time of day.
    var before: Value?
    /// Something is to be done about it, or the aim is missed.
    var isBad = false

    var key: String { "today-\(name.rawValue)" }
}

extension TodayFigure {
    /// What is to be done now.
    static func now(_ board: DayBoard, waiting: Int) -> [TodayFigure] {
        let callBacks = board.callBacks()
        return [
            TodayFigure(name: .owed, value: .count(Int64(callBacks.owed)), isBad: callBacks.owed > 0),
            TodayFigure(name: .overdueCalls, value: .count(Int64(callBacks.overdue)), isBad: callBacks.overdue > 0),
            TodayFigure(name: .reception, value: .count(Int64(waiting))),
            TodayFigure(name: .unbegun, value: .count(board.figures()[.unprocessed])),
            TodayFigure(
                name: .overdueContacts,
                value: .count(board.overdueContacts),
                isBad: board.overdueContacts > 0
            ),
        ]
    }

    static func calls(_ board: DayBoard, _ rules: ServiceLevelRules) -> [TodayFigure] {
        let (today, before) = (board.figures(), board.earlier)
        func rate(_ name: Name, _ rate: (DayFigures) -> Figure?) -> TodayFigure {
            TodayFigure(name: name, value: rate(today).map(Value.rate), before: before.flatMap(rate).map(Value.rate))
        }
        var level = rate(.serviceLevel, \.serviceLevel)
        level.isBad = rules.isMet(by: today.serviceLevel) == false
        return [
            count(.calls, .calls, today, before), count(.answered, .answered, today, before),
            count(.missed, .missed, today, before), rate(.loss, \.lossRate), level, rate(.served, \.servedRate),
            TodayFigure(
                name: .averageWait,
                value: today.averageWait.map(Value.length),
                before: before?.averageWait.map(Value.length)
            ),
        ]
    }

    static func contacts(_ board: DayBoard) -> [TodayFigure] {
        let (today, before) = (board.figures(), board.earlier)
        let counts: [(Name, DayFigures.Count)] = [
            (.registered, .contacts), (.firstTime, .firstTime), (.repeat, .repeat), (.inquiries, .inquiries),
            (.appointments, .appointments), (.arrivals, .arrivals),
        ]
        return counts.map { count($0, $1, today, before) }
    }

    private static func count(
        _ name: Name,
        _ count: DayFigures.Count,
        _ today: DayFigures,
        _ before: DayFigures?
    ) -> TodayFigure {
        TodayFigure(name: name, value: .count(today[count]), before: before.map { .count($0[count]) })
    }
}

extension TodayFigure {
    func html(_ rules: ServiceLevelRules, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let number = value.map { text(of: $0, for: viewer) } ?? "–"
        let shown = TodayLinks(viewer: viewer).address(of: name).map { address -> HTML in
            "<a class=\"figure\" href=\"\(address.html)\">\(number)</a>"
        }
        let bad: HTML = isBad ? " class=\"bad\"" : .nothing
        let label = name == .serviceLevel ? language(name.phrase, "\(rules.seconds)") : language[name.phrase]
        let explanation =
            name == .serviceLevel ? language(name.explanation, "\(rules.seconds)") : language[name.explanation]
        return """
            <div id="\(key)"><dt title="\(explanation)">\(label)</dt><dd\(bad)>\(shown ?? number)\
             <small\(earlierTitle(for: viewer))>\(change(for: viewer))</small></dd></div>
            """
    }

    private func text(of value: Value, for viewer: Viewer) -> HTML {
        switch value {
        case .count(let count): HTML(text: grouped(Int(count)))
        case .rate(let figure): HTML(text: figure.text(for: viewer))
        case .length(let duration): length(duration)
        }
    }

    /// By how much a count has grown; of rates and lengths what they were.
    private func change(for viewer: Viewer) -> HTML {
        guard let before else { return .nothing }
        guard case .count(let then) = before, case .count(let now)? = value else {
            return viewer.language(.boardWas, text(of: before, for: viewer))
        }
        guard then != 0 else { return .nothing }
        let growth = Figure.percent(now - then, of: then)
        let sign: HTML = now > then ? "+" : .nothing
        return "\(sign)\(HTML(text: growth.percentText(decimals: 0, for: viewer)))\u{00A0}%"
    }

    private func earlierTitle(for viewer: Viewer) -> HTML {
        before.map { before -> HTML in
            " title=\"\(viewer.language(.boardWeekAgo, plain(before, for: viewer)))\""
        } ?? .nothing
    }

    /// For an attribute, which can hold no element.
    private func plain(_ value: Value, for viewer: Viewer) -> HTML {
        if case .length(let duration) = value { return HTML(text: durationText(duration)) }
        return text(of: value, for: viewer)
    }
}

extension TodayFigure.Name {
    var phrase: Phrase {
        switch self {
        case .owed: .boardToCallBack
        case .overdueCalls: .boardOverdueCalls
        case .reception: .boardReception
        case .unbegun: .boardUnbegun
        case .overdueContacts: .boardOverdueContacts
        case .calls: .boardCallsInbound
        case .answered: .boardAnswered
        case .missed: .boardMissed
        case .loss: .reportLoss
        case .serviceLevel: .boardServiceLevel
        case .served: .boardServed
        case .averageWait: .boardAverageWait
        case .registered: .boardRegistered
        case .firstTime: .boardFirstTime
        case .repeat: .boardRepeat
        case .inquiries: .boardInquiries
        case .appointments: .reportAppointments
        case .arrivals: .reportArrivals
        }
    }

    /// What the figure is, for who rests on its name; also in `docs/measures.md`.
    var explanation: Phrase {
        switch self {
        case .owed: .measureOwed
        case .overdueCalls: .measureOverdueCalls
        case .reception: .measureReception
        case .unbegun: .measureUnbegun
        case .overdueContacts: .measureOverdueContacts
        case .calls: .measureInboundCalls
        case .answered: .measureAnswered
        case .missed: .measureMissedToday
        case .loss: .measureLoss
        case .serviceLevel: .measureServiceLevel
        case .served: .measureServed
        case .averageWait: .measureAverageWait
        case .registered: .measureContacts
        case .firstTime: .measureFirstTimeContacts
        case .repeat: .measureRepeat
        case .inquiries: .measureInquiries
        case .appointments: .measureAppointments
        case .arrivals: .measureArrivals
        }
    }
}

/// The list behind a number: where one shows just what was counted, and the reader sees all of it.
struct TodayLinks {
    let viewer: Viewer

    func address(of name: TodayFigure.Name) -> ListAddress? {
        typealias Field = RegistryList.Field
        switch name {
        case .owed: return viewer.reachesEverybody(by: .missed) ? ListAddress(MissedList.path) : nil
        case .reception: return viewer.may(.reception) ? ListAddress(SitePath.reception.markup) : nil
        case .calls: return calls()
        case .answered: return calls(.answered)
        case .registered: return contacts()
        case .firstTime: return contacts()?.with(Field.novelty, Contact.Novelty.firstTime.rawValue)
        case .repeat: return contacts()?.with(Field.novelty, Contact.Novelty.repeat.rawValue)
        case .inquiries: return contacts()?.with(Field.inquiry, "yes")
        case .unbegun:
            let stage = ContactWork.Stage.unprocessed.rawValue
            return contacts()?.without(Field.state).with(Field.stage, stage)
        case .overdueCalls, .overdueContacts, .missed, .loss, .serviceLevel, .served, .averageWait, .appointments,
            .arrivals:
            return nil
        }
    }

    /// Answered calls in which somebody took part.
    func calls(of user: UserID) -> ListAddress? { calls(.answered)?.with(CallListField.person, user.description) }

    /// Contacts that somebody registered.
    func contacts(of user: UserID) -> ListAddress? {
        contacts()?.with(RegistryList.Field.employee, "u\(user.rawValue)")
    }

    private func calls(_ kind: CallFilter.Kind? = nil) -> ListAddress? {
        guard viewer.reachesEverybody(by: .calls) else { return nil }
        return ListAddress(SitePath.calls).with(.preset(.today)).with(CallListField.kind, kind?.rawValue)
    }

    private func contacts() -> ListAddress? {
        guard viewer.reachesEverybody(by: .contacts) else { return nil }
        return ListAddress(RegistryList.path).with(.preset(.today))
            .with(RegistryList.Field.state, Contact.State.registered.rawValue)
    }
}
