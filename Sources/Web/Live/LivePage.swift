import ContactCenter
import Foundation

/// One keyed piece of a live page: a row, a card, a line. A value, so that two states of a page can be compared.
protocol LivePart: Hashable, Sendable {
    associatedtype Region: LiveRegion

    /// The element of the page it stands in.
    var region: Region { get }
    /// The `id` of its element; unique on the page.
    var key: String { get }
    /// One element whose `id` is `key`.
    func html(for viewer: Viewer) -> HTML
}

/// An element of a live page that holds parts in order; its raw value is the element's `id`.
protocol LiveRegion: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// Depends on nothing but committed calls: a browser that has seen the same position has the same content.
    var followsPosition: Bool { get }
}

/// The state behind a live page, from which it is rendered first and kept true afterwards.
protocol LivePage: Sendable {
    associatedtype Part: LivePart

    /// What of the desk concerns the page.
    var interest: LiveInterest { get }
    /// The shortest time between two patches.
    var pace: Duration { get }
    /// The page once more, from the beginning.
    mutating func show(_ snapshot: LiveSnapshot)
    mutating func apply(_ change: LiveChange)
    /// Everything that changes on the page, in the order it stands in.
    func parts(at now: Date) -> [Part]

    /// Numbers whose earlier calls the page would like to show and does not know yet.
    var questions: [EarlierCalls.Question] { get }
    mutating func learn(_ answer: EarlierCalls.Answer, to question: EarlierCalls.Question)

    /// What must be looked up before the page can be shown as it is.
    var recollections: [CardMemory.Question] { get }
    mutating func recall(_ answer: CardMemory.Answer, to question: CardMemory.Question)
}

extension LivePage {
    var pace: Duration { .zero }
    var questions: [EarlierCalls.Question] { [] }
    mutating func learn(_ answer: EarlierCalls.Answer, to question: EarlierCalls.Question) {}
    var recollections: [CardMemory.Question] { [] }
    mutating func recall(_ answer: CardMemory.Answer, to question: CardMemory.Question) {}
}

extension Array where Element: LivePart {
    /// What stands in a region, rendered.
    func html(in region: Element.Region, for viewer: Viewer) -> HTML {
        var html = HTML.nothing
        for part in self where part.region == region { html += part.html(for: viewer) }
        return html
    }
}
