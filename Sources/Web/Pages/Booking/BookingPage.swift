import ContactCenter
import Foundation

/// Promising a time from a contact (requirements S0.41, S1.13): the day of the workshop or of the cars is seen before anything is
/// promised.
struct BookingPage {
    var dossier: ContactDossier
    var form: BookingForm
    var places: BookingPlaces
    var booked: [BookedTime]
    /// Who has the car or the person at that time.
    var inWay: [BookedTime]
    var names: ContactNames
    /// Somebody has sent it; until then nothing that lacks is told.
    var isRefused = false
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var id: ContactID { dossier.contact.id }
    private var offer: Offer { form.offer }
    private var address: String { "/contacts/\(id)/\(offer == .appointment ? "appointment" : "test-drive")" }

    var html: HTML {
        let title = language[offer.title]
        return Shell(title: title, place: .registry).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(SitePath.contact(id))" aria-label="\(language[.contactClose])" \
            title="\(language[.contactClose])">\(Icon.back.html())</a><h1>\(title)</h1>\
            <span class="muted">\(foreign(dossier.clientName ?? dossier.contact.record.personName ?? ""))</span></div>\
            <form class="contact" method="post" action="\(address)">\(viewer.formToken)<div class="fields">\(fields)</div>\
            <section class="card"><header><h2>\(language[offer.dayTitle])</h2>\(turner)</header>\
            <div class="body stack" id="day-picture" data-picture>\(picture)</div></section>\
            <div class="closing"><button class="button primary" data-primary>\(title)</button>\(anyway)\
            <a class="button quiet" href="\(SitePath.contact(id))">\(language[.contactClose])</a></div></form>
            """,
            address: address,
            for: viewer
        )
    }

    private var fields: HTML {
        let problems = isRefused ? form.problems : []
        let fields = ContactFields(contact: dossier.contact.record, problems: problems, viewer: viewer)
        let cars = places.vehicles.map { RegistryOption(id: $0.id.rawValue, name: $0.record.title) }
        let place =
            switch offer {
            case .appointment:
                fields.choice("workshop", .contactWorkshop, form.workshop, of: names.options.workshops)
            case .testDrive: fields.choice("vehicle", .contactVehicle, form.vehicle, of: cars)
            }
        return """
            \(place)\(fields.choice("responsible", .contactResponsible, form.responsible, of: names.options.employees))\
            \(fields.input("day", .contactDate, "\(form.day)", type: "date"))\(fields.input("time", .appointmentTime, form.time, type: "time"))\
            \(fields.input("length", .appointmentLength, form.length, type: "number", placeholder: form.usualMinutes(places.vehicles)))\
            \(fields.text("works", offer.worksTitle, form.works, isWide: true))
            """
    }

    private var turner: HTML {
        """
        \(DayTurner(day: form.day, today: BusinessCalendar(form.zone).day(of: viewer.now), viewer: viewer).html)\
        <button class="button small" name="look" value="1">\(language[.filterShow])</button>
        """
    }

    private var picture: HTML {
        BookingPicture(
            form: form,
            booked: booked,
            inWay: inWay,
            places: places,
            people: names.options.employees.map { RecordChoice(id: $0.id, name: $0.name) },
            viewer: viewer
        ).html
    }

    private var anyway: HTML {
        guard !inWay.isEmpty, !form.isTaken(inWay) else { return .nothing }
        return "<button class=\"button\" name=\"anyway\" value=\"1\">\(language[.appointmentAnyway])</button>"
    }
}

/// The day on which something is to be promised, a workshop's or that of the cars, and what is to be known of the wanted time. Kept
/// true by `drive.js`.
struct BookingPicture {
    var form: BookingForm
    var booked: [BookedTime]
    /// Who has the car or the person at the wanted time.
    var inWay: [BookedTime]
    var places: BookingPlaces
    var people: [RecordChoice]
    /// Where the form is a script's step, whose fields are filled in by the page's script.
    var isOfScript = false
    var viewer: Viewer

    var html: HTML { "\(bookingConflict(inWay, with: form, for: viewer))\(closed)\(otherClock)\(day)" }

    /// It may be meant: it is only told. That a day is off the picture says.
    private var closed: HTML {
        guard form.isOutsideHours, !form.openDay.isDayOff else { return .nothing }
        let words = viewer.language(.bookingClosed, openHours(form.openDay, in: viewer.language))
        return "<p class=\"notice warn\">\(Icon.warn.html())<span>\(words)</span></p>"
    }

    private var otherClock: HTML {
        guard form.zone.secondsFromGMT(for: viewer.now) != viewer.timeZone.secondsFromGMT(for: viewer.now) else {
            return .nothing
        }
        return "<p class=\"muted\">\(viewer.language(.bookingZone, clockText(viewer.now, in: form.zone)))</p>"
    }

    private var day: HTML {
        switch form.offer {
        case .appointment:
            WorkshopDay(
                form: form,
                booked: booked,
                names: Dictionary(people.map { (EmployeeID($0.id), $0.name) }, uniquingKeysWith: { $1 }),
                viewer: viewer
            ).html
        case .testDrive:
            DriveDayView(
                day: DriveDay(at: places, booked: booked, form: form, now: viewer.now),
                form: form,
                isOfScript: isOfScript,
                viewer: viewer
            ).html
        }
    }
}

extension BookingForm {
    /// How long it takes where no length is typed: as long as the car is usually tried.
    func usualMinutes(_ vehicles: [Kept<TestVehicle>]) -> String {
        guard offer == .testDrive else { return "" }
        return (vehicles.first { $0.id == vehicle }?.record.driveMinutes).map(String.init) ?? ""
    }

    /// Somebody has the car itself, which nobody can promise all the same.
    func isTaken(_ inWay: [BookedTime]) -> Bool { inWay.contains { $0.vehicle != nil && $0.vehicle == vehicle } }
}

extension Offer {
    var title: Phrase { self == .appointment ? .contactAppointment : .contactTestDrive }
    var dayTitle: Phrase { self == .appointment ? .appointmentDay : .testDriveDay }
    var worksTitle: Phrase { self == .appointment ? .contactWorks : .contactComment }
    var phrase: Phrase { document.phrase }
}

/// Who is promised to somebody else at the wanted time, or who has the car, before anything is made.
func bookingConflict(_ inWay: [BookedTime], with form: BookingForm, for viewer: Viewer) -> HTML {
    guard !inWay.isEmpty else { return .nothing }
    let times = inWay.map { time -> HTML in
        """
        <span class="number">\(clockText(time.period.from, in: form.zone))–\(clockText(time.period.until, in: form.zone))</span> \
        \(foreign(time.client ?? time.number))
        """
    }
    let words: Phrase = form.isTaken(inWay) ? .testDriveTaken : .appointmentInWay
    return """
        <p class="notice warn" role="alert">\(Icon.warn.html())<span>\(viewer.language[words]) \(times.joined("; "))</span></p>
        """
}

/// `9:00-18:00`, or that it is a day off, with the holiday's name.
func openHours(_ day: OpenDay, in language: Language) -> HTML {
    guard let hours = day.hours, !hours.isEmpty else {
        return day.holiday.map(foreignOption) ?? language[.bookingDayOff]
    }
    return HTML(text: hours.map(\.text).joined(separator: ", "))
}

/// In place of a picture of the day, where everything is closed: why.
func closedDay(_ days: [OpenDay], for viewer: Viewer) -> HTML {
    let reasons = Set(days.map { openHours($0, in: viewer.language).markup }).sorted().map(HTML.init(markup:))
    return """
        <p class="notice">\(Icon.calendar.html())<span>\(viewer.language[.bookingNoHours]) \(reasons.joined(", "))</span></p>
        """
}
