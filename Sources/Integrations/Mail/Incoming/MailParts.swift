import CGMime
import ContactCenter
import Foundation

/// The parts of a letter, gone through in their order: its words, its HTML, its files. Neither deeper nor more of them than letters have.
struct MailParts {
    private static let deepest = 30
    private static let most = 300

    private var count = 0
    private var text = ""
    private var html: String?
    private var files: [ReceivedMail.File] = []
    private var kept = 0
    private var remarks: Set<ReceivedMail.Remark> = []

    mutating func read(_ root: UnsafeMutableRawPointer) {
        var waiting = [(part: root, depth: 0)]
        while let (part, depth) = waiting.popLast() {
            count += 1
            guard count <= Self.most, depth <= Self.deepest else {
                remarks.insert(.parts)
                continue
            }
            switch priyom_part_kind_of(part) {
            case PRIYOM_PART_MULTIPART:
                let children = Int(priyom_part_count(part))
                if children > Self.most { remarks.insert(.parts) }
                for place in (0..<min(children, Self.most)).reversed() {
                    if let child = priyom_part_child(part, Int32(place)) { waiting.append((child, depth + 1)) }
                }
            case PRIYOM_PART_LETTER: addFile(part, named: "letter.eml", type: "message/rfc822")
            case PRIYOM_PART_LEAF: readLeaf(part)
            default: remarks.insert(.parts)
            }
        }
    }

    func fill(_ mail: inout ReceivedMail) {
        mail.text = text
        if text.isEmpty, let html { mail.text = HTMLWords.text(of: html) }
        mail.html = html.flatMap { $0.unicodeScalars.count <= ReceivedMail.longestHTML ? $0 : nil }
        mail.files = files
        mail.remarks.formUnion(remarks)
        if html != nil, mail.html == nil { mail.remarks.insert(.cut) }
    }

    // MARK: -

    private mutating func readLeaf(_ part: UnsafeMutableRawPointer) {
        let type = priyom_part_type(part).map { pointer -> String in
            defer { priyom_free(pointer) }
            return String(cString: pointer).lowercased()
        }
        let name = priyom_part_file_name(part).map { String(cString: $0) }
        let isShown = name == nil && priyom_part_is_attached(part) == 0
        switch type ?? "text/plain" {
        case "text/plain" where isShown: addText(part)
        case "text/html" where isShown && html == nil: html = words(of: part)
        case let type: addFile(part, named: name ?? "", type: type)
        }
    }

    private mutating func addText(_ part: UnsafeMutableRawPointer) {
        let more = words(of: part)
        let room = ReceivedMail.longestText - text.unicodeScalars.count - 2
        guard room > 0 else {
            remarks.insert(.cut)
            return
        }
        let taken = more.unicodeScalars.prefix(room)
        if taken.endIndex != more.unicodeScalars.endIndex { remarks.insert(.cut) }
        text += (text.isEmpty ? "" : "\n\n") + String(String.UnicodeScalarView(taken))
    }

    private mutating func addFile(_ part: UnsafeMutableRawPointer, named name: String, type: String) {
        guard files.count < AttachedFile.mostFiles else {
            remarks.insert(.files)
            return
        }
        let bytes = Self.bytes(of: part)
        let name = AttachedFile.name(name)
        var file = ReceivedMail.File(
            name: name.isEmpty ? "file\(files.count + 1)" : name,
            type: AttachedFile.type(of: bytes, declared: type),
            size: bytes.count,
            bytes: nil
        )
        if AttachedFile.isProgram(named: name, bytes) {
            remarks.insert(.program)
        } else if bytes.count > AttachedFile.most || kept + bytes.count > AttachedFile.mostTogether {
            remarks.insert(.files)
        } else {
            file.bytes = bytes
            kept += bytes.count
        }
        files.append(file)
    }

    private static func bytes(of part: UnsafeMutableRawPointer) -> [UInt8] {
        var length = 0
        guard let bytes = priyom_part_bytes(part, &length) else { return [] }
        defer { priyom_free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: length))
    }

    // MARK: - Character sets

    /// In the set that it names; where its bytes are not in it, in the one that they most probably are in.
    private mutating func words(of part: UnsafeMutableRawPointer) -> String {
        let bytes = Self.bytes(of: part)
        let named = priyom_part_charset(part).map { String(cString: $0).lowercased() }.flatMap { $0.isEmpty ? nil : $0 }
        let text: String
        if let named, !["utf-8", "utf8", "us-ascii"].contains(named), let known = Self.text(bytes, in: named) {
            text = known
        } else if let known = String(validating: bytes, as: UTF8.self) {
            // Most programs that name nothing mean this.
            text = known
            if let named, !["utf-8", "utf8", "us-ascii"].contains(named) { remarks.insert(.charset) }
        } else {
            remarks.insert(.charset)
            text = Self.text(bytes, in: "windows-1251") ?? String(decoding: bytes, as: UTF8.self)
        }
        let scalars = text.unicodeScalars.filter { scalar in
            scalar.properties.generalCategory != .control || scalar == "\n" || scalar == "\t"
        }
        return String(String.UnicodeScalarView(scalars)).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func text(_ bytes: [UInt8], in charset: String) -> String? {
        var length = 0
        let text = bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { priyom_text($0.baseAddress, $0.count, charset, &length) }
        }
        guard let text else { return nil }
        defer { priyom_free(text) }
        return UnsafeBufferPointer(start: text, count: length).withMemoryRebound(to: UInt8.self) {
            String(validating: $0, as: UTF8.self)
        }
    }
}
