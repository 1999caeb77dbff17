import CExpat
import ContactCenter

/// What hears of the elements of a part as they go by. Names are without their prefixes.
protocol XMLHearing: AnyObject {
    func begin(_ element: String, _ attributes: [String: String])
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
    func end(_ element: String)
    /// What is wrong with the part, as far as the hearer knows.
    var problem: TableProblem? { get }
}

/// Reads a part of a workbook as XML, a piece at a time, by expat. A part that declares a document type is refused: no spreadsheet
/// program writes one, and entities come from there, those of other files as well as those that grow without end.
final class XMLEvents {
    private let parser: XML_Parser
    private let stream: Inflating
    fileprivate let hearer: any XMLHearing
    fileprivate var isRefused = false

    init(_ stream: Inflating, _ hearer: any XMLHearing) throws {
        guard let parser = XML_ParserCreate(nil) else { throw TableProblem(.damaged, part: stream.part) }
        self.parser = parser
        self.stream = stream
        self.hearer = hearer
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { data, name, attributes in
                guard let name else { return }
                XMLEvents.of(data).hearer.begin(XMLEvents.local(name), XMLEvents.pairs(attributes))
            },
            { data, name in
                guard let name else { return }
                XMLEvents.of(data).hearer.end(XMLEvents.local(name))
            }
        )
        XML_SetCharacterDataHandler(parser) { data, text, length in
            guard let text else { return }
            text.withMemoryRebound(to: UInt8.self, capacity: Int(length)) { bytes in
                XMLEvents.of(data).hearer.text(UnsafeBufferPointer(start: bytes, count: Int(length)))
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLEvents.of(data).isRefused = true }
    }

    deinit { XML_ParserFree(parser) }

    /// Reads on.
    ///
    /// - Returns: false at the end of the part.
    func step() throws -> Bool {
        let piece = try stream.next()
        let isLast: Int32 = piece == nil ? 1 : 0
        let status = (piece ?? []).withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { XML_Parse(parser, $0.baseAddress, Int32($0.count), isLast) }
        }
        if let problem = hearer.problem { throw problem }
        guard status == XML_STATUS_OK, !isRefused else { throw TableProblem(.damaged, part: stream.part) }
        return isLast == 0
    }

    /// All of it.
    func read() throws {
        while try step() {}
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> XMLEvents {
        // Expat calls back only while `step` runs, with what it was given.
        Unmanaged<XMLEvents>.fromOpaque(data!).takeUnretainedValue()
    }

    private static func local(_ name: UnsafePointer<XML_Char>) -> String {
        let name = String(cString: name)
        return name.utf8.lastIndex(of: UInt8(ascii: ":")).map { String(name[name.index(after: $0)...]) } ?? name
    }

    private static func pairs(_ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) -> [String: String] {
        guard let list, list[0] != nil else { return [:] }
        var pairs: [String: String] = [:]
        var place = 0
        while let name = list[place], let value = list[place + 1] {
            pairs[local(name)] = String(cString: value)
            place += 2
        }
        return pairs
    }
}
