/// Ukrainian words for the keys of the own phone.
extension Ukrainian {
    static let handset: [Phrase: String] = [
        .handsetAnswer: "Відповісти",
        .handsetHold: "Утримати",
        .handsetResume: "Зняти з утримання",
        .handsetNoPhone: "Ви не сидите за телефоном.",
        .handsetNoPBX: "З АТС з’єднаний інший сервер: телефоном можна керувати лише там.",
        .handsetDoesNotObey: "Телефон {} не слухається АТС. Зніміть слухавку й утримайте дзвінок на ньому самому.",
        .handsetGone: "Дзвінка на Вашому телефоні вже немає, або з ним уже щось зроблено.",
        .handsetRefused: "АТС відмовила: до телефона {} у цьому дзвінку вона не дістала. Нічого не змінилося.",
        .handsetNotPermitted: "АТС не дозволяє цього користувачеві AMI: потрібні права system і reporting.",
        .handsetNotConfirmed: "Телефон {} не зробив цього вчасно. Зробіть це на ньому самому.",
    ]
}
