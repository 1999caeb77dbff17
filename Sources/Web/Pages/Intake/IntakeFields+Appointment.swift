import ContactCenter
import Foundation

/// The appointment that a script offers, where the script stands: its fields, and the workshop's day beside them.
extension IntakeFields {
    var appointment: HTML {
        guard let appointment = content.appointment else { return .nothing }
        let answers = radios(
            ScriptAnswer.appointment,
            .nothing,
            [
                (ScriptAnswer.made, language[.intakeAppointmentMade]),
                (ScriptAnswer.declined, language[.intakeAppointmentDeclined]),
            ]
        )
        let made = appointment.document.map { kept -> HTML in
            """
            <p class="notice good" role="status">\(Icon.check.html())<span><a href="\(SitePath.document(kept.id))">\
            \(language[.documentAppointment]) \(foreign(kept.record.number, limit: 64))</a></span></p>
            """
        }
        return """
            \(answers)\(made ?? .nothing)<section class="card appointment"><header><h2>\(language[.contactAppointment])</h2></header>\
            <div class="body stack"><div class="fields">\
            \(choice(ScriptAnswer.appointmentWorkshop, .contactWorkshop, appointment.workshops))\
            \(choice(ScriptAnswer.appointmentResponsible, .contactResponsible, appointment.employees))\
            \(input(ScriptAnswer.appointmentDay, .contactDate, type: "date"))\
            \(input(ScriptAnswer.appointmentTime, .appointmentTime, type: "time"))\
            \(input(ScriptAnswer.appointmentLength, .appointmentLength, type: "number"))</div>\
            \(field(ScriptAnswer.appointmentWorks, language[.contactWorks], ScriptQuestion("", LocalText(), .longText)))\
            <div class="stack" data-day>\(day)</div></div></section>
            """
    }

    /// The workshop's day, who is in the way, and that it is to be made all the same. Follows what is typed.
    var day: HTML {
        guard let appointment = content.appointment else { return .nothing }
        let names = appointment.employees.map { (EmployeeID($0.id), $0.name) }
        let picture = WorkshopDay(
            form: appointment.form,
            booked: appointment.booked,
            names: Dictionary(names, uniquingKeysWith: { $1 }),
            viewer: viewer
        ).html
        let inWay = appointment.form.inWay(among: appointment.booked)
        guard !inWay.isEmpty else { return picture }
        let isAnyway = value(ScriptAnswer.appointmentAnyway) == ScriptQuestion.yes
        let name = ScriptAnswer.appointmentAnyway
        return """
            \(appointmentConflict(inWay, for: viewer))<label class="check"><input type="hidden" name="\(name)" value="no">\
            <input type="checkbox" name="\(name)" value="yes"\(isAnyway ? " checked" : .nothing)> \
            \(language[.appointmentAnyway])</label>\(picture)
            """
    }

    private func choice(_ name: String, _ label: Phrase, _ choices: [RecordChoice]) -> HTML {
        let options = choices.map { choice in
            selectOption(String(choice.id), HTML(text: choice.name), isChosen: String(choice.id) == value(name))
        }
        return """
            <div class="field"><label for="\(id(name))">\(language[label])</label><select class="input" id="\(id(name))" \
            name="\(name)"\(wrong(name))><option value=""></option>\(options)</select>\(said(name))</div>
            """
    }

    private func input(_ name: String, _ label: Phrase, type: HTML) -> HTML {
        """
        <div class="field"><label for="\(id(name))">\(language[label])</label><input class="input number" type="\(type)" \
        id="\(id(name))" name="\(name)" value="\(value(name))"\(wrong(name))>\(said(name))</div>
        """
    }
}
