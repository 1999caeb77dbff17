import ContactCenter
import Foundation

/// The script of a contact at its present step: what is said, what is asked, where it goes on. It stands on the card of the
/// call and on a page of its own.
struct IntakeView {
    var intake: Intake
    var content: IntakeContent
    var problems: [FieldProblem] = []
    /// Something that happened and must be known, such as that the call could not be sent on.
    var notice: HTML?
    /// The card may end with the call's being sent on (requirement S1.27).
    var mayBeSentOn = false
    var purpose = IntakePurpose.contact
    var viewer: Viewer

    private var language: Language { viewer.language }
    var run: ScriptRun { intake.run }

    /// The fragment that the page's script puts into its place.
    var html: HTML {
        guard let step = run.step else { return .nothing }
        return """
            <form class="stack step-form" method="post" action="\(address)" autocomplete="off" novalidate \
            data-step="\(step.id)" data-contact="\(key)"\(greets)>\(viewer.formToken)\
            <input type="hidden" name="step" value="\(step.id)"><input type="hidden" name="revision" \
            value="\(String(intake.kept.revision))">\(state)\
            <div class="page-head"><ol class="steps" data-steps>\(steps)</ol>\
            <span class="push muted" role="status" data-saved></span></div>\
            \(notices(at: step))\
            \(prompt(of: step))\(IntakeFields(view: self, step: step).html)\(ofAnyStep)\
            <div class="actionbar"><span class="next" data-next>\(next)</span>\(drop)\(back)\
            <button class="button primary large" name="move" value="next" data-primary>\(goOn) \
            <span class="keys"><kbd>Ctrl</kbd><kbd>Enter</kbd></span></button>\(sendOn)</div></form>
            """
    }

    /// Tells apart what stands on one page, and what the browser keeps of it.
    var key: HTML {
        if case .questionnaire(let id) = purpose {
            "q\(id.description)"
        } else {
            HTML(text: intake.contact.id.description)
        }
    }

    /// What has no field at this step, such as a reason that the script never asked for, is told above it.
    private func notices(at step: ScriptStep) -> HTML {
        let fields = IntakeFields(view: self, step: step)
        let shown = Set(step.allQuestions.map(\.name))
        let elsewhere = problems.filter { !shown.contains($0.field) }.map { fields.problem($0.field, $0.kind) }
        let notices = ([notice].compactMap(\.self) + elsewhere).map { words -> HTML in
            "<p class=\"notice warn\" role=\"alert\">\(Icon.warn.html())<span>\(words)</span></p>"
        }
        return "\(notices)"
    }

    /// What the contact is about is ticked at any step, and where its person knows the business from is chosen; both are kept at once
    /// (requirements S3.38, S3.22).
    private var ofAnyStep: HTML {
        let fields = purpose == .contact ? [topics, source].filter { $0 != .nothing } : []
        return fields.isEmpty ? .nothing : "<div class=\"fields\">\(fields)</div>"
    }

    private var source: HTML {
        let contact = intake.contact
        // What was chosen before stays there, also when it is hidden.
        let offered = content.sources.filter { !$0.isHidden || $0.id == contact.record.source }
        guard !offered.isEmpty else { return .nothing }
        let options = offered.map { kept in
            selectOption("\(kept.id)", foreignOption(kept.record.name), isChosen: kept.id == contact.record.source)
        }
        let id: HTML = "source-\(contact.id.description)"
        return """
            <div class="field"><label for="\(id)">\(language[.contactSource])</label>\
            <select class="input" id="\(id)" name="_source" data-keeps="\(SitePath.intakeSource(contact.id))" \
            data-failed="\(language[.sourceNotKept])"><option value="">\(language[.chooseNothing])</option>\(options)</select>\
            <p class="error" role="status"></p></div>
            """
    }

    private var topics: HTML {
        let contact = intake.contact
        let chooser = TopicChooser(
            tree: content.topics,
            chosen: contact.record.topics,
            project: content.project,
            language: language,
            address: SitePath.intakeTopics(contact.id),
            key: "KeyG"
        )
        guard chooser.isNeeded else { return .nothing }
        let label: HTML = "topics-\(contact.id.description)-label"
        return """
            <div class="field"><span class="label" id="\(label)">\(language[.topics])</span>\
            \(chooser.html("_topics", labelledBy: label))</div>
            """
    }

    /// By which the card leaves the project's greeting to a script that has said it itself by now (requirement S3.21).
    private var greets: HTML {
        guard content.project?.greeting != nil else { return .nothing }
        let isSaid = run.path.contains { step in
            let places = ScriptPlaceholder.names(in: step.say.text(in: language.local))
            return places.contains(ScriptPlaceholder.greeting.rawValue)
        }
        return isSaid ? " data-greets" : .nothing
    }

    private var address: HTML {
        switch purpose {
        case .contact: SitePath.intakeStep(intake.contact.id)
        case .trial(let id, _): SitePath.scriptTrial(id)
        case .questionnaire(let id): SitePath.questionnaireStep(id)
        }
    }

