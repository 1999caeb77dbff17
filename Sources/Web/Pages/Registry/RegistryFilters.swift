import ContactCenter
import Foundation

/// What the registry can be narrowed by (requirement S0.45, decision D9): the three-state filters stand open, the others in
/// the form of all.
struct RegistryFilters {
    typealias Field = RegistryList.Field

    var list: RegistryList
    var options: RegistryOptions
    var clientName: String?
    var saved: [SavedFilter]
    var viewer: Viewer

    private var language: Language { viewer.language }

    var bar: FilterBar {
        FilterBar(
            address: list.address,
            period: list.period,
            fields: fields,
            placeFields: Field.place,
            more: RegistrySavedFilters(list: list, saved: saved, viewer: viewer).html
        )
    }

    private static let flags: [(String, Phrase)] = [
        (Field.inquiry, .registryInquiry), (Field.appointment, .registryAppointment),
        (Field.arrival, .registryArrival),
    ]

    /// Those that stand open and are set, as a file tells them.
    var statesInWords: [String] {
        let states = Self.flags.compactMap { field, name -> String? in
            guard let answer = ["yes": Phrase.registryYes, "no": .registryNo][list.address[field] ?? ""] else {
                return nil
            }
            return "\(language[name].words): \(language[answer].words)"
        }
        return states + (list.address[Field.clientless] == nil ? [] : [language[.registryClientless].words])
    }

    /// Links, so that each works without a script and keeps all other filters.
    var tristates: HTML {
        // Every lead is an inquiry.
        let flags = list.kind == .leads ? Self.flags.filter { $0.0 != Field.inquiry } : Self.flags
        let states = flags.map { field, name -> HTML in
            let choices: [(String?, Phrase)] = [(nil, .registryAll), ("yes", .registryYes), ("no", .registryNo)]
            let links = choices.map { value, words -> HTML in
                let current: HTML = list.address[field] == value ? " aria-current=\"true\"" : .nothing
                let kind: HTML = value.map { " class=\"\($0)\"" } ?? .nothing
                return "<a href=\"\(list.top.with(field, value).html)\"\(kind)\(current)>\(language[words])</a>"
            }
            let set: HTML = list.address[field] == nil ? .nothing : " set"
            return """
                <div class="tristate\(set)" role="group" aria-label="\(language[name])"><span>\(language[name])</span>\
                <span class="segmented">\(links)</span></div>
                """
        }
        let isClientless = list.address[Field.clientless] != nil
        let toggled = list.top.with(Field.clientless, isClientless ? nil : "1")
        return """
            <div class="filters states">\(states)<a class="chip check\(isClientless ? " set" : "")" \
            href="\(toggled.html)" role="checkbox" aria-checked="\(isClientless ? "true" : "false")">\
            <span class="box">\(isClientless ? Icon.check.html() : .nothing)</span>\(language[.registryClientless])</a></div>
            """
    }

    private var fields: [FilterField] {
        let reasons = [FilterField.Option("none", language[.registryReasonless])] + options.reasons.filterOptions
        let employees =
            managers + options.employees.map { FilterField.Option("r\($0.id)", foreignOption($0.name)) }
            + named("u", .registryTook) + named("p", .registryProcessed)
        var fields = [
            text(Field.number, .registryNumber, hint: .registryNumberHint),
            FilterField(
                name: Field.who,
                label: language[.contactClient],
                kind: .text(hint: language[.registryClientHint]),
                value: nil
            ),
            text(Field.text, .registryText, hint: .registryTextHint),
            choice(Field.reason, .contactReason, merged(reasons)),
            choice(Field.employee, .registryEmployee, employees),
            FilterField(
                name: Field.did,
                label: language[.did],
                kind: .text(hint: "646-71-71"),
                value: list.address[Field.did]
            ),
            choice(Field.workshop, .contactWorkshop, options.workshops.filterOptions),
            choice(Field.department, .contactPlace, options.departments.filterOptions),
            choice(Field.branch, .contactBranch, options.branches.filterOptions),
            choice(Field.channel, .contactChannel, options.channels.filterOptions),
            choice(Field.source, .contactSource, options.sources.filterOptions),
            choice(
                Field.clientType,
                .contactClientType,
                ClientType.allCases.map { .init($0.rawValue, language[$0.phrase]) }
            ),
            choice(
                Field.novelty,
                .contactNovelty,
                Contact.Novelty.allCases.map { .init($0.rawValue, language[$0.phrase]) }
            ),
            choice(Field.statusInquiry, .reportByStatus, answers),
            choice(Field.continuation, .reportContinuations, answers),
            choice(
                Field.state,
                .contactState,
                [
                    .init(Contact.State.registered.rawValue, language[.contactRegistered]),
                    .init(Contact.State.unfinished.rawValue, language[.contactUnfinished]),
                ]
            ),
        ]
        fields.append(
            choice(
                Field.stage,
                .workTitle,
                ContactWork.Stage.allCases.map { .init($0.rawValue, language[$0.phrase]) }
            )
        )
        if !options.topics.topics.isEmpty || list.address[Field.topic] != nil {
            fields.append(choice(Field.topic, .topics, options.topics.filterOptions))
        }
        if !options.projects.isEmpty || list.address[Field.project] != nil {
            fields.append(choice(Field.project, .projectName, options.projects.filterOptions))
        }
        fields += dealFields
        if let client = list.address[Field.client] {
            let option = FilterField.Option(client, foreignOption(clientName ?? client))
            fields.append(choice(Field.client, .contactClient, [option]))
        }
        return fields
    }

