import ContactCenter
import Hummingbird

/// Every address of the site.
extension Site {
    func makeRouter() -> Router<Context> {
        let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: HostGuard(allowedHosts: Set(configuration.allowedHosts.map { $0.lowercased() })))
        router.add(middleware: ErrorPages(site: self))
        router.add(middleware: LanguageChoice())

        router.get("/") { _, _ in Response.redirect(to: "/online", type: .found) }
        router.get("/online", use: showOnline)
        router.get("/card", use: showCard)
        router.get("/calls/:id", use: showCall)
        router.get("/live", use: followLive)
        router.get("/assets/:version/:name", use: sendAsset)
        router.get("/health", use: tellHealth)
        return router
    }
}
