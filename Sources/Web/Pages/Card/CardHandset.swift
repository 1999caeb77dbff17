import ContactCenter

/// What the phone can be told to do with the call of a card, where it obeys.
struct CardHandset: Hashable, Sendable {
    var key: HandsetKey
    /// `Ctrl+Enter` presses it: it answers only while no conversation is open.
    var isPrimary: Bool
}

extension CardPage {
    /// - Parameter isTalking: the person is in a conversation, be it this one or another.
    /// - Returns: `nil` where nothing is to be offered: it is not the reader's own phone, it does not obey, or there is nothing to do.
    func handset(in call: PhoneCall, isTalking: Bool) -> CardHandset? {
        guard obeys, isOwn, let key = calls[call.id]?.handsetKey(at: phone) else { return nil }
        return CardHandset(key: key, isPrimary: key == .answer && !isTalking)
    }
}

/// The key of the phone on the card of its call.
struct HandsetView {
    var handset: CardHandset
    var call: CallID
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        """
        <form method="post" action="\(SitePath.handset(handset.key))" data-handset>\(viewer.formToken)\
        <input type="hidden" name="call" value="\(HTML(text: call.description))">\(button)</form>
        """
    }

    private var button: HTML {
        switch handset.key {
        case .answer where handset.isPrimary:
            """
            <button class="button large answer" data-primary>\(Icon.phone.html()) \(language[.handsetAnswer]) \
            <span class="keys"><kbd>Ctrl</kbd><kbd>Enter</kbd></span></button>
            """
        case .answer:
            "<button class=\"button large answer\">\(Icon.phone.html()) \(language[.handsetAnswer])</button>"
        case .hold: holding(.handsetHold)
        case .resume: holding(.handsetResume)
        }
    }

    private func holding(_ words: Phrase) -> HTML {
        """
        <button class="button" data-alt="KeyH">\(Icon.hold.html()) \(language[words]) \
        <span class="keys"><kbd>Alt</kbd><kbd>H</kbd></span></button>
        """
    }
}
