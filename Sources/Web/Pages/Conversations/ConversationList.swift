import ContactCenter
import Foundation

/// What the address of a list of conversations asks for, and what may be asked for.
struct ConversationList: Sendable {
    enum Field {
        static let direction = "direction"
        static let person = "person"
        static let recorded = "recorded"
        static let lack = "lack"
        /// The conversation that is shown above the list.
        static let call = "call"
        static let before = "before"
        static let after = "after"

        /// Where on the list the reader is.
        static let place = [call, before, after]
        static let all = PeriodChoice.fields + [direction, person, recorded, lack] + place
    }

    static let rowsOnPage = 50

    private(set) var address: ListAddress
    private(set) var period: ListPeriod
    /// No period was asked for, and all of time is shown.
    private(set) var isWholeTime: Bool
    private(set) var fields: [FilterField] = []
    private(set) var question = ConversationQuestion(limit: rowsOnPage)

    /// - Parameter standard: the period where none is asked for; `nil` shows all of time then.
    init(_ address: ListAddress, standard: PeriodChoice.Preset?, for viewer: Viewer) {
        self.address = address
        period = ListPeriod(address, standard: standard ?? .thisYear, for: viewer)
        isWholeTime = standard == nil && PeriodChoice.fields.allSatisfy { address[$0] == nil }
        question.period = isWholeTime ? nil : period.period
        if let place = address[Field.before].flatMap(ListPlace.init(text:)) {
            question.turn = .before(place)
        } else if let place = address[Field.after].flatMap(ListPlace.init(text:)) {
            question.turn = .after(place)
        }
    }

    var isWrong: Bool { period.refusal != nil || fields.contains { $0.error != nil } }
    var chosen: CallID? { address[Field.call].flatMap(CallID.init(description:)) }

    // MARK: - What it is narrowed by

    mutating func offerDirection(for viewer: Viewer) {
        let directions: [CallDirection] = [.inbound, .outbound]
        question.direction = offer(
            Field.direction,
            .direction,
            directions.map { .init($0.rawValue, viewer.language[$0.phrase]) },
            for: viewer
        ) { text in directions.first { $0.rawValue == text } }
    }

    mutating func offer(_ people: [ListedPerson], for viewer: Viewer) {
        question.person = offer(
            Field.person,
            .employee,
            people.map { .init("\($0.id)", foreignOption($0.name)) },
            for: viewer
        ) { text in people.first { "\($0.id)" == text }?.id }
    }

    mutating func offerRecorded(for viewer: Viewer) {
        question.isRecorded =
            offer(
                Field.recorded,
                .recording,
                [.init("yes", viewer.language[.conversationIsRecorded])],
                for: viewer
            ) { $0 == "yes" ? true : nil } ?? false
    }

    mutating func ask(_ change: (inout ConversationQuestion) -> Void) { change(&question) }

    private mutating func offer<Value>(
        _ name: String,
        _ label: Phrase,
        _ options: [FilterField.Option],
        for viewer: Viewer,
        read: (String) -> Value?
    ) -> Value? {
        let (field, value) = FilterField.reading(
            name,
            label,
            .choice(options),
            of: address,
            for: viewer,
            read: read
        )
        fields.append(field)
        return value
    }

    // MARK: - Its parts on the page

    /// - Parameter hasWholeTime: all of time may be asked for.
    func bar(hasWholeTime: Bool) -> FilterBar {
        FilterBar(
            address: address,
            period: period,
            fields: fields,
            placeFields: Field.place,
            isWholeTime: hasWholeTime ? isWholeTime : nil
        )
    }

    func table(_ content: ConversationContent, label: HTML, for viewer: Viewer) -> HTML {
        let here = address.without(Field.place)
        let rows = content.answer.rows
        return ListTable(
            label: label,
            columns: [
                .init(.time), .init(.direction), .init(.employee), .init(.subscriberNumber),
                .init(.conversation, isNumber: true), .init(.conversationContact), .init(.recording),
            ],
            rows: rows.map { ConversationRow(conversation: $0, list: self, content: content, viewer: viewer).html },
            newer: content.answer.hasLater
                ? rows.first.map { here.with(Field.after, $0.listed.place.text) } : nil,
            older: content.answer.hasEarlier
                ? rows.last.map { here.with(Field.before, $0.listed.place.text) } : nil
        ).html(for: viewer)
    }

    static func keys(for viewer: Viewer) -> HTML {
        """
        <span><kbd>J</kbd> <kbd>K</kbd> \(viewer.language[.keyRows])</span>\
        <span><kbd>Enter</kbd> \(viewer.language[.keyOpen])</span>
        """
    }
}
