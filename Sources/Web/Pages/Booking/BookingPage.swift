import ContactCenter
import Foundation

/// Promising a time from a contact (requirements S0.41, S1.13): the day of the workshop or of the cars is seen before anything is
/// promised.
struct BookingPage {
    var dossier: ContactDossier
    var form: BookingForm
    var vehicles: [Kept<TestVehicle>]
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
            \(bookingConflict(inWay, with: form, for: viewer))
            <form class="contact" method="post" action="\(address)">\(viewer.formToken)<div class="fields">\(fields)</div>\
            <section class="card"><header><h2>\(language[offer.dayTitle])</h2>\(turner)</header>\
            <div class="body">\(picture)</div></section>\
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
        let cars = vehicles.map { RegistryOption(id: $0.id.rawValue, name: $0.record.title) }
        let place =
            switch offer {
            case .appointment:
                fields.choice("workshop", .contactWorkshop, form.workshop, of: names.options.workshops)
            case .testDrive: fields.choice("vehicle", .contactVehicle, form.vehicle, of: cars)
            }
        return """
            \(place)\(fields.choice("responsible", .contactResponsible, form.responsible, of: names.options.employees))\
            \(fields.input("day", .contactDate, "\(form.day)", type: "date"))\(fields.input("time", .appointmentTime, form.time, type: "time"))\
            \(fields.input("length", .appointmentLength, form.length, type: "number", placeholder: form.usualMinutes(vehicles)))\
            \(fields.text("works", offer.worksTitle, form.works, isWide: true))
            """
    }

    private var turner: HTML {
        """
        \(DayTurner(day: form.day, today: BusinessCalendar(viewer.timeZone).day(of: viewer.now), viewer: viewer).html)\
        <button class="button small" name="look" value="1">\(language[.filterShow])</button>
        """
    }

    private var picture: HTML {
        BookingPicture(
            form: form,
            booked: booked,
            vehicles: vehicles,
            people: names.options.employees.map { RecordChoice(id: $0.id, name: $0.name) },
            viewer: viewer
        ).html
    }

    private var anyway: HTML {
        guard !inWay.isEmpty, !form.isTaken(inWay) else { return .nothing }
        return "<button class=\"button\" name=\"anyway\" value=\"1\">\(language[.appointmentAnyway])</button>"
    }
}

/// The day on which something is to be promised: a workshop's, or that of the cars.
struct BookingPicture {
    var form: BookingForm
    var booked: [BookedTime]
    var vehicles: [Kept<TestVehicle>]
    var people: [RecordChoice]
    /// Where the form is a script's step, whose fields are filled in by the page's script.
    var isOfScript = false
    var viewer: Viewer

    var html: HTML {
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
                day: DriveDay(of: vehicles, booked: booked, form: form, now: viewer.now, in: viewer.timeZone),
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
        \(clockTime(time.period.from, for: viewer))–\(clockTime(time.period.until, for: viewer)) \
        \(foreign(time.client ?? time.number))
        """
    }
    let words: Phrase = form.isTaken(inWay) ? .testDriveTaken : .appointmentInWay
    return """
        <p class="notice warn" role="alert">\(Icon.warn.html())<span>\(viewer.language[words]) \(times.joined("; "))</span></p>
        """
}
