/// Ukrainian words for projects.
extension Ukrainian {
    static let projects: [Phrase: String] = [
        .projects: "Проєкти",
        .projectName: "Проєкт",
        .projectNumber: "Номер проєкту",
        .projectClient: "Замовник",
        .projectClientHint: "Порожньо: власний проєкт",
        .projectGreeting: "Привітання",
        .projectGreetingHint: "Оператор бачить його на картці, поки телефон дзвонить",
        .projectTopicsHint: "Пропонуються лише ці теми й ті, що нижче них; не вибрано нічого: усі",
        .projectEmployees: "Оператори",
        .projectEmployeesHint: "Хто працює на проєкті: їх просять узяти контакти, за які ніхто не відповідає",
        .projectHours: "Години роботи",
        .projectHoursHint: "Наприклад: пн-пт 9:00-18:00. Порожньо: як філія номера. Дзвінки в інший час позначаються",
        .projectMailBox: "Поштова скринька",
        .projectOfNumberHint: "Проєкт, на який надходять дзвінки на цей номер",
        .projectNone: "без проєкту",
        .scriptUsesProjects: "Починає контакти проєкту",
    ]
}
