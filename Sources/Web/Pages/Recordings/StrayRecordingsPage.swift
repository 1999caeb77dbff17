import ContactCenter

/// The recordings of one day of which no call knows (requirement S4.6), each with a player. For administrators who may listen to all:
/// nobody can say whose conversation it is.
struct StrayRecordingsPage {
    enum Content {
        case files(RecordedFiles)
        case problem(Phrase)
    }

    static let path = "/recordings/strays"

    let day: Day
    let content: Content
    let viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        Shell(title: language[.strayRecordings], place: .calls).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(ConversationCheckPage.path)" \
            aria-label="\(language[.conversationCheck])" title="\(language[.conversationCheck])">\(Icon.back.html())</a>\
            <h1>\(language[.strayRecordings])</h1></div><p class="muted">\(language[.strayAdvice])</p>\
            <form class="record-search" method="get" action="\(Self.path)"><label for="day">\(language[.strayDay])</label>\
            <input class="input" type="date" id="day" name="day" value="\(day.description)" required>\
            <button class="button">\(language[.strayShow])</button>\
            <a class="button quiet" href="\(Self.path)?day=\((day - 1).description)">\(dateText(day - 1))</a>\
            <a class="button quiet" href="\(Self.path)?day=\((day + 1).description)">\(dateText(day + 1))</a></form>\(list)
            """,
            address: "\(Self.path)?day=\(day)",
            for: viewer
        )
    }

    private var list: HTML {
        switch content {
        case .problem(let words): return "<p class=\"notice\">\(language[words])</p>"
        case .files(let found):
            let cut: HTML = found.isCut ? "<p class=\"notice\">\(language[.strayCut])</p>" : .nothing
            guard !found.files.isEmpty else {
                return """
                    \(cut)<div class="card empty">\(Icon.listen.html())<b>\(language[.strayNone])</b></div>
                    """
            }
            return """
                \(cut)<section class="card list"><div class="scroll" tabindex="0" role="region" \
                aria-label="\(language[.strayRecordings])"><table class="table"><thead><tr>\
                <th scope="col">\(language[.strayAt])</th><th scope="col">\(language[.strayFile])</th>\
                <th scope="col" class="num">\(language[.straySize])</th><th scope="col">\(language[.listen])</th>\
                </tr></thead><tbody>\(found.files.map(row))</tbody></table></div></section>
                """
        }
    }

    private func row(_ file: RecordedFile) -> HTML {
        let name = Recording(path: file.place, startedAt: file.at).fileName
        let source = "\(Self.path)/sound?place=\(SitePath.percentEncoded(file.place))"
        return """
            <tr><th scope="row">\(dayAndTime(file.at, for: viewer))</th>\
            <td title="\(shortened(file.place, to: 400))">\(foreign(name, limit: 120))</td>\
            <td class="num">\(language(.strayKilobytes, "\((file.size + 1_023) / 1_024)"))</td>\
            <td><audio controls preload="none" src="\(source)" aria-label="\(shortened(name, to: 120))"></audio></td></tr>
            """
    }
}
