import ContactCenter

/// What a workbook says of its sheets, before one of them is read.
final class WorkbookParts: XMLHearing {
    /// The relation of the first sheet that is shown; of the first where none is.
    private(set) var sheet: String?
    private var isShown = false
    /// Dates are counted from 1904, as old Macs did.
    private(set) var isOfMac = false
    let problem: TableProblem? = nil

    func begin(_ element: String, _ attributes: [String: String]) {
        switch element {
        case "workbookPr": isOfMac = ["1", "true"].contains(attributes["date1904"] ?? "")
        case "sheet":
            // Its prefix is taken off: `r:id`. The other one is called `sheetId`.
            let shown = attributes["state"] == nil || attributes["state"] == "visible"
            guard let id = attributes["id"], sheet == nil || shown && !isShown else { return }
            (sheet, isShown) = (id, shown)
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    func end(_ element: String) {}
}

/// Which parts a part refers to.
final class WorkbookRelations: XMLHearing {
    private(set) var targets: [String: String] = [:]
    let problem: TableProblem? = nil

    func begin(_ element: String, _ attributes: [String: String]) {
        guard element == "Relationship", let id = attributes["Id"], let target = attributes["Target"] else { return }
        // From the root where it begins so, else from the workbook's folder.
        targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)"
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    func end(_ element: String) {}
}

/// Which styles of cells show a date, and which of those a time of day.
final class WorkbookStyles: XMLHearing {
    enum Kind: Sendable { case plain, date, dateAndTime, time }

    private(set) var kinds: [Kind] = []
    private var formats: [Int: Kind] = [:]
    private var isInCells = false
    let problem: TableProblem? = nil

    func begin(_ element: String, _ attributes: [String: String]) {
        switch element {
        case "numFmt":
            guard let id = attributes["numFmtId"].flatMap({ Int($0) }) else { return }
            formats[id] = Self.kind(of: attributes["formatCode"] ?? "")
        case "cellXfs": isInCells = true
        case "xf" where isInCells:
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            kinds.append(formats[id] ?? Self.builtIn(id))
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    func end(_ element: String) { if element == "cellXfs" { isInCells = false } }

    private static func builtIn(_ id: Int) -> Kind {
        switch id {
        case 14...17, 27...31, 36, 50...54, 57, 58: .date
        case 22: .dateAndTime
        case 18...21, 32...35, 45...47, 55, 56: .time
        default: .plain
        }
    }

    /// `dd.mm.yyyy hh:mm`: letters that stand for parts of a date, outside quotation marks and brackets.
    private static func kind(of format: String) -> Kind {
        var letters: Set<Character> = []
        var (isQuoted, isBracketed, isEscaped) = (false, false, false)
        for character in format.lowercased() {
            if isEscaped {
                isEscaped = false
            } else if character == "\"" {
                isQuoted.toggle()
            } else if isQuoted {
                continue
            } else if character == "\\" {
                isEscaped = true
            } else if character == "[" {
                isBracketed = true
            } else if character == "]" {
                isBracketed = false
            } else if !isBracketed {
                // Further sections are for negative numbers and for texts.
                if character == ";" { break }
                letters.insert(character)
            }
        }
        let (hasDay, hasTime) = (
            !letters.isDisjoint(with: "dyдг"), !letters.isDisjoint(with: "hsч")
        )
        return hasDay ? (hasTime ? .dateAndTime : .date) : hasTime ? .time : letters == ["m"] ? .date : .plain
    }
}

/// Texts that several cells share, one behind the other in one piece of memory.
final class SharedStrings: XMLHearing {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var isInText = false
    /// How a text is read aloud stands beside it.
    private var isAloud = false
    private(set) var problem: TableProblem?

    /// Of all texts.
    private static let most = 256 << 20

    func begin(_ element: String, _ attributes: [String: String]) {
        switch element {
        case "t": isInText = !isAloud
        case "rPh": isAloud = true
        default: break
        }
    }

    func text(_ text: UnsafeBufferPointer<UInt8>) {
        guard isInText else { return }
        // What is left out of a cell need not be kept.
        guard bytes.count - (ends.last ?? 0) < 4 * TableLimits.cell else { return }
        bytes += text
        if bytes.count > Self.most { problem = TableProblem(.tooLarge, part: "xl/sharedStrings.xml") }
    }

    func end(_ element: String) {
        switch element {
        case "t": isInText = false
        case "rPh": isAloud = false
        case "si": ends.append(bytes.count)
        default: break
        }
    }

    /// - Returns: `nil` where there is none.
    subscript(_ index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        return String(decoding: bytes[(index > 0 ? ends[index - 1] : 0)..<ends[index]], as: UTF8.self)
    }
}
