import ContactCenter
import Foundation

/// The editor of a script: its text, what is wrong with which line, the picture, the versions.
struct ScriptPage {
    /// What was found when the text was looked at.
    struct Finding: Hashable {
        /// From 1; `nil` where it is about the whole.
        var line: Int?
        var step: ScriptStep.ID?
        var words: HTML
    }

    enum Told: Hashable {
        case saved
        case good
        case copied
        case hung
        /// A new questionnaire, to be changed.
        case made
        /// Somebody else made a version meanwhile: the reader's text stays, theirs is linked.
        case stale(KeptScript)
    }

    var kept: KeptScript
    var text: String
    /// As far as the text can be read; the kept script where it cannot.
    var script: Script
    var findings: [Finding] = []
    var told: Told?
    var versions: [KeptScript] = []
    /// All scripts there are.
    var others: [KeptScript] = []
    var uses: Uses?

    /// What the script hangs to, and what it may be hung to.
    struct Uses: Sendable {
        var own: ScriptUse
        var projects: [(ProjectID, String)]
        var channels: [(ContactChannelID, String)]
        var reasons: [(ReasonID, String)]
        var topics: TopicTree
    }

    func html(address: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let title = HTML(text: kept.script.name.text(in: language.local))
        let shell = Shell(title: title, place: .scripts)
        let isOld = kept.ordinal != versions.first?.ordinal
        return shell.page(
            """
            <div class="page-head"><h1>\(title)</h1><span class="pill\(isOld ? " warn" : .nothing)">\
            \(language(.scriptVersion, "\(kept.ordinal)"))</span>\
            <span class="push buttons"><form method="post" action="\(SitePath.newQuestionnaire)">\(viewer.formToken)\
            <button class="button">\(Icon.plus.html()) \(language[.questionnaireNew])</button></form>\
            <form method="post" action="\(SitePath.script(kept.id))/copy">\(viewer.formToken)\
            <button class="button">\(Icon.plus.html()) \(language[.scriptCopy])</button></form>\
            <a class="button" href="\(SitePath.scriptTrial(kept.id))?version=\(kept.ordinal)">\(language[.scriptTryOut])</a></span></div>
            \(choice(in: language))\(notice(for: viewer))
            <section class="card"><header><h2>\(language[.scriptPicture])</h2></header><div class="scroll">\
            \(ScriptDiagram(script).svg(wrong: Set(findings.compactMap(\.step)), in: language))</div></section>
            <div class="columns"><div class="stack">\(editor(for: viewer))</div>
            <aside class="stack">\(hanging(for: viewer))\(history(for: viewer))\(words(for: viewer))</aside></div>
            """,
            address: address,
            for: viewer
        )
    }

    /// The other scripts, where there are some.
    private func choice(in language: Language) -> HTML {
        guard others.count > 1 else { return .nothing }
        let links = others.map { other -> HTML in
            let current: HTML = other.id == kept.id ? " aria-current=\"true\"" : .nothing
            return
                "<a href=\"\(SitePath.script(other.id))\"\(current)>\(other.script.name.text(in: language.local))</a>"
        }
        return
            "<div class=\"switches\"><nav class=\"segmented\" aria-label=\"\(language[.scripts])\">\(links)</nav></div>"
    }

    private func hanging(for viewer: Viewer) -> HTML {
        guard let uses else { return .nothing }
        let language = viewer.language
        if kept.script.kind == .questionnaire { return offering(uses, for: viewer) }
        func box(_ name: HTML, _ id: String, _ words: String, _ isOn: Bool) -> HTML {
            """
            <label class="check"><input type="checkbox" name="\(name)" value="\(id)"\(isOn ? " checked" : .nothing)> \
            \(foreign(words, limit: 80))</label>
            """
        }
        let projects = uses.projects.map { box("project", $0.description, $1, uses.own.projects.contains($0)) }
        // A project that is hidden keeps its script.
        let hidden = uses.own.projects.subtracting(uses.projects.map(\.0)).sorted().map { id -> HTML in
            "<input type=\"hidden\" name=\"project\" value=\"\(id.description)\">"
        }
        let ofProjects: HTML =
            projects.isEmpty
            ? .nothing : "<fieldset><legend>\(language[.scriptUsesProjects])</legend>\(projects)</fieldset>"
        let channels = uses.channels.map { box("channel", $0.description, $1, uses.own.channels.contains($0)) }
        let reasons = uses.reasons.map { box("reason", $0.description, $1, uses.own.reasons.contains($0)) }
        return """
            <section class="card"><header><h2>\(language[.scriptUses])</h2></header>\
            <form class="body stack script-uses" method="post" action="\(SitePath.script(kept.id))/uses">\(viewer.formToken)\
            <p class="muted">\(language[.scriptUsesAdvice])</p>\(hidden)\(ofProjects)<fieldset><legend>\(language[.scriptUsesChannels])</legend>\(channels)</fieldset>\
            <fieldset><legend>\(language[.scriptUsesReasons])</legend>\(reasons)</fieldset>\
            <div class="buttons"><button class="button">\(language[.scriptHang])</button></div></form></section>
            """
    }

