import ContactCenter

/// How many of a list's rows fall on each day of its period, week by week (requirement S2.4). A number opens the rows of
/// its day, and folds them again.
struct DayCounts: Sendable {
    struct Count: Hashable, Sendable {
        var day: Day
        /// `nil` for a day that has not come yet.
        var count: Int?

        init(_ day: Day, _ count: Int?) {
            self.day = day
            self.count = count
        }
    }

    /// One for each day of the period, in order.
    var counts: [Count]
    /// The day whose rows are shown.
    var open: Day?
    /// The list without its place: without an opened day and without a page.
    var address: ListAddress

    /// The name of the field that says which day is open.
    static let field = "day"

    var total: Int { counts.reduce(0) { $0 + ($1.count ?? 0) } }

    func html(for viewer: Viewer) -> HTML {
        let language = viewer.language
        let names = Day.weekdayPhrases
        let head = names.map { name -> HTML in "<th scope=\"col\">\(language[name])</th>" }
        return """
            <div class="scroll day-counts" tabindex="0" role="region" aria-label="\(language[.countsPerDay])">\
            <table class="table"><thead><tr><th scope="col">\(language[.week])</th>\(head)\
            <th scope="col">\(language[.sum])</th></tr></thead><tbody>\(weeks.map { row($0, for: viewer) })</tbody></table></div>
            """
    }

    private var weeks: [[Count]] {
        var weeks: [[Count]] = []
        for count in counts {
            if weeks.last?.first?.day.firstOfWeek == count.day.firstOfWeek {
                weeks[weeks.count - 1].append(count)
            } else {
                weeks.append([count])
            }
        }
        return weeks
    }

    private func row(_ week: [Count], for viewer: Viewer) -> HTML {
        guard let first = week.first?.day, let last = week.last?.day else { return .nothing }
        let cells = (0..<7).map { place -> HTML in
            guard let count = week.first(where: { $0.day == first.firstOfWeek + place }) else { return "<td></td>" }
            return cell(count, for: viewer)
        }
        // A week that has not come yet has no sum.
        let known = week.compactMap(\.count)
        let sum = known.isEmpty ? "" : grouped(known.reduce(0, +))
        return """
            <tr><th scope="row" class="number">\(dayAndMonth(first))–\(dayAndMonth(last))</th>\(cells)\
            <td class="sum">\(sum)</td></tr>
            """
    }

    private func cell(_ count: Count, for viewer: Viewer) -> HTML {
        let date: HTML = "<small>\(dayAndMonth(count.day))</small>"
        guard let number = count.count else { return "<td class=\"muted coming\">\(date)</td>" }
        guard number > 0 else { return "<td class=\"muted\">\(date)0</td>" }
        let isOpen = count.day == open
        let target = isOpen ? address : address.with(Self.field, "\(count.day)")
        let title = viewer.language(isOpen ? .foldDay : .openDay, "\(dateText(count.day))")
        return """
            <td\(isOpen ? " class=\"open\"" as HTML : .nothing)>\(date)<a class="figure" href="\(target.html)#rows" \
            aria-expanded="\(isOpen ? "true" : "false")" title="\(title)">\(grouped(number))</a></td>
            """
    }

    private func dayAndMonth(_ day: Day) -> String { String(dateText(day).prefix(5)) }
}

/// `1 224`: thin spaces between groups of three digits.
func grouped(_ number: Int) -> String {
    guard number >= 1_000 else { return String(number) }
    let tail = String(number % 1_000)
    return grouped(number / 1_000) + "\u{2009}" + String(repeating: "0", count: 3 - tail.count) + tail
}

extension Day {
    /// From Monday on.
    static let weekdayPhrases: [Phrase] = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday]

    var weekdayPhrase: Phrase { Self.weekdayPhrases[weekday - 1] }
}
