import ContactCenter
import Foundation

/// "Доска объявлений" (requirement S3.13): what the reader is to know now; what they have to read and have not stands first.
struct BulletinsPage {
    static let path = "/bulletins"
    static func path(of id: BulletinID) -> String { "\(path)/\(id)" }

    var bulletins: [ShownBulletin]
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let mayWrite = viewer.may(.bulletins)
        let buttons: HTML =
            mayWrite
            ? """
            <div class="buttons push"><a class="button quiet" href="\(Self.path)/all">\(language[.bulletinsAll])</a>\
            <a class="button" href="\(Self.path)/new">\(Icon.plus.html()) \(language[.bulletinNew])</a></div>
            """ : .nothing
        let keys: HTML = "<span><kbd>Ctrl</kbd> <kbd>Enter</kbd> \(language[.bulletinRead])</span>"
        let list: HTML =
            bulletins.isEmpty
            ? "<div class=\"card empty\">\(Icon.check.html())<b>\(language[.bulletinsNone])</b></div>"
            : bulletins.map(bulletin).joined("")
        return Shell(title: language[.bulletins], place: .bulletins, statusline: keys).page(
            """
            <div class="page-head"><h1>\(language[.bulletins])</h1>\(buttons)</div><div class="stack bulletins">\(list)</div>
            """,
            address: Self.path,
            for: viewer
        )
    }

    private func bulletin(_ shown: ShownBulletin) -> HTML {
        let (id, record) = (shown.kept.id, shown.kept.record)
        let isToRead = record.isMustRead && shown.readAt == nil
        let mark: HTML =
            isToRead ? "<span class=\"pill warn\">\(language[.bulletinToRead])</span>" : .nothing
        let author = shown.authorName.map { " · \(foreign($0, limit: 60))" as HTML } ?? .nothing
        let change: HTML =
            viewer.may(.bulletins)
            ? "<a class=\"button small quiet push\" href=\"\(Self.path(of: id))\">\(language[.dealChange])</a>"
            : .nothing
        let read: HTML =
            isToRead
            ? """
            <form method="post" action="\(Self.path(of: id))/read">\(viewer.formToken)<button class="button primary" data-primary>\
            \(Icon.check.html()) \(language[.bulletinRead])</button></form>
            """
            : shown.readAt.map {
                "<small class=\"muted\">\(language(.bulletinReadAt, dayAndTime($0, for: viewer)))</small>"
            }
                ?? .nothing
        return """
            <article class="card bulletin" id="bulletin-\(id.rawValue)" data-row><header><h2>\(foreign(record.title, limit: 200))</h2>\
            \(mark)\(change)</header><div class="body"><p class="text">\(foreign(record.text ?? "", limit: 4_000))</p>\
            <small class="muted">\(language(.bulletinValid, dayAndTime(record.from, for: viewer), dayAndTime(record.until, for: viewer)))\
            \(author)</small>\(read)</div></article>
            """
    }
}

/// All bulletins, for who writes them.
struct BulletinListPage {
    var bulletins: [ShownBulletin]
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let columns: [Phrase] = [.bulletinTitle, .bulletinFrom, .bulletinUntil, .bulletinMustRead, .bulletinAuthor]
        let head = columns.map { "<th scope=\"col\">\(language[$0])</th>" as HTML }
        let table: HTML =
            bulletins.isEmpty
            ? "<div class=\"card empty\"><b>\(language[.bulletinsNone])</b></div>"
            : """
            <section class="card list"><div class="scroll" tabindex="0" role="region" aria-label="\(language[.bulletinsAll])">\
            <table class="table"><thead><tr>\(head)</tr></thead><tbody>\(bulletins.map(row))</tbody></table></div></section>
            """
        return Shell(title: language[.bulletinsAll], place: .bulletins).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(BulletinsPage.path)" aria-label="\(language[.bulletins])" \
            title="\(language[.bulletins])">\(Icon.back.html())</a><h1>\(language[.bulletinsAll])</h1>\
            <a class="button primary push" href="\(BulletinsPage.path)/new" data-primary>\(Icon.plus.html()) \(language[.bulletinNew])</a>\
            </div>\(table)
            """,
            address: "\(BulletinsPage.path)/all",
            for: viewer
        )
    }

    private func row(_ shown: ShownBulletin) -> HTML {
        let record = shown.kept.record
        let mark: HTML = shown.kept.isHidden ? " <span class=\"pill\">\(language[.recordHidden])</span>" : .nothing
        let valid: HTML =
            record.isValid(at: viewer.now) && !shown.kept.isHidden
            ? " <span class=\"pill good\">\(language[.bulletinNow])</span>" : .nothing
        return """
            <tr data-row><th scope="row"><a href="\(BulletinsPage.path(of: shown.kept.id))">\(foreign(record.title, limit: 120))</a>\(mark)\(valid)</th>\
            <td>\(dayAndTime(record.from, for: viewer))</td><td>\(dayAndTime(record.until, for: viewer))</td>\
            <td>\(language[record.isMustRead ? .recordYes : .recordNo])</td><td>\(foreign(shown.authorName ?? ""))</td></tr>
            """
    }
}

/// One bulletin, to be changed, with who has read it; also the form for a new one.
struct BulletinPage {
    var card: RecordCard<Bulletin>
    var readings = BulletinReadings()
    var isSaved = false

    private var viewer: Viewer { card.texts.viewer }
    private var language: Language { viewer.language }

    var html: HTML {
        let title = card.kept.map { foreign($0.record.title, limit: 200) } ?? language[.bulletinNew]
        let plain = card.kept.map { HTML(text: shortened($0.record.title, to: 60)) } ?? title
        let address = card.kept.map { BulletinsPage.path(of: $0.id) } ?? BulletinsPage.path
        let toast: HTML =
            isSaved
            ? """
            <div class="toasts" role="status"><div class="toast good" data-toast>\(Icon.check.html())<b>\(language[.recordSaved])</b></div></div>
            """ : .nothing
        let keys: HTML = "<span><kbd>Ctrl</kbd> <kbd>Enter</kbd> \(language[.keySave])</span>"
        return Shell(title: plain, place: .bulletins, statusline: keys).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(BulletinsPage.path)/all" aria-label="\(language[.bulletinsAll])" \
            title="\(language[.bulletinsAll])">\(Icon.back.html())</a><h1>\(title)</h1>\(card.state)</div>\(card.notices)\
            <div class="stack">\(card.form(to: address))\(readBy)\(card.changes)</div>\(toast)
            """,
            address: card.kept == nil ? "\(BulletinsPage.path)/new" : address,
            for: viewer
        )
    }

    private var readBy: HTML {
        guard card.kept != nil else { return .nothing }
        let rows = (readings.read + readings.unread).map { reading -> HTML in
            let when =
                reading.at.map { dayAndTime($0, for: viewer) }
                ?? "<span class=\"pill\">\(language[.bulletinNotRead])</span>"
            return "<li><span class=\"grow\">\(foreign(reading.reader.name, limit: 80))</span>\(when)</li>"
        }
        return """
            <section class="card record" id="read-by"><header><h2>\(language[.bulletinReadBy])</h2>\
            <span class="count">\(readings.read.count) / \(readings.all.count)</span></header><ul class="rows">\(rows)</ul></section>
            """
    }
}
