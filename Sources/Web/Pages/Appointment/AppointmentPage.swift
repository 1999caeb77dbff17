import ContactCenter
import Foundation

/// Making an appointment from a contact (requirement S0.41): the workshop's day is seen before anything is promised.
struct AppointmentPage {
    var dossier: ContactDossier
    var form: AppointmentForm
    var booked: [BookedTime]
    var names: ContactNames
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var id: ContactID { dossier.contact.id }

    var inWay: [BookedTime] { form.inWay(of: booked) }

    var html: HTML {
        let fields = ContactFields(contact: dossier.contact.record, problems: form.problems, viewer: viewer)
        let title = language[.contactAppointment]
        return Shell(title: title, place: .registry).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(SitePath.contact(id))" aria-label="\(language[.contactClose])" \
            title="\(language[.contactClose])">\(Icon.back.html())</a><h1>\(title)</h1>\
            <span class="muted">\(foreign(dossier.clientName ?? dossier.contact.record.personName ?? ""))</span></div>\(conflict)
            <form class="contact" method="post" action="\(SitePath.contact(id))/appointment">\(viewer.formToken)<div class="fields">\
            \(fields.choice("workshop", .contactWorkshop, form.workshop, of: names.options.workshops))\
            \(fields.choice("responsible", .contactResponsible, form.responsible, of: names.options.employees))\
            \(fields.input("day", .contactDate, "\(form.day)", type: "date"))\(fields.input("time", .appointmentTime, form.time, type: "time"))\
            \(fields.input("length", .appointmentLength, form.length, type: "number"))\
            \(fields.text("works", .contactWorks, form.works, isWide: true))</div>\
            <section class="card"><header><h2>\(language[.appointmentDay])</h2><span class="muted">\(dateText(form.day))</span>\
            <button class="button small push" formmethod="get">\(language[.filterShow])</button></header>\
            <div class="body">\(picture)</div></section>\
            <div class="closing"><button class="button primary" data-primary>\(language[.contactAppointment])</button>\(anyway)\
            <a class="button quiet" href="\(SitePath.contact(id))">\(language[.contactClose])</a></div></form>
            """,
            address: "/contacts/\(id)/appointment",
            for: viewer
        )
    }

    private var picture: HTML {
        guard form.workshop != nil else { return "<p class=\"muted\">\(language[.appointmentNoWorkshop])</p>" }
        return WorkshopDay(
            period: BusinessCalendar(viewer.timeZone).period(of: form.day),
            booked: booked,
            wanted: form.period,
            responsible: form.responsible,
            names: names,
            viewer: viewer
        ).html
    }

    private var conflict: HTML {
        guard !inWay.isEmpty else { return .nothing }
        let times = inWay.map { time -> HTML in
            "\(clockTime(time.period.from, for: viewer))–\(clockTime(time.period.until, for: viewer)) \(foreign(time.client ?? time.number))"
        }
        return """
            <p class="notice warn" role="alert">\(Icon.warn.html())<span>\(language[.appointmentInWay]) \(times.joined("; "))</span></p>
            """
    }

    private var anyway: HTML {
        guard !inWay.isEmpty else { return .nothing }
        return "<button class=\"button\" name=\"anyway\" value=\"1\">\(language[.appointmentAnyway])</button>"
    }
}
