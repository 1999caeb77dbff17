/// The configuration files of the simulated PBX, as far as somebody asks what stands in them.
///
/// They say what the PBX would be told; the simulator behaves as the recorded one whatever they say.
package struct SimulatedFiles: Sendable {
    struct Section: Sendable {
        var name: String
        var lines: [(name: String, value: String)] = []
    }

    /// By the files' names: `cdr.conf`.
    private(set) var files: [String: [Section]] = [:]
    /// Contexts of the dialplan.
    package var contexts: Set<String> = [
        "from-trunk", "from-internal", "from-queue", "ivr-main", "queues", "out-trunk", "transfer-short", "follow-me",
    ]
    /// Those that are loaded, as far as somebody asks for them.
    package var modules: Set<String> = [
        "app_chanspy.so", "app_mixmonitor.so", "app_queue.so", "bridge_builtin_features.so", "cdr_csv.so",
        "cdr_manager.so", "func_config.so", "func_curl.so", "res_fax.so", "res_fax_spandsp.so",
        "res_manager_devicestate.so", "res_pjsip_notify.so",
    ]

    package init() {
        put(
            """
            [general]
            enabled = yes
            bindaddr = 127.0.0.1
            timestampevents = no
            [priyom]
            deny = 0.0.0.0/0.0.0.0
            permit = 127.0.0.1/255.255.255.255
            writetimeout = 5000
            """,
            into: "manager.conf"
        )
        put("[general]\nenable = yes\nunanswered = no\nbatch = no\n[csv]\nloguniqueid = yes", into: "cdr.conf")
        put(
            "[general]\nenabled = yes\n[mappings]\nlinkedid => LinkedID\nsequence => Sequence",
            into: "cdr_manager.conf"
        )
        put("[general]\n[featuremap]\natxfer = *2", into: "features.conf")
        put("[directories]\nastspooldir = /var/spool/asterisk", into: "asterisk.conf")
    }

    /// Writes sections into a file, those that are there already in their place: as Asterisk reads them, with `;` for a remark.
    package mutating func put(_ text: String, into file: String) {
        var sections: [Section] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.prefix { $0 != ";" }.trimmed
            if words.first == "[" {
                sections.append(Section(name: String(words.dropFirst().prefix { $0 != "]" })))
            } else if let equals = words.firstIndex(of: "="), !sections.isEmpty {
                let value = words[words.index(after: equals)...].trimmingPrefix(">").trimmed
                sections[sections.count - 1].lines.append((String(words[..<equals].trimmed), String(value)))
            }
        }
        for section in sections {
            if let place = files[file]?.firstIndex(where: { $0.name == section.name }) {
                files[file]?[place] = section
            } else {
                files[file, default: []].append(section)
            }
        }
    }

    /// A context of the dialplan: one that the simulator goes through, or a section of extensions.conf.
    func hasContext(_ name: String) -> Bool {
        contexts.contains(name) || files["extensions.conf"]?.contains { $0.name == name } ?? false
    }

    /// An extension of a context as it is written; patterns match nothing but themselves.
    func hasExtension(_ exten: String, in context: String) -> Bool {
        files["extensions.conf"]?.first { $0.name == context }?.lines
            .contains { $0.name == "exten" && $0.value.prefix { $0 != "," } == exten } ?? false
    }

    /// As `AST_CONFIG` gives it: the first of several.
    func value(_ file: String, _ section: String, _ name: String) -> String? {
        files[file]?.first { $0.name == section }?.lines.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    func isOn(_ file: String, _ section: String, _ name: String, else fallback: Bool) -> Bool {
        value(file, section, name).map { ["yes", "true", "y", "t", "1", "on"].contains($0.lowercased()) } ?? fallback
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
