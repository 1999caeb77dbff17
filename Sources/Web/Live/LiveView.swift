import ContactCenter
import Foundation

/// What one browser shows and what it should show.
///
/// Nothing is queued for a browser: however many changes come while it cannot read, the next patch leads straight to the
/// state that holds then. Memory is bounded by what is on the page.
actor LiveView<Page: LivePage> {
    private var page: Page
    private let viewer: Viewer
    private var position: Position
    private var shown: [Page.Part] = []
    private var asked: Set<EarlierCalls.Question> = []

    init(_ page: Page, for viewer: Viewer, from snapshot: LiveSnapshot) {
        self.page = page
        self.viewer = viewer
        self.position = snapshot.position
        self.page.show(snapshot)
    }

    func show(_ snapshot: LiveSnapshot) {
        page.show(snapshot)
        position = max(position, snapshot.position)
        asked = []
    }

    /// - Returns: false when the changes were in what is shown already.
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

    /// Numbers to be looked up, each named once.
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

    /// The first message of a connection: whatever a browser that was rendered at `seen` might not have.
    func opening(from seen: Position?, at now: Date) -> ServerSentEvent {
        shown = page.parts(at: now)
        let regions = Page.Part.Region.allCases.filter { seen != position || !$0.followsPosition }
        return event(with: .filling(regions, with: shown, for: viewer(at: now)), at: now)
    }

    /// What has changed since the last message.
    ///
    /// - Returns: `nil` when nothing has that can be seen.
    func change(at now: Date) -> ServerSentEvent? {
        let parts = page.parts(at: now)
        let patch = LivePatch.difference(from: shown, to: parts, for: viewer(at: now))
        shown = parts
        return patch.operations.isEmpty ? nil : event(with: patch, at: now)
    }

    private func event(with patch: LivePatch, at now: Date) -> ServerSentEvent {
        .patch(patch, position: position, at: now)
    }

    private func viewer(at now: Date) -> Viewer {
        var viewer = viewer
        viewer.now = now
        return viewer
    }
}
