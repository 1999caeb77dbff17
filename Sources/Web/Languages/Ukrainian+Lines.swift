/// Ukrainian words for the report of lines, and what its measures are.
extension Ukrainian {
    static let lines: [Phrase: String] = [
        .reportLinesInUse: "Зовнішні лінії",
        .reportTrunk: "Лінія",
        .reportLinePeak: "Одночасно, не більше",
        .reportLineTime: "Зайнято",
        .reportLineUses: "Зайнять",
        .reportLineRefusals: "Відмов",
        .reportLineRefusalShare: "Відмов, %",
        .reportAverageLineUse: "Середня зайнятість",
        .measureLinePeak: "Скільки ліній було зайнято одночасно: за кожною лінією і за всіма разом",
        .measureLineTime: "Скільки часу лінії були зайняті, вхідними й вихідними разом",
        .measureLineUses: "Скільки разів лінію займали",
        .measureLineRefusals: "Скільки разів лінію зайняли даремно: номер зайнятий або недоступний",
        .measureLineRefusalShare: "Відмови від кількості вихідних зайнять",
        .measureAverageLineUse: "Зайнято ÷ зайнять",
        .reportAboutLines: "Скільки зовнішніх ліній зайнято одночасно, скільки часу і як часто даремно",
    ]
}
