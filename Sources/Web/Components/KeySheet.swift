/// The sheet of keys (`?`), the same on every page. `keys.js` acts on them.
struct KeySheet {
    var viewer: Viewer

    private var language: Language { viewer.language }

    private static let everywhere: [([HTML], Phrase)] = [
        (["Ctrl", "Enter"], .keyPrimary), (["/"], .keySearch), (["?"], .keySheet), (["Esc"], .keyBack),
        (["Alt", "1"], .keyChoice), (["Alt", "N"], .keyNote), (["Alt", "H"], .keyHold),
        (["Alt", "S"], .presenceMine), (["Alt", "U"], .notifications), (["Alt", "P"], .consult),
    ]
    private static let lists: [([HTML], Phrase)] = [
        (["J"], .keyNextRow), (["K"], .keyPreviousRow), (["Enter"], .keyOpenRow), (["X"], .keyMarkRow),
        (["N"], .keyNewRows), (["E"], .keyNotMissed), (["A"], .keyAssign), (["C"], .remindersCall),
        (["T"], .receptionTake), (["Z"], .keyUndo),
    ]
    private static let recordings: [([HTML], Phrase)] = [
        (["Space"], .keyPlay), (["←"], .keyRewind), (["→"], .keyForward),
    ]

    var html: HTML {
        let places = Place.allCases.filter { viewer.may($0.permission) }.map { place -> ([HTML], Phrase) in
            (["G", HTML(text: place.key)], place.name)
        }
        return """
            <div class="sheet" id="keys" popover aria-label="\(language[.keys])"><header>\
            <h2>\(language[.keys])</h2><span class="muted">\(language[.keysInAnyLayout])</span>\
            <span class="push"><kbd>Esc</kbd></span></header><dl>\
            \(section(.keysEverywhere, Self.everywhere))\(section(.keysLists, Self.lists))\
            \(section(.keysRecording, Self.recordings))\(section(.keysGo, places))</dl>\
            <label class="check"><input type="checkbox" data-letters checked> \(language[.keysLetters])</label></div>
            """
    }

    private func section(_ title: Phrase, _ rows: [([HTML], Phrase)]) -> HTML {
        let lines = rows.map { keys, phrase -> HTML in
            let keys = keys.map { key -> HTML in "<kbd>\(key)</kbd>" }
            return "<div><dt><span class=\"keys\">\(keys)</span></dt><dd>\(language[phrase])</dd></div>"
        }
        return "<h3>\(language[title])</h3>\(lines)"
    }
}
