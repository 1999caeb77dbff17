import Asterisk

/// How a PBX writes its CDRs. What it refuses to tell stays `nil`.
struct CDRFacts: Hashable, Sendable {
    /// CDRs are written at all.
    var isEnabled: Bool?
    /// They are held back and written together.
    var isBatched: Bool?
    /// Calls that nobody answered and that were offered to nobody have CDRs too.
    var hasUnanswered: Bool?
    /// CDRs come as AMI events.
    var comesAsEvents: Bool?
    /// What cdr_manager.conf adds to the event, in small letters: `linkedid`.
    var mappedFields: Set<String>?
    /// What Master.csv is to have and cdr.conf does not say.
    var missingFileLines: [String]?

    init() {}

    /// - Parameters:
    ///   - status: what the console prints for `cdr show status`.
    ///   - managerFile: the answer with the lines of cdr_manager.conf.
    init(status: [String]?, managerFile: AMIMessage?) {
        if let status {
            let lines = [String: String](consoleLines: status)
            isEnabled = lines["Logging"].map { $0 == "Enabled" }
            isBatched = lines["Mode"].map { $0 == "Batch" }
            hasUnanswered = lines["Log unanswered calls"].map { $0 == "Yes" }
            let backend = status.first { $0.contains("cdr_manager") }
            comesAsEvents = isEnabled == true ? backend?.contains("suspended") == false : nil
        }
        if let managerFile {
            let lines = managerFile.headers.filter { $0.name.hasPrefix("Line-") }.map { $0.value.lowercased() }
            let sides = lines.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }.filter { $0.count == 2 }
            mappedFields = Set(sides.map { $0[1] })
            if comesAsEvents == nil {
                let isOn = sides.last { $0[0] == "enabled" }.map {
                    ["yes", "true", "on", "1", "y", "t"].contains($0[1])
                }
                comesAsEvents = isOn ?? false
            }
        }
    }

    /// What nothing else told, as the files have it.
    ///
    /// - Parameter isWritten: whether the PBX says that it writes CDRs.
    mutating func fillIn(from settings: PBXSettings, isWritten: Bool?) {
        isEnabled = isEnabled ?? isWritten ?? settings.isOn("cdr.conf", "general", "enable", else: true)
        isBatched = isBatched ?? settings.isOn("cdr.conf", "general", "batch", else: false)
        hasUnanswered = hasUnanswered ?? settings.isOn("cdr.conf", "general", "unanswered", else: false)
        comesAsEvents = comesAsEvents ?? settings.isOn("cdr_manager.conf", "general", "enabled", else: false)
        if mappedFields == nil, settings.seesFiles {
            mappedFields = Set(
                ["linkedid", "sequence"].filter {
                    settings.line("cdr_manager.conf", "mappings", $0)?.lowercased() == $0
                }
            )
        }
        let wanted = [("loguniqueid", true), ("newcdrcolumns", true), ("usegmtime", false)]
        guard settings.seesFiles else { return }
        missingFileLines = wanted.compactMap { name, isWanted in
            settings.isOn("cdr.conf", "csv", name, else: false) == isWanted
                ? nil : "\(name) = \(isWanted ? "yes" : "no")"
        }
    }
}
