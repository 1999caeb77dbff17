import Foundation

/// Somebody's open tasks as an iCalendar object (RFC 5545), which calendars of other programs subscribe to (requirement S3.14).
package struct TaskCalendar: Sendable {
    /// How a task stands in a calendar.
    package enum Form: String, CaseIterable, Sendable {
        /// At the time by which it is to be done. Calendars that know no tasks show these: Outlook, Exchange, Notes.
        case events
        case tasks
    }

    package var form: Form
    /// What the calendar is called: `Задачи`.
    package var name: String
    /// Where the pages are, that an entry leads to: `https://priyom.example`; `nil`: it leads nowhere.
    package var site: String?

    package init(_ form: Form, name: String, site: String? = nil) {
        self.form = form
        self.name = name
        self.site = site
    }

    /// - Parameter now: when it was asked for. Of an event without a time nothing can be shown: it stands on the day it was made.
    package func text(of tasks: [ListedTask], at now: Date) -> String {
        let lines =
            [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Priyom//Tasks//EN", "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH", "X-WR-CALNAME:\(Self.escaped(name))", "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
            ] + tasks.flatMap { self.lines(of: $0, at: now) } + ["END:VCALENDAR"]
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    private func lines(of task: ListedTask, at now: Date) -> [String] {
        let (record, entry) = (task.kept.record, task.entry.record)
        let due = record.dueAt ?? record.madeAt
        let about = [
            task.clientName, "\(task.case.record.number) \(task.case.record.title)", entry.text, task.categoryName,
            task.topicName,
        ]
        let address = site.map { ["URL:\($0)/cases/\(task.case.id)"] } ?? []
        let common =
            [
                "UID:task-\(task.kept.id)@priyom", "DTSTAMP:\(Self.moment(now))",
                "CREATED:\(Self.moment(record.madeAt))",
                "SEQUENCE:\(task.kept.version)",
                "SUMMARY:\(Self.escaped([task.actionName, task.clientName].compactMap(\.self).joined(separator: ": ")))",
                "DESCRIPTION:\(Self.escaped(about.compactMap(\.self).joined(separator: "\n")))",
            ] + address
        switch form {
        case .events:
            // Nobody is busy because something is due.
            let time = ["DTSTART:\(Self.moment(due))", "DURATION:PT15M", "TRANSP:TRANSPARENT"]
            return ["BEGIN:VEVENT"] + common + time + ["END:VEVENT"]
        case .tasks:
            let time = record.dueAt.map { ["DUE:\(Self.moment($0))"] } ?? []
            return ["BEGIN:VTODO"] + common + time + ["STATUS:NEEDS-ACTION", "END:VTODO"]
        }
    }

    /// `20111116T123000Z`
    static func moment(_ instant: Date) -> String {
        let seconds = Int(instant.timeIntervalSince1970.rounded(.down))
        let day = Day(number: (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400)
        let second = seconds - day.number * 86_400
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(two(second / 3_600))\(two(second / 60 % 60))\(two(second % 60))"
        return "\(day.description.replacing("-", with: ""))T\(time)Z"
    }

    /// Text as a value: what people wrote begins no line and no property of its own.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped.append(contentsOf: ["\\", scalar])
            case "\n", "\r", "\u{2028}", "\u{2029}", "\u{85}": escaped.append(contentsOf: ["\\", "n"])
            case "\t": escaped.append(" ")
            case _ where scalar.properties.generalCategory == .control: break
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// In lines of at most 75 octets, as the format wants them; a character is never torn.
    static func folded(_ line: String) -> String {
        var folded = String.UnicodeScalarView()
        var octets = 0
        for scalar in line.unicodeScalars {
            let length = UTF8.width(scalar)
            if octets + length > 75 {
                folded.append(contentsOf: ["\r", "\n", " "])
                octets = 1
            }
            folded.append(scalar)
            octets += length
        }
        return String(folded)
    }
}
