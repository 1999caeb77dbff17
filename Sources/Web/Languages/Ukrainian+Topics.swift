/// Ukrainian words for topics, and for the report about them.
extension Ukrainian {
    static let topics: [Phrase: String] = [
        .topics: "Тематика",
        .topicName: "Тема",
        .topicParent: "Входить до теми",
        .topicParentHint: "Порожньо: тема верхнього рівня",
        .topicsNone: "без теми",
        .topicFind: "Знайти тему",
        .topicNotKept: "Тему не збережено. Спробуйте ще раз.",
        .problemTopicInItself: "Тема не може входити до самої себе або до тієї, що нижче за неї",
        .problemTopicTooDeep: "Теми вкладаються не глибше {} рівнів",
        .reportTopics: "За тематикою",
        .reportByTopic: "Всього зареєстровано",
        .reportOperatorCalls: "Дзвінків на операторів",
        .reportTopicsOfCalls: "За тематикою від дзвінків, %",
        .reportTopicShare: "% від звернень за тематикою",
        .reportGrowthColumn: "Приріст, %",
        .measureOperatorCalls: "Вхідні дзвінки, що дійшли до черги або телефону",
        .measureByTopic:
            "Зареєстровані контакти з темою; контакт із кількома темами враховано в кожній з них і один раз у темах вище",
        .measureTopicsOfCalls: "100 × контакти з темою ÷ дзвінки на операторів",
        .measureTopicShare: "100 × контакти теми ÷ усі контакти з темою; у сумі буває більше 100",
        .measureGrowth:
            "100 × (цей період − попередній) ÷ попередній; у попередньому стільки ж днів, скільки вже почалося в цьому",
    ]
}
