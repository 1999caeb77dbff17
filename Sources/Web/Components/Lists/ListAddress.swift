import ContactCenter
import Foundation
import Hummingbird

/// The address of a list: its path, and everything that was chosen on it, so that it can be kept and sent (decision D9).
///
///     let next = address.with("after", cursor)
struct ListAddress: Hashable, Sendable {
    struct Field: Hashable, Sendable {
        var name: String
        var value: String
    }

    var path: String
    private(set) var fields: [Field]

    init(_ path: String, fields: [Field] = []) {
        self.path = path
        self.fields = fields
    }

    /// - Parameter names: the fields that the list knows, in the order in which addresses have them. Others are left out,
    ///   and so are empty ones.
    init(_ path: String, of request: Request, fields names: [String]) {
        self.init(path, query: request.uri.query ?? "", fields: names)
    }

    /// The same from what stands behind the question mark: of an address that was kept.
    init(_ path: String, query: String, fields names: [String]) {
        self.path = path
        // As a form encodes them: a blank is a plus sign, which a number's own is not.
        let pairs = query.split(separator: "&").map {
            $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        }
        fields = names.compactMap { name in
            let sides = pairs.first { $0.count == 2 && $0[0] == name }
            let value = sides.map { String($0[1]).decodedFromForm ?? String($0[1]) } ?? ""
            let typed = value.trimmingCharacters(in: .whitespacesAndNewlines)
            return typed.isEmpty ? nil : Field(name: name, value: String(typed.prefix(Self.longestValue)))
        }
    }

    /// What is longer is no value of any field.
    private static let longestValue = 200

    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The same with another value in a field; without the field where there is none.
    func with(_ name: String, _ value: String?) -> ListAddress {
        var address = without(name)
        if let value { address.fields.append(Field(name: name, value: value)) }
        return address
    }

    func without(_ names: String...) -> ListAddress { without(names) }

    func without(_ names: [String]) -> ListAddress {
        ListAddress(path, fields: fields.filter { !names.contains($0.name) })
    }

    /// The same for another period.
    func with(_ period: PeriodChoice) -> ListAddress {
        period.query.reduce(without(PeriodChoice.fields)) { $0.with($1.name, $1.value) }
    }

    var query: String {
        fields.map { "\($0.name)=\(SitePath.percentEncoded($0.value))" }.joined(separator: "&")
    }

    /// For a redirect.
    var reference: String { fields.isEmpty ? path : "\(path)?\(query)" }

    /// For `href`.
    var html: HTML { HTML(text: reference) }

    /// For a form that asks for something else on the list: what stays as it is.
    func hiddenFields(except names: [String]) -> [HTML] {
        fields.filter { !names.contains($0.name) }.map { field in
            "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">"
        }
    }
}
