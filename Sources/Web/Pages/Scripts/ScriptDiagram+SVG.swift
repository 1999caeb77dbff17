import ContactCenter

extension ScriptDiagram {
    private static let width = 190.0
    private static let height = 52.0
    private static let columnGap = 132.0
    private static let rowGap = 14.0

    private var pictureWidth: Double { Double(columns) * (Self.width + Self.columnGap) - Self.columnGap + 16 }
    private var pictureHeight: Double { Double(rows) * (Self.height + Self.rowGap) + 16 }

    /// - Parameter wrong: steps with which something is wrong.
    func svg(wrong: Set<ScriptStep.ID>, in language: Language) -> HTML {
        let lines = edges.map { line($0, in: language) }
        let boxes = nodes.map { box($0, isWrong: wrong.contains($0.step.id), in: language) }
        return """
            <svg class="script-diagram" viewBox="0 0 \(pictureWidth.written) \(pictureHeight.written)" \
            width="\(pictureWidth.written)" height="\(pictureHeight.written)" role="img" \
            aria-label="\(language[.scriptPicture])"><defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" \
            markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8Z" class="head"/></marker></defs>\
            \(lines)\(boxes)</svg>
            """
    }

    private func x(_ column: Int) -> Double { 8 + Double(column) * (Self.width + Self.columnGap) }
    private func middle(_ row: Double) -> Double { 8 + row * (Self.height + Self.rowGap) + Self.height / 2 }

    private func box(_ node: Node, isWrong: Bool, in language: Language) -> HTML {
        let (left, top) = (x(node.column), middle(node.row) - Self.height / 2)
        let tone: HTML =
            isWrong || !node.isReached ? " wrong" : node.step.outcome != nil ? " end" : node.column == 0 ? " start" : ""
        let title = node.step.title.text(in: language.local)
        return """
            <g class="step\(tone)" data-step="\(node.step.id)" tabindex="0"><title>\(node.step.id): \(title)</title>\
            <rect x="\(left.written)" y="\(top.written)" width="\(Self.width.written)" height="\(Self.height.written)" rx="7"/>\
            <text x="\((left + 12).written)" y="\((top + 22).written)">\(shortened(title, to: 22))</text>\
            <text class="small" x="\((left + 12).written)" y="\((top + 40).written)">\(kind(of: node.step, in: language))</text></g>
            """
    }

    private func kind(of step: ScriptStep, in language: Language) -> HTML {
        if let outcome = step.outcome { return language[outcome.phrase] }
        return language[step.acts.first?.phrase ?? (step.questions.isEmpty ? .scriptActSay : .scriptActAsk)]
    }

    /// A curve from box to box, through the gaps that the columns in between leave for it.
    private func line(_ edge: Edge, in language: Language) -> HTML {
        guard let from = nodes.first(where: { $0.step.id == edge.from }),
            let to = nodes.first(where: { $0.step.id == edge.to })
        else { return .nothing }
        var (left, y) = (x(from.column) + Self.width, middle(from.row))
        var path = "M\(left.written) \(y.written)"
        func curve(to endX: Double, _ endY: Double) {
            let bend = max(40, (endX - left) / 2)
            path += " C\((left + bend).written) \(y.written) \((endX - bend).written) \(endY.written) "
            path += "\(endX.written) \(endY.written)"
            (left, y) = (endX, endY)
        }
        let firstY = edge.stops.first.map(middle) ?? middle(to.row)
        for (place, stop) in edge.stops.enumerated() {
            let column = from.column + 1 + place
            curve(to: x(column), middle(stop))
            path += " H\((x(column) + Self.width).written)"
            left = x(column) + Self.width
        }
        curve(to: x(to.column), middle(to.row))
        let words = edge.conditions.sorted { $0.key < $1.key }.map { name, values in
            values.sorted().map { ScriptWords.value($0, of: name, in: language) }.joined(" / ")
        }.joined(" · ")
        let label: HTML = """
            <text class="when" x="\((x(from.column) + Self.width + Self.columnGap / 2).written)" \
            y="\(((middle(from.row) + firstY) / 2 - 4).written)" text-anchor="middle">\(words)</text>
            """
        return
            "<path class=\"way\" d=\"\(path)\" marker-end=\"url(#arrow)\"/>\(edge.conditions.isEmpty ? .nothing : label)"
    }
}

