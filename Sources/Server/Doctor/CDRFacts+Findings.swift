extension CDRFacts {
    private static let subject = "CDR"

    /// - Parameter readsFile: rows are filled in from Master.csv.
    func findings(readsFile: Bool) -> [Finding] {
        if isEnabled == false {
            return [Finding(.warning, Self.subject, "the PBX writes no CDRs", remedy: "enable = yes in cdr.conf")]
        }
        return [events, columns, batch, unanswered, readsFile ? file : nil].compactMap { $0 }
    }

    private var events: Finding {
        switch comesAsEvents {
        case true?: Finding(.ok, Self.subject, "comes as events")
        case false?:
            Finding(
                .warning,
                Self.subject,
                "does not come as events, so the copy of the CDRs stays empty",
                remedy: "enabled = yes in [general] of cdr_manager.conf, then `module reload cdr_manager`"
            )
        case nil:
            Finding(
                .note,
                Self.subject,
                "whether CDRs come as events cannot be seen without the right `reporting` or `call`",
                remedy: "make sure that cdr_manager.conf is as in the folder asterisk/"
            )
        }
    }

    private var columns: Finding? {
        guard let mappedFields, comesAsEvents != false else { return nil }
        let missing = Self.neededFields.filter { !mappedFields.contains($0.name.lowercased()) }
        guard !missing.isEmpty else { return Finding(.ok, Self.subject, "events carry LinkedID and Sequence") }
        let lines = missing.map { "\($0.name.lowercased()) => \($0.name)" }.joined(separator: " and ")
        return Finding(
            .warning,
            Self.subject,
            "events carry no " + missing.map { "\($0.name) (\($0.loss))" }.joined(separator: ", no "),
            remedy: "\(lines) in [mappings] of cdr_manager.conf, then `module reload cdr_manager`"
        )
    }

    private static let neededFields: [(name: String, loss: String)] = [
        ("LinkedID", "rows are joined to calls by Uniqueid and channel"),
        ("Sequence", "two rows alike count as one"),
    ]

    private var batch: Finding? {
        guard isBatched == true else { return nil }
        return Finding(
            .warning,
            Self.subject,
            "the PBX holds CDRs back and loses them when it crashes",
            remedy: "batch = no in cdr.conf"
        )
    }

    private var file: Finding? {
        guard let missingFileLines, !missingFileLines.isEmpty else { return nil }
        return Finding(
            .warning,
            Self.subject,
            "the file Master.csv is not written so that its rows find their calls",
            remedy: missingFileLines.joined(separator: ", ") + " in [csv] of cdr.conf, then `module reload cdr_csv.so`"
        )
    }

    private var unanswered: Finding? {
        guard let hasUnanswered else { return nil }
        guard !hasUnanswered else {
            return Finding(.ok, Self.subject, "calls that were offered to nobody have rows too")
        }
        return Finding(
            .note,
            Self.subject,
            "calls that were offered to nobody have no row: they are in the journal, marked so",
            remedy: "unanswered = yes in [general] of cdr.conf, then `module reload cdr`"
        )
    }
}
