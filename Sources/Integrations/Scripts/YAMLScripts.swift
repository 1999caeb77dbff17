import ContactCenter
import Yams

/// Scripts as YAML.
package struct YAMLScripts: ScriptNotation {
    /// In bytes of UTF-8. The shipped process has some 8,000.
    private static let limit = 200_000
    /// Values in a text, those behind aliases counted as often as they stand there.
    private static let mostNodes = 20_000

    package init() {}

    package func text(of script: Script) throws -> String {
        let encoder = YAMLEncoder()
        encoder.options = YAMLEncoder.Options(indent: 2, width: 120, allowUnicode: true)
        return try encoder.encode(script)
    }

    package func read(_ text: String) -> ScriptReading {
        guard text.utf8.count <= Self.limit else {
            return .unreadable([ScriptTextProblem(.tooLong(limit: Self.limit))])
        }
        let root: Node
        do {
            guard let node = try Yams.compose(yaml: text) else {
                return .unreadable([ScriptTextProblem(.missingKey(Script.Key.steps.rawValue))])
            }
            root = node
        } catch {
            return .unreadable([Self.problem(of: error)])
        }
        var unknown: [ScriptTextProblem] = []
        var budget = Self.mostNodes
        guard Self.look(at: root, isNames: false, &unknown, &budget) else {
            return .unreadable([ScriptTextProblem(.tooLong(limit: Self.mostNodes))])
        }
        guard unknown.isEmpty else { return .unreadable(unknown) }
        do {
            let script = try YAMLDecoder().decode(Script.self, from: root)
            return .script(script, lines: Self.lines(of: root))
        } catch let error as DecodingError {
            return .unreadable([Self.problem(of: error, in: root)])
        } catch {
            return .unreadable([Self.problem(of: error)])
        }
    }

    private static func problem(of error: any Error) -> ScriptTextProblem {
        switch error {
        case YamlError.scanner(_, let words, let mark, _), YamlError.parser(_, let words, let mark, _),
            YamlError.composer(_, let words, let mark, _):
            ScriptTextProblem(.badNotation(words), line: mark.line)
        case YamlError.duplicatedKeysInMapping(_, let mark):
            ScriptTextProblem(.badNotation("the same key twice"), line: mark.mark.line)
        default: ScriptTextProblem(.badNotation("no YAML"))
        }
    }

    /// Looks for keys that mean nothing, which are misspelt ones.
    ///
    /// - Parameter isNames: the keys are names that the script itself gives.
    /// - Returns: `false` for a text that unfolds into too much.
    private static func look(
        at node: Node,
        isNames: Bool,
        _ unknown: inout [ScriptTextProblem],
        _ budget: inout Int
    ) -> Bool {
        budget -= 1
        guard budget > 0 else { return false }
        switch node {
        case .mapping(let mapping):
            for (key, value) in mapping {
                let name = key.string ?? ""
                if !isNames, !knownKeys.contains(name) {
                    unknown.append(ScriptTextProblem(.unknownKey(String(name.prefix(40))), line: key.mark?.line))
                }
                let isConditions = name == ScriptBranch.Key.when.rawValue && !isNames
                guard look(at: value, isNames: isConditions, &unknown, &budget) else { return false }
            }
        case .sequence(let sequence):
            for value in sequence {
                guard look(at: value, isNames: false, &unknown, &budget) else { return false }
            }
        case .scalar, .alias:
            break
        }
        return true
    }

    private static let knownKeys = Set(
        Script.Key.allCases.map(\.rawValue) + ScriptStep.Key.allCases.map(\.rawValue)
            + ScriptBranch.Key.allCases.map(\.rawValue) + ScriptQuestion.Key.allCases.map(\.rawValue)
            + ScriptQuestion.Choice.Key.allCases.map(\.rawValue) + LocalText.Language.allCases.map(\.rawValue)
    )

    private static func problem(of error: DecodingError, in root: Node) -> ScriptTextProblem {
        switch error {
        case .keyNotFound(let key, let context):
            ScriptTextProblem(.missingKey(key.stringValue), line: place(of: context.codingPath, in: root))
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            ScriptTextProblem(
                .badValue(context.codingPath.last { $0.intValue == nil }?.stringValue ?? ""),
                line: place(of: context.codingPath, in: root)
            )
        @unknown default: ScriptTextProblem(.badNotation("no script"))
        }
    }

    /// The line of the innermost value on the path that is there.
    private static func place(of path: [any CodingKey], in root: Node) -> Int? {
        var node = root
        for key in path {
            let inner = key.intValue.flatMap { place in
                node.sequence.flatMap { place < $0.count ? $0[place] : nil }
            }
            guard let next = inner ?? node.mapping?[key.stringValue] else { break }
            node = next
        }
        return node.mark?.line
    }

    private static func lines(of root: Node) -> [ScriptStep.ID: Int] {
        var lines: [ScriptStep.ID: Int] = [:]
        for step in root.mapping?[Script.Key.steps.rawValue]?.sequence ?? [] {
            guard let id = step.mapping?[ScriptStep.Key.id.rawValue]?.string, let line = step.mark?.line else {
                continue
            }
            if lines[id] == nil { lines[id] = line }
        }
        return lines
    }
}
