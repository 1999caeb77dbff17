/// What is kept of the files that come with letters.
package enum AttachedFile {
    /// Bytes of one, and of all of a letter.
    package static let most = 10 << 20
    package static let mostTogether = 25 << 20
    /// Of a letter.
    package static let mostFiles = 50
    /// Unicode scalars of a name.
    package static let longestName = 200

    /// A name without what leads elsewhere, ends lines or turns the direction of writing.
    package static func name(_ text: String) -> String {
        let last = text.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init) ?? ""
        let line = LetterText.line(last, limit: longestName)
        let kept = line.unicodeScalars.filter { $0.properties.generalCategory != .control }
        let name = String(String.UnicodeScalarView(kept))
        return name.allSatisfy { $0 == "." || $0.isWhitespace } ? "" : name
    }

    /// It would do something where somebody opened it: a program, a script, a link.
    package static func isProgram(named name: String, _ bytes: [UInt8]) -> Bool {
        // Blanks and dots at the end are nothing to some systems.
        let name = name.lowercased().reversed().drop { $0 == "." || $0.isWhitespace }.reversed()
        let ending = String(name).split(separator: ".").last.map(String.init) ?? ""
        return programs.contains(ending) || beginnings.contains { bytes.starts(with: $0) }
    }

    private static let programs: Set<String> = [
        "apk", "app", "appx", "bat", "chm", "cmd", "com", "cpl", "deb", "dll", "dmg", "exe", "gadget", "hta", "img",
        "inf", "iso",
        "jar", "js", "jse", "lnk", "msc", "msi", "msp", "pif", "ps1", "psm1", "reg", "rpm", "scf", "scr", "sh", "sys",
        "url", "vb",
        "vbe", "vbs", "vhd", "wsc", "wsf", "wsh", "xll",
    ]

    /// `MZ`, ELF, and the first line of a script.
    private static let beginnings: [[UInt8]] = [Array("MZ".utf8), [0x7F] + Array("ELF".utf8), Array("#!".utf8)]

    /// What its first bytes say that it is.
    ///
    /// - Parameter declared: what the letter says, which is believed where the bytes say nothing.
    package static func type(of bytes: [UInt8], declared: String) -> String {
        if let known = types.first(where: { bytes.starts(with: $0.beginning) }) { return known.type }
        let declared = declared.lowercased()
        let parts = declared.split(separator: "/", omittingEmptySubsequences: false)
        // Only bytes make one of those that are known by them.
        let isType =
            declared.utf8.count <= 100 && parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { $0.isLatinLetterOrDigit || ".+-".utf8.contains($0) }
            }
        return isType && !types.contains { $0.type == declared } ? declared : "application/octet-stream"
    }

    private static let types: [(beginning: [UInt8], type: String)] = [
        (Array("%PDF-".utf8), "application/pdf"),
        ([0x89] + Array("PNG".utf8), "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        (Array("GIF8".utf8), "image/gif"),
    ]
}