    /// What leads are told apart by; on the other lists only what the address names, so that it can be taken off.
    private var dealFields: [FilterField] {
        let stages = [FilterField.Option("none", language[.leadWithoutDeal])] + options.funnelStages.filterOptions
        var fields = [
            choice(Field.funnelStage, .funnelStageName, stages),
            choice(Field.quality, .leadQualityName, options.qualities.filterOptions),
            choice(Field.sourceType, .sourceTypeName, options.sourceTypes.filterOptions),
            choice(
                Field.inquiryKind,
                .inquiryKind,
                InquiryKind.allCases.map { .init($0.rawValue, language[$0.phrase]) }
            ),
        ]
        if options.pipelines.count > 1 || list.address[Field.pipeline] != nil {
            fields.append(choice(Field.pipeline, .pipelineName, options.pipelines.filterOptions))
        }
        if let deal = list.address[Field.deal] {
            fields.append(choice(Field.deal, .dealOne, [FilterField.Option(deal, "№ \(foreignOption(deal))")]))
        }
        return list.kind == .leads ? fields : fields.filter(\.isSet)
    }

    /// Whose leads they are, by the setting of requirement S2.15.
    private var managers: [FilterField.Option] {
        guard list.kind == .leads else { return [] }
        switch viewer.leadBinding {
        case .acceptor: return named("a", .leadManager)
        case .deal:
            return options.employees.map {
                FilterField.Option("d\($0.id)", "\(language[.leadManager]): \(foreignOption($0.name))")
            }
        }
    }

    private var answers: [FilterField.Option] {
        [.init("yes", language[.registryYes]), .init("no", language[.registryNo])]
    }

    /// People who log in, by what they did to the contact.
    private func named(_ letter: String, _ words: Phrase) -> [FilterField.Option] {
        options.registrars.map { option in
            FilterField.Option("\(letter)\(option.id)", "\(language[words]): \(foreignOption(option.name))")
        }
    }

    private func text(_ name: String, _ label: Phrase, hint: Phrase) -> FilterField {
        FilterField(
            name: name,
            label: language[label],
            kind: .text(hint: language[hint]),
            value: list.address[name],
            error: list.wrongFields.first { $0.name == name }.map { language[$0.problem] }
        )
    }

    private func choice(_ name: String, _ label: Phrase, _ options: [FilterField.Option]) -> FilterField {
        FilterField(name: name, label: language[label], kind: .choice(options), value: list.address[name])
    }

    /// Two reasons may have one caption in the registry: they are told apart by where they stand.
    private func merged(_ options: [FilterField.Option]) -> [FilterField.Option] {
        var count: [HTML: Int] = [:]
        return options.map { option in
            count[option.label, default: 0] += 1
            let number = count[option.label] ?? 1
            return number == 1 ? option : FilterField.Option(option.value, "\(option.label) (\(number))")
        }
    }
}

extension [RegistryOption] {
    /// What a filter offers, each by its number.
    var filterOptions: [FilterField.Option] { map { FilterField.Option("\($0.id)", foreignOption($0.name)) } }
}

extension TopicTree {
    /// Hidden ones, too: contacts have them still.
    var filterOptions: [FilterField.Option] {
        topics.map { FilterField.Option("\($0.id)", foreignOption(title(of: $0.id) ?? "")) }
    }
}

extension Contact.Novelty {
    var phrase: Phrase {
        switch self {
        case .firstTime: .noveltyFirstTime
        case .repeat: .noveltyRepeat
        case .neither: .noveltyNeither
        }
    }
}

extension Contact.Outcome {
    var phrase: Phrase {
        switch self {
        case .transferred: .outcomeTransferred
        case .reminder: .outcomeReminder
        case .informed: .outcomeInformed
        case .dropped: .outcomeDropped
        case .lost: .outcomeLost
        case .assigned: .outcomeAssigned
        }
    }
}
