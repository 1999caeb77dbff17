import ContactCenter

extension CardPage {
    /// The whole page, as the event stream finds it.
    func html(
        at position: Position,
        address: String,
        colleagues: ColleaguesPanel?,
        for viewer: Viewer
    ) -> HTML {
        let language = viewer.language
        let parts = parts(at: viewer.now)
        func region(_ region: CardPart.Region) -> HTML { parts.html(in: region, for: viewer) }

        let number = foreign(phone.rawValue, limit: 40)
        let shell = Shell(
            title: "\(language[.card]) \(phone.rawValue)",
            place: .card,
            position: position,
            follows: ["page=card&amp;\(SitePath.extensionQuery(phone))\(isOwn ? "&amp;own=1" : .nothing)"]
                + (colleagues == nil ? [] : [ColleaguesPanel.follows])
                + (colleaguesToAsk == nil ? [] : [ColleaguesToAsk.follows(besides: phone)]),
            statusline: """
                <span>\(language[.extensionNumber]) \(number)</span><span id="line">\(region(.line))</span>
                """
        )
        return shell.page(
            """
            <div id="alert" class="only-read" role="alert">\(region(.alert))</div>
            <div class="page-head"><h1>\(language[.card])</h1>\
            <span class="muted">\(language[.extensionNumber]) <b class="number">\(number)</b></span>\
            \(isOwn ? tools(in: language) : .nothing)\
            <a class="push" href="\(SitePath.anotherPhone)">\(language[.anotherPhone])</a></div>
            <p class="error" role="alert" id="consultation-refusal"></p>
            <div class="columns"><div class="stack"><div id="card"\(workspace)>\(region(.card))</div>\
            <ul class="card rows quiet" id="quiet" aria-live="polite">\(region(.quiet))</ul></div>
            <aside class="stack"><section class="card others"><header><h2>\(language[.otherCalls])</h2></header>\
            <ul class="rows" id="others">\(region(.others))</ul>\
            <p class="none">\(language[.otherCallsNone])</p></section>\
            \(drafts)\(colleagues?.html(for: viewer) ?? .nothing)</aside></div>
            \(consultationSheet(for: viewer))\
            \(isOwn && viewer.may(.intake) ? IntakeHelp(viewer: viewer).html : .nothing)
            """,
            address: address,
            for: viewer
        )
    }

    /// Whose drafts the page keeps, where it is the reader's own.
    private var workspace: HTML { sitter.map { " data-workspace=\"\($0.description)\"" } ?? " data-workspace" }

    /// The sound's switch, and the words that the page's script says.
    private func tools(in language: Language) -> HTML {
        """
        <button type="button" class="button sound" data-sound="asks"><span data-when="asks">\(Icon.bell.html()) \
        \(language[.enableSound])</span><span data-when="on">\(Icon.bell.html(titled: language[.soundOn]))</span>\
        <span data-when="off">\(Icon.mute.html(titled: language[.soundOff]))</span></button>\
        <p class="error" role="alert" id="closing-failed" hidden>\(language[.closingFailed])</p>\
        <template id="note-words" data-saved="\(language[.draftSaved])" data-kept="\(language[.draftKeptHere])" \
        data-long="\(language(.noteTooLong, "{}"))" data-refused="\(language[.noteRefused])"></template>
        """
    }

    /// Asks which phone the reader sits at.
    ///
    /// - Parameters:
    ///   - phones: those whose cards the reader may look at without sitting there.
    ///   - seat: where the reader sits now.
    static func choice(of phones: [Extension], seat: Extension?, address: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let links = phones.map { phone -> HTML in
            "<a class=\"button\" href=\"\(SitePath.card(of: phone))\">\(foreign(phone.rawValue, limit: 40))</a>"
        }
        let known: HTML = """
            <section class="card"><header><h2>\(language[.phonesOfThePBX])</h2></header>\
            <div class="body"><div class="buttons">\(links)</div></div></section>
            """
        return Shell(title: language[.card], place: .card).page(
            """
            <div class="page-head"><h1>\(language[.whichPhone])</h1></div>
            <form class="card phone-choice" method="post" action="\(SitePath.seat)">\(viewer.formToken)<div class="body"><div class="field">\
            <label for="extension">\(language[.extensionNumber])</label>\
            <input class="input" id="extension" name="phone" inputmode="tel" autocomplete="off" maxlength="32" \
            value="\(seat?.rawValue ?? "")" required autofocus>\
            <span class="hint">\(language[.whichPhoneAdvice])</span></div>\
            <div class="buttons"><button class="button primary">\(language[.sitDown])</button></div></div></form>
            \(links.isEmpty ? .nothing : known)
            """,
            address: address,
            for: viewer
        )
    }
}