extension Double {
    fileprivate var written: String {
        let tenths = Int((self * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }
}

extension ScriptAct {
    var phrase: Phrase {
        switch self {
        case .identifyClient: .scriptActIdentify
        case .firstTimeData: .scriptActFirstTime
        case .chooseEmployee: .scriptActEmployee
        case .transfer: .scriptActTransfer
        case .remind: .scriptActReminder
        case .chooseBaseContact: .scriptActBaseContact
        case .offer(.appointment): .scriptActAppointment
        case .offer(.testDrive): .scriptActTestDrive
        case .finish: .scriptActFinish
        }
    }
}

/// The words of conditions, as people read them.
enum ScriptWords {
    static func value(_ value: String, of name: String, in language: Language) -> HTML {
        switch (name, value) {
        case (ScriptFact.caller.rawValue, ScriptFact.identified): language[.scriptCallerKnown]
        case (ScriptFact.caller.rawValue, ScriptFact.unknown): language[.scriptCallerUnknown]
        case (ScriptAnswer.transfer, ScriptAnswer.failed): language[.scriptTransferFailed]
        case (ScriptAnswer.transfer, ScriptAnswer.connected): language[.outcomeTransferred]
        case (ScriptAnswer.isNew, ScriptQuestion.yes): language[.scriptIsNew]
        case (Offer.appointment.answer, ScriptAnswer.made), (Offer.testDrive.answer, ScriptAnswer.made):
            language[.scriptAppointmentMade]
        case (Offer.appointment.answer, ScriptAnswer.declined), (Offer.testDrive.answer, ScriptAnswer.declined):
            language[.scriptAppointmentDeclined]
        case (_, ScriptQuestion.yes): "\(name): \(language[.intakeYes])"
        case (_, ScriptQuestion.no): "\(name): \(language[.intakeNo])"
        default: HTML(text: value)
        }
    }

    static func problem(_ kind: ScriptProblem.Kind, in language: Language) -> HTML {
        switch kind {
        case .noSteps: language[.scriptNoSteps]
        case .tooManySteps(let limit): language(.scriptTooManySteps, "\(limit)")
        case .noSuchStart(let name): language(.scriptNoSuchStart, foreign(name, limit: 40))
        case .stepTwice: language[.scriptStepTwice]
        case .badName(let name): language(.scriptBadName, foreign(name, limit: 40))
        case .noTitle: language[.scriptNoTitle]
        case .textTooLong(let limit): language(.scriptTextTooLong, "\(limit)")
        case .unknownPlaceholder(let name):
            language(
                .scriptUnknownPlaceholder,
                foreign("{\(name)}", limit: 40),
                HTML(text: ScriptPlaceholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: " "))
            )
        case .questionTwice(let name): language(.scriptQuestionTwice, foreign(name, limit: 40))
        case .noLabel(let name): language(.scriptNoLabel, foreign(name, limit: 40))
        case .badChoices(let name): language(.scriptBadChoices, foreign(name, limit: 40))
        case .badRange(let name): language(.scriptBadRange, foreign(name, limit: 40))
        case .badDirectory(let name): language(.scriptBadDirectory, foreign(name, limit: 40))
        case .badScore(let name): language(.scriptBadScore, foreign(name, limit: 40))
        case .actInQuestionnaire: language[.scriptActInQuestionnaire]
        case .kindChanged: language[.scriptKindChanged]
        case .deadEnd: language[.scriptDeadEnd]
        case .noElse: language[.scriptNoElse]
        case .endGoesOn: language[.scriptEndGoesOn]
        case .noSuchTarget(let name): language(.scriptNoSuchTarget, foreign(name, limit: 40))
        case .unreachable: language[.scriptUnreachable]
        case .comesRound: language[.scriptComesRound]
        case .lostBranch(let target): language(.scriptLostBranch, foreign(target, limit: 40))
        case .unknownSubject(let name): language(.scriptUnknownSubject, foreign(name, limit: 40))
        case .notComparable(let name): language(.scriptNotComparable, foreign(name, limit: 40))
        case .noSuchValue(let value, let name):
            language(.scriptNoSuchValue, foreign(value, limit: 40), foreign(name, limit: 40))
        case .badMinutes: language[.scriptBadMinutes]
        }
    }

    static func problem(_ kind: ScriptTextProblem.Kind, in language: Language) -> HTML {
        switch kind {
        case .tooLong(let limit): language(.scriptTooLong, "\(limit)")
        case .badNotation(let words): language(.scriptBadNotation, foreign(words, limit: 200))
        case .unknownKey(let key): language(.scriptUnknownKey, foreign(key, limit: 40))
        case .missingKey(let key): language(.scriptMissingKey, foreign(key, limit: 40))
        case .badValue(let key): language(.scriptBadValue, foreign(key, limit: 40))
        }
    }
}
