import Foundation
import Hummingbird

/// Turns errors into pages: known ones with their words, unknown ones with a number that also stands in the log. The text of
/// an unknown error is for the log, not for the browser.
struct ErrorPages: RouterMiddleware {
    var site: Site

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch is CancellationError {
            throw CancellationError()
        } catch let error as any HTTPResponseError {
            return page(error.status, for: request, context)
        } catch {
            let reference = String(UInt32.random(in: .min ... .max), radix: 36)
            context.logger.error(
                "A page could not be shown",
                metadata: ["reference": "\(reference)", "error": "\(error)"]
            )
            return page(.internalServerError, reference: reference, for: request, context)
        }
    }

    private func page(
        _ status: HTTPResponse.Status,
        reference: String = "",
        for request: Request,
        _ context: Context
    ) -> Response {
        let viewer = site.viewer(of: request, context)
        let language = viewer.language
        let (title, advice): (HTML, HTML) =
            switch status {
            case .forbidden: (language[.notAllowed], language[.notAllowedAdvice])
            case .notFound: (language[.pageNotFound], language[.pageNotFoundAdvice])
            case .internalServerError: (language[.failure], language(.failureReference, HTML(text: reference)))
            default: (language[.badRequest], language[.pageNotFoundAdvice])
            }
        let body: HTML = """
            <div class="card empty">\(Icon.warn.html())<h1>\(title)</h1><p>\(advice)</p>\
            <a class="button primary" href="/">\(language[.toFirstPage])</a></div>
            """
        return .page(Shell(title: title).page(body, address: "/online", for: viewer), status: status)
    }
}
