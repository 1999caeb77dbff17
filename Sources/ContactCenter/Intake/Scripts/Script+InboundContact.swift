extension Script {
    /// What the database knows the shipped process by.
    package static let inboundContactCode = "inbound_contact"

    /// The process "Inbound contact" as it is shipped (requirements S0.8 to S0.34, decision D4): from the greeting to a registered
    /// contact, by the route of the chosen reason. A supervisor may edit it.
    package static let inboundContact = Script(
        name: LocalText("Входящий контакт", en: "Inbound contact", uk: "Вхідний контакт"),
        start: "reason",
        steps: [
            reason, identify, firstTime, master, advisor, testDrive, employee, reminder, directions, continuation,
            transferred, reminded, informed, dropped,
        ]
    )

    private static let reason = ScriptStep(
        "reason",
        title: LocalText("Причина обращения", en: "Reason", uk: "Причина звернення"),
        hint: LocalText(
            "Клиент звонит по телефону, представляемся",
            en: "The client is calling: introduce the company",
            uk: "Клієнт телефонує, називаємо компанію"
        ),
        say: LocalText("{company}! Здравствуйте!", en: "{company}! Hello!", uk: "{company}! Вітаю!"),
        questions: [
            ScriptQuestion(
                ScriptAnswer.personName,
                LocalText("Как обращаться?", en: "How to address the caller?", uk: "Як звертатися?")
            ),
            ScriptQuestion(
                ScriptAnswer.reason,
                LocalText("Причина обращения", en: "Reason", uk: "Причина звернення"),
                .directory(.reasons),
                isRequired: true
            ),
            ScriptQuestion(
                ScriptAnswer.isStatusInquiry,
                LocalText("По статусу заказа", en: "About the state of an order", uk: "Щодо стану замовлення"),
                .yesNo
            ),
            ScriptQuestion(
                ScriptAnswer.works,
                LocalText(
                    "Введите краткую информацию по работам",
                    en: "The works wanted, in short",
                    uk: "Введіть коротку інформацію про роботи"
                ),
                .longText
            ),
        ],
        branches: [
            ScriptBranch(to: "dropped", when: ["reason": ["dropped"]]),
            ScriptBranch(to: "identify", when: ["route": ["private_repair"], "caller": ["unknown"]]),
            ScriptBranch(to: "master", when: ["route": ["private_repair"]]),
            ScriptBranch(to: "advisor", when: ["route": ["service_advisor"]]),
            ScriptBranch(to: "test_drive", when: ["route": ["employee"], "offers": ["test_drive"]]),
            ScriptBranch(to: "employee", when: ["route": ["employee"]]),
            ScriptBranch(to: "directions", when: ["route": ["directions"]]),
            ScriptBranch(to: "continuation", when: ["route": ["base_contact"]]),
            ScriptBranch(to: "informed"),
        ]
    )

    private static let identify = ScriptStep(
        "identify",
        title: LocalText("Поиск клиента", en: "Finding the client", uk: "Пошук клієнта"),
        hint: LocalText("Спрашиваем клиента", en: "Ask the client", uk: "Запитуємо клієнта"),
        say: LocalText(
            "Вы ранее обслуживались в нашем техцентре?",
            en: "Have you been to our service centre before?",
            uk: "Ви раніше обслуговувалися в нашому техцентрі?"
        ),
        acts: [.identifyClient(isRequired: false)],
        branches: [ScriptBranch(to: "first_time", when: ["is_new": ["yes"]]), ScriptBranch(to: "master")]
    )

    private static let firstTime = ScriptStep(
        "first_time",
        title: LocalText("Первичная информация", en: "First-time data", uk: "Первинна інформація"),
        hint: LocalText(
            "Выяснить какой у него автомобиль",
            en: "Find out what car it is",
            uk: "З'ясувати, який у нього автомобіль"
        ),
        say: LocalText(
            "Назовите, пожалуйста, марку и модель вашего автомобиля",
            en: "What make and model is your car, please?",
            uk: "Назвіть, будь ласка, марку та модель вашого автомобіля"
        ),
        acts: [.firstTimeData],
        branches: [ScriptBranch(to: "master")]
    )

    private static let toMaster = LocalText(
        "Оставайтесь, пожалуйста, на линии, я соединяю Вас с мастером-консультантом!",
        en: "Please hold the line, I am putting you through to a service advisor!",
        uk: "Залишайтеся, будь ласка, на лінії, я з'єдную Вас із майстром-консультантом!"
    )

    private static let afterTransfer = [
        ScriptBranch(to: "reminder", when: ["transfer": ["failed"]]), ScriptBranch(to: "transferred"),
    ]

    private static let master = ScriptStep(
        "master",
        title: LocalText("Перевод на мастера", en: "Transfer to a master", uk: "Переведення на майстра"),
        say: toMaster,
        acts: [.transfer(.masters)],
        branches: afterTransfer
    )

    private static let advisor = ScriptStep(
        "advisor",
        title: LocalText("Выбор мастера", en: "Choosing a master", uk: "Вибір майстра"),
        say: toMaster,
        acts: [.transfer(.masters)],
        branches: afterTransfer
    )

    private static let testDrive = ScriptStep(
        "test_drive",
        title: LocalText("Тест-драйв", en: "Test drive", uk: "Тест-драйв"),
        say: LocalText(
            "Хотите проехать на автомобиле сами? Когда Вам удобно приехать на тест-драйв?",
            en: "Would you like to drive the car yourself? When would a test drive suit you?",
            uk: "Бажаєте проїхати на автомобілі самі? Коли Вам зручно приїхати на тест-драйв?"
        ),
        acts: [.offer(.testDrive)],
        branches: [ScriptBranch(to: "employee")]
    )

    private static let employee = ScriptStep(
        "employee",
        title: LocalText("Выбор сотрудника", en: "Choosing an employee", uk: "Вибір працівника"),
        say: LocalText(
            "Оставайтесь, пожалуйста, на линии, я соединяю Вас со специалистом!",
            en: "Please hold the line, I am putting you through!",
            uk: "Залишайтеся, будь ласка, на лінії, я з'єдную Вас зі спеціалістом!"
        ),
        acts: [.transfer(.department)],
        branches: afterTransfer
    )

    private static let reminder = ScriptStep(
        "reminder",
        title: LocalText("Напоминание", en: "Reminder", uk: "Нагадування"),
        say: LocalText(
            """
            В настоящий момент все консультанты заняты. Вам будет удобно оставить номер своего телефона? \
            Мастер свяжется с Вами в течение 15 минут
            """,
            en: """
                All our advisors are busy at the moment. Would you leave your phone number? \
                An advisor will call you back within 15 minutes
                """,
            uk: """
                Наразі всі консультанти зайняті. Вам буде зручно залишити номер свого телефону? \
                Майстер зв'яжеться з Вами протягом 15 хвилин
                """
        ),
        acts: [
            .remind(
                minutes: 15,
                text: LocalText(
                    "Перезвонить клиенту, информация о звонке открывается по ссылке на звонок",
                    en: "Call the client back; the link to the call opens what is known of it",
                    uk: "Передзвонити клієнту, інформація про дзвінок відкривається за посиланням на дзвінок"
                )
            )
        ],
        branches: [ScriptBranch(to: "reminded")]
    )

    private static let directions = ScriptStep(
        "directions",
        title: LocalText("Маршрут проезда", en: "The way here", uk: "Маршрут проїзду"),
        hint: LocalText("Объясняем, как добраться", en: "Explain the way", uk: "Пояснюємо, як дістатися"),
        say: LocalText("{directions}", en: "{directions}", uk: "{directions}"),
        branches: [ScriptBranch(to: "informed")]
    )

    private static let continuation = ScriptStep(
        "continuation",
        title: LocalText("Звонок-основание", en: "The earlier contact", uk: "Дзвінок-підстава"),
        hint: LocalText(
            "Выберите звонок, который послужил причиной этого обращения",
            en: "Choose the contact that this one continues",
            uk: "Виберіть дзвінок, який став причиною цього звернення"
        ),
        questions: [
            ScriptQuestion(
                "needs_transfer",
                LocalText("Перевести на сотрудника", en: "Transfer to an employee", uk: "Перевести на працівника"),
                .yesNo
            )
        ],
        acts: [.chooseBaseContact],
        branches: [ScriptBranch(to: "employee", when: ["needs_transfer": ["yes"]]), ScriptBranch(to: "informed")]
    )

    private static let transferred = ScriptStep.end("transferred", .transferred)
    private static let reminded = ScriptStep.end("reminded", .reminder)
    private static let informed = ScriptStep.end("informed", .informed)
    private static let dropped = ScriptStep.end("dropped", .dropped)
}
