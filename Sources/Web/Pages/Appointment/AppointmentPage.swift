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

    var inWay: [BookedTime] { form.inWay(among: booked) }

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
            <button class="button small push" name="look" value="1">\(language[.filterShow])</button></header>\
            <div class="body">\(picture)</div></section>\
            <div class="closing"><button class="button primary" data-primary>\(language[.contactAppointment])</button>\(anyway)\
            <a class="button quiet" href="\(SitePath.contact(id))">\(language[.contactClose])</a></div></form>
            """,
            address: "/contacts/\(id)/appointment",
            for: viewer
        )
    }

    private var picture: HTML {
        let employees = names.options.employees.map { (EmployeeID($0.id), $0.name) }
        return WorkshopDay(
            form: form,
            booked: booked,
            names: Dictionary(employees, uniquingKeysWith: { $1 }),
            viewer: viewer
        ).html
    }

    private var conflict: HTML { appointmentConflict(inWay, for: viewer) }

    private var anyway: HTML {
        guard !inWay.isEmpty else { return .nothing }
        return "<button class=\"button\" name=\"anyway\" value=\"1\">\(language[.appointmentAnyway])</button>"
    }
}
