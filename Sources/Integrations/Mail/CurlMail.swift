import ContactCenter
import NIOPosix

/// Sends letters by libcurl (SMTP), one after the other, on a thread of its own.
package final class CurlMail: MailSending {
    private let server: MailServer
    private let threads: NIOThreadPool

    package init(_ server: MailServer) {
        self.server = server
        threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        CurlLibrary.prepare()
    }

    deinit { threads.shutdownGracefully { _ in } }

    package func send(_ message: MailMessage) async -> MailOutcome {
        let transfer = CurlMailTransfer(
            server: server,
            recipients: message.recipients,
            bytes: Array(MIMEMessage(message, from: server.from).text.utf8)
        )
        return (try? await threads.runIfActive { transfer.perform() }) ?? MailOutcome(.other)
    }
}
