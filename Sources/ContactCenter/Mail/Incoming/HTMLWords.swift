/// The words of a letter that is HTML alone, for lists and searches. What it looks like is shown elsewhere.
package enum HTMLWords {
    /// In one pass, however it is nested or broken.
    package static func text(of html: String, limit: Int = ReceivedMail.longestText) -> String {
        var words = Words(limit: limit)
        let bytes = Array(html.utf8)
        var place = 0
        while place < bytes.count, !words.isFull {
            switch bytes[place] {
            case UInt8(ascii: "<"): place = skipTag(bytes, at: place, &words)
            case UInt8(ascii: "&"): place = takeEntity(bytes, at: place, &words)
            default:
                let end =
                    bytes[place...].firstIndex { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") } ?? bytes.count
                words.add(String(decoding: bytes[place..<end], as: UTF8.self))
                place = end
            }
        }
        return words.text
    }

    private struct Words {
        var limit: Int
        private var count = 0
        private var lines: [String] = [""]

        init(limit: Int) { self.limit = limit }

        var isFull: Bool { count >= limit }
        var text: String {
            lines.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
                .reduce(into: [String]()) { lines, line in
                    if !line.isEmpty || lines.last?.isEmpty == false { lines.append(line) }
                }.joined(separator: "\n").trimmedOfBlanks
        }

        mutating func add(_ piece: String) {
            let kept = piece.unicodeScalars.prefix(limit - count)
            count += kept.count
            lines[lines.count - 1] += String(String.UnicodeScalarView(kept))
        }

        mutating func endLine() {
            count += 1
            lines.append("")
        }
    }

    /// Tags that begin a line.
    private static let breaking: Set<String> = [
        "br", "p", "/p", "div", "/div", "tr", "li", "h1", "h2", "h3", "h4", "/h1", "/h2", "/h3", "/h4", "/table",
        "blockquote",
    ]
    /// What stands in these is no words.
    private static let silent = ["script", "style", "title"]

    /// - Returns: the place behind it.
    private static func skipTag(_ bytes: [UInt8], at place: Int, _ words: inout Words) -> Int {
        var name = String(
            decoding: bytes[(place + 1)...].prefix(12).prefix {
                $0.isLatinLetterOrDigit || $0 == UInt8(ascii: "/")
            },
            as: UTF8.self
        ).lowercased()
        // `<br/>`
        if name.utf8.count > 1, name.hasSuffix("/") { name.removeLast() }
        if bytes[(place + 1)...].starts(with: Array("!--".utf8)) {
            return end(of: Array("-->".utf8), in: bytes, from: place + 4)
        }
        // A lone sign is one.
        guard !name.isEmpty || bytes[(place + 1)...].first == UInt8(ascii: "!") else {
            words.add("<")
            return place + 1
        }
        if breaking.contains(name) { words.endLine() }
        let behind = end(of: [UInt8(ascii: ">")], in: bytes, from: place + 1)
        guard silent.contains(name) else { return behind }
        return end(of: [UInt8(ascii: ">")], in: bytes, from: closing(name, in: bytes, from: behind))
    }

    private static func closing(_ name: String, in bytes: [UInt8], from place: Int) -> Int {
        var place = place
        while let open = bytes[min(place, bytes.count)...].firstIndex(of: UInt8(ascii: "<")) {
            let tag = String(decoding: bytes[(open + 1)...].prefix(name.utf8.count + 1), as: UTF8.self)
            if tag.lowercased() == "/\(name)" { return open }
            place = open + 1
        }
        return bytes.count
    }

    private static func end(of sign: [UInt8], in bytes: [UInt8], from place: Int) -> Int {
        var place = place
        while place < bytes.count, let found = bytes[place...].firstIndex(of: sign[0]) {
            if bytes[found...].starts(with: sign) { return found + sign.count }
            place = found + 1
        }
        return bytes.count
    }

    private static let entities: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "laquo": "«", "raquo": "»",
        "mdash": "—",
        "ndash": "–", "hellip": "…", "copy": "©", "bull": "•",
    ]

    private static func takeEntity(_ bytes: [UInt8], at place: Int, _ words: inout Words) -> Int {
        let rest = bytes[(place + 1)...].prefix(10)
        guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else {
            words.add("&")
            return place + 1
        }
        let name = String(decoding: rest[..<end], as: UTF8.self)
        if let text = entities[name] ?? scalar(name) {
            words.add(text)
            return end + 1
        }
        words.add("&")
        return place + 1
    }

    /// `#1080`, `#x438`
    private static func scalar(_ name: String) -> String? {
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let value = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap { $0 < 0x20 ? nil : Unicode.Scalar($0) }.map { String(Character($0)) }
    }
}

extension String {
    fileprivate var trimmedOfBlanks: String {
        let front = drop { $0.isWhitespace }
        return String(front.reversed().drop { $0.isWhitespace }.reversed())
    }
}
