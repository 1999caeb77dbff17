import ContactCenter

/// How a person is, as pages show it everywhere: a shape and a word, and the note that the person has added.
struct PresenceMark {
    var presence: Presence
    var viewer: Viewer

    /// The status alone.
    var status: HTML {
        "<span class=\"presence\(Self.look(of: presence))\">\(Self.word(for: presence, in: viewer.language))</span>"
    }

    /// The note in a line of its own; nothing where there is none.
    var note: HTML {
        presence.note.map { note -> HTML in
            "<small class=\"presence-note\">\(foreign(note.rawValue, limit: 200))</small>"
        }
            ?? .nothing
    }

    /// The queues in which the PBX did not do what the status asks for; nothing where there is none.
    static func refusal(by queues: [QueueName], for viewer: Viewer) -> HTML {
        guard !queues.isEmpty else { return .nothing }
        let names = queues.map { shortened($0.rawValue, to: 40) }.joined(separator: ", ")
        return "<span class=\"refused\">\(Icon.warn.html(titled: viewer.language(.presenceRefused, "\(names)")))</span>"
    }

    private static func word(for presence: Presence, in language: Language) -> HTML {
        switch presence.status {
        case .available where presence.isWrappingUp: language[.presenceWrapUp]
        case .available: language[.presenceAvailable]
        case .busy: language[.presenceBusy]
        case .away: language[.presenceAway]
        case .offline: language[.presenceOffline]
        case .own(let status): foreign(status.rawValue, limit: 40)
        }
    }

    private static func look(of presence: Presence) -> HTML {
        switch presence.status {
        case .available where presence.isWrappingUp: " wrap-up"
        case .available: .nothing
        case .busy: " busy"
        case .away: " away"
        case .offline: " off"
        case .own: " own"
        }
    }
}

extension Language {
    /// What a status is called where nothing but text may stand: at the PBX.
    package func name(of presence: Presence) -> String {
        switch presence.status {
        case .available where presence.isWrappingUp: self[.presenceWrapUp].markup
        case .available: self[.presenceAvailable].markup
        case .busy: self[.presenceBusy].markup
        case .away: self[.presenceAway].markup
        case .offline: self[.presenceOffline].markup
        case .own(let status): status.rawValue
        }
    }
}
