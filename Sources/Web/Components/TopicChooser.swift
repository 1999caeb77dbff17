import ContactCenter

/// Topics to be ticked, in a box that opens below what is chosen: found by any part of their names, walked through by arrows
/// (`topics.js`). Without a script the box is a list of ticks.
struct TopicChooser {
    var tree: TopicTree
    var chosen: [TopicID]
    /// Only what its contacts may be about is offered.
    var project: Project?
    var language: Language
    /// Where each tick is sent at once; `nil` in a form that is sent as a whole.
    var address: HTML?
    /// The key that opens it with Alt: `KeyG`.
    var key: String?

    private var rows: [Kept<Topic>] {
        let (offered, chosen) = (Set(tree.offered(in: project).map(\.id)), Set(chosen))
        // What was chosen before stays there, also when it is hidden.
        return tree.topics.filter { offered.contains($0.id) || chosen.contains($0.id) }
    }

    /// Whether there is anything to choose or to take off.
    var isNeeded: Bool { !rows.isEmpty }

    /// - Parameters:
    ///   - name: of the ticks.
    ///   - label: the id of the words that say what is chosen here.
    func html(_ name: String, labelledBy label: HTML) -> HTML {
        let chosen = Set(self.chosen)
        let ticks = rows.map { kept -> HTML in
            let title = tree.title(of: kept.id) ?? kept.record.name
            let hidden: HTML = kept.isHidden ? " <small class=\"muted\">\(language[.recordHidden])</small>" : .nothing
            return """
                <li class="l\(tree.path(of: kept.id).count)"><label class="check"><input type="checkbox" name="\(name)" value="\(kept.id.description)" \
                data-title="\(title)"\(chosen.contains(kept.id) ? " checked" as HTML : .nothing)> <span>\(foreign(kept.record.name))\(hidden)</span></label></li>
                """
        }
        let titles = rows.filter { chosen.contains($0.id) }.map { tree.title(of: $0.id) ?? $0.record.name }
        let send: HTML = address.map { " data-send=\"\($0)\" data-failed=\"\(language[.topicNotKept])\"" } ?? .nothing
        let alt: HTML = key.map { " data-alt=\"\($0)\"" } ?? .nothing
        let keys: HTML =
            key.map { "<span class=\"keys\"><kbd>Alt</kbd><kbd>\(String($0.suffix(1)))</kbd></span>" } ?? .nothing
        return """
            <details class="choice topics" data-topics\(send)><summary class="input" aria-labelledby="\(label)"\(alt)>\
            <span data-chosen data-none="\(language[.topicsNone])">\(titles.isEmpty ? language[.topicsNone] : HTML(text: titles.joined(separator: ", ")))</span>\
            \(keys)\(Icon.down.html())</summary>\
            <div class="sheet"><input class="input" type="search" data-sought autocomplete="off" maxlength="80" \
            placeholder="\(language[.topicFind])" aria-label="\(language[.topicFind])"><ul role="group" aria-labelledby="\(label)">\(ticks)</ul>\
            <p class="muted" data-nothing hidden>\(language[.recordsNotFound])</p></div></details>\
            <p class="error" role="status" data-topics-said></p>
            """
    }
}
