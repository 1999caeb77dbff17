import ContactCenter
import Foundation

/// A script as somebody sends it: as JSON, or as the YAML of the editor.
struct ScriptText {
    private static let json = "script"
    private static let yaml = "text"

    static let schema = Schema.object(
        [
            .init(json, Schema(["type": "object"]).described("As `script` of what was read. This, or `text`")),
            .init(yaml, Schema.text.described("YAML, as `text` of what was read")),
            .init("version", Schema.integer.described("The version that was read; or send it as If-Match")),
        ],
        required: []
    )

    /// `script` or `text`
    private let field: String
    private let text: String
    private let steps: [JSON]

    /// - Throws: 422 where neither is said, both are, or something else.
    init(_ body: JSON) throws {
        var errors: [FieldError] = []
        for member in body.members ?? [] where ![Self.json, Self.yaml, "version"].contains(member.name) {
            errors.append(FieldError(at: member.name, reason: .unknown))
        }
        switch (body[Self.json], body[Self.yaml]) {
        case (let script?, nil) where script.members != nil:
            // JSON is YAML, too.
            (field, text, steps) = (Self.json, script.description, script[Script.Key.steps.rawValue]?.elements ?? [])
        case (nil, .string(let yaml)?): (field, text, steps) = (Self.yaml, yaml, [])
        case (nil, nil):
            (field, text, steps) = (Self.json, "", [])
            errors.append(FieldError(at: Self.json, reason: .field(.required, nil)))
        case (_, let yaml):
            (field, text, steps) = (Self.json, "", [])
            errors.append(
                yaml == nil || yaml?.text != nil
                    ? FieldError(at: Self.json, reason: .wrongType(.object))
                    : FieldError(at: Self.yaml, reason: .wrongType(.string))
            )
        }
        guard errors.isEmpty else { throw Problem(.invalid, errors: errors) }
    }

    /// - Throws: 422 with all that is wrong with it: by the step's place in JSON, by the line in YAML.
    func script(by notation: any ScriptNotation) throws -> Script {
        switch notation.read(text) {
        case .unreadable(let problems):
            throw Problem(.invalid, errors: problems.map { error(.scriptText($0.kind), step: nil, line: $0.line) })
        case .script(let script, let lines):
            let problems = script.check()
            guard problems.isEmpty else {
                throw Problem(
                    .invalid,
                    errors: problems.map { problem in
                        error(.script(problem.kind), step: problem.step, line: problem.step.flatMap { lines[$0] })
                    }
                )
            }
            return script
        }
    }

    private func error(_ reason: FieldError.Reason, step: ScriptStep.ID?, line: Int?) -> FieldError {
        let place = step.flatMap { step in
            steps.firstIndex { $0[ScriptStep.Key.id.rawValue]?.text == step }
        }
        let path = place.map { [field, Script.Key.steps.rawValue, "\($0)"] } ?? [field]
        var error = FieldError(path, reason)
        // Our own JSON has one line.
        if field == Self.yaml { error.line = line }
        return error
    }
}

extension KeptScript {
    static let told: [Told<KeptScript>] = [
        Told("id", .id) { JSON($0.id.rawValue) },
        Told("version", Schema.integer.described("Counting the versions of this script")) { JSON($0.ordinal) },
        Told("name", .object(LocalText.Language.allCases.map { .init($0.rawValue, .text) })) { kept in
            .object(LocalText.Language.allCases.map { JSON.Member($0.rawValue, .string(kept.script.name[$0])) })
        },
        Told("made_at", .instant) { JSON($0.madeAt) },
        Told("author", Schema.text.optional.described("null: it came with the product")) { JSON($0.author) },
    ]

    static let wholeSchema = Schema.object(
        told.map(\.property) + [
            .init("script", Schema(["type": "object"]).described("Steps, questions and branches")),
            .init("text", Schema.text.described("The same as YAML")),
        ]
    )

    func json(by notation: any ScriptNotation) throws -> JSON {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let script = try JSONReader.read([UInt8](encoder.encode(script)))
        let rest = [JSON.Member("script", script), JSON.Member("text", .string(try notation.text(of: self.script)))]
        return .object((Self.told.json(self).members ?? []) + rest)
    }
}
