import ContactCenter
import Foundation

/// The questions of a step as fields: the step's own first, then those of what is done at it.
struct IntakeFields {
    var view: IntakeView
    var step: ScriptStep

    var viewer: Viewer { view.viewer }
    var language: Language { viewer.language }
    var content: IntakeContent { view.content }
    private var contact: Contact { view.intake.contact.record }

    var html: HTML {
        // As the questionnaire asks, one after the other.
        if view.run.script.kind == .questionnaire { return "\(step.questions.map(field))" }
        let mayWait = content.channels.first { $0.id == contact.channel }?.record.mayWait ?? false
        let ticks = step.questions.filter {
            $0.kind == .yesNo && !$0.isRequired && ($0.name != ScriptAnswer.waits || mayWait)
        }
        let lines = step.questions.filter { $0.kind == .text || isSmall($0) }
        let others = step.questions.filter { !ticks.contains($0) && !lines.contains($0) }
        let isFirst = step.id == view.run.script.start
        let small = lines.map(field) + (isFirst ? known : [])
        let reason = others.first { $0.kind == .directory(.reasons) }
        let ticked: HTML = ticks.isEmpty ? .nothing : "<span class=\"push ticks\">\(ticks.map(tick))</span>"
        return """
            \(small.isEmpty ? .nothing : "<div class=\"fields\">\(small)</div>")\
            \(whoOnCard)\(reason == nil ? (ticks.isEmpty ? .nothing : "<div class=\"page-head\">\(ticked)</div>") : .nothing)\
            \(others.map { question -> HTML in question == reason ? reasons(question, beside: ticked) : field(question) })\
            \(step.acts.filter { !isWhoOnCard($0) }.map(html(of:)))
            """
    }

    /// On a card who it is comes before why they come, which may follow from it.
    private var whoOnCard: HTML { "\(step.acts.filter(isWhoOnCard).map(html(of:)))" }

    private func isWhoOnCard(_ act: ScriptAct) -> Bool {
        if case .identifyClient = act { step.isCard } else { false }
    }

    private func isSmall(_ question: ScriptQuestion) -> Bool {
        switch question.kind {
        case .number, .date, .phone: true
        case .directory(let kind): kind != .reasons
        case .text, .longText, .choice, .yesNo: false
        }
    }

    /// What the call itself says, and the channel of a contact without one (requirements S0.8, S0.12).
    private var known: [HTML] {
        let number = viewer.phoneText(contact.callerNumber ?? "")
        let channels = content.channels.map { kept -> HTML in
            let isChosen = kept.id.description == value(ScriptAnswer.channel) || kept.id == contact.channel
            return selectOption(kept.id.description, HTML(text: kept.record.name), isChosen: isChosen)
        }
        let isChannelAsked = step.questions.contains { $0.name == ScriptAnswer.channel }
        let channel = content.channels.first { $0.id == contact.channel }?.record.name ?? ""
        var fields: [HTML] = []
        if contact.call != nil {
            fields.append(fixed(language[.intakeChannel], HTML(text: channel)))
            fields.append(fixed(language[.intakeCallerID], foreign(number, limit: 40)))
        } else if !isChannelAsked {
            fields.append(
                """
                <div class="field"><label for="\(id("channel"))">\(language[.intakeChannel])</label>\
                <select class="input" id="\(id("channel"))" name="channel">\(channels)</select></div>
                """
            )
        }
        return fields
    }

    private func fixed(_ label: HTML, _ text: HTML) -> HTML {
        "<div class=\"field\"><span class=\"label\">\(label)</span><output class=\"input number\">\(text)</output></div>"
    }

    // MARK: One field

    func value(_ name: String) -> String { view.run.answers[name] ?? "" }

    /// Unique on a page with several cards.
    func id(_ name: String) -> String { "\(name)-\(view.key.markup)" }

    func field(_ question: ScriptQuestion) -> HTML {
        field(question.name, HTML(text: question.label.text(in: language.local)), question)
    }

