import ContactCenter
import NIOPosix

/// Asks by libcurl: GET, no redirects, no proxies, no cookies.
package final class CurlPanelSource: PanelSource {
    private let threads: NIOThreadPool

    /// - Parameter threads: each asks one question at a time and waits for the answer.
    package init(threads: Int) {
        self.threads = NIOThreadPool(numberOfThreads: threads)
        self.threads.start()
        CurlLibrary.prepare()
    }

    deinit { threads.shutdownGracefully { _ in } }

    package func ask(_ url: String, headers: [String], within limit: Duration, longest: Int) async -> PanelAnswer {
        let request = CurlPanelRequest(url: url, headers: headers, limit: limit, longest: longest)
        return (try? await threads.runIfActive { request.perform() }) ?? .failed(.unreachable)
    }
}
