import ContactCenter

/// What the person at the phone may do about asking a colleague before the client is handed over (requirement S4.20).
enum CardConsultation: Hashable, Sendable {
    /// Somebody can be asked.
    case offered
    case asked(Party, Stage)

    /// Those whom it names.
    var people: [Party] { if case .asked(let colleague, _) = self { [colleague] } else { [] } }

    enum Stage: Hashable, Sendable {
        /// The colleague's phone rings, or is about to.
        case ringing
        /// The two of ours speak, the client waits.
        case withColleague
        /// The client is spoken with, the colleague waits.
        case withClient
    }
}

extension CardPage {
    /// - Returns: `nil` where nothing is to be offered: it is not the reader's own phone, or nobody speaks at it.
    func consultation(in call: PhoneCall) -> CardConsultation? {
        guard consults, isOwn, let now = calls[call.id], now.isSpoken(at: phone) else { return nil }
        if let colleague = now.consulted(by: phone) {
            if colleague.answeredAt == nil { return .asked(colleague.party, .ringing) }
            return .asked(colleague.party, colleague.state == .consulting ? .withColleague : .withClient)
        }
        return call.state == .talking ? .offered : nil
    }

    /// The choice of whom to ask; `consultation.js` writes the call into it.
    func consultationSheet(for viewer: Viewer) -> HTML {
        guard let colleagues = colleaguesToAsk else { return .nothing }
        let language = viewer.language
        return """
            <form class="sheet consult" id="consult" popover method="post" action="\(SitePath.consult)" \
            data-consultation aria-label="\(language[.consultWhom])">\(viewer.formToken)\
            <input type="hidden" name="call"><header><h2>\(language[.consultWhom])</h2>\
            <span class="push"><kbd>Esc</kbd></span></header><p class="hint">\(language[.consultWhomAdvice])</p>\
            <ul class="rows" id="to-ask">\(colleagues.parts(at: viewer.now).html(in: .list, for: viewer))</ul>\
            <p class="none">\(language[.consultNobody])</p></form>
            """
    }
}

/// The buttons of a consultation on the card of its call.
struct ConsultationView {
    var consultation: CardConsultation
    var card: CallCard
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var call: HTML { "\(card.call.id.description)" }

    var html: HTML {
        switch consultation {
        case .offered:
            return """
                <button type="button" class="button" popovertarget="consult" \
                data-consult="\(call)" data-alt="KeyP">\(Icon.transfer.html()) \(language[.consult]) \
                <span class="keys"><kbd>Alt</kbd><kbd>P</kbd></span></button>
                """
        case .asked(let colleague, let stage):
            let who = colleague.html(named: card.names, for: viewer)
            return """
                <b class="grow">\(words(for: stage, who))</b>\(buttons(at: stage))
                """
        }
    }

    private func words(for stage: CardConsultation.Stage, _ who: HTML) -> HTML {
        switch stage {
        case .ringing: language(.consultRinging, who)
        case .withColleague: language(.consultWithColleague, who)
        case .withClient: language(.consultWithClient, who)
        }
    }

    private func buttons(at stage: CardConsultation.Stage) -> HTML {
        let back = button(.back, .consultBack)
        guard stage != .ringing else { return back }
        let swap = button(.swap, stage == .withColleague ? .consultToClient : .consultToColleague)
        return "\(button(.complete, .consultHandOver, isPrimary: true))\(swap)\(back)"
    }

    private func button(_ step: ConsultationStep, _ words: Phrase, isPrimary: Bool = false) -> HTML {
        """
        <form method="post" action="\(SitePath.consultation(step))" data-consultation>\(viewer.formToken)\
        <input type="hidden" name="call" value="\(call)">\
        <button class="button\(isPrimary ? " primary" : .nothing)"\(isPrimary ? " data-alt=\"KeyP\"" : .nothing)>\
        \(language[words])</button></form>
        """
    }
}
