import ContactCenter
import Foundation

/// What somebody who goes on with a contact writes down: what came of it, what is to be done next and when. The same on the card
/// and over the worklist.
struct ContactWorkForm {
    var contact: Contact
    var problems: [FieldProblem]
    var viewer: Viewer

    private var language: Language { viewer.language }

    /// On the card, which has a form of its own to be saved first of all, or over the list, where it is all that there is to do.
    enum Place: String {
        case card
        case dialog
    }

    func fields(in place: Place) -> HTML {
        let outcomes = Contact.Outcome.byHand.map { outcome in
            selectOption(outcome.rawValue, language[outcome.phrase], isChosen: outcome == contact.outcome)
        }
        let known = contact.outcome.map { !Contact.Outcome.byHand.contains($0) } ?? false
        let unchanged: HTML =
            known ? contact.outcome.map { language[$0.phrase] } ?? language[.chooseNothing] : language[.chooseNothing]
        let result = field("result", .workResult, in: place, isWide: true) { attributes in
            """
            <textarea class="input" name="result" rows="2" maxlength="4000"\(attributes)\(place == .dialog ? " autofocus" as HTML : .nothing)>\(contact.result ?? "")</textarea>
            """
        }
        let outcome = field("outcome", .contactOutcome, in: place) { attributes in
            """
            <select class="input" name="outcome"\(attributes)><option value="">\(unchanged)</option>\(outcomes)</select>
            """
        }
        let action = field("next_action", .workNextAction, in: place, isWide: true) { attributes in
            """
            <input class="input" name="next_action" value="\(contact.nextAction ?? "")" maxlength="4000" autocomplete="off"\(attributes)>
            """
        }
        let due = field("due_at", .worklistDue, in: place) { attributes in
            """
            <input class="input" type="datetime-local" name="due_at" value="\(Self.typed(contact.dueAt, for: viewer))"\(attributes)>
            """
        }
        return """
            <div class="fields work">\(result)\(outcome)\(action)\(due)</div>\
            <div class="buttons"><button class="button\(place == .dialog ? " primary" : "")" name="do" value="done" \
            formnovalidate\(place == .dialog ? " data-primary" as HTML : .nothing)>\(Icon.check.html()) \(language[.workDone])</button>\
            <button class="button" name="do" value="keep"\(place == .dialog ? " data-choice" as HTML : .nothing)>\
            \(language[.workKeep])\(place == .dialog ? " <kbd>Alt+1</kbd>" as HTML : .nothing)</button></div>
            """
    }

    private func field(
        _ name: String,
        _ label: Phrase,
        in place: Place,
        isWide: Bool = false,
        _ control: (HTML) -> HTML
    ) -> HTML {
        let id: HTML = "work-\(place.rawValue)-\(name)"
        let problem = problems.first { $0.field == name }
        let invalid: HTML = problem == nil ? .nothing : " aria-invalid=\"true\" aria-describedby=\"\(id)-error\""
        let error = problem.map { problem -> HTML in
            "<span class=\"error\" id=\"\(id)-error\">\(Icon.warn.html())<span>\(problem.words(for: viewer))</span></span>"
        }
        return """
            <div class="field\(isWide ? " all" : "")"><label for="\(id)">\(language[label])</label>\(control(" id=\"\(id)\"\(invalid)"))\
            \(error ?? .nothing)</div>
            """
    }

    /// As a field of the type `datetime-local` has it.
    static func typed(_ moment: Date?, for viewer: Viewer) -> String {
        FieldContent.instant.typed(FieldValue(moment.map(milliseconds)), in: viewer.timeZone)
    }
}

extension ContactWorkForm {
    /// What was typed on top of what stands there. Fields that the form does not have stay.
    init(_ form: Form, over contact: Contact, for viewer: Viewer) {
        self.init(contact: contact, problems: [], viewer: viewer)
        if let text = form["result"] { self.contact.result = Contact.tidy(text) }
        if let text = form["next_action"] { self.contact.nextAction = Contact.tidy(text) }
        if let outcome = form["outcome"].flatMap(Contact.Outcome.init(rawValue:)),
            Contact.Outcome.byHand.contains(outcome)
        {
            self.contact.outcome = outcome
        }
        guard let text = form["due_at"] else { return }
        switch FieldContent.instant.value(typed: text, in: viewer.timeZone) {
        case .success(let value):
            self.contact.dueAt = value.integer.map { Date(timeIntervalSince1970: Double($0) / 1_000) }
        case .failure: problems.append(FieldProblem("due_at", .malformed))
        }
    }
}

extension Contact.Outcome {
    /// Those that whoever processes a contact may say: the others come of what happens at its beginning.
    static let byHand: [Contact.Outcome] = [.informed, .dropped]
}
