/// Settings of a simulator that serves AMI.
package struct SimulatorConfiguration: Sendable {
    package var host = "127.0.0.1"
    /// 0 takes any free port.
    package var port = 5038
    package var users = [
        ManagerUser(name: "priyom", secret: "secret"),
        ManagerUser(name: "viewer", secret: "viewonly", write: []),
    ]
    package var site = SimulatedSite.standard()
    /// How a PBX that is set up otherwise calls its things.
    package var names = SimulatedNames()
    /// What a doctor finds in the PBX's files.
    package var files = SimulatedFiles()
    package var seed: UInt64 = 1
    /// Virtual seconds in a real one.
    package var speed = 1.0
    /// Calls invented a minute, by the virtual clock; 0 for none but those asked for.
    package var callsPerMinute = 0.0
    /// How busy each hour is, see `Arrivals`; empty for always the same.
    package var hours: [Double] = []
    /// Names of the patterns to invent calls from; empty for all, by their weights.
    package var patterns: [String] = []
    /// The port of one-line commands; `nil` for none, 0 for any.
    package var controlPort: Int?
    /// Where the CDR file is written.
    package var masterCSV: String?
    /// The folder that sound files of recorded calls are written into.
    package var recordings: String?
    /// Where the truths are written, when the simulator stops and when it is asked to.
    package var truth: String?
    /// Keep every truth and CDR in memory, for tests to ask for and for the truth file.
    package var keepsRecords = true
    /// Recordings to replay, over and over if `repeatsReplay`.
    package var replay: [String] = []
    package var repeatsReplay = false
    /// A client that lets more bytes than this pile up is disconnected, as Asterisk does after its write time-out.
    package var writeLimit = 256 << 20
    /// When its virtual time begins; `nil` for the present.
    package var start: PBXInstant?

    package init() {}
}
