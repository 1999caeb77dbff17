/// A piece of a page. What is interpolated into it as text is escaped, so forgetting to escape is not possible.
///
///     let cell: HTML = "<td>\(call.name)</td>"
///
/// Literals are markup; a `String` is text; an `HTML` or a list of them is put in as it is. An optional does not compile:
/// the caller says what stands for nothing.
package struct HTML: Hashable, Sendable {
    /// The markup.
    package private(set) var markup: String

    package static let nothing: HTML = ""

    /// Text made safe to stand between tags or in a quoted attribute.
    package init(text: String) {
        markup = ""
        markup.appendEscaped(text)
    }

    /// Trusted markup, such as a constant of this module.
    init(markup: String) { self.markup = markup }

    package static func += (left: inout HTML, right: HTML) { left.markup += right.markup }
}

extension HTML: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var markup = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            markup.reserveCapacity(literalCapacity + 24 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { markup += literal }
        package mutating func appendInterpolation(_ text: String) { markup.appendEscaped(text) }
        package mutating func appendInterpolation(_ html: HTML) { markup += html.markup }
        package mutating func appendInterpolation(_ number: some BinaryInteger) { markup += String(number) }

        package mutating func appendInterpolation(_ list: [HTML]) {
            for html in list { markup += html.markup }
        }
    }

    package init(stringLiteral value: String) { markup = value }
    package init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }
}

extension String {
    /// Appends text with the five special characters as entities. Control characters, which no browser may be given, become
    /// U+FFFD; line ends and tabs stay.
    fileprivate mutating func appendEscaped(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var plainFrom = 0
            for (index, byte) in bytes.enumerated() {
                guard let replacement = replacement(for: byte) else { continue }
                append(decoding: bytes[plainFrom..<index])
                append(replacement)
                plainFrom = index + 1
            }
            append(decoding: bytes[plainFrom...])
        }
    }

    private mutating func append(decoding bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        if !bytes.isEmpty { append(String(decoding: bytes, as: UTF8.self)) }
    }
}

private func replacement(for byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    case 0x09, 0x0A, 0x0D: nil
    case 0x00..<0x20, 0x7F: "\u{FFFD}"
    default: nil
    }
}
