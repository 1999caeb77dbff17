import Foundation

/// What a visitor has sent by a form, understood. Nothing in it is trusted but that it fits.
package struct WebRequest: Hashable, Sendable {
    package var name: String?
    package var phone: String?
    package var email: MailAddress?
    package var message: String?
    package var car: String?
    /// What else was asked, with the words by which it was.
    package var others: [Answer] = []

    package struct Answer: Hashable, Sendable {
        package var caption: String
        package var text: String

        package init(_ caption: String, _ text: String) {
            self.caption = caption
            self.text = text
        }
    }

    /// What is wrong, in the order of the form.
    package struct Refusal: Error, Hashable, Sendable {
        package var problems: [FieldProblem]
    }

    /// - Parameters:
    ///   - values: by the names of inputs; those that the form does not ask for are left out.
    ///   - numbers: says what is a telephone number.
    /// - Throws: `Refusal`.
    package init(_ values: [String: String], by form: WebForm, numbers: any PhoneNumberReading) throws(Refusal) {
        var problems: [FieldProblem] = []
        for field in form.asked {
            guard let text = values[field.key].flatMap(Contact.tidy) else {
                if field.isRequired { problems.append(FieldProblem(field.key, .required)) }
                continue
            }
            guard text.unicodeScalars.count <= field.limit else {
                problems.append(FieldProblem(field.key, .tooLong(limit: field.limit)))
                continue
            }
            if !take(text, field, numbers) { problems.append(FieldProblem(field.key, .malformed)) }
        }
        // Nobody can answer who left neither, where they were asked.
        let ways = form.asked.filter { $0.meaning == .phone || $0.meaning == .email }
        if problems.isEmpty, let way = ways.first, phone == nil, email == nil {
            problems.append(FieldProblem(way.key, .required))
        }
        guard problems.isEmpty else { throw Refusal(problems: problems) }
    }

    /// - Returns: false for what the field cannot hold.
    private mutating func take(_ text: String, _ field: WebFormField, _ numbers: any PhoneNumberReading) -> Bool {
        let line = LetterText.line(text, limit: field.limit)
        switch field.meaning {
        case .name: name = line
        case .phone:
            guard numbers.read(line).key != nil else { return false }
            phone = line
        case .email:
            guard let address = MailAddress(line) else { return false }
            email = address
        case .message: message = text
        case .car: car = line
        case nil: others.append(Answer(field.caption ?? field.key, text))
        }
        return true
    }
}

extension Contact {
    /// What a visitor wants of us, in writing: nobody has talked with them yet.
    package init(_ request: WebRequest, by form: WebForm, at now: Date) {
        self.init()
        at = now
        project = form.project
        source = form.source
        reason = form.reason
        personName = request.name
        contactPhone = request.phone
        statedVehicle = request.car.map { StatedVehicle(makeName: $0) }
        comment = Self.comment(of: request)
    }

    /// What was asked by name stands first, each on lines of its own: what is written into one of them passes for no other.
    private static func comment(of request: WebRequest) -> String? {
        var text = LetterText()
        text.add("E-mail", request.email?.description)
        for answer in request.others { text.add(answer.caption, answer.text) }
        text.part()
        if let message = request.message { text.add(message) }
        return tidy(LetterText.cut(text.text, to: Self.longestComment))
    }

    private static let longestComment = 4_000
}
