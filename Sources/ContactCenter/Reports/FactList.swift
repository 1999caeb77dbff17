import Foundation

/// The place of a fact in a list: by days, which are those of the branches' clocks, and within a day by the time.
package struct FactPlace: Hashable, Comparable, Sendable {
    package var day: Day
    package var at: Date
    /// The number of the contact's, the document's or the call's row.
    package var row: Int64

    package init(day: Day, at: Date, row: Int64) {
        self.day = day
        self.at = at
        self.row = row
    }

    package static func < (left: FactPlace, right: FactPlace) -> Bool {
        (left.day, left.at, left.row) < (right.day, right.at, right.row)
    }
}

/// Which facts are to be listed: those behind a figure of a report (requirement S2.21).
package struct FactListQuestion: Hashable, Sendable {
    package var kind: FactKind
    package var days: ClosedRange<Day>
    /// Which values a fact may have; `nil` among them stands for none. Told dimensions are put as what they are told from.
    package var filter: [FactDimension: Set<String?>]
    /// What was written down about their contacts.
    package var text: SoughtText?
    /// Only those before this one: the latest come first.
    package var before: FactPlace?
    package var limit: Int

    package init(
        _ kind: FactKind,
        days: ClosedRange<Day>,
        filter: [FactDimension: Set<String?>] = [:],
        text: SoughtText? = nil,
        before place: FactPlace? = nil,
        limit: Int
    ) {
        self.kind = kind
        self.days = days
        self.filter = filter
        self.text = text
        before = place
        self.limit = limit
    }

    /// Whether a fact of one of the days is meant.
    package func includes(_ fact: Fact) -> Bool {
        days.contains(fact.day)
            && filter.allSatisfy { dimension, values in
                dimension == .weekday
                    ? values.contains(String(fact.day.weekday))
                    : dimension.values(of: fact.values[dimension]).contains(where: values.contains)
            }
    }
}

/// A fact in a list, with what people know it by.
package struct ListedFact: Hashable, Sendable {
    package var place: FactPlace
    package var values: [FactDimension: String]
    package var amounts: [FactQuantity: Int64]
    /// The number of a contact or a document.
    package var number: String?
    /// The client, or who the person said to be.
    package var person: String?
    /// As it was delivered.
    package var phone: String?
    /// The contact that a document belongs to.
    package var contact: ContactID?
    package var documentKind: Document.Kind?
    package var call: CallID?

    package init(place: FactPlace, values: [FactDimension: String], amounts: [FactQuantity: Int64]) {
        self.place = place
        self.values = values
        self.amounts = amounts
    }
}

package struct FactListAnswer: Hashable, Sendable {
    /// Of all pages: the figure.
    package var count: Int64
    /// The latest first.
    package var facts: [ListedFact]
    package var hasMore: Bool

    package init(count: Int64, facts: [ListedFact], hasMore: Bool) {
        self.count = count
        self.facts = facts
        self.hasMore = hasMore
    }
}
