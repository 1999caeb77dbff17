import HTTPTypes
import Hummingbird

extension Response {
    private static let eventStreamHeaders: HTTPFields = [
        .contentType: "text/event-stream", .cacheControl: "no-store", .xAccelBuffering: "no",
    ]

    /// A stream that ends with these events. It waits for nothing, so it must not watch whether the browser goes: who does and
    /// is done before the request was read to its end brings the server down.
    static func events(_ events: [ServerSentEvent]) -> Response {
        let text = events.map(\.text).joined()
        return Response(
            status: .ok,
            headers: eventStreamHeaders,
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }

    /// An event stream that lives until the browser goes, the server stops, or `feed` returns.
    static func eventStream(
        to request: Request,
        feed: @escaping @Sendable (_ send: (ServerSentEvent) async throws -> Void) async throws -> Void
    ) -> Response {
        Response(
            status: .ok,
            headers: eventStreamHeaders,
            body: ResponseBody { writer in
                try? await request.body.consumeWithCancellationOnInboundClose { _ in
                    try await feed { event in try await writer.write(ByteBuffer(string: event.text)) }
                }
                try await writer.finish(nil)
            }
        )
    }
}

extension HTTPField.Name {
    /// Tells a proxy in front of us to pass what is written on at once.
    static let xAccelBuffering = HTTPField.Name("X-Accel-Buffering") ?? .cacheControl
}
