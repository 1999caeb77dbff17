import ContactCenter

/// A script as a picture: its steps in columns, each behind all that lead to it, and the ways between them.
struct ScriptDiagram: Hashable {
    struct Node: Hashable {
        var step: ScriptStep
        var column: Int
        /// The middle of its box, in rows from the top.
        var row: Double
        var isReached: Bool
    }

    struct Edge: Hashable {
        var from: ScriptStep.ID
        var to: ScriptStep.ID
        var conditions: [String: Set<String>]
        /// Where the line passes through the columns in between: rows.
        var stops: [Double]
    }

    private(set) var nodes: [Node] = []
    private(set) var edges: [Edge] = []
    private(set) var columns = 0
    private(set) var rows = 0

    init(_ script: Script) {
        let columnOf = Self.columns(of: script)
        columns = (columnOf.values.max() ?? 0) + 1
        // Boxes, and in their columns the places where long lines pass.
        var slots: [[Slot]] = Array(repeating: [], count: columns)
        for step in script.steps where slots.indices.contains(columnOf[step.id] ?? 0) {
            let slot = Slot(id: .step(step.id), links: [])
            if !slots[columnOf[step.id] ?? 0].contains(where: { $0.id == slot.id }) {
                slots[columnOf[step.id] ?? 0].append(slot)
            }
        }
        var lines: [(branch: ScriptBranch, from: ScriptStep.ID, number: Int)] = []
        for step in script.steps {
            for branch in step.branches {
                guard script[branch.target] != nil else { continue }
                lines.append((branch, step.id, lines.count))
            }
        }
        for line in lines {
            let (from, to) = (columnOf[line.from] ?? 0, columnOf[line.branch.target] ?? 0)
            var previous = Slot.ID.step(line.from)
            for column in from + 1..<max(from + 1, to) {
                slots[column].append(Slot(id: .line(line.number), links: [previous]))
                previous = .line(line.number)
            }
            if to > from, let place = slots[to].firstIndex(where: { $0.id == .step(line.branch.target) }) {
                slots[to][place].links.append(previous)
            }
        }
        let rowOf = Self.arrange(&slots)
        rows = slots.map(\.count).max() ?? 0
        let reached = script.reachable(from: script.start)
        nodes = script.steps.map { step in
            let column = columnOf[step.id] ?? 0
            let row = rowOf[Slot.Place(column: column, id: .step(step.id))] ?? 0
            return Node(step: step, column: column, row: row, isReached: reached.contains(step.id))
        }
        edges = lines.map { line in
            let (from, to) = (columnOf[line.from] ?? 0, columnOf[line.branch.target] ?? 0)
            let stops = (from + 1..<max(from + 1, to)).map { column in
                rowOf[Slot.Place(column: column, id: .line(line.number))] ?? 0
            }
            return Edge(from: line.from, to: line.branch.target, conditions: line.branch.conditions, stops: stops)
        }
    }

    // MARK: Columns

    /// The longest way to each step. Ways that come round are left out; the picture is of scripts that are being written, too.
    private static func columns(of script: Script) -> [ScriptStep.ID: Int] {
        var columns: [ScriptStep.ID: Int] = [:]
        var order: [ScriptStep.ID] = []
        var seen: Set<ScriptStep.ID> = []
        var open: Set<ScriptStep.ID> = []
        var forward: [ScriptStep.ID: [ScriptStep.ID]] = [:]
        func visit(_ id: ScriptStep.ID) {
            guard let step = script[id], seen.insert(id).inserted else { return }
            open.insert(id)
            for branch in step.branches where !open.contains(branch.target) {
                forward[id, default: []].append(branch.target)
                visit(branch.target)
            }
            open.remove(id)
            order.append(id)
        }
        visit(script.start)
        for step in script.steps { visit(step.id) }
        for id in order.reversed() {
            let column = columns[id, default: 0]
            columns[id] = column
            for target in forward[id] ?? [] { columns[target] = max(columns[target] ?? 0, column + 1) }
        }
        return columns
    }

    // MARK: Rows

    private struct Slot {
        enum ID: Hashable {
            case step(ScriptStep.ID)
            case line(Int)
        }

        struct Place: Hashable {
            var column: Int
            var id: ID
        }

        var id: ID
        /// What leads to it from the column before.
        var links: [ID]
    }

    /// Puts each slot near the middle of those that lead to it, so that few lines cross, and the columns beside each other's
    /// middle.
    private static func arrange(_ slots: inout [[Slot]]) -> [Slot.Place: Double] {
        var rowOf: [Slot.Place: Double] = [:]
        let most = Double(slots.map(\.count).max() ?? 0)
        for column in slots.indices {
            if column > 0 {
                let wishes = slots[column].map { slot -> Double in
                    let rows = slot.links.compactMap { rowOf[Slot.Place(column: column - 1, id: $0)] }
                    return rows.isEmpty ? most : rows.reduce(0, +) / Double(rows.count)
                }
                let order = slots[column].indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
                slots[column] = order.map { slots[column][$0] }
            }
            let offset = (most - Double(slots[column].count)) / 2
            for (row, slot) in slots[column].enumerated() {
                rowOf[Slot.Place(column: column, id: slot.id)] = offset + Double(row)
            }
        }
        return rowOf
    }
}