    func field(_ name: String, _ label: HTML, _ question: ScriptQuestion, more: HTML = .nothing) -> HTML {
        let text = value(name)
        let common: HTML = " id=\"\(id(name))\" name=\"\(name)\"\(wrong(name))\(more)"
        let control: HTML
        switch question.kind {
        case .text:
            control = "<input class=\"input\" maxlength=\"\(question.limit)\" value=\"\(text)\"\(common)>"
        case .longText:
            control =
                "<textarea class=\"input\" rows=\"2\" maxlength=\"\(question.limit)\"\(common)>\("\n")\(text)</textarea>"
        case .number(let range):
            control = """
                <input class="input number" inputmode="numeric" data-low="\(String(range.lowerBound))" \
                data-high="\(String(range.upperBound))" value="\(text)"\(common)>
                """
        case .date:
            control = "<input class=\"input number\" type=\"date\" value=\"\(text)\"\(common)>"
        case .phone:
            control = """
                <input class="input number" inputmode="tel" maxlength="64" placeholder="+7 (___) ___-__-__" data-phone \
                value="\(text)"\(common)>
                """
        case .yesNo:
            return radios(
                name,
                label,
                [(ScriptQuestion.yes, language[.intakeYes]), (ScriptQuestion.no, language[.intakeNo])]
            )
        case .choice(let choices):
            return radios(name, label, choices.map { ($0.value, HTML(text: $0.label.text(in: language.local))) })
        case .directory:
            let choices = (content.choices[name] ?? []).map { choice in
                selectOption(String(choice.id), HTML(text: choice.name), isChosen: String(choice.id) == text)
            }
            control = "<select class=\"input\"\(common)><option value=\"\"></option>\(choices)</select>"
        }
        return """
            <div class="field"><label for="\(id(name))">\(label)</label>\(control)\(said(name))</div>
            """
    }

    private func tick(_ question: ScriptQuestion) -> HTML {
        let isTicked = value(question.name) == ScriptQuestion.yes
        return """
            <label class="check"><input type="hidden" name="\(question.name)" value="no"><input type="checkbox" \
            name="\(question.name)" value="yes"\(isTicked ? " checked" : .nothing)> \
            \(question.label.text(in: language.local))</label>
            """
    }

    /// Numbered options under each other.
    func radios(_ name: String, _ label: HTML, _ options: [(value: String, label: HTML)]) -> HTML {
        let rows = options.enumerated().map { place, option in
            self.radio(name, option.value, option.label, hint: nil, place: place)
        }
        return """
            <fieldset class="stack"><legend class="label">\(label)</legend><div class="options rowwise">\(rows)</div>\
            \(said(name))</fieldset>
            """
    }

    private func radio(
        _ name: String,
        _ value: String,
        _ label: HTML,
        hint: HTML?,
        place: Int,
        more: HTML = .nothing
    ) -> HTML {
        let isChosen = self.value(name) == value
        let digit: HTML = place < 10 ? "\((place + 1) % 10)" : .nothing
        let small = hint.map { hint -> HTML in "<small>\(hint)</small>" } ?? .nothing
        return """
            <label data-choice><input type="radio" name="\(name)" value="\(value)"\(isChosen ? " checked" : .nothing)\(more)>\
            <span class="digit" aria-hidden="true">\(digit)</span><span>\(label)\(small)</span></label>
            """
    }

    func wrong(_ name: String) -> HTML {
        guard view.problem(with: name) != nil else { return " aria-describedby=\"\(id(name))-said\"" }
        return " aria-invalid=\"true\" aria-describedby=\"\(id(name))-said\""
    }

    /// What is wrong, below the field.
    func said(_ name: String) -> HTML {
        let words = view.problem(with: name).map { problem(name, $0) }
        return "<p class=\"error\" id=\"\(id(name))-said\">\(words.map { "\(Icon.warn.html()) \($0)" } ?? .nothing)</p>"
    }

