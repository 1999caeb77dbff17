import ContactCenter
import Hummingbird

/// Every address of the site.
extension Site {
    func makeRouter() -> Router<Context> {
        let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: HostGuard(allowedHosts: Set(configuration.allowedHosts.map { $0.lowercased() })))
        router.add(middleware: PlainHTTPGuard(configuration: configuration))
        router.add(middleware: SameOrigin())
        router.add(middleware: ErrorPages(site: self))
        router.add(middleware: LanguageChoice())
        router.add(middleware: SessionDoor(site: self))
        // Once more, behind the door: what goes wrong there is told on a page that knows its reader.
        router.add(middleware: ErrorPages(site: self))

        router.get("/login", use: showLogIn)
        router.post("/login", use: logIn)
        router.post("/logout", use: logOut)
        router.get("/session", use: tellSession)

        router.get("/", use: leadToFirstPage)
        router.get("/online", use: only(.online, showOnline))
        router.get("/card", use: only(.workspace, showCard))
        router.post("/card/note", use: only(.workspace, writeNote))
        router.post("/card/close", use: only(.workspace, closeCard))
        router.post("/seat", use: only(.workspace, takeSeat))
        router.post("/colleagues", use: only(.colleagues, chooseColleagues))
        router.get("/calls", use: only(.calls, showCalls))
        router.get("/news/calls", use: only(.calls, tellNewCalls))
        router.get("/register", use: only(.calls, showRegister))
        router.get("/news/register", use: only(.calls, tellNewInRegister))
        router.get("/calls/:id", use: only(.calls, showCall))
        router.get("/calls/:id/recordings/:number", use: only(.recordings, sendRecording))
        router.post("/intake", use: only(.intake, addIntake))
        router.post("/intake/call", use: only(.intake, beginIntake))
        router.get("/intake/:id", use: only(.intake, showIntake))
        router.post("/intake/:id/step", use: only(.intake, goInIntake))
        router.post("/intake/:id/drop", use: only(.intake, dropIntake))
        router.get("/intake/:id/clients", use: only(.intake, findForIntake))
        router.get("/registry", use: only(.contacts, showRegistry))
        router.get("/registry/count", use: only(.contacts, countRegistry))
        router.get("/news/registry", use: only(.contacts, tellRegistryNews))
        router.post("/registry/assign", use: only(.contacts, assignContacts))
        router.post("/registry/columns", use: only(.contacts, chooseRegistryColumns))
        router.get("/contacts/new", use: only(.intake, beginContact))
        router.post("/contacts/new", use: only(.intake, beginContact))
        router.get("/contacts/:id", use: only(.contacts, showContact))
        router.post("/contacts/:id", use: only(.contacts, saveContact))
        router.post("/contacts/:id/entries", use: only(.contacts, addConversationEntry))
        router.get("/missed", use: only(.missed, showMissed))
        router.post("/missed/undo", use: only(.missed, undoMissed))
        router.get("/missed/numbers", use: only(.distribute, showSpam))
        router.post("/missed/numbers", use: only(.distribute, restoreSpam))
        router.post("/missed/:mark", use: only(.missed, markMissed))
        router.get("/reconciliation", use: only(.reconciliation, showReconciliation))
        router.get("/reconciliation/next", use: only(.reconciliation, mendNext))
        router.post("/reconciliation/link", use: only(.reconciliation, linkCall))
        router.post("/reconciliation/exempt", use: only(.reconciliation, exemptCall))
        router.post("/reconciliation/undo", use: only(.reconciliation, undoRepair))
        router.post("/reconciliation/open", use: only(.reconciliation, openContactOfCall))
        router.get("/scripts", use: only(.scripts, showScripts))
        router.get("/scripts/:id", use: only(.scripts, showScript))
        router.post("/scripts/:id", use: only(.scripts, saveScript))
        router.get("/scripts/:id/text", use: only(.scripts, exportScript))
        router.get("/scripts/:id/trial", use: only(.scripts, showTrial))
        router.post("/scripts/:id/trial", use: only(.scripts, goInTrial))
        router.get("/directories", use: only(.directories, showDirectories))
        router.get("/directories/:name", use: only(.directories, showDirectory))
        router.get("/directories/:name/new", use: only(.directories, showNewRecord))
        router.post("/directories/:name/new", use: only(.directories, addRecord))
        router.get("/directories/:name/:id", use: only(.directories, showRecord))
        router.post("/directories/:name/:id", use: only(.directories, changeRecord))
        router.post("/directories/:name/:id/hide", use: only(.directories, hideRecord))
        router.post("/directories/:name/:id/restore", use: only(.directories, restoreRecord))
        router.get("/clients", use: only(.clients, showClients))
        router.post("/clients", use: only(.clients, addClient))
        router.get("/clients/find", use: only(.clients, findClients))
        router.get("/clients/new", use: only(.clients, showNewClient))
        router.get("/clients/doubles", use: only(.clients, showClientDoubles))
        router.get("/clients/:id", use: only(.clients, showClient))
        router.post("/clients/:id", use: only(.clients, changeClient))
        router.get("/clients/:id/edit", use: only(.clients, showClientForm))
        router.post("/clients/:id/hide", use: only(.clients, hideClient))
        router.post("/clients/:id/restore", use: only(.clients, restoreClient))
        router.post("/clients/:id/merge", use: only(.clients, mergeClient))
        router.post("/clients/:id/separate", use: only(.clients, separateClient))
        router.get("/vehicles/new", use: only(.clients, showNewVehicle))
        router.post("/vehicles", use: only(.clients, addVehicle))
        router.get("/vehicles/:id", use: only(.clients, showVehicle))
        router.post("/vehicles/:id", use: only(.clients, changeVehicle))
        router.post("/vehicles/:id/hide", use: only(.clients, hideVehicle))
        router.post("/vehicles/:id/restore", use: only(.clients, restoreVehicle))
        router.get("/documents", use: only(.clients, showDocuments))
        router.post("/documents", use: only(.clients, addDocument))
        router.get("/documents/new", use: only(.clients, showNewDocument))
        router.get("/documents/:id", use: only(.clients, showDocument))
        router.post("/documents/:id", use: only(.clients, changeDocument))
        router.post("/documents/:id/hide", use: only(.clients, hideDocument))
        router.post("/documents/:id/restore", use: only(.clients, restoreDocument))
        router.get("/live", use: followLive)
        router.get("/assets/:version/:name", use: sendAsset)
        router.get("/health", use: tellHealth)
        return router
    }
}

extension Site {
    typealias Handler = @Sendable (Request, Context) async throws -> Response

    /// For those who may.
    private func only(_ permission: Permission, _ handler: @escaping Handler) -> Handler {
        { request, context in
            guard try context.signedIn.rights.allows(permission) else { throw HTTPError(.forbidden) }
            return try await handler(request, context)
        }
    }
}
