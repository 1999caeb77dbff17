import ContactCenter
import Foundation

/// What somebody typed on the card of a contact, on top of what stood there.
struct ContactForm {
    var contact: Contact
    /// As it was typed; the contact that it names is looked up by the page's handler.
    var baseNumber: String?
    var problems: [FieldProblem] = []

    /// Fields that the form does not have stay as they are.
    ///
    /// - Parameter mayJudge: may say whether a contact is first-time.
    init(_ form: Form, over contact: Contact, mayJudge: Bool) {
        self.contact = contact
        takeRecords(form)
        takeTexts(form)
        takeVehicle(form)
        for (field, path) in [
            ("is_inquiry", \Contact.isInquiry), ("is_status_inquiry", \.isStatusInquiry),
        ] where form["has_\(field)"] != nil {
            self.contact[keyPath: path] = form[field] != nil
        }
        if let text = form["outcome"] { self.contact.outcome = Contact.Outcome(rawValue: text) }
        if let text = form["client_type"] { self.contact.clientType = ClientType(rawValue: text) }
        if mayJudge, let novelty = form["novelty"].flatMap(Contact.Novelty.init(rawValue:)) {
            self.contact.setNovelty(novelty)
        }
        if form["client_off"] != nil { self.contact.client = nil }
        if let text = form["base_contact"] {
            baseNumber = text.trimmingCharacters(in: .whitespacesAndNewlines)
            if baseNumber?.isEmpty ?? true { self.contact.baseContact = nil }
        }
    }

    private mutating func takeRecords(_ form: Form) {
        if let id: ReasonID? = form.record("reason") { contact.reason = id }
        if let id: ContactChannelID? = form.record("channel") { contact.channel = id }
        if let id: SourceID? = form.record("source") { contact.source = id }
        if let id: BranchID? = form.record("branch") { contact.branch = id }
        if let id: ProjectID? = form.record("project") { contact.project = id }
        if let id: EmployeeID? = form.record("responsible") { contact.responsible = id }
        if let id: WorkshopID? = form.record("workshop") { contact.workshop = id }
        if let id: ClientID? = form.record("client") { contact.client = id }
        if let id: LeadQualityID? = form.record("quality") { contact.quality = id }
        // Where none is ticked nothing of them is sent.
        if form["has_topics"] != nil {
            contact.topics = Set(form.all("topics").compactMap { Int64($0) }.map(TopicID.init(_:))).sorted()
        }
    }

    private mutating func takeTexts(_ form: Form) {
        for (field, path) in [
            ("person_name", \Contact.personName), ("contact_phone", \.contactPhone), ("works", \.works),
            ("comment", \.comment), ("caller_number", \.callerNumber), ("did", \.did),
        ] {
            guard let text = form[field] else { continue }
            contact[keyPath: path] = text.isEmpty ? nil : text
        }
    }

    private mutating func takeVehicle(_ form: Form) {
        guard let make = form["stated_make"] else { return }
        let yearText = (form["stated_year"] ?? "").trimmingCharacters(in: .whitespaces)
        let year = Int64(yearText)
        if year == nil, !yearText.isEmpty { problems.append(FieldProblem("stated_year", .malformed)) }
        let model = form["stated_model"].flatMap { $0.isEmpty ? nil : $0 }
        if make.isEmpty, model == nil, year == nil {
            contact.statedVehicle = nil
            return
        }
        if make.isEmpty { problems.append(FieldProblem("stated_make", .required)) }
        let known = contact.statedVehicle?.makeName == make ? contact.statedVehicle?.make : nil
        contact.statedVehicle = StatedVehicle(make: known, makeName: make, model: model, year: year)
    }
}

extension Form {
    /// - Returns: `nil` when there is no such field; a record that is `nil` when nothing was chosen.
    fileprivate func record<Record>(_ name: String) -> RecordID<Record>?? {
        self[name].map { text in Int64(text).map(RecordID<Record>.init(_:)) }
    }
}