    func problem(_ name: String, _ kind: FieldProblem.Kind) -> HTML {
        switch (name, kind) {
        case (ScriptAnswer.reason, .required): language[.intakeChooseReason]
        case (ScriptAnswer.client, .required): language[.intakeChooseClient]
        case (ScriptAnswer.personName, .required): language[.intakeSayWho]
        case (ScriptAnswer.employee, .required), (ScriptAnswer.reminderEmployee, .required): language[.intakeChooseWhom]
        case (ScriptAnswer.baseContact, .required): language[.intakeChooseBase]
        case (ScriptAnswer.reminderPhone, .required): language[.intakePhoneNeeded]
        case (ScriptAnswer.reminderAt, .malformed): language[.intakeMomentMalformed]
        case (Offer.appointment.answer, .required), (Offer.testDrive.answer, .required):
            language[.intakeAppointmentAnswerNeeded]
        case (Offer.appointment.answer(.time), .taken): language[.appointmentInWay]
        case (Offer.testDrive.answer(.time), .taken): language[.testDriveTaken]
        case (_, .required): language[.intakeFieldRequired]
        case (_, .tooLong(let limit)): language(.intakeFieldTooLong, "\(limit)")
        case (_, .outOfRange(let range)):
            language(.intakeFieldOutOfRange, "\(range.lowerBound)", "\(range.upperBound)")
        case (_, .malformed), (_, .taken), (_, .contradiction), (_, .template): language[.intakeFieldMalformed]
        case (_, .overlapping(let overlap)): overlap.words(in: language)
        case (_, .noSuchRecord): language[.intakeChosenIsGone]
        }
    }

    // MARK: Reasons

    /// Ten with digits; further ones, such as that a contact is continued, beside them. Each says where it leads.
    private func reasons(_ question: ScriptQuestion, beside ticks: HTML) -> HTML {
        let name = question.name
        let buttons = content.reasons.filter { $0.record.caption != nil }
        // A card has them under their directions, however many there are.
        let numbered = buttons.prefix(step.isCard ? buttons.count : 10).enumerated().map { place, kept in
            radio(
                name,
                kept.id.description,
                HTML(text: kept.record.caption ?? ""),
                hint: step.isCard ? nil : way(of: kept.record),
                place: place,
                more: kept.record.offers.map { " data-offers=\"\($0.rawValue)\"" } ?? .nothing
            )
        }
        let further = content.reasons.filter { kept in
            kept.record.route == .baseContact || buttons.dropFirst(numbered.count).contains(kept)
        }.filter { !buttons.prefix(numbered.count).contains($0) }
        let others = further.map { kept -> HTML in
            let isChosen = value(name) == kept.id.description
            let isContinuation = kept.record.route == .baseContact
            let key: HTML = isContinuation ? " data-alt=\"KeyC\"" : .nothing
            let keys: HTML =
                isContinuation ? " <span class=\"keys\"><kbd>Alt</kbd><kbd>C</kbd></span>" : .nothing
            return """
                <label class="check"\(key)><input type="radio" name="\(name)" value="\(kept.id.description)"\
                \(isChosen ? " checked" : .nothing)> \(kept.record.caption ?? kept.record.registryCaption)\(keys)</label>
                """
        }
        return """
            <fieldset class="stack reasons"><legend class="only-read">\(question.label.text(in: language.local))</legend>\
            <div class="page-head"><h2>\(question.label.text(in: language.local))</h2><span class="muted">\
            <span class="keys"><kbd>Alt</kbd><kbd>1</kbd></span> … <kbd>0</kbd></span>\
            <span class="push ticks">\(others)</span>\(ticks)</div>\
            \(step.isCard ? byCategory(numbered) : "<div class=\"options\">\(numbered)</div>")\(said(name))</fieldset>
            """
    }

    /// In two levels: what the business does, and below it why one comes (requirement S1.2).
    private func byCategory(_ numbered: [HTML]) -> HTML {
        let reasons = content.reasons.filter { $0.record.caption != nil }.prefix(numbered.count)
        let groups = ReasonCategory.allCases.compactMap { category -> HTML? in
            let own = zip(reasons, numbered).filter { $0.0.record.category == category }.map(\.1)
            guard !own.isEmpty else { return nil }
            return
                "<div class=\"goal\"><h3>\(language[category.phrase])</h3><div class=\"options rowwise\">\(own)</div></div>"
        }
        return "<div class=\"goals\">\(groups)</div>"
    }

    /// The step that a reason leads to.
    private func way(of reason: Reason) -> HTML? {
        var run = view.run
        run.facts[.route] = reason.route.rawValue
        run.facts[.reason] = reason.code
        run.answers[ScriptAnswer.reason] = "1"
        guard run.step?.id == step.id, let next = run.next else { return nil }
        return next.outcome == nil ? HTML(text: next.title.text(in: language.local)) : language[.intakeRegisteredAtOnce]
    }
}
