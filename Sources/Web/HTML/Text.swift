/// Text that a stranger chose, such as a caller's name: short, in one line, and kept from turning the text around it.
///
/// `<bdi>` keeps characters that set the direction of writing to themselves. What is longer than `limit` Unicode scalars is
/// cut, because a name of ten thousand characters is not read by anybody.
func foreign(_ text: String, limit: Int = 80) -> HTML {
    "<bdi>\(shortened(text, to: limit))</bdi>"
}

/// The text, cut after so many Unicode scalars with an ellipsis in place of the rest.
func shortened(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit, text.unicodeScalars.count > limit else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))) + "\u{2026}"
}

extension [HTML] {
    func joined(_ separator: HTML) -> HTML {
        var result = HTML.nothing
        for (index, html) in enumerated() {
            if index > 0 { result += separator }
            result += html
        }
        return result
    }
}
