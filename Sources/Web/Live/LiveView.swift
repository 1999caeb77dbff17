import ContactCenter
import Foundation

/// What one browser shows and what it should show.
///
/// Nothing is queued for a browser: however many changes come while it cannot read, the next patch leads straight to the
/// state that holds then. Memory is bounded by what is on the page.
actor LiveView<Page: LivePage>: LiveChannel {
    let name: ChannelName
    let interest: LiveInterest
    let pace: Duration

    private var page: Page
    private let viewer: Viewer
    /// At which the browser's page was rendered, if it told.
    private let seen: Position?
    private var position = Position.start
    private var shown: [Page.Part] = []
    private var asked: Set<EarlierCalls.Question> = []

    init(_ page: Page, named name: ChannelName, for viewer: Viewer, from seen: Position?) {
        self.name = name
        self.page = page
        self.viewer = viewer
        self.seen = seen
        interest = page.interest
        pace = page.pace
    }

    func show(_ snapshot: LiveSnapshot) {
        page.show(snapshot)
        position = max(position, snapshot.position)
        asked = []
    }

    func apply(_ changes: [LiveChange], at newPosition: Position) -> Bool {
        let isNews = newPosition > position
        var hasChanged = false
        for change in changes {
            guard isNews || !change.followsPosition else { continue }
            page.apply(change)
            hasChanged = true
        }
        position = max(position, newPosition)
        return hasChanged
    }

    func newQuestions() -> [EarlierCalls.Question] {
        let questions = page.questions
        let new = questions.filter { !asked.contains($0) }
        asked = Set(questions)
        return new
    }

    func learn(_ answer: EarlierCalls.Answer, to question: EarlierCalls.Question) {
        page.learn(answer, to: question)
    }

    /// - Returns: false when there was nothing to look up.
    func recall(from memory: CardMemory) async -> Bool {
        let questions = page.recollections
        for question in questions { page.recall(await memory.answer(to: question), to: question) }
        return !questions.isEmpty
    }

    func opening(at now: Date) -> ServerSentEvent {
        shown = page.parts(at: now)
        let regions = Page.Part.Region.allCases.filter { seen != position || !$0.followsPosition }
        return event(with: .filling(regions, with: shown, for: viewer(at: now)), at: now)
    }

    func change(at now: Date) -> ServerSentEvent? {
        let parts = page.parts(at: now)
        let patch = LivePatch.difference(from: shown, to: parts, for: viewer(at: now))
        shown = parts
        return patch.operations.isEmpty ? nil : event(with: patch, at: now)
    }

    private func event(with patch: LivePatch, at now: Date) -> ServerSentEvent {
        .patch(patch, of: name, position: position, at: now)
    }

    private func viewer(at now: Date) -> Viewer {
        var viewer = viewer
        viewer.now = now
        return viewer
    }
}
