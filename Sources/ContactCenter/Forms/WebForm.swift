import Foundation

/// A form on somebody's site, by which visitors turn to the business: what they send becomes a contact (requirement S2.11, issue 8).
///
/// Whoever knows its key may send it; the key stands in the site's page and is no secret for long, so that it can be made anew.
package struct WebForm: Hashable, Sendable {
    package var name = ""
    /// One that is off takes nothing.
    package var isOn = true
    package var project: ProjectID?
    package var source: SourceID?
    /// What its contacts are about: who is asked to take them follows from it.
    package var reason: ReasonID?
    /// The sites whose pages may send it, one a line: `https://example.org`. None: programs alone, no page.
    package var origins: String?
    /// What it asks for, one a line, see `WebFormField`. None: name, telephone, e-mail, message.
    package var fields: String?

    package init() {}
}

package typealias WebFormID = RecordID<WebForm>

extension WebForm: KeptRecord {
    package static let kind = RecordKind.webForms
    package static let fields: [RecordField<WebForm>] = [
        .text("name", \.name, limit: 200).unique,
        .flag("is_on", \.isOn),
        .reference("project_id", \.project, to: .projects),
        .reference("source_id", \.source, to: .sources),
        .reference("reason_id", \.reason, to: .reasons, isRequired: true),
        .lines("origins", \.origins, limit: 2_000),
        .lines("inputs", \.fields, limit: 2_000),
    ]

    package var contradictions: [FieldProblem] {
        var problems: [FieldProblem] = []
        if Self.lines(origins).contains(where: { WebOrigin($0) == nil }) {
            problems.append(FieldProblem("origins", .malformed))
        }
        let (lines, inputs) = (Self.lines(fields), asked)
        let isWhole = lines.isEmpty || inputs.count == lines.count
        if !isWhole || inputs.count > WebFormField.most || Set(inputs.map(\.key)).count != inputs.count {
            problems.append(FieldProblem("inputs", .malformed))
        }
        return problems
    }
}

extension WebForm {
    /// The name of an input that people do not see: what fills it is a program that fills everything.
    package static let trap = "homepage"

    /// What it asks for, in its order.
    package var asked: [WebFormField] {
        let lines = Self.lines(fields)
        return lines.isEmpty ? WebFormField.standard : lines.compactMap(WebFormField.init(line:))
    }

    /// - Parameter origin: as browsers say it: `https://example.org`.
    package func allows(origin: String) -> Bool {
        guard let origin = WebOrigin(origin) else { return false }
        return Self.lines(origins).contains { WebOrigin($0) == origin }
    }

    private static func lines(_ text: String?) -> [String] {
        (text ?? "").split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }
}

/// Where a page comes from, as browsers tell it of a request: scheme, host and port.
package struct WebOrigin: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// - Returns: `nil` for what is none: something with a path, or without a scheme.
    package init?(_ text: String) {
        let text = text.lowercased()
        guard text.utf8.count <= 300, WebAddress.isOne(text), let parts = URLComponents(string: text),
            ["", "/"].contains(parts.path), parts.query == nil, let scheme = parts.scheme, let host = parts.host
        else { return nil }
        let usual = scheme == "https" ? 443 : 80
        let port = parts.port.flatMap { $0 == usual ? nil : ":\($0)" } ?? ""
        description = "\(scheme)://\(host)\(port)"
    }
}
