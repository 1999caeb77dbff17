import ContactCenter

/// The wall-board as a page of its own, without the frame of the others: dark, unless the address asks for light.
struct WallView {
    let page: WallPage
    let address: ListAddress
    /// Those that can be chosen.
    let branches: [Kept<Branch>]
    let position: Position
    let company: String
    let viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let parts = page.parts(at: viewer.now)
        func region(_ region: WallPart.Region) -> HTML { parts.html(in: region, for: viewer) }
        let theme: HTML = address[BoardAddress.theme] == "light" ? "light" : "dark"
        return """
            <!doctype html>
            <html lang="\(language.code.rawValue)" data-theme="\(theme)">
            <head>\(Shell.head(title: language[.boardWall], script: "wall.js", for: viewer))</head>
            <body class="wall" data-now="\(milliseconds(viewer.now))" data-zone="\(viewer.timeZone.identifier)" \
            data-follows="\(follows)" data-position="\(position.rawValue)" data-version="\(Assets.version)" \
            data-reader="\(viewer.reader?.user.id.description ?? "")">
            \(Icon.sprite)
            <header><h1>\(title)</h1><span class="state" id="wall-state">\(region(.state))</span>\(choice)\
            <span class="number clock" data-clock>\(secondsTime(viewer.now, for: viewer))</span></header>
            <p class="lost" role="alert">\(Icon.warn.html()) <span>\(language(.boardOffline, "<span class=\"number\" data-offline-since></span>"))</span></p>
            \(address[BoardAddress.listens] == nil ? .nothing : ListeningView.told(for: viewer))
            <section class="tiles" id="wall-now" aria-label="\(language[.boardNow])">\(region(.now))</section>
            <section class="tiles" id="wall-day" aria-label="\(language[.boardToday])">\(region(.day))</section>
            <ul class="people" id="wall-people" aria-label="\(language[.boardOperators])">\(region(.people))</ul>
            </body>
            </html>
            """
    }

    /// The selection goes with the stream, too.
    private var follows: HTML {
        let query = address.without(BoardAddress.theme).query
        return HTML(text: query.isEmpty ? "page=wallboard" : "page=wallboard&\(query)")
    }

    private var selection: BoardSelection { BoardSelection { address[$0] } }

    private var title: HTML {
        let selection = selection
        let branch = selection.branch.flatMap { id in branches.first { $0.id == id } }
        let queues = (selection.queues ?? []).sorted().map { page.title(of: $0) }
        let names = (branch.map { [$0.record.name] } ?? []) + queues
        if names.isEmpty { return company.isEmpty ? language[.boardWall] : foreign(company, limit: 60) }
        return foreign(names.joined(separator: ", "), limit: 80)
    }

    /// Chosen once, when the screen is hung up; then it stands in the address.
    private var choice: HTML {
        let all = address.without(BoardAddress.branch, BoardAddress.queues)
        let places = branches.map { branch in
            link(all.with(BoardAddress.branch, branch.id.description), foreign(branch.record.name, limit: 60))
        }
        let queues = page.queues.map { queue in
            link(all.with(BoardAddress.queues, queue.rawValue), foreign(page.title(of: queue), limit: 60))
        }
        let theme = address[BoardAddress.theme] == "light" ? nil : "light"
        let listens = address[BoardAddress.listens] == nil ? "1" : nil
        let listening =
            viewer.may(.listening)
            ? link(address.with(BoardAddress.listens, listens), language[.boardListens]) : .nothing
        return """
            <details class="settings"><summary title="\(language[.boardWhat])" aria-label="\(language[.boardWhat])">\
            \(Icon.columns.html())</summary><div class="sheet"><ul>\(link(all, language[.boardEverything]))\(places)\(queues)</ul>\
            <ul>\(link(address.with(BoardAddress.theme, theme), language[.theme]))\(listening)\
            <li><button class="plain" data-full-screen>\(language[.boardFullScreen])</button></li>\
            <li><a href="/">\(language[.toFirstPage])</a></li></ul></div></details>
            """
    }

    private func link(_ target: ListAddress, _ words: HTML) -> HTML {
        let current: HTML = target.reference == address.reference ? " aria-current=\"true\"" : .nothing
        return "<li><a href=\"\(target.html)\"\(current)>\(words)</a></li>"
    }
}
