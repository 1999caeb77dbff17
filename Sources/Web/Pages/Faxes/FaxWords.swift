import ContactCenter

/// How far a fax is, and what became of it, in words.
struct FaxWords {
    var viewer: Viewer

    private var language: Language { viewer.language }

    /// - Parameter live: what the PBX says of it now; `nil` where nobody here hears it.
    func result(of entry: FaxEntry, live: FaxTransmission? = nil) -> HTML {
        guard let end = entry.end(live) else {
            return "<span class=\"outcome warn\">\(underWay(live))</span>"
        }
        return
            "<span class=\"outcome \(Self.tone(of: end))\">\(words(for: end, of: entry.fax.pages))</span>\(said(end))"
    }

    /// On the card of the call into which it goes.
    func result(of transmission: FaxTransmission) -> HTML {
        transmission.end.map { words(for: $0, of: nil) } ?? underWay(transmission)
    }

    private func underWay(_ live: FaxTransmission?) -> HTML {
        switch live?.stage {
        case .dialling: language[.faxDialling]
        case .sending: language[.faxSending]
        case .over, nil: language[.faxUnderWay]
        }
    }

    private func words(for end: FaxEnd, of pages: Int?) -> HTML {
        switch end {
        case .sent(let sent): pages.map { language(.faxSentOf, "\(sent)", "\($0)") } ?? language(.faxSent, "\(sent)")
        case .failed(let failure, let sent, _):
            sent > 0
                ? "\(language[failure.phrase]) \(language(.faxPartly, "\(sent)"))" : language[failure.phrase]
        case .unknown: language[.faxUnknown]
        }
    }

    private func said(_ end: FaxEnd) -> HTML {
        guard case .failed(_, _, let words?) = end else { return .nothing }
        return "<small>\(language(.faxSaid, foreign(words, limit: FaxEnd.longestWords)))</small>"
    }

    private static func tone(of end: FaxEnd) -> HTML {
        switch end {
        case .sent: "good"
        case .failed: "bad"
        case .unknown: "warn"
        }
    }

    /// What it is called: the chosen file's name, or the document's number.
    func title(of entry: FaxEntry) -> HTML {
        let title = entry.fax.title.isEmpty ? language[.faxUntitled] : foreign(entry.fax.title, limit: Fax.longestTitle)
        guard let document = entry.fax.document, let number = entry.documentNumber else { return title }
        guard viewer.may(.clients) else { return "\(title) <small>\(foreign(number, limit: 64))</small>" }
        return "\(title) <small><a href=\"\(SitePath.document(document))\">\(foreign(number, limit: 64))</a></small>"
    }

    func target(of entry: FaxEntry) -> HTML {
        let number = viewer.phone(entry.fax.number)
        guard let call = entry.fax.call else { return number }
        let words = language(.faxIntoCallShort, number)
        return viewer.mayOpenEveryCall ? "<a href=\"\(SitePath.call(call))\">\(words)</a>" : words
    }
}

extension FaxEntry {
    /// - Parameter live: what the PBX says of it now, which may go on where nobody knew any more.
    /// - Returns: `nil` while it is under way.
    func end(_ live: FaxTransmission?) -> FaxEnd? {
        guard let end else { return live?.end }
        guard end == .unknown, let live else { return end }
        return live.end
    }
}

extension FaxFailure {
    var phrase: Phrase {
        switch self {
        case .busy: .faxBusy
        case .notAnswered: .faxNotAnswered
        case .notReached: .faxNotReached
        case .noFax: .faxNoMachine
        case .dropped: .faxDropped
        case .refused: .faxRefused
        case .callOver: .faxCallOver
        case .notPermitted: .faxNotPermitted
        case .notHeard: .faxNotHeard
        case .notConfirmed: .faxNotConfirmed
        }
    }
}

extension FaxProblem {
    func words(in language: Language) -> HTML {
        switch self {
        case .notPDF: language[.faxNotPDF]
        case .encrypted: language[.faxEncrypted]
        case .unreadable: language[.faxUnreadable]
        case .tooLarge(let megabytes): language(.faxTooLarge, "\(megabytes)")
        case .tooManyPages(let limit): language(.faxTooManyPages, "\(limit)")
        case .tooMuch: language[.faxTooMuch]
        case .busy: language[.faxManyAtOnce]
        case .notSetUp: language[.faxNotSetUp]
        case .gone: language[.faxGone]
        }
    }
}
