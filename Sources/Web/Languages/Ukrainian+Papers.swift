/// Ukrainian words for papers that are made from templates.
extension Ukrainian {
    static let paperWords: [Phrase: String] = [
        .papers: "Документи за шаблонами",
        .paperOne: "Документ за шаблоном",
        .paperBack: "До картки",
        .paperMake: "Створити документ",
        .paperNumberLater: "Номер документ отримає, коли буде створений",
        .paperNoTemplates: "Шаблонів ще немає: їх заводять у довіднику «Шаблони документів»",
        .paperStale:
            "Відтоді, як документ показано, дані змінилися: нижче він такий, який є зараз. Перевірте й створіть ще раз",
        .paperAuthor: "Хто створив",
        .paperDate: "Дата документа",
        .paperServices: "Таблиця наданих послуг із сумами, на окремому рядку",
        .paperTotal: "Сума послуг",
        .paperLetter: "Лист",
        .paperInvoice: "Рахунок",
        .paperAct: "Акт",
        .paperOther: "Інший документ",
        .paperMakePDF: "Створити PDF",
        .paperPrint: "Відкрити для друку",
        .paperNoPrinting:
            "PDF не створюється: на сервері не налаштовано WeasyPrint (fax.weasyprint). Документ можна надрукувати з браузера",
        .paperPrintFailed:
            "PDF не створено: WeasyPrint не запустився або закінчив з помилкою. Документ збережено, його можна надрукувати з браузера. Адміністратору: перевірте fax.weasyprint і журнал сервера, потім натисніть «Створити PDF»",
        .paperPrintTooMuch:
            "PDF не створено: на нього забракло часу або пам’яті. Документ збережено, його можна надрукувати з браузера. Скоротіть шаблон",
        .paperPrintBusy: "PDF поки не створено: зараз друкують надто багато. Натисніть «Створити PDF» за хвилину",
        .paperAddresses: "Адреси",
        .paperNobody: "Кому надіслати? Вкажіть адресу",
        .paperLetterText: "Текст листа",
        .paperEnclosed: "У вкладенні: {}",
        .documentTemplates: "Шаблони документів",
        .documentTemplateName: "Шаблон документа",
        .fieldPaperKind: "Вид документа",
        .fieldTemplateText: "Текст",
        .hintTemplateText:
            "Заголовки починаються з #, ## або ###, пункти списку з «- », жирне стоїть між **, порожній рядок відділяє абзац. Рядок таблиці: | Послуга | Сума |; під шапкою |---|---:|, двокрапка притискає стовпець праворуч. --- це лінія",
        .inRussian: "російська",
        .inEnglish: "англійська",
        .inUkrainian: "українська",
        .problemPlaceholder: "У рядку {} стоїть {}, а такого місця немає: можливі перелічено нижче",
        .problemTableInLine: "У рядку {}: таблиця послуг пишеться на окремому рядку",
        .templatePlaces: "Що можна вставити в текст",
        .templateContact: "Номер контакту",
        .templateTry: "Показати на контакті",
        .templateNoContact: "Контакту {} немає",
        .clientStoryTask: "Завдання",
        .clientStoryTaskOpen: "відкрите",
        .clientStoryTaskLate: "прострочене",
    ]
}
