import ContactCenter

/// What a letter about a contact says, of all of it or in short (requirement S3.19).
struct ContactLetterWords {
    var names: ContactNames
    var project: Project?
    /// The contact's card, where browsers reach it from elsewhere; `nil` where that is not known.
    var link: String?

    private var viewer: Viewer { names.viewer }
    private var language: Language { viewer.language }
    private var dossier: ContactDossier { names.dossier }
    private var contact: Contact { dossier.contact.record }

    private var title: String {
        (contact.number.map { language(.contactTitle, HTML(text: $0)) } ?? language[.contactUnfinishedTitle]).words
    }

    /// Who it is, as the business or the caller says.
    private var client: String? { dossier.clientName ?? contact.personName }

    /// `Входящий контакт A00002851: Иванов, Запись на ремонт`
    var subject: String {
        let about = [client, name(contact.reason?.rawValue, names.options.reasons)].compactMap(\.self)
        return about.isEmpty ? title : "\(title): \(about.joined(separator: ", "))"
    }

    /// - Parameter remark: what who sends it has to say, before all else.
    func text(_ extent: ContactLetter.Extent, remark: String) -> String {
        var text = LetterText()
        if !remark.isEmpty { text.add(remark) }
        text.part()
        text.add("\(title), \(exactTime(contact.at, for: viewer).words)")
        add(.contactClient, client, to: &text)
        if dossier.clientName != nil { add(.contactInformation, contact.personName, to: &text) }
        for (phrase, number) in phones(extent) { add(phrase, number.map(viewer.phoneText), to: &text) }
        if extent == .full {
            add(.contactVehicle, dossier.vehicleName ?? contact.statedVehicle?.title, to: &text)
        }
        add(.contactReason, name(contact.reason?.rawValue, names.options.reasons), to: &text)
        add(.contactWorks, contact.works, to: &text)
        if extent == .full { addTheRest(to: &text) }
        if let link {
            text.part()
            text.add(language[.letterLink].words, link)
        }
        return text.text
    }

    /// In short one, by which the client is reached.
    private func phones(_ extent: ContactLetter.Extent) -> [(Phrase, String?)] {
        switch extent {
        case .brief: [(.contactPhone, contact.contactPhone ?? contact.callerNumber)]
        case .full: [(.contactPhone, contact.contactPhone), (.contactCaller, contact.callerNumber)]
        }
    }

    private func addTheRest(to text: inout LetterText) {
        let options = names.options
        add(.topics, contact.topics.compactMap { options.topics.title(of: $0) }.joined(separator: "; "), to: &text)
        add(.contactComment, contact.comment, to: &text)
        add(.workResult, contact.result, to: &text)
        add(.workNextAction, contact.nextAction, to: &text)
        add(.worklistDue, contact.dueAt.map { exactTime($0, for: viewer).words }, to: &text)
        text.part()
        add(.projectName, project?.title, to: &text)
        add(.contactChannel, name(contact.channel?.rawValue, options.channels), to: &text)
        add(.contactBranch, name(contact.branch?.rawValue, options.branches), to: &text)
        add(.contactWorkshop, name(contact.workshop?.rawValue, options.workshops), to: &text)
        add(.contactResponsible, name(contact.responsible?.rawValue, options.employees), to: &text)
        add(.contactRegistrar, name(contact.registrar?.rawValue, options.registrars), to: &text)
        guard !dossier.entries.isEmpty else { return }
        text.part()
        text.add(language[.contactEntries].words)
        for entry in dossier.entries {
            let who = entry.author.map { ", \(LetterText.line($0, limit: 200))" } ?? ""
            text.add("\(exactTime(entry.at, for: viewer).words)\(who)", entry.text)
        }
    }

    private func add(_ phrase: Phrase, _ value: String?, to text: inout LetterText) {
        text.add(language[phrase].words, value)
    }

    private func name(_ id: Int64?, _ options: [RegistryOption]) -> String? { names.name(of: id, in: options) }
}
