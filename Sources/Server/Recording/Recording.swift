import Asterisk
import Foundation
import ServiceLifecycle

/// Records a session until it is told to stop, or its time is up.
struct Recording: Service {
    let session: AMISession
    let duration: Duration?
    let recorder: TranscriptRecorder
    /// Gets the recorder when the recording is complete.
    let report: @Sendable (TranscriptRecorder) -> Void

    /// - Throws: `AMIError` when the first connection fails: later ones are tried again. And what writing fails with.
    func run() async throws {
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await session.run() }
                group.addTask { report(try await Self.record(session.events, with: recorder)) }
                if let duration {
                    group.addTask { try? await Task.sleep(for: duration) }
                }
                try await group.next()
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }

    /// Writes all events to their end.
    static func record<Events: AsyncSequence<AMISessionEvent, Never> & Sendable>(
        _ events: Events,
        with recorder: TranscriptRecorder
    ) async throws -> TranscriptRecorder {
        var recorder = recorder
        for await event in events {
            if case .disconnected(let error, _) = event, recorder.connectionCount == 0 { throw error }
            try recorder.record(event)
        }
        return recorder
    }
}