    /// A trial is kept nowhere: its form carries it.
    private var state: HTML {
        guard case .trial(_, let version) = purpose else { return .nothing }
        let names = Set(run.step?.allQuestions.map(\.name) ?? [])
        let carried = run.answers.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }.map {
            name,
            value -> HTML in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
        }
        return """
            <input type="hidden" name="version" value="\(String(version))"><input type="hidden" name="caller" \
            value="\(run.facts[.caller] ?? "")">\(carried)
            """
    }

    // MARK: The line of steps

    var steps: HTML {
        var line: [HTML] = []
        for milestone in run.outline {
            let title = milestone.step.title.text(in: language.local)
            switch milestone.state {
            case .done:
                line.append(
                    """
                    <li class="done"><button type="button" class="plain" data-to="\(milestone.step.id)">\
                    \(Icon.check.html()) \(title)</button></li>
                    """
                )
            case .present: line.append("<li aria-current=\"step\">\(title)</li>")
            case .ahead: line.append("<li>\(title)</li>")
            case .skipped:
                line.append("<li class=\"skipped\" title=\"\(language[.intakeStepSkipped])\">\(title)</li>")
            }
        }
        return line.reduce(into: HTML.nothing) { $0 += $1 }
    }

    private func prompt(of step: ScriptStep) -> HTML {
        let say = ScriptPlaceholder.fill(step.say.text(in: language.local), with: content.placeholders)
        let hint = ScriptPlaceholder.fill(step.hint.text(in: language.local), with: content.placeholders)
        if step.say.isEmpty, step.hint.isEmpty { return .nothing }
        let small = hint.isEmpty ? (step.say.isEmpty ? .nothing : language[.intakeSayToClient]) : HTML(text: hint)
        // A branch whose way nobody has written down.
        let words: HTML =
            say.isEmpty && !step.say.isEmpty ? language[.intakeNothingToSay] : say.isEmpty ? .nothing : "«\(say)»"
        return "<p class=\"prompt\">\(Icon.speech.html())<small>\(small)</small>\(words)</p>"
    }

    // MARK: The bar of actions

    var next: HTML {
        let words: HTML
        if let next = run.next {
            words =
                run.isLast
                ? "<b>\(language[.intakeNextRegister])</b> <span class=\"second\">\(outcomeWords(next.outcome))</span>"
                : "<b>\(language(.intakeNextStep, HTML(text: next.title.text(in: language.local))))</b>"
        } else {
            words = run.script.kind == .questionnaire ? "<b>\(language[.questionnaireEnds])</b>" : .nothing
        }
        return "\(Icon.right.html())<span>\(words)</span>"
    }

    private func outcomeWords(_ outcome: Contact.Outcome?) -> HTML { outcome.map { language[$0.phrase] } ?? .nothing }

    private var goOn: HTML {
        switch run.step?.id {
        case _ where run.script.kind == .questionnaire: language[run.isLast ? .questionnaireFinish : .intakeGoOn]
        case run.script.start where run.step?.isCard != true: language[.intakeGoOnTalking]
        default: language[run.isLast ? .intakeRegister : .intakeGoOn]
        }
    }

    private var back: HTML {
        run.path.count > 1 || intake.begun != nil
            ? "<button class=\"button quiet\" name=\"move\" value=\"back\" data-back>\(language[.intakeBack])</button>"
            : .nothing
    }

    /// Takes the place of registering as soon as somebody is chosen; without sending the call on it is a press away.
    private var sendOn: HTML {
        guard mayBeSentOn else { return .nothing }
        return """
            <button class="button primary large send-on" name="move" value="transfer" data-alt="KeyT">\(Icon.transfer.html()) \
            \(language[.intakeSendOn]) <span class="keys"><kbd>Alt</kbd><kbd>T</kbd></span></button>
            """
    }

    private var drop: HTML {
        guard purpose == .contact, intake.contact.record.call != nil else { return .nothing }
        return """
            <button type="button" class="button quiet push" data-drop data-alt="KeyX">\(language[.intakeCallBrokeOff]) \
            <span class="keys"><kbd>Alt</kbd><kbd>X</kbd></span></button>
            """
    }

    func problem(with name: String) -> FieldProblem.Kind? { problems.first { $0.field == name }?.kind }
}

/// What is shown when the contact is registered.
struct IntakeResultView {
    var contact: Kept<Contact>
    var content: IntakeContent
    var viewer: Viewer

    var html: HTML {
        let language = viewer.language
        let record = contact.record
        let number = record.number ?? ""
        let facts = [
            content.reasonName.map { HTML(text: $0) }, record.outcome.map { language[$0.phrase] },
            content.responsibleName.map { foreign($0, limit: 60) },
        ].compactMap { $0 }
        return """
            <p class="notice good registered" role="status" data-registered="\(number)" \
            data-contact="\(contact.id.description)">\(Icon.check.html())\
            <span><b>\(language(.intakeContactRegistered, HTML(text: number)))</b> <span class="second">\
            \(facts.joined(" · "))</span></span>\
            <a class="push" href="\(SitePath.contact(contact.id))">\(language[.intakeContactCard])</a></p>
            """
    }
}
