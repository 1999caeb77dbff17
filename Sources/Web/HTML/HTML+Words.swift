extension HTML {
    /// What somebody reads of it: without tags, on one line. For files, which hold no markup.
    var words: String {
        // Most of what is asked for is a word.
        guard markup.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else { return markup }
        var text: [UInt8] = []
        var rest = Array(markup.utf8)[...]
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "<"):
                // Smaller words and further lines stand apart on the page, too.
                if rest.starts(with: "<small".utf8) || rest.starts(with: "<br".utf8) { text.append(UInt8(ascii: " ")) }
                rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst()
            case UInt8(ascii: "&"):
                let entity = Self.entities.first { rest.starts(with: $0.name.utf8) }
                text += Array((entity?.character ?? "&").utf8)
                rest = rest.dropFirst(entity?.name.utf8.count ?? 1)
            default:
                text.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Those by which text is made safe.
    private static let entities: [(name: String, character: String)] = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
    ]
}
