extension Script {
    /// What a new questionnaire begins as: a survey of quality, to be changed (requirement S3.27).
    package static let qualitySurvey = Script(
        .questionnaire,
        name: LocalText("Оценка качества", en: "Quality survey", uk: "Оцінка якості"),
        start: "quality",
        steps: [
            ScriptStep(
                "quality",
                title: LocalText("Оценка", en: "Rating", uk: "Оцінка"),
                say: LocalText(
                    "Скажите, пожалуйста, довольны ли вы обслуживанием?",
                    en: "Were you content with our service?",
                    uk: "Скажіть, будь ласка, чи задоволені ви обслуговуванням?"
                ),
                questions: [
                    ScriptQuestion(
                        "content",
                        LocalText(
                            "Доволен обслуживанием",
                            en: "Content with the service",
                            uk: "Задоволений обслуговуванням"
                        ),
                        .choice([
                            .init("yes", LocalText("Да", en: "Yes", uk: "Так"), score: 5),
                            .init("partly", LocalText("Частично", en: "Partly", uk: "Частково"), score: 3),
                            .init("no", LocalText("Нет", en: "No", uk: "Ні"), score: 0),
                        ]),
                        isRequired: true
                    )
                ],
                branches: [
                    ScriptBranch(to: "what_is_wrong", when: ["content": ["partly", "no"]]),
                    ScriptBranch(to: "advice"),
                ]
            ),
            ScriptStep(
                "what_is_wrong",
                title: LocalText("Недостатки", en: "Shortcomings", uk: "Недоліки"),
                questions: [
                    ScriptQuestion(
                        "shortcomings",
                        LocalText("Что не понравилось?", en: "What was wrong?", uk: "Що не сподобалося?"),
                        .longText,
                        isRequired: true
                    )
                ],
                branches: [ScriptBranch(to: "advice")]
            ),
            ScriptStep(
                "advice",
                title: LocalText("Рекомендация", en: "Recommendation", uk: "Рекомендація"),
                questions: [
                    ScriptQuestion(
                        "recommends",
                        LocalText(
                            "Посоветует нас знакомым, от 0 до 10",
                            en: "Recommends us to friends, from 0 to 10",
                            uk: "Порадить нас знайомим, від 0 до 10"
                        ),
                        .number(0...10)
                    ),
                    ScriptQuestion("wishes", LocalText("Пожелания", en: "Wishes", uk: "Побажання"), .longText),
                ]
            ),
        ]
    )
}
