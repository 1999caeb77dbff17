import ContactCenter
import Foundation

/// The cars that may be tried, half hour by half hour: who has which when, and the free ones to be pressed (requirement S1.13).
/// `drive.js` leads through them by the arrows.
struct DriveDayView {
    var day: DriveDay
    var form: BookingForm
    /// Where the form is a script's step, whose fields are filled in by the page's script.
    var isOfScript: Bool
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        guard !day.lanes.isEmpty else { return "<p class=\"muted\">\(language[.testDriveNoVehicles])</p>" }
        guard !day.hours.isEmpty else {
            return closedDay(day.lanes.map(\.openDay), for: viewer)
        }
        let hours = day.hours.map { hour -> HTML in "<th scope=\"col\" colspan=\"2\">\(hour)</th>" }
        return """
            <div class="scroll"><table class="drive-day\(day.hours.count > 14 ? " long" : "")" aria-label="\(language[.testDriveDay]) \(dateText(form.day))"><thead><tr>\
            <td></td>\(hours)</tr></thead><tbody>\(day.lanes.map(row))</tbody></table></div>
            """
    }

    private func row(_ lane: DriveDay.Lane) -> HTML {
        let car = lane.vehicle
        let plate = car.record.plateNumber.map { plate -> HTML in "<small>\(foreign(plate, limit: 32))</small>" }
        let slots = lane.slots.map { cell($0.slot, at: $0.minute, in: lane) }
        return "<tr><th scope=\"row\">\(foreign(car.record.name, limit: 40))\(plate ?? .nothing)</th>\(slots)</tr>"
    }

    private func cell(_ slot: DriveDay.Slot, at minute: Int, in lane: DriveDay.Lane) -> HTML {
        let car = lane.vehicle
        let isWanted = isWanted(minute, lane)
        // By it the cell is known again when the picture is made anew.
        let id: HTML = "id=\"slot-\(car.id.rawValue)-\(minute)\""
        let wanted: HTML = isWanted ? " wanted" : .nothing
        switch slot {
        case .free: return "<td \(id) class=\"free\(wanted)\">\(button(at: minute, of: car))</td>"
        case .tooShort: return "<td \(id) class=\"short\(wanted)\" title=\"\(language[.testDriveTooShort])\"></td>"
        case .past: return "<td \(id) class=\"past\(wanted)\"></td>"
        case .closed(let halves):
            let words = lane.openDay.isDayOff ? openHours(lane.openDay, in: language) : language[.bookingClosedNow]
            return """
                <td \(id) class="closed" colspan="\(halves)" title="\(words)">\
                \(lane.openDay.isDayOff ? "<span>\(words)</span>" as HTML : .nothing)</td>
                """
        case .taken(let time, let halves):
            let isInWay = form.period.map { time.isInWay(of: $0, of: form.vehicle) } ?? false
            let clock: HTML =
                "\(clockText(time.period.from, in: lane.zone))–\(clockText(time.period.until, in: lane.zone))"
            let words = [time.client, time.number, time.works].compactMap(\.self).joined(separator: " · ")
            return """
                <td \(id) class="taken\(isInWay ? " in-way" : "")" colspan="\(halves)" title="\(clock) \(foreignOption(words))">\
                <span>\(foreign(time.client ?? time.number, limit: 60))</span></td>
                """
        }
    }

    private func button(at minute: Int, of car: Kept<TestVehicle>) -> HTML {
        let slot = DriveSlot(vehicle: car.id, time: DriveDay.time(minute))
        let isChosen = form.vehicle == car.id && form.time == slot.time
        let press: HTML = isOfScript ? "type=\"button\"" : "name=\"slot\" value=\"\(slot.text)\""
        return """
            <button \(press) class="slot" data-slot="\(slot.text)" aria-pressed="\(isChosen ? "true" : "false")" \
            aria-label="\(language(.testDriveFree, HTML(text: slot.time), foreignOption(car.record.title)))" \
            title="\(slot.time)"\(isChosen && !isOfScript ? " autofocus" as HTML : .nothing)></button>
            """
    }

    private func isWanted(_ minute: Int, _ lane: DriveDay.Lane) -> Bool {
        guard form.vehicle == lane.vehicle.id, let period = form.period else { return false }
        let calendar = BusinessCalendar(lane.zone)
        let half = Period(
            from: calendar.instant(minute, on: form.day),
            until: calendar.instant(minute + 30, on: form.day)
        )
        return half.overlaps(period)
    }
}

/// A car and a time, as a press on the picture names them: `17@10:30`.
struct DriveSlot: Hashable, Sendable {
    var vehicle: TestVehicleID
    var time: String

    init(vehicle: TestVehicleID, time: String) {
        self.vehicle = vehicle
        self.time = time
    }

    init?(text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = Int64(parts[0]) else { return nil }
        self.init(vehicle: TestVehicleID(id), time: String(parts[1]))
    }

    var text: String { "\(vehicle)@\(time)" }
}

/// The day before, the day after, and the day itself between them.
struct DayTurner {
    var day: Day
    var today: Day
    /// Where the form is a script's step, whose fields are filled in by the page's script.
    var isOfScript = false
    var viewer: Viewer

    var html: HTML {
        let language = viewer.language
        return """
            <span class="buttons push day-turner">\(button(day - 1, language[.dayBefore], Icon.back.html()))\
            <b class="number">\(language[day.weekdayPhrase]) \(dateText(day))</b>\
            \(button(day + 1, language[.dayAfter], Icon.right.html()))\
            \(day == today ? .nothing : button(today, language[.periodToday], language[.periodToday]))</span>
            """
    }

    private func button(_ day: Day, _ words: HTML, _ face: HTML) -> HTML {
        let press: HTML = isOfScript ? "type=\"button\"" : "name=\"to\" value=\"\(day.description)\""
        return """
            <button \(press) class="button small quiet" data-day-to="\(day.description)" aria-label="\(words)" \
            title="\(words)">\(face)</button>
            """
    }
}
