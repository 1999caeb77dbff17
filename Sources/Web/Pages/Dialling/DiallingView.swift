import ContactCenter

/// What a press on a number brings about, on top of every page (requirement S4.1).
struct DiallingView {
    var viewer: Viewer

    private var language: Language { viewer.language }

    /// How far the call is, and the button that ends it.
    func bar(_ call: OwnCall, id: String) -> HTML {
        let look: HTML =
            switch call.stage {
            case .over: " warn"
            case .ownPhone, .calling, .ringing, .talking, .onHold: .nothing
            }
        return """
            <div class="notice call-bar\(look)" id="\(id)" role="status">\(Icon.outgoing.html())<span><b>\(words(for: call))</b> \
            \(time(of: call))</span>\(button(for: call))</div>
            """
    }

    private func words(for call: OwnCall) -> HTML {
        let number = viewer.phone(call.number)
        return switch call.stage {
        case .ownPhone: "\(language[.diallingPickUp]) \(number)"
        case .calling: language(.diallingCalls, number)
        case .ringing: language(.diallingRings, number)
        case .talking: language(.diallingTalks, number)
        case .onHold: language(.diallingHolds, number)
        case .over(.notPickedUp): "\(language[.diallingNotPickedUp]) \(number)"
        case .over(.busy): language(.diallingBusy, number)
        case .over(.notAnswered): language(.diallingNotAnswered, number)
        case .over(.failed): language(.diallingFailed, number)
        }
    }

    private func time(of call: OwnCall) -> HTML {
        if case .over = call.stage { return clockTime(call.since, for: viewer) }
        // A live region that counts would be read aloud every second.
        return "<span aria-hidden=\"true\">\(running(since: call.since, for: viewer))</span>"
    }

    private func button(for call: OwnCall) -> HTML {
        if case .over = call.stage {
            guard let dialling = viewer.dialling(call.number) else { return .nothing }
            return "<a class=\"button small push\" \(dialling)>\(language[.diallingAgain])</a>"
        }
        return """
            <form class="push" method="post" action="\(SitePath.hangUpDialled)" data-hang-up>\(viewer.formToken)\
            <input type="hidden" name="call" value="\(HTML(text: call.id.description))">\
            <button class="button small danger">\(language[.diallingHangUp])</button></form>
            """
    }

    /// Where the page's script says, to those who do not see it, which number was copied.
    static func copied(for viewer: Viewer) -> HTML {
        guard viewer.reader != nil else { return .nothing }
        return """
            <p class="only-read" role="status" id="number-copied" data-words="\(viewer.language(.diallingCopied, "{}"))"></p>
            """
    }

    /// By which the page's script calls, where the reader's own phone is to; without it numbers are links and nothing else. What the
    /// PBX did not do is told there.
    static func told(for viewer: Viewer) -> HTML {
        guard viewer.may(.dialling), viewer.frame?.hasPhone ?? false else { return .nothing }
        return """
            <form id="dial" method="post" action="\(SitePath.dial)" hidden>\(viewer.formToken)<input type="hidden" name="number"></form>\
            <div class="notice" role="status" id="dialling-told" data-calls="\(viewer.language[.diallingSent])" hidden></div>
            """
    }
}
