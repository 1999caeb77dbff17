import Hummingbird

extension Response {
    /// A page. Never kept: it shows what is true now, and to this reader.
    static func page(_ html: HTML, status: HTTPResponse.Status = .ok) -> Response {
        var response = text(html.markup, type: "text/html; charset=utf-8", status: status)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    static func plain(_ text: String, status: HTTPResponse.Status) -> Response {
        Response.text(text + "\n", type: "text/plain; charset=utf-8", status: status)
    }

    static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
