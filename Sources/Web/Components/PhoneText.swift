import ContactCenter

/// Telephone numbers as this reader's pages show them.
extension Viewer {
    /// As people in the business's country write it: `8 (953) 523-72-71`, `646-71-71`. What is no number (an extension, text)
    /// stays as it was delivered.
    func phoneText(_ number: String) -> String { numbers.read(number).written }

    /// The same as text in a page; nothing where there is no number.
    func phone(_ number: String?) -> HTML { foreign(phoneText(number ?? ""), limit: 40) }

    /// The attributes of a link that calls the number: the address that the browser hands to the person's own telephone (requirements
    /// S0.61, S4.27), and the number for the page's script.
    ///
    /// - Returns: `nil` for what nobody can call.
    func dialling(_ number: String?) -> HTML? {
        guard let number = number.map(numbers.read), let key = number.key else { return nil }
        let address = numberLinks.address(of: number, key)
        return "href=\"\(HTML(text: address))\" data-number=\"\(HTML(text: key.rawValue))\""
    }

    /// A number that is called by a press: by the own phone of the PBX where the reader sits at one (requirement S4.1), else by
    /// whatever the browser hands it to; and a button that copies it. It stays as text what nobody can call.
    func callable(_ number: String?) -> HTML {
        guard let dialling = dialling(number) else { return phone(number) }
        return "<a \(dialling) class=\"plain\">\(phone(number))</a>\(copyButton(number))"
    }

    /// For telephones that nobody hands a link to. Numbers of the house are known by heart and dialled by a press.
    private func copyButton(_ number: String?) -> HTML {
        guard let key = number.flatMap({ numbers.read($0).key }), key.rawValue.utf8.count > Self.longestInHouse else {
            return .nothing
        }
        let words = language[.diallingCopy]
        return """
            <button type="button" class="copy" data-copy="\(HTML(text: key.rawValue))" aria-label="\(words)" title="\(words)">\
            \(Icon.copy.html())</button>
            """
    }

    private static let longestInHouse = 6

    /// A number of ours that was dialled, with what the directory calls it.
    func did(_ number: String?) -> HTML {
        guard let number, let name = dids.name(of: number) else { return phone(number) }
        return "\(phone(number))<small class=\"did\">\(foreign(name, limit: 60))</small>"
    }

    /// Somebody can be known by this number: it was delivered, and is not `anonymous` or the like (decision D23).
    func isUsable(_ number: String?) -> Bool { number.map { numbers.read($0).key != nil } ?? false }
}
