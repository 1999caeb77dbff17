/// Russian words for topics, and for the report about them.
extension Russian {
    static let topics: [Phrase: String] = [
        .topics: "Тематика",
        .topicName: "Тема",
        .topicParent: "Входит в тему",
        .topicParentHint: "Пусто: тема верхнего уровня",
        .topicsNone: "без темы",
        .topicFind: "Найти тему",
        .topicNotKept: "Тема не сохранена. Попробуйте ещё раз.",
        .problemTopicInItself: "Тема не может входить в саму себя или в ту, что ниже неё",
        .problemTopicTooDeep: "Темы вкладываются не глубже {} уровней",
        .reportTopics: "По тематике",
        .reportByTopic: "Всего зарегистрировано",
        .reportOperatorCalls: "Звонков на операторов",
        .reportTopicsOfCalls: "По тематике от звонков, %",
        .reportTopicShare: "% от обращений по тематике",
        .reportGrowthColumn: "Прирост, %",
        .measureOperatorCalls: "Входящие звонки, дошедшие до очереди или телефона",
        .measureByTopic:
            "Зарегистрированные контакты с темой; контакт с несколькими темами учтён в каждой из них и один раз в темах выше",
        .measureTopicsOfCalls: "100 × контакты с темой ÷ звонки на операторов",
        .measureTopicShare: "100 × контакты темы ÷ все контакты с темой; в сумме бывает больше 100",
        .measureGrowth:
            "100 × (этот период − предыдущий) ÷ предыдущий; в предыдущем столько же дней, сколько уже началось в этом",
    ]
}
