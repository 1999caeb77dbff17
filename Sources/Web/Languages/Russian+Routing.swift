/// Russian words for the routing of callers.
extension Russian {
    static let routing: [Phrase: String] = [
        .routingRules: "Умная маршрутизация",
        .routingRuleName: "Правило маршрутизации",
        .fieldRoutingKind: "Кому",
        .hintRoutingKind:
            "Звонок получит тот, кто вошёл в программу, работает сейчас и свободен; правила проверяются по порядку",
        .fieldRoutingOn: "Включено",
        .fieldSecondChoice: "Второй выбор",
        .hintSecondChoice: "Кто получит звонок, если первый не может; для VIP — кто получит звонок",
        .routingOpenDocument: "Ответственному по открытому документу",
        .routingResponsible: "Ответственному по последнему обращению",
        .routingLastSpoken: "Тому, кто говорил последним",
        .routingVIP: "VIP-клиент: второму выбору",
    ]
}
