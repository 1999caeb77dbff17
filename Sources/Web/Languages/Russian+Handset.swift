/// Russian words for the keys of the own phone.
extension Russian {
    static let handset: [Phrase: String] = [
        .handsetAnswer: "Ответить",
        .handsetHold: "Удержать",
        .handsetResume: "Снять с удержания",
        .handsetNoPhone: "Вы не сидите за телефоном.",
        .handsetNoPBX: "С АТС соединён другой сервер: телефоном можно управлять только там.",
        .handsetDoesNotObey: "Телефон {} не слушается АТС. Снимите трубку и удержите звонок на нём самом.",
        .handsetGone: "Звонка на Вашем телефоне уже нет, или с ним уже что-то сделано.",
        .handsetRefused: "АТС отказала: до телефона {} в этом звонке она не дотянулась. Ничего не изменилось.",
        .handsetNotPermitted: "АТС не разрешает этого пользователю AMI: нужны права system и reporting.",
        .handsetNotConfirmed: "Телефон {} не сделал этого вовремя. Сделайте это на нём самом.",
    ]
}
