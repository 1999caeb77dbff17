/// A small car service as the source documents show it: what a demonstration and generated data begin with. Its phones and
/// numbers are those of the PBX simulator.
///
/// Plain values; whoever writes them into a database puts the number of a record where another names it.
package struct SampleBusiness: Hashable, Sendable {
    package struct Person: Hashable, Sendable {
        package var name: String
        package var position: String
        package var department: String
        /// One of `workshops`; `nil` for who belongs to none.
        package var workshop: String?
        package var phone: Extension?
        package var mobile: String?
        package var workSchedule: String?
    }

    package struct Number: Hashable, Sendable {
        package var number: String
        package var name: String?
        package var source: String
        package var branch: String
        /// The number of one of `projects`.
        package var project: String? = nil
    }

    package struct Project: Hashable, Sendable {
        package var number: String
        package var name: String
        package var greeting: String
        package var workSchedule: String
        /// Of `topics`, with what is below each.
        package var topics: [String]
        /// Of `people`.
        package var employees: [String]
    }

    package struct Car: Hashable, Sendable {
        package var name: String
        package var plateNumber: String
        /// How long a drive takes.
        package var driveMinutes: Int64
        package var branch: String
    }

    package struct Topic: Hashable, Sendable {
        package var name: String
        package var below: [String]
        /// The codes of the reasons of those who ask about it.
        package var reasons: Set<String>
    }

    /// The first is the main one.
    package var branches: [Branch]
    package var departments = ["Стол заказов", "Отдел з/ч", "Сервис", "Администрация"]
    /// All of the first branch.
    package var workshops = ["1 Слесарный", "2 Слесарный", "3 Кузовной"]
    package var positions: [JobPosition]
    package var people: [Person]
    package var sources = ["Радио", "Наружная реклама", "Справочная", "Интернет", "Рекомендация"]
    package var numbers: [Number]
    /// What is answered under some of the numbers.
    package var projects: [Project]
    /// Those that clients may try.
    package var cars: [Car]
    /// What people ask about.
    package var topics = [
        Topic(
            name: "Ремонт и обслуживание",
            below: [
                "Техобслуживание", "Подвеска и рулевое", "Двигатель", "Кузов и окраска", "Электрика", "Шиномонтаж",
            ],
            reasons: ["private_repair", "service_advisor", "corporate"]
        ),
        Topic(
            name: "Запасные части",
            below: ["Наличие и цена", "Под заказ", "Возврат"],
            reasons: ["parts", "private_repair"]
        ),
        Topic(name: "Стоимость и сроки", below: [], reasons: ["private_repair", "service_advisor", "other"]),
        Topic(name: "Гарантия", below: [], reasons: ["service_advisor", "other"]),
    ]

    package static let standard = SampleBusiness()

    private init() {
        branches = [
            Self.branch("Автозаводская", address: "Москва, ул. Автозаводская, 23"),
            Self.branch("Щербинка", address: "Москва, г. Щербинка, ул. Южная, 4"),
        ]
        branches[0].directions = """
            От метро «Автозаводская» последний вагон из центра, налево, 300 метров прямо до синих ворот.
            На машине: с Третьего кольца съезд на Автозаводскую улицу, второй поворот направо.
            """
        positions = [
            Self.position("Оператор"), Self.position("Мастер-консультант", isServiceAdvisor: true),
            Self.position("Менеджер отдела з/ч"), Self.position("Начальник цеха", isServiceAdvisor: true),
            Self.position("Директор"),
        ]
        numbers = [
            Number(number: "6467171", name: "Главный номер", source: "Справочная", branch: "Автозаводская"),
            Number(number: "7559996", name: nil, source: "Наружная реклама", branch: "Автозаводская"),
            Number(number: "7770011", name: "Сервис", source: "Интернет", branch: "Автозаводская", project: "310"),
            Number(
                number: "7770022",
                name: "Запасные части",
                source: "Интернет",
                branch: "Автозаводская",
                project: "320"
            ),
            Number(number: "7770033", name: nil, source: "Радио", branch: "Щербинка"),
            Number(number: "7770044", name: "После закрытия", source: "Справочная", branch: "Щербинка"),
        ]
        projects = [
            Project(
                number: "310",
                name: "Сервис",
                greeting: "Сервисный центр, добрый день! Какой у Вас автомобиль?",
                workSchedule: "пн-пт 9:00-20:00, сб 10:00-15:00",
                topics: ["Ремонт и обслуживание", "Стоимость и сроки", "Гарантия"],
                employees: ["Петрова Анна Сергеевна", "Смирнова Ольга Игоревна", "Кузнецова Ирина Павловна"]
            ),
            Project(
                number: "320",
                name: "Запасные части",
                greeting: "Магазин запасных частей, слушаю Вас. Что Вам подобрать?",
                workSchedule: "пн-пт 9:00-20:00, сб 10:00-15:00",
                topics: ["Запасные части"],
                employees: ["Зайцев Роман Юрьевич", "Лебедева Мария Викторовна"]
            ),
        ]
        cars = [
            Car(name: "LADA Vesta, белая", plateNumber: "Т101ТТ797", driveMinutes: 60, branch: "Автозаводская"),
            Car(name: "LADA Niva Travel, зелёная", plateNumber: "Т102ТТ797", driveMinutes: 90, branch: "Автозаводская"),
            Car(name: "LADA Largus, серый", plateNumber: "Т103ТТ797", driveMinutes: 60, branch: "Автозаводская"),
            Car(name: "LADA Granta, синяя", plateNumber: "Т104ТТ797", driveMinutes: 30, branch: "Щербинка"),
        ]
        let week = "пн-пт 9:00-18:00"
        let shift = "пн-пт 9:00-20:00, сб 10:00-15:00"
        people = [
            Self.person(
                "Петрова Анна Сергеевна",
                position: "Оператор",
                department: "Стол заказов",
                phone: "0111",
                workSchedule: shift
            ),
            Self.person(
                "Смирнова Ольга Игоревна",
                position: "Оператор",
                department: "Стол заказов",
                phone: "0125",
                workSchedule: shift
            ),
            Self.person(
                "Кузнецова Ирина Павловна",
                position: "Оператор",
                department: "Стол заказов",
                phone: "0113",
                workSchedule: shift
            ),
            Self.person(
                "Рожин Олег Юрьевич",
                position: "Мастер-консультант",
                department: "Сервис",
                workshop: "1 Слесарный",
                phone: "0201",
                mobile: "8 (903) 790-63-50",
                workSchedule: shift
            ),
            Self.person(
                "Ерёмин Виктор Андреевич",
                position: "Мастер-консультант",
                department: "Сервис",
                workshop: "1 Слесарный",
                phone: "0202",
                mobile: "8 (916) 215-40-12",
                workSchedule: shift
            ),
            Self.person(
                "Гусев Денис Львович",
                position: "Мастер-консультант",
                department: "Сервис",
                workshop: "2 Слесарный",
                phone: "0204",
                mobile: "8 (916) 000-02-04",
                workSchedule: week
            ),
            // As in the source documents, a master may have neither extension nor mobile nor workshop.
            Self.person("Тарасов Николай Петрович", position: "Мастер-консультант", department: "Сервис"),
            Self.person(
                "Белов Максим Олегович",
                position: "Начальник цеха",
                department: "Сервис",
                workshop: "3 Кузовной",
                phone: "0205",
                mobile: "8 (925) 771-18-03",
                workSchedule: week
            ),
            Self.person(
                "Фомин Артём Ильич",
                position: "Мастер-консультант",
                department: "Сервис",
                workshop: "3 Кузовной",
                phone: "0206",
                workSchedule: week
            ),
            Self.person(
                "Зайцев Роман Юрьевич",
                position: "Менеджер отдела з/ч",
                department: "Отдел з/ч",
                phone: "0207",
                workSchedule: shift
            ),
            Self.person(
                "Лебедева Мария Викторовна",
                position: "Менеджер отдела з/ч",
                department: "Отдел з/ч",
                phone: "0208",
                workSchedule: shift
            ),
            Self.person(
                "Соколов Андрей Николаевич",
                position: "Директор",
                department: "Администрация",
                phone: "0209",
                mobile: "8 (495) 646-71-72",
                workSchedule: week
            ),
        ]
    }

    private static func branch(_ name: String, address: String) -> Branch {
        var branch = Branch()
        branch.name = name
        branch.address = address
        return branch
    }

    private static func position(_ name: String, isServiceAdvisor: Bool = false) -> JobPosition {
        var position = JobPosition()
        position.name = name
        position.isServiceAdvisor = isServiceAdvisor
        return position
    }

    private static func person(
        _ name: String,
        position: String,
        department: String,
        workshop: String? = nil,
        phone: String? = nil,
        mobile: String? = nil,
        workSchedule: String? = nil
    ) -> Person {
        Person(
            name: name,
            position: position,
            department: department,
            workshop: workshop,
            phone: phone.map { Extension($0) },
            mobile: mobile,
            workSchedule: workSchedule
        )
    }
}
