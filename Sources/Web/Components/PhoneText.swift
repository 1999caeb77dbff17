import ContactCenter

/// Telephone numbers as this reader's pages show them.
extension Viewer {
    /// As people in the business's country write it: `8 (953) 523-72-71`, `646-71-71`. What is no number (an extension, text)
    /// stays as it was delivered.
    func phoneText(_ number: String) -> String { numbers.read(number).written }

    /// The same as text in a page; nothing where there is no number.
    func phone(_ number: String?) -> HTML { foreign(phoneText(number ?? ""), limit: 40) }

    /// Where a press calls the number by the person's own telephone, which the browser hands it to (requirement S0.61): `tel:+7…`.
    ///
    /// - Returns: `nil` for what nobody can call.
    func dialling(_ number: String?) -> HTML? {
        guard let key = number.flatMap({ numbers.read($0).key }) else { return nil }
        return "tel:\(SitePath.percentEncoded(key.rawValue).replacing("%2B", with: "+"))"
    }

    /// A number that is called by a press: by the own phone of the PBX where the reader sits at one (requirement S4.1), else by
    /// whatever the browser hands it to. It stays as text what nobody can call.
    func callable(_ number: String?) -> HTML {
        guard let dialling = dialling(number) else { return phone(number) }
        return "<a href=\"\(dialling)\" class=\"plain\">\(phone(number))</a>"
    }

    /// A number of ours that was dialled, with what the directory calls it.
    func did(_ number: String?) -> HTML {
        guard let number, let name = dids.name(of: number) else { return phone(number) }
        return "\(phone(number))<small class=\"did\">\(foreign(name, limit: 60))</small>"
    }

    /// Somebody can be known by this number: it was delivered, and is not `anonymous` or the like (decision D23).
    func isUsable(_ number: String?) -> Bool { number.map { numbers.read($0).key != nil } ?? false }
}
