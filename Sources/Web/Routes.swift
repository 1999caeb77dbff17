import ContactCenter
import Hummingbird

/// Every address of the site.
extension Site {
    func makeRouter() -> Router<Context> {
        let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: HostGuard(allowedHosts: Set(configuration.allowedHosts.map { $0.lowercased() })))
        router.add(middleware: PlainHTTPGuard(configuration: configuration))
        router.add(middleware: APIEntrance(site: self))
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
        router.post("/presence", use: changePresence)
        router.post("/presence/own", use: changeOwnStatuses)
        router.post("/presence/activity", use: notePresence)
        router.post("/queues/members", use: only(.online, changeQueueMember))
        router.post("/presence/of/:user", use: only(.online, changePresenceOfOther))
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
        router.post("/intake/:id/take", use: only(.intake, takeIntake))
        router.post("/intake/:id/drop", use: only(.intake, dropIntake))
        router.get("/intake/:id/clients", use: only(.intake, findForIntake))
        for list in ["/registry", "/journal"] {
            router.get("\(list)", use: only(.contacts, showRegistry))
            router.get("\(list)/count", use: only(.contacts, countRegistry))
            router.get("/news\(list)", use: only(.contacts, tellRegistryNews))
            router.post("\(list)/assign", use: only(.contacts, assignContacts))
            router.post("\(list)/columns", use: only(.contacts, chooseRegistryColumns))
            router.post("\(list)/filters", use: only(.contacts, changeRegistryFilters))
        }
        for form in [SheetForm.xlsx, .csv] {
            for kind in RegistryKind.allCases {
                router.get("\(kind.path).\(form)", use: exporting(.contacts, exportRegistry(kind, as: form)))
            }
            router.get("/missed.\(form)", use: exporting(.missed, exportMissed(as: form)))
            router.get("/calls.\(form)", use: exporting(.calls, exportCalls(.calls, as: form)))
            router.get("/register.\(form)", use: exporting(.calls, exportCalls(.register, as: form)))
            router.get("/documents.\(form)", use: exporting(.clients, exportDocuments(as: form)))
        }
        router.get("/contacts/new", use: only(.intake, beginContact))
        router.post("/contacts/new", use: only(.intake, beginContact))
        router.get("/contacts/:id", use: only(.contacts, showContact))
        router.post("/contacts/:id", use: only(.contacts, saveContact))
        router.get("/contacts/:id/people", use: showContactPeople)
        router.get("/contacts/:id/appointment", use: only(.contacts, showAppointment))
        router.post("/contacts/:id/appointment", use: only(.contacts, makeAppointment))
        router.get("/contacts/:id/test-drive", use: only(.contacts, showTestDrive))
        router.post("/contacts/:id/test-drive", use: only(.contacts, makeTestDrive))
        router.post("/contacts/:id/entries", use: only(.contacts, addConversationEntry))
        router.post("/contacts/:id/claim", use: only(.contacts, claimContact))
        router.post("/contacts/:id/stop-waiting", use: only(.reception, stopWaiting))
        router.get("/reception", use: only(.reception, showReception))
        router.post("/reception/contacts", use: only(.reception, beginReceived))
        router.post("/reception/give", use: only(.reception, giveWaiting))
        router.post("/reception/lose", use: only(.reception, loseWaiting))
        router.post("/reception/raise", use: only(.reception, raiseWaiting))
        router.post("/contacts/:id/process", use: only(.contacts, processContact))
        router.post("/contacts/:id/reopen", use: only(.contacts, reopenContact))
        router.post("/contacts/:id/hand", use: only(.contacts, handContact))
        router.get("/worklist", use: only(.contacts, showWorklist))
        router.get("/news/worklist", use: only(.contacts, tellWorklist))
        router.get("/reminders", use: only(.contacts, leadToWorklist))
        router.post("/reminders/:id/done", use: only(.contacts, finishReminder))
        router.post("/reminders/:id/reopen", use: only(.contacts, reopenReminder))
        router.get("/missed", use: only(.missed, showMissed))
        router.post("/missed/undo", use: only(.missed, undoMissed))
        router.get("/missed/numbers", use: only(.distribute, showSpam))
        router.post("/missed/numbers", use: only(.distribute, restoreSpam))
        router.post("/missed/contact", use: only(.intake, takeMissed))
        router.post("/missed/:mark", use: only(.missed, markMissed))
        router.get("/wallboard", use: only(.online, showWallboard))
        router.get("/today", use: only(.reports, showToday))
        router.get("/reports/:report", use: only(.reports, showReport))
        router.get("/reports/:report/rows", use: only(.reports, showReportRows))
        router.get("/reports/:report/documents", use: only(.reports, showReportDocuments))
        for report in Report.Name.allCases {
            for form in SheetForm.allCases {
                router.get("\(report.path).\(form)", use: exporting(.reports, exportReport(report, as: form)))
            }
        }
        router.get("/reconciliation", use: only(.reconciliation, showReconciliation))
        router.get("/reconciliation/next", use: only(.reconciliation, mendNext))
        router.post("/reconciliation/link", use: only(.reconciliation, linkCall))
        router.post("/reconciliation/exempt", use: only(.reconciliation, exemptCall))
        router.post("/reconciliation/undo", use: only(.reconciliation, undoRepair))
        router.post("/reconciliation/open", use: only(.reconciliation, openContactOfCall))
        router.get("/scripts", use: only(.scripts, showScripts))
        router.get("/scripts/:id", use: only(.scripts, showScript))
        router.post("/scripts/:id", use: only(.scripts, saveScript))
        router.post("/scripts/:id/copy", use: only(.scripts, copyScript))
        router.post("/scripts/:id/uses", use: only(.scripts, hangScript))
        router.get("/scripts/:id/text", use: only(.scripts, exportScript))
        router.get("/scripts/:id/trial", use: only(.scripts, showTrial))
        router.post("/scripts/:id/trial", use: only(.scripts, goInTrial))
        router.get("/webhooks", use: only(.integrations, showWebhooks))
        router.post("/webhooks", use: only(.integrations, addWebhook))
        router.get("/webhooks/new", use: only(.integrations, showNewWebhook))
        router.get("/webhooks/:id", use: only(.integrations, showWebhook))
        router.post("/webhooks/:id", use: only(.integrations, changeWebhook))
        router.post("/webhooks/:id/hide", use: only(.integrations, hideWebhook))
        router.post("/webhooks/:id/restore", use: only(.integrations, restoreWebhook))
        router.post("/webhooks/:id/test", use: only(.integrations, testWebhook))
        router.post("/webhooks/:id/secret", use: only(.integrations, renewWebhookSecret))
        router.post("/webhooks/:id/again", use: only(.integrations, sendWebhookAgain))
        router.get("/directories", use: only(.directories, showDirectories))
        router.get("/directories/:name", use: only(.directories, showDirectory))
        router.get("/directories/:name/new", use: only(.directories, showNewRecord))
        router.post("/directories/:name/new", use: only(.directories, addRecord))
        router.get("/directories/:name/:id", use: only(.directories, showRecord))
        router.post("/directories/:name/:id", use: only(.directories, changeRecord))
        router.post("/employees/:id/photo", use: only(.directories, changePhoto))
        router.get("/employees/:id/photo/:tag", use: sendPhoto)
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

    /// For those who may, and may also take it away (requirement S2.18).
    private func exporting(_ permission: Permission, _ handler: @escaping Handler) -> Handler {
        only(.export, only(permission, handler))
    }
}
