import ContactCenter

/// All directories, with how many records each has.
struct DirectoriesPage {
    var counts: [RecordKind: Int]
    var viewer: Viewer

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        let keys: HTML = """
            <span><kbd>J</kbd> <kbd>K</kbd> \(language[.keyRows])</span><span><kbd>Enter</kbd> \(language[.keyOpen])</span>
            """
        return Shell(title: language[.directories], place: .directories, statusline: keys).page(
            """
            <div class="page-head"><h1>\(language[.directories])</h1></div>\
            <div class="directory-groups">\(Directory.Group.allCases.map(group))</div>
            """,
            address: address,
            for: viewer
        )
    }

    private func group(_ group: Directory.Group) -> HTML {
        let shown = Directory.allCases.filter { $0.group == group && viewer.may($0.permission) }
        let rows = shown.map { directory -> HTML in
            """
            <li data-row><a href="\(directory.path)"><span class="grow">\(language[directory.title])</span>\
            <span class="count">\(counts[directory.kind] ?? 0)</span></a></li>
            """
        }
        let roles: HTML =
            group == .people
            ? "<li data-row><a href=\"\(RolesPage.path)\"><span class=\"grow\">\(language[.roles])</span></a></li>"
            : .nothing
        return
            "<section class=\"card\"><header><h2>\(language[group.name])</h2></header><ul class=\"rows\">\(rows)\(roles)</ul></section>"
    }
}
