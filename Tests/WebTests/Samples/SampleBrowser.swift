import ContactCenter
import Foundation

@testable import Web

/// What a browser makes of a page and of its stream: for each region the elements in it, in order.
struct SampleBrowser {
    struct Element: Equatable {
        var id: String
        var markup: String
    }

    private(set) var position: Position?
    private var regions: [String: [Element]] = [:]
    /// Operations that did not fit what is shown; a real browser would ask for the page's content anew.
    private(set) var misfits: [String] = []

    init() {}

    /// Loads a page.
    init(page: String) {
        let number = page.firstMatch(of: /data-position="(\d+)"/).flatMap { Int64($0.1) }
        position = number.map(Position.init(_:))
        let ids = page.matches(of: /<(\w+)[^>]* id="([\w-]+)"[^>]*>/)
        for match in ids where Self.regionNames.contains(String(match.2)) {
            let inside = Self.inside(of: String(match.1), in: page[match.range.upperBound...])
            regions[String(match.2)] = Self.elements(in: inside)
        }
    }

    private static let regionNames = Set(
        OnlinePart.Region.allCases.map(\.rawValue) + CardPart.Region.allCases.map(\.rawValue)
    )

    mutating func take(_ event: ServerSentEvent) throws {
        guard event.name == "patch" else { return }
        let message = try JSONDecoder().decode(Message.self, from: Data(event.data.utf8))
        for operation in message.operations { take(operation) }
        position = Position(message.position)
    }

    mutating func take(_ patch: LivePatch) {
        for operation in patch.operations {
            switch operation {
            case .fill(let region, let html): take(Operation(fill: region, html: html.markup))
            case .put(let region, let after, let html): take(Operation(put: region, after: after, html: html.markup))
            case .set(let key, let html): take(Operation(set: key, html: html.markup))
            case .drop(let key): take(Operation(drop: key))
            // Stands in no region.
            case .show: break
            }
        }
    }

    /// The inside of a region, counters that run without their value.
    func content(of region: String) -> String {
        let markup = (regions[region] ?? []).map(\.markup).joined()
        return markup.replacing(/(data-since="\d+">)[^<]*/) { String($0.1) }
    }

    var contents: [String: String] {
        regions.reduce(into: [:]) { $0[$1.key] = content(of: $1.key) }
    }

    private struct Message: Decodable {
        var position: Int64
        var operations: [Operation]
    }

    private struct Operation: Decodable {
        var fill: String?
        var put: String?
        var after: String?
        var set: String?
        var drop: String?
        var html: String?
    }

    private mutating func take(_ operation: Operation) {
        let fresh = Self.elements(in: operation.html ?? "")
        if let region = operation.fill {
            regions[region] = fresh
        } else if let region = operation.put {
            let place = operation.after.map { key in regions[region]?.firstIndex { $0.id == key }.map { $0 + 1 } } ?? 0
            guard let place, fresh.count == 1 else { return misfits.append("\(operation)") }
            regions[region, default: []].insert(contentsOf: fresh, at: place)
        } else if let key = operation.set ?? operation.drop {
            guard let (region, place) = find(key) else { return misfits.append("\(operation)") }
            regions[region]?.remove(at: place)
            if operation.set != nil { regions[region]?.insert(contentsOf: fresh, at: place) }
        }
    }

    private func find(_ key: String) -> (region: String, place: Int)? {
        for (region, elements) in regions {
            if let place = elements.firstIndex(where: { $0.id == key }) { return (region, place) }
        }
        return nil
    }

    /// The outermost elements of well-formed markup.
    private static func elements(in markup: String) -> [Element] {
        var elements: [Element] = []
        var depth = 0
        var start = markup.startIndex
        for tag in markup.matches(of: /<(\/?)\w+[^>]*?(\/?)>/) {
            if depth == 0, tag.1.isEmpty { start = tag.range.lowerBound }
            if tag.2.isEmpty { depth += tag.1.isEmpty ? 1 : -1 }
            if depth == 0 {
                let element = String(markup[start..<tag.range.upperBound])
                elements.append(Element(id: id(of: element), markup: element))
            }
        }
        return elements
    }

    private static func id(of markup: String) -> String {
        let text = markup.firstMatch(of: /\bid="([^"]*)"/).map { String($0.1) } ?? ""
        return text.replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
            .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }

    /// From behind a start tag to its end tag.
    private static func inside(of name: String, in rest: Substring) -> String {
        var depth = 1
        for tag in rest.matches(of: /<(\/?)(\w+)[^>]*?(\/?)>/) where tag.2 == name && tag.3.isEmpty {
            depth += tag.1.isEmpty ? 1 : -1
            if depth == 0 { return String(rest[..<tag.range.lowerBound]) }
        }
        return String(rest)
    }
}
