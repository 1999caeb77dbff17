import ContactCenter
import Foundation

/// Somebody who waits, as a row of the queue with what can be done about it by a key.
struct WaitingRow {
    var contact: WaitingContact
    var id: String
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        """
        <tr id="\(id)" data-row><td class="num"><b>\(running(since: contact.since, for: viewer))</b>\(reminded)</td>\
        <th scope="row"><a href="\(SitePath.contact(contact.contact))">\(person)</a><small>\(about)</small></th>\
        <td><b>\(category)</b><small>\(foreign(contact.reason ?? "", limit: 60))</small></td><td>\(responsible)</td>\
        <td><span class="buttons">\(WaitingButtons(contact: contact.contact, person: contact.person, viewer: viewer).html)\
        \(raise)</span></td></tr>
        """
    }

    private var person: HTML {
        contact.person.map { foreign($0, limit: 60) } ?? language[.receptionUnknown]
    }

    private var about: HTML {
        [
            contact.vehicle.map { foreign($0, limit: 60) },
            contact.novelty.flatMap { $0 == .neither ? nil : language[$0.phrase] },
        ].compactMap(\.self).joined(", ")
    }

    private var category: HTML { contact.category.map { language[$0.phrase] } ?? .nothing }

    private var reminded: HTML {
        guard contact.reminders > 0 else { return .nothing }
        return "<small>\(language(.receptionReminded, "\(contact.reminders)"))</small>"
    }

    private var responsible: HTML {
        guard let name = contact.responsible else {
            return """
                <span class="pill warn">\(language[.receptionUnassigned])</span>\
                <small>\(language(.receptionNotified, "\(contact.notified)"))</small>
                """
        }
        return foreign(name, limit: 60)
    }

    private var raise: HTML {
        """
        <form method="post" action="\(SitePath.reception)/raise">\(viewer.formToken)\
        <input type="hidden" name="contact" value="\(contact.contact.rawValue)"><button class="button small quiet square" \
        data-key="KeyP" aria-label="\(language[.receptionRaise])" title="\(language[.receptionRaise])">\(Icon.up.html())</button></form>
        """
    }
}

/// Assign and Lost: each opens its dialog.
struct WaitingButtons {
    var contact: ContactID
    var person: String?
    var viewer: Viewer

    var html: HTML {
        let language = viewer.language
        return """
            <button type="button" class="button small" data-dialog="give" data-contact="\(contact.rawValue)" \
            data-people="\(SitePath.people(for: contact))" data-whom="\(shortened(person ?? "", to: 60))" data-key="KeyA">\(language[.receptionAssign])</button>\
            <button type="button" class="button small danger" data-dialog="lose" data-contact="\(contact.rawValue)" \
            data-whom="\(shortened(person ?? "", to: 60))" data-key="KeyL">\(language[.receptionLose])</button>
            """
    }
}

/// A contact that was registered today.
struct RegisteredRow {
    var contact: RegisteredContact
    var id: String
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let person = contact.person.map { foreign($0, limit: 60) } ?? language[.receptionUnknown]
        let responsible: HTML =
            contact.responsible.map { "<td>\(foreign($0, limit: 60))</td>" }
            ?? "<td class=\"muted\">\(language[.receptionUnassigned])</td>"
        return """
            <tr id="\(id)"><th scope="row"><a href="\(SitePath.contact(contact.contact))">\(clockTime(contact.at, for: viewer))</a></th>\
            <td>\(channelMark(contact.look)) \(foreign(contact.channel ?? "", limit: 40))</td><td>\(person)</td>\
            <td>\(contact.category.map { language[$0.phrase] } ?? .nothing)</td>\(responsible)<td>\(state)</td></tr>
            """
    }

    private var state: HTML {
        switch contact.state {
        case .waiting(let since):
            "<span class=\"pill warn\">\(language[.receptionWaits]) \(running(since: since, for: viewer))</span>"
        case .lost(let reason):
            "<span class=\"pill bad\">\(language[.outcomeLost]): \(foreign(reason, limit: 40))</span>"
        case .taken: "<span class=\"pill good\">\(language[.receptionTaken])</span>"
        case .outcome(let outcome): "<span class=\"pill\">\(language[outcome.phrase])</span>"
        case .open: "<span class=\"pill\">\(language[.receptionOpen])</span>"
        }
    }
}
