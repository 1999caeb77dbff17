import ContactCenter
import Foundation

/// Where a contact stands between the reception and who goes on with it (requirements S1.26, S1.28 to S1.32).
extension ContactPage {
    /// What there is to be known and done of it.
    struct Waiting {
        var standing: ContactStanding
        /// Its channel's contacts may wait.
        var mayWait: Bool
        var dialogs: WaitingDialogs?
        /// Who was quicker, or why it could not be done.
        var refusal: HTML?
    }

    /// The button that puts it into the queue, registered at once where it was not.
    var waitButton: HTML {
        guard let waiting, waiting.mayWait, waiting.standing.waitingSince == nil, !kept.isHidden,
            kept.record.isOpen, waiting.standing.taker == nil
        else { return .nothing }
        return """
            <button class="button" form="contact" name="do" value="wait" data-key="KeyQ">\(Icon.desk.html()) \
            \(language[.receptionPutInQueue]) <kbd>Q</kbd></button>
            """
    }

    var waitingNotice: HTML {
        guard let waiting else { return .nothing }
        var notice = HTML.nothing
        if let refusal = waiting.refusal {
            notice += "<p class=\"notice bad\" role=\"alert\">\(Icon.warn.html())<span>\(refusal)</span></p>"
        }
        let standing = waiting.standing
        if let taker = standing.taker, standing.takerName != nil || standing.waitingSince == nil {
            let name: HTML =
                taker == viewer.reader?.user.id
                ? language[.receptionTakenByYou]
                : language(.receptionTakenBy, foreign(standing.takerName ?? "", limit: 60))
            return "\(notice)<p class=\"notice\">\(Icon.person.html())<span>\(name)</span></p>"
        }
        guard standing.waitingSince != nil || standing.isAsked else { return notice }
        return """
            \(notice)<div class="notice warn standing">\(Icon.desk.html())<span>\(waitsSince(standing))</span>\
            <span class="buttons push">\(take(standing))\(queueButtons(waiting))</span></div>\(waiting.dialogs?.html ?? .nothing)
            """
    }

    /// Chooses who is responsible among those whom the reason names, seeing who is there and free.
    var peopleButton: HTML {
        """
        <button type="button" class="button" data-dialog="choose" data-whom="\(shortened(person ?? "", to: 60))" \
        data-people="\(SitePath.people(for: kept.id))">\(Icon.person.html()) \(language[.peopleChoose])</button>
        """
    }

    var peopleDialog: HTML {
        """
        <dialog class="dialog" id="choose" aria-labelledby="choose-title"><form method="dialog" data-fills="field-responsible">\
        <h2 id="choose-title">\(language[.contactResponsible])</h2><p class="muted" data-whom></p>\
        \(PeopleChoice(button: .peopleChoose, viewer: viewer).html)\
        <button type="button" class="button quiet" data-dismiss>\(language[.receptionDismiss])</button></form></dialog>
        """
    }

    private var person: String? { dossier.clientName ?? kept.record.personName }

    private func waitsSince(_ standing: ContactStanding) -> HTML {
        guard let since = standing.waitingSince else { return language[.receptionToBeTaken] }
        return "\(language[.receptionWaitsSince]) <b>\(running(since: since, for: viewer))</b>"
    }

    private func take(_ standing: ContactStanding) -> HTML {
        guard standing.isAsked else { return .nothing }
        return """
            <form method="post" action="\(SitePath.contact(kept.id))/claim">\(viewer.formToken)\
            <button class="button primary" data-key="KeyT">\(language[.receptionTake]) <kbd>T</kbd></button></form>
            """
    }

    private func queueButtons(_ waiting: Waiting) -> HTML {
        guard waiting.standing.waitingSince != nil, viewer.may(.reception) else { return .nothing }
        return """
            \(WaitingButtons(contact: kept.id, person: person, viewer: viewer).html)\
            <form method="post" action="\(SitePath.contact(kept.id))/stop-waiting">\(viewer.formToken)\
            <button class="button small quiet">\(language[.receptionStopWaiting])</button></form>
            """
    }
}
