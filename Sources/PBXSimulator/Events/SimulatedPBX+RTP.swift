/// What a real PBX tells about the sound: most of an event stream's bytes, and nothing that a call tracker needs.
extension SimulatedPBX {
    /// The statistics of a channel that goes, five variables on it and five on its peer while they are still joined.
    func rtpStatistics(of channel: SimulatedChannel, withPeer: Bool) {
        guard channel.device != nil, !channel.isRTPTold, let answeredAt = channel.answeredAt else { return }
        channel.isRTPTold = true
        let peer = withPeer ? channel.peer : nil
        let packets = max(0, Int(now.seconds(since: answeredAt) * 50))
        let ours = UInt32(truncatingIfNeeded: random.next())
        let theirs = UInt32(truncatingIfNeeded: random.next())
        let mes = packets > 250 ? "88.087887" : "0.000000"
        let jitter = "000.000\(random.number(in: 100...900))"
        let summary =
            "ssrc=\(ours);themssrc=\(theirs);lp=0;rxjitter=0.000000;rxcount=\(packets);txjitter=0.000375;"
            + "txcount=\(packets);rlp=0;rtt=0.000000;rxmes=0.000000;txmes=\(mes)"
        let jitters =
            "minrxjitter=000.000000;maxrxjitter=\(jitter);avgrxjitter=000.000407;stdevrxjitter=000.000100;"
            + "mintxjitter=000.000000;maxtxjitter=000.000000;avgtxjitter=000.000000;stdevtxjitter=000.000000;"
        let values: [(StaticString, StaticString, String)] = [
            ("RTPAUDIOQOS", "RTPAUDIOQOSBRIDGED", summary),
            ("RTPAUDIOQOSJITTER", "RTPAUDIOQOSJITTERBRIDGED", jitters),
            ("RTPAUDIOQOSLOSS", "RTPAUDIOQOSLOSSBRIDGED", Self.noLoss),
            ("RTPAUDIOQOSRTT", "RTPAUDIOQOSRTTBRIDGED", Self.noDelay),
            ("RTPAUDIOQOSMES", "RTPAUDIOQOSMESBRIDGED", Self.meanScores),
        ]
        for (own, bridged, value) in values {
            varSet(channel, own, value)
            if let peer { varSet(peer, bridged, value) }
        }
    }

    /// A report every five seconds from the moment the channel came up.
    func planRTCP(of channel: SimulatedChannel) {
        guard site.hasRTCP, channel.device != nil else { return }
        channel.rtcp = after(.milliseconds(5_010)) { [weak self, weak channel] in
            guard let self, let channel, !channel.isHungUp else { return }
            rtcpSent(channel)
            planRTCP(of: channel)
        }
    }

    private func rtcpSent(_ channel: SimulatedChannel) {
        let packets = Int(now.seconds(since: channel.answeredAt ?? now) * 50)
        event(
            "RTCPSent",
            .reporting,
            channel,
            ("To", "127.0.0.10:\(random.number(in: 10_000...60_000))"),
            ("From", "127.0.0.1:\(random.number(in: 10_000...30_000))"),
            ("MES", "88.1"),
            ("SSRC", "0x\(String(UInt32(truncatingIfNeeded: random.next()), radix: 16))"),
            ("PT", "200(SR)"),
            ("ReportCount", "1"),
            ("SentNTP", "\(now.second).\(now.microseconds % 1_000_000)"),
            ("SentRTP", String(packets * 160)),
            ("SentPackets", String(packets)),
            ("SentOctets", String(packets * 160)),
            ("Report0SourceSSRC", "0x\(String(UInt32(truncatingIfNeeded: random.next()), radix: 16))"),
            ("Report0FractionLost", "0"),
            ("Report0CumulativeLost", "0"),
            ("Report0HighestSequence", String(packets + 18_000)),
            ("Report0SequenceNumberCycles", "0"),
            ("Report0IAJitter", "3"),
            ("Report0LSR", "0"),
            ("Report0DLSR", "0.0000")
        )
    }

    private static let noLoss =
        "  minrxlost=000.000000;  maxrxlost=000.000000;  avgrxlost=000.000000;  stdevrxlost=000.000000;"
        + "  mintxlost=000.000000;  maxtxlost=000.000000;  avgtxlost=000.000000;  stdevtxlost=000.000000;"
    private static let noDelay =
        "     minrtt=000.000000;     maxrtt=000.000000;     avgrtt=000.000000;     stdevrtt=000.000000;"
    private static let meanScores =
        "   minrxmes=000.000000;   maxrxmes=000.000000;   avgrxmes=000.000000;   stdevrxmes=000.000000;"
        + "   mintxmes=000.000000;   maxtxmes=000.000000;   avgtxmes=000.000000;   stdevtxmes=000.000000;"
}