    /// Which contacts are offered the questionnaire (requirement S3.24).
    private func offering(_ uses: Uses, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let shown = uses.topics.topics.filter { !$0.isHidden || uses.own.topics.contains($0.id) }
        let topics = shown.map { topic -> HTML in
            let isOn = uses.own.topics.contains(topic.id)
            return """
                <label class="check"><input type="checkbox" name="topic" value="\(topic.id.description)"\(isOn ? " checked" : .nothing)> \
                \(foreign(uses.topics.title(of: topic.id) ?? "", limit: 200))</label>
                """
        }
        let ofTopics: HTML =
            topics.isEmpty
            ? .nothing
            : """
            <fieldset><legend>\(language[.topics])</legend><p class="muted">\(language[.questionnaireTopicsHint])</p>\(topics)</fieldset>
            """
        return """
            <section class="card"><header><h2>\(language[.scriptUses])</h2></header>\
            <form class="body stack script-uses" method="post" action="\(SitePath.script(kept.id))/uses">\(viewer.formToken)\
            <label class="check"><input type="checkbox" name="is_offered" value="1"\(uses.own.isOffered ? " checked" : .nothing)> \
            \(language[.questionnaireIsOffered])</label>\(ofTopics)\
            <div class="buttons"><button class="button">\(language[.scriptHang])</button></div></form></section>
            """
    }

    private func notice(for viewer: Viewer) -> HTML {
        let language = viewer.language
        switch told {
        case .saved:
            return "<p class=\"notice good\" role=\"status\">\(Icon.check.html()) \(language[.scriptSaved])</p>"
        case .copied, .hung:
            let words: Phrase = told == .copied ? .scriptCopied : .scriptHung
            return "<p class=\"notice good\" role=\"status\">\(Icon.check.html()) \(language[words])</p>"
        case .made:
            return "<p class=\"notice good\" role=\"status\">\(Icon.check.html()) \(language[.questionnaireMade])</p>"
        case .good: return "<p class=\"notice good\" role=\"status\">\(Icon.check.html()) \(language[.scriptGood])</p>"
        case .stale(let other):
            let link: HTML = "\(SitePath.script(other.id))?version=\(other.ordinal)"
            return """
                <p class="notice warn" role="alert">\(Icon.warn.html())<span>\
                \(language(.scriptStale, "<a href=\"\(link)\" target=\"_blank\">\(language(.scriptVersion, "\(other.ordinal)"))</a>"))\
                </span></p>
                """
        case nil: return .nothing
        }
    }

    private func editor(for viewer: Viewer) -> HTML {
        let language = viewer.language
        let items = findings.map { finding -> HTML in
            let line = finding.line.map { line -> HTML in
                "<button type=\"button\" class=\"plain number\" data-line=\"\(line)\">\(language(.scriptLine, "\(line)"))</button> "
            }
            let step = finding.step.map { step -> HTML in "<code>\(foreign(step, limit: 40))</code> " }
            return "<li>\(line ?? .nothing)\(step ?? .nothing)<span>\(finding.words)</span></li>"
        }
        let problems: HTML =
            findings.isEmpty
            ? .nothing
            : "<div class=\"notice bad findings\" role=\"alert\">\(Icon.warn.html())<ul>\(items)</ul></div>"
        return """
            <form method="post" action="\(SitePath.script(kept.id))" class="card script-editor">\(viewer.formToken)\
            <input type="hidden" name="ordinal" value="\(String(base))">\
            <header><h2>\(language[.scriptText])</h2><label class="button push">\(language[.scriptImport])\
            <input type="file" accept=".yaml,.yml,text/yaml" class="only-read" data-import></label>\
            <a class="button" href="\(SitePath.script(kept.id))/text?version=\(kept.ordinal)" download>\
            \(language[.scriptExport])</a></header>\(problems)\
            <textarea class="input" name="text" spellcheck="false" wrap="off" rows="28" \
            aria-label="\(language[.scriptText])">\("\n")\(text)</textarea>\
            <div class="actionbar"><span class="next"></span><button class="button" name="do" value="check">\
            \(language[.scriptCheck])</button><button class="button primary" name="do" value="save" data-primary>\
            \(language[.scriptSave]) <span class="keys"><kbd>Ctrl</kbd><kbd>Enter</kbd></span></button></div></form>
            """
    }

    /// The version over which a change is made: who opened an old one restores it over the latest.
    private var base: Int64 { told == nil || versions.isEmpty ? versions.first?.ordinal ?? kept.ordinal : kept.ordinal }

    private func history(for viewer: Viewer) -> HTML {
        let language = viewer.language
        let rows = versions.map { version -> HTML in
            let current: HTML = version.ordinal == kept.ordinal ? " aria-current=\"true\"" : .nothing
            return """
                <li\(current)><span class="grow"><a href="\(SitePath.script(version.id))?version=\(version.ordinal)">\
                \(language(.scriptVersion, "\(version.ordinal)"))</a><small>\(dayAndTime(version.madeAt, for: viewer)) · \
                \(version.author.map { foreign($0, limit: 60) } ?? language[.scriptShipped])</small></span></li>
                """
        }
        return
            "<section class=\"card\"><header><h2>\(language[.scriptVersions])</h2></header><ul class=\"rows\">\(rows)</ul></section>"
    }

    /// What may be written where, in short.
    private func words(for viewer: Viewer) -> HTML {
        let places = ScriptPlaceholder.allCases.map { place -> HTML in "<code>{\(place.rawValue)}</code>" }.joined(" ")
        return """
            <section class="card"><header><h2>\(viewer.language[.scriptPlaceholders])</h2></header>\
            <div class="body"><p>\(places)</p></div></section>
            """
    }
}
