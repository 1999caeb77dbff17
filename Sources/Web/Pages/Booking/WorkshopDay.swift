import ContactCenter
import Foundation

/// A workshop's day as a picture: who is promised to whom when, the appointment that is being made among them.
struct WorkshopDay {
    var form: BookingForm
    var booked: [BookedTime]
    var names: [EmployeeID: String]
    var viewer: Viewer

    private var period: Period { BusinessCalendar(form.zone).period(of: form.day) }
    private var wanted: Period? { form.period }
    private var responsible: EmployeeID? { form.responsible }

    private static let left = 150.0
    private static let width = 780.0
    private static let lane = 26.0

    var html: HTML {
        guard form.workshop != nil else {
            return "<p class=\"muted\">\(viewer.language[.appointmentNoWorkshop])</p>"
        }
        guard !hours.isEmpty else { return closedDay([form.openDay], for: viewer) }
        let lanes = self.lanes
        let height = Double(lanes.count) * Self.lane + 22
        let rows = lanes.enumerated().map { row($1, at: Double($0) * Self.lane) }
        let grid = (hours.lowerBound...hours.upperBound).map { hour -> HTML in
            let at = x(period.from + Double(hour) * 3_600)
            return """
                <path class="grid" d="M\(number(at)) 0V\(number(height - 18))"/>\
                <text x="\(number(at))" y="\(number(height - 4))" text-anchor="middle">\(hour)</text>
                """
        }
        return """
            <div class="pan"><svg class="workshop-day" viewBox="0 0 \(number(Self.width + 16)) \(number(height))" role="img" \
            aria-label="\(viewer.language(.appointmentLoad, "\(booked.count)"))">\(grid)\(rows)</svg></div>
            """
    }

    /// Those in which the branch is open, and those of what is promised all the same.
    private var hours: Range<Int> {
        form.openDay.pictured(with: booked.map(\.period) + [wanted].compactMap(\.self), since: period.from)
    }

    /// One for each person who has something on that day or is wanted; who is nobody's stands last.
    private var lanes: [EmployeeID?] {
        let people = Set(booked.map(\.responsible) + [responsible])
        return people.sorted { left, right in
            switch (left, right) {
            case (let left?, let right?): left < right
            case (nil, _): false
            case (_, nil): true
            }
        }
    }

    private func row(_ employee: EmployeeID?, at y: Double) -> HTML {
        let name = employee.flatMap { names[$0] }
        let own = booked.filter { $0.responsible == employee }.map { time -> HTML in
            let isInWay = wanted.map { time.isInWay(of: $0, with: responsible) } ?? false
            let words = [time.number, time.client, time.works].compactMap(\.self).joined(separator: " · ")
            return bar(time.period, y, isInWay ? "booked in-way" : "booked", foreignOption(words))
        }
        let new: HTML =
            employee == responsible
            ? wanted.map { bar($0, y, "wanted", viewer.language[.documentAppointment]) } ?? .nothing : .nothing
        let label = name.map { HTML(text: shortened($0, to: 22)) } ?? viewer.language[.appointmentNobodys]
        return """
            <rect class="lane" x="\(number(Self.left))" y="\(number(y))" width="\(number(Self.width - Self.left))" height="22" rx="4"/>\
            <text x="0" y="\(number(y + 15))">\(label)</text>\(own)\(new)
            """
    }

    private func bar(_ time: Period, _ y: Double, _ kind: HTML, _ words: HTML) -> HTML {
        let (from, until) = (x(time.from), x(time.until))
        return """
            <rect class="\(kind)" x="\(number(from))" y="\(number(y + 2))" width="\(number(max(until - from, 3)))" height="18" rx="3">\
            <title>\(clockText(time.from, in: form.zone))–\(clockText(time.until, in: form.zone)) \(words)</title></rect>
            """
    }

    private func x(_ at: Date) -> Double {
        let first = period.from + Double(hours.lowerBound) * 3_600
        let all = Double(hours.count) * 3_600
        let share = min(max(at.timeIntervalSince(first) / all, 0), 1)
        return Self.left + share * (Self.width - Self.left)
    }

    private func number(_ value: Double) -> HTML { HTML(text: String((value * 10).rounded() / 10)) }
}
