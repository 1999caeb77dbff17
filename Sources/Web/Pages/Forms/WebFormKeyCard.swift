import ContactCenter
import Foundation

/// The key of a web form, on the form's card: making it, taking it away, and what is pasted into a site's page.
struct WebFormKeyCard: Sendable {
    var id: WebFormID
    var form: WebForm
    var state: WebFormState
    /// Where visitors send it, made just now: as only the key's digest is kept, it is shown once.
    var address: String?
    var viewer: Viewer

    private var language: Language { viewer.language }

    static func path(of id: WebFormID) -> HTML { "/web-forms/\(id.rawValue)/key" }

    var html: HTML {
        """
        <section class="card record" id="key"><header><h2>\(language[.formKey])</h2></header><div class="body">\(known)\(shown)\
        <div class="buttons">\(button("make", state.keyMadeAt == nil ? .formKeyMake : .formKeyRenew, look: .nothing))\
        \(state.keyMadeAt == nil ? .nothing : button("revoke", .formKeyRevoke, look: "quiet danger"))</div></div></section>
        """
    }

    private var known: HTML {
        let key: HTML =
            state.keyMadeAt.map { language(.formKeySince, dayAndTime($0, for: viewer)) } ?? language[.formKeyNone]
        let last: HTML = state.lastAt.map { dayAndTime($0, for: viewer) } ?? "—"
        return
            "<p class=\"muted\">\(key)</p><p class=\"muted\">\(language(.formReceived, "\(state.received)", last))</p>"
    }

    private var shown: HTML {
        guard let address else { return .nothing }
        return """
            <p class="notice warn" role="status">\(Icon.warn.html())<span>\(language[.formKeyOnce])</span></p>\
            <label class="field"><span class="label">\(language[.formAddress])</span>\
            <input class="input" readonly value="\(address)" data-form-address></label>\
            <label class="field"><span class="label">\(language[.formSnippet])</span>\
            <textarea class="input" readonly rows="10" data-form-snippet>\(HTML(text: snippet(to: address).markup))</textarea></label>
            """
    }

    private func button(_ action: HTML, _ words: Phrase, look: HTML) -> HTML {
        """
        <form method="post" action="\(Self.path(of: id))">\(viewer.formToken)\
        <button class="button \(look)" name="do" value="\(action)">\(language[words])</button></form>
        """
    }

    /// The form as it stands in a page of the customer's.
    func snippet(to address: String) -> HTML {
        let inputs = form.asked.map { field -> HTML in
            let required: HTML = field.isRequired ? " required" : .nothing
            let input: HTML =
                switch field.meaning {
                case .message: "<textarea name=\"\(field.key)\" rows=\"5\"\(required)></textarea>"
                case .phone: "<input type=\"tel\" name=\"\(field.key)\" autocomplete=\"tel\"\(required)>"
                case .email: "<input type=\"email\" name=\"\(field.key)\" autocomplete=\"email\"\(required)>"
                case .name: "<input name=\"\(field.key)\" autocomplete=\"name\"\(required)>"
                case .car, nil: "<input name=\"\(field.key)\"\(required)>"
                }
            return "  <p><label>\(WebFormWords.caption(of: field, in: language))<br>\(input)</label></p>\n"
        }
        return """
            <form action="\(address)" method="post" accept-charset="utf-8">
            \(inputs)  <p hidden><label>\(language[.formTrap])<input name="\(WebForm.trap)" tabindex="-1" autocomplete="off"></label></p>
              <p><button>\(language[.formSend])</button></p>
            </form>
            """
    }
}

/// What people read of the fields of a web form.
enum WebFormWords {
    static func caption(of field: WebFormField, in language: Language) -> HTML {
        if let caption = field.caption { return HTML(text: caption) }
        return switch field.meaning {
        case .name: language[.formName]
        case .phone: language[.formPhone]
        case .email: language[.fieldEmail]
        case .message: language[.formMessage]
        case .car: language[.formCar]
        case nil: HTML(text: field.key)
        }
    }
}
