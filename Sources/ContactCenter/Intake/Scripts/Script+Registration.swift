extension Script {
    /// What the database knows the shipped registration by.
    package static let registrationCode = "registration"

    /// The registration in one card, as it is shipped for the reception (requirements S1.2 to S1.15, S1.26, S1.28): reason, client,
    /// who is responsible, what is promised, whether the visitor waits. A supervisor may edit it.
    package static let registration = Script(
        name: LocalText("Регистрация обращения", en: "Registration", uk: "Реєстрація звернення"),
        start: "card",
        steps: [card, .end("assigned", .assigned), .end("informed", .informed)]
    )

    private static let card = ScriptStep(
        "card",
        title: LocalText("Регистрация", en: "Registration", uk: "Реєстрація"),
        questions: [
            ScriptQuestion(ScriptAnswer.personName, LocalText("Обращение", en: "How to address", uk: "Звертання")),
            ScriptQuestion(
                ScriptAnswer.reason,
                LocalText("Цель контакта", en: "Reason", uk: "Мета контакту"),
                .directory(.reasons),
                isRequired: true
            ),
            ScriptQuestion(ScriptAnswer.comment, LocalText("Примечание", en: "Note", uk: "Примітка"), .longText),
            ScriptQuestion(
                ScriptAnswer.waits,
                LocalText("В очередь ожидания", en: "Into the waiting queue", uk: "У чергу очікування"),
                .yesNo
            ),
            ScriptQuestion(
                "is_settled",
                LocalText("Вопрос решён на месте", en: "Settled at the desk", uk: "Питання вирішено на місці"),
                .yesNo
            ),
        ],
        acts: [
            .identifyClient(isRequired: true), .chooseEmployee(.department, isRequired: false), .offer(.appointment),
            .offer(.testDrive),
        ],
        branches: [ScriptBranch(to: "informed", when: ["is_settled": ["yes"]]), ScriptBranch(to: "assigned")]
    )
}
