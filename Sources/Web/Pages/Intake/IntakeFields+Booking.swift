import ContactCenter
import Foundation

/// The time that a script offers to promise, where the script stands: its fields, and the day of the workshop or of the cars beside
/// them.
extension IntakeFields {
    func html(of offer: Offer) -> HTML {
        guard let booking = content.bookings[offer] else { return .nothing }
        return step.isCard ? onCard(booking) : "\(answers(offer))\(made(booking))\(section(booking, isOpen: true))"
    }

    private func answers(_ offer: Offer) -> HTML {
        radios(
            offer.answer,
            .nothing,
            [
                (ScriptAnswer.made, language[.intakeAppointmentMade]),
                (ScriptAnswer.declined, language[.intakeAppointmentDeclined]),
            ]
        )
    }

    /// On a card it stands there once the reason offers it, and unfolds when it is wanted (requirement S1.13).
    private func onCard(_ booking: IntakeContent.Booking) -> HTML {
        let offer = booking.form.offer
        let isMade = value(offer.answer) == ScriptAnswer.made
        return """
            <div class="promise" data-promise="\(offer.rawValue)"\(booking.isOffered ? .nothing : " hidden" as HTML)>\
            <label class="check" data-alt="KeyT"><input type="hidden" name="\(offer.answer)" value="\(ScriptAnswer.declined)">\
            <input type="checkbox" name="\(offer.answer)" value="\(ScriptAnswer.made)"\(isMade ? " checked" as HTML : .nothing)> \
            \(language[offer.title]) <span class="keys"><kbd>Alt</kbd><kbd>T</kbd></span></label>\(made(booking))\
            \(section(booking, isOpen: false))</div>
            """
    }

    private func made(_ booking: IntakeContent.Booking) -> HTML {
        guard let kept = booking.document else { return .nothing }
        return """
            <p class="notice good" role="status">\(Icon.check.html())<span><a href="\(SitePath.document(kept.id))">\
            \(language[booking.form.offer.phrase]) \(foreign(kept.record.number, limit: 64))</a></span></p>
            """
    }

    private func section(_ booking: IntakeContent.Booking, isOpen: Bool) -> HTML {
        let offer = booking.form.offer
        func name(_ field: BookingForm.Field) -> String { offer.answer(field) }
        let place =
            switch offer {
            case .appointment: choice(name(.workshop), .contactWorkshop, booking.workshops)
            case .testDrive: choice(name(.vehicle), .contactVehicle, booking.cars)
            }
        let works = ScriptQuestion("", LocalText(), .longText)
        return """
            <section class="card booking"><header><h2>\(language[isOpen ? offer.title : offer.dayTitle])</h2></header>\
            <div class="body stack"><div class="fields">\(place)\
            \(choice(name(.responsible), .contactResponsible, booking.people))\
            \(input(name(.day), .contactDate, type: "date"))\(input(name(.time), .appointmentTime, type: "time"))\
            \(input(name(.length), .appointmentLength, type: "number", booking.form.usualMinutes(booking.places.vehicles)))</div>\
            \(field(name(.works), language[offer.worksTitle], works))\
            <div class="stack" data-day="\(offer.rawValue)">\(day(of: offer))</div></div></section>
            """
    }

    /// The day, who is in the way, and that it is to be made all the same. Follows what is typed.
    func day(of offer: Offer) -> HTML {
        guard let booking = content.bookings[offer] else { return .nothing }
        let today = BusinessCalendar(booking.form.zone).day(of: viewer.now)
        let turner = DayTurner(day: booking.form.day, today: today, isOfScript: true, viewer: viewer).html
        let picture = BookingPicture(
            form: booking.form,
            booked: booking.booked,
            inWay: booking.inWay,
            places: booking.places,
            people: booking.people,
            isOfScript: true,
            viewer: viewer
        ).html
        return "\(anyway(booking))\(turner)\(picture)"
    }

    private func anyway(_ booking: IntakeContent.Booking) -> HTML {
        guard !booking.inWay.isEmpty, !booking.form.isTaken(booking.inWay) else { return .nothing }
        let name = booking.form.offer.answer(.anyway)
        let isAnyway = value(name) == ScriptQuestion.yes
        return """
            <label class="check"><input type="hidden" name="\(name)" value="no">\
            <input type="checkbox" name="\(name)" value="yes"\(isAnyway ? " checked" : .nothing)> \
            \(language[.appointmentAnyway])</label>
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

    private func input(_ name: String, _ label: Phrase, type: HTML, _ placeholder: String = "") -> HTML {
        """
        <div class="field"><label for="\(id(name))">\(language[label])</label><input class="input number" type="\(type)" \
        id="\(id(name))" name="\(name)" value="\(value(name))" placeholder="\(placeholder)"\(wrong(name))>\
        \(said(name))</div>
        """
    }
}
