import ContactCenter

extension WorkCalendar.Standing {
    /// Why somebody does not work; `nil` for who does.
    func words(in language: Language) -> HTML? {
        switch self {
        case .working: nil
        case .off: language[.intakeNotAtWork]
        case .away(let kind, let until): language(kind.untilPhrase, HTML(text: dateText(until)))
        case .holiday(let name): language(.holidayToday, foreign(name, limit: 60))
        }
    }
}

extension ScheduleException.Kind {
    fileprivate var untilPhrase: Phrase {
        switch self {
        case .vacation: .onVacationUntil
        case .dayOff, .otherHours: .onDayOffUntil
        case .sick: .isSickUntil
        }
    }
}
