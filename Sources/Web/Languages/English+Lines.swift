/// English words for the report of lines, and what its measures are.
extension English {
    static let lines: [Phrase: String] = [
        .reportLinesInUse: "Outside lines",
        .reportTrunk: "Line",
        .reportLinePeak: "At once at most",
        .reportLineTime: "In use",
        .reportLineUses: "Uses",
        .reportLineRefusals: "Refused",
        .reportLineRefusalShare: "Refused, %",
        .reportAverageLineUse: "Average use",
        .measureLinePeak: "How many lines were in use at once: of each line, and of all together",
        .measureLineTime: "How long lines were in use, inbound and outbound together",
        .measureLineUses: "How often a line was taken",
        .measureLineRefusals: "How often a line was taken in vain: the number is busy or cannot be reached",
        .measureLineRefusalShare: "Refused of outbound uses",
        .measureAverageLineUse: "In use ÷ uses",
        .reportAboutLines: "How many outside lines are in use at once, how long, and how often in vain",
    ]
}
