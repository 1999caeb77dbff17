import Foundation
import HTTPTypes

@testable import Web

/// The description that the server gives of its API, and whether an answer is what it says.
struct APIDescription {
    let document: JSON

    init(_ text: String) throws { document = try JSONReader.read([UInt8](text.utf8)) }

    /// Everything that can be asked for: `GET /vehicles/{id}` with its name.
    var operations: [(id: String, method: String, path: String, description: JSON)] {
        (document["paths"]?.members ?? []).flatMap { path in
            (path.value.members ?? []).map { method in
                (method.value["operationId"]?.text ?? "", method.name.uppercased(), path.name, method.value)
            }
        }
    }

    /// - Parameter path: without its query.
    func operation(_ method: HTTPRequest.Method, _ path: String) -> (id: String, description: JSON)? {
        let parts = path.dropFirst(Site.apiPath.count).split(separator: "/")
        let fitting = operations.filter { operation in
            let wanted = operation.path.split(separator: "/")
            return operation.method == method.rawValue && wanted.count == parts.count
                && zip(wanted, parts).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }
        let best = fitting.min { $0.path.count { $0 == "{" } < $1.path.count { $0 == "{" } }
        return best.map { ($0.id, $0.description) }
    }

    /// What an answer has that its description does not allow.
    func complaints(about answer: Answer, of operation: JSON) -> [String] {
        let status = String(answer.status.code)
        guard let described = operation["responses"]?[status] else { return ["the status \(status) is not described"] }
        let type = answer.headers[.contentType] ?? ""
        guard let content = described["content"]?[type] else { return ["\(type) is not described"] }
        // Of a file nothing more is said.
        guard let schema = content["schema"] else { return [] }
        do {
            return complaints(about: try JSONReader.read([UInt8](answer.text.utf8)), schema, at: "")
        } catch {
            return ["\(error)"]
        }
    }

    /// The part of JSON Schema that the description uses.
    func complaints(about json: JSON, _ schema: JSON, at place: String) -> [String] {
        if let reference = schema["$ref"]?.text {
            let name = String(reference.split(separator: "/").last ?? "")
            guard let target = document["components"]?["schemas"]?[name] else { return ["\(reference) leads nowhere"] }
            return complaints(about: json, target, at: place)
        }
        if let choices = schema["anyOf"]?.elements {
            let all = choices.map { complaints(about: json, $0, at: place) }
            return all.contains { $0.isEmpty } ? [] : all[0]
        }
        var found: [String] = []
        if let types = schema["type"].map({ $0.elements ?? [$0] }) {
            let kinds = json.kind == .integer ? ["integer", "number"] : [json.kind.rawValue]
            if !types.contains(where: { kinds.contains($0.text ?? "") }) {
                return ["\(place) is \(json.kind), not \(schema["type"] ?? .null)"]
            }
        }
        if let words = schema["enum"]?.elements, !words.contains(json) { found.append("\(place) is \(json)") }
        if let limit = schema["maxLength"]?.integer, let text = json.text, text.unicodeScalars.count > limit {
            found.append("\(place) is too long")
        }
        if schema["format"]?.text == "date-time", let text = json.text, text.wholeMatch(of: Self.instant) == nil {
            found.append("\(place) is \(text)")
        }
        if let least = schema["minimum"]?.integer, let number = json.integer, number < least {
            found.append("\(place) is \(number)")
        }
        if let items = schema["items"] {
            for (index, element) in (json.elements ?? []).enumerated() {
                found += complaints(about: element, items, at: "\(place)/\(index)")
            }
        }
        guard let members = json.members, let properties = schema["properties"] else { return found }
        for name in (schema["required"]?.elements ?? []).compactMap(\.text) where json[name] == nil {
            found.append("\(place)/\(name) is missing")
        }
        for member in members {
            if let property = properties[member.name] {
                found += complaints(about: member.value, property, at: "\(place)/\(member.name)")
            } else if schema["additionalProperties"] == false {
                found.append("\(place)/\(member.name) is not described")
            }
        }
        return found
    }

    private static var instant: Regex<Substring> { /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/ }
}
