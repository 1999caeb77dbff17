/// Russian words for projects.
extension Russian {
    static let projects: [Phrase: String] = [
        .projects: "Проекты",
        .projectName: "Проект",
        .projectNumber: "Номер проекта",
        .projectClient: "Заказчик",
        .projectClientHint: "Пусто: свой проект",
        .projectGreeting: "Приветствие",
        .projectGreetingHint: "Оператор видит его на карточке, пока телефон звонит",
        .projectTopicsHint: "Только эти темы и те, что ниже них, предлагаются; не выбрано ничего: все",
        .projectEmployees: "Операторы",
        .projectEmployeesHint: "Кто работает на проекте: их просят взять контакты, за которые никто не отвечает",
        .projectHours: "Часы работы",
        .projectHoursHint: "Например: пн-пт 9:00-18:00. Пусто: как филиал номера. Звонки в другое время отмечаются",
        .projectMailBox: "Почтовый ящик",
        .projectOfNumberHint: "Проект, на который приходят звонки на этот номер",
        .projectNone: "без проекта",
        .scriptUsesProjects: "Начинает контакты проекта",
    ]
}
