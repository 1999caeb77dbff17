/// Russian words for the report of lines, and what its measures are.
extension Russian {
    static let lines: [Phrase: String] = [
        .reportLinesInUse: "Внешние линии",
        .reportTrunk: "Линия",
        .reportLinePeak: "Одновременно, не более",
        .reportLineTime: "Занято",
        .reportLineUses: "Занятий",
        .reportLineRefusals: "Отказов",
        .reportLineRefusalShare: "Отказов, %",
        .reportAverageLineUse: "Средняя занятость",
        .measureLinePeak: "Сколько линий было занято одновременно: по каждой линии и по всем вместе",
        .measureLineTime: "Сколько времени линии были заняты, входящими и исходящими вместе",
        .measureLineUses: "Сколько раз линию занимали",
        .measureLineRefusals: "Сколько раз линию заняли напрасно: номер занят или недоступен",
        .measureLineRefusalShare: "Отказы от числа исходящих занятий",
        .measureAverageLineUse: "Занято ÷ занятий",
        .reportAboutLines: "Сколько внешних линий занято одновременно, сколько времени и как часто напрасно",
    ]
}
