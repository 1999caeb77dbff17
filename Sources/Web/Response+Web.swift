import ContactCenter
import HTTPTypes
import Hummingbird

extension Response {
    /// A page. Never kept: it shows what is true now, and to this reader.
    static func page(_ html: HTML, status: HTTPResponse.Status = .ok) -> Response {
        text(html.markup, type: "text/html; charset=utf-8", status: status, isKept: false)
    }

    static func plain(_ text: String, status: HTTPResponse.Status) -> Response {
        Response.text(text + "\n", type: "text/plain; charset=utf-8", status: status)
    }

    /// What was not done, in words, for the script that shows them beside the button.
    static func refusal(_ words: HTML) -> Response {
        text(words.markup, type: "text/html; charset=utf-8", status: .unprocessableContent)
    }

    /// It was done, and is seen on the page; who has no script is led back to it.
    static func done(_ request: Request, backTo page: String) -> Response {
        request.isOfScript ? Response(status: .noContent) : .redirect(to: page, type: .normal)
    }

    /// What the PBX was to do by the reader's own phone.
    ///
    /// - Parameters:
    ///   - refusal: what is told where it did not, with a place for the phone in some; `nil` where it was done.
    ///   - page: to which who has no script is led back; `nil`: the one that they come from.
    static func answer(
        _ refusal: Phrase?,
        at own: Extension,
        _ request: Request,
        _ language: Language,
        backTo page: String? = nil
    ) -> Response {
        guard let refusal else { return .done(request, backTo: page ?? request.cameFrom ?? "/") }
        return .refusal(language(refusal, foreign(own.rawValue, limit: 40)))
    }

    /// - Parameter isKept: whether the browser may keep it.
    static func text(
        _ text: String,
        type: String,
        status: HTTPResponse.Status = .ok,
        isKept: Bool = true
    ) -> Response {
        var response = Response(
            status: status,
            headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
        if !isKept { response.headers[.cacheControl] = "no-store" }
        return response
    }

    /// The page of another program, a letter, or a sheet of paper: nothing in it runs, loads or leads anywhere, wherever it is opened. Styles and
    /// pictures that stand in the page itself are all it has.
    static func foreignPage(_ text: String) -> Response {
        var response = Response.text(text, type: "text/html; charset=utf-8", isKept: false)
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'self'; sandbox"
        if let frames = HTTPField.Name("X-Frame-Options") { response.headers[frames] = "SAMEORIGIN" }
        return response
    }
}
