// swift-tools-version:6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny")
]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func executable(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: settings)
}

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
]
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "priyom",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Asterisk", targets: ["Asterisk"]),
        .executable(name: "priyom", targets: ["priyom"]),
        .executable(name: "pbx-simulator", targets: ["pbx-simulator"]),
        .executable(name: "priyom-bench", targets: ["priyom-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(
            url: "https://github.com/apple/swift-configuration.git",
            exact: "1.4.0",
            traits: ["CommandLineArguments", "YAML"]
        ),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
        // As swift-configuration resolves it.
        .package(url: "https://github.com/jpsim/Yams.git", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CODBC", pkgConfig: "odbc", providers: [.apt(["unixodbc-dev"])]),
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        .target(
            name: "CPhoneNumber",
            linkerSettings: [.linkedLibrary("phonenumber"), .linkedLibrary("protobuf")]
        ),

        library("Asterisk", nio + [nioSSL, logging, .product(name: "Crypto", package: "swift-crypto")]),
        library("ContactCenter", [logging]),
        library("Telephony", ["Asterisk", "ContactCenter", logging]),
        library(
            "Storage",
            [
                "ContactCenter", "CLibPQ", logging,
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        library(
            "Integrations",
            [
                "ContactCenter", "CExpat", "CGMime", "CLibCurl", "CLibPQ", "CODBC", "CPhoneNumber", "CXLSXWriter",
                "CZlib",
                logging,
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .target(
            name: "Web",
            dependencies: [
                "ContactCenter", logging,
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                nioSSL,
            ],
            resources: [.embedInCode("Assets")],
            swiftSettings: settings
        ),
        library("PBXSimulator", nio + ["Asterisk", logging, .product(name: "Crypto", package: "swift-crypto")]),
        library(
            "Server",
            [
                "Asterisk", "ContactCenter", "Telephony", "Storage", "Integrations", "Web", logging, arguments,
                lifecycle,
                .product(name: "Configuration", package: "swift-configuration"),
            ]
        ),
        library("TestSupport", ["Asterisk", "ContactCenter", "Telephony", "Storage", "Integrations", logging]),

        executable("priyom", ["Server", arguments]),
        executable("pbx-simulator", ["PBXSimulator", arguments]),
        executable(
            "priyom-bench",
            nio + [
                "Asterisk", "ContactCenter", "Telephony", "Storage", "Integrations", "PBXSimulator", "TestSupport",
                logging, arguments,
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),

        tests("AsteriskTests", ["Asterisk", .product(name: "NIOEmbedded", package: "swift-nio")]),
        tests("ContactCenterTests", ["ContactCenter", logging]),
        tests("TelephonyTests", ["Telephony", "Asterisk", "ContactCenter", "Integrations", "Storage", logging]),
        tests(
            "StorageTests",
            ["Storage", "ContactCenter", "Integrations", logging, .product(name: "GRDB", package: "GRDB.swift")]
        ),
        tests(
            "IntegrationsTests",
            [
                "Integrations", "ContactCenter", "CPhoneNumber", "CZlib", "Storage", logging,
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]
        ),
        tests("PBXSimulatorTests", ["PBXSimulator", "Telephony", "Asterisk", "ContactCenter", "Storage", logging]),
        tests(
            "WebTests",
            ["Web", "ContactCenter", "Storage", .product(name: "HummingbirdTesting", package: "hummingbird")]
        ),
        tests("ServerTests", ["Server", "PBXSimulator", "Storage", "Telephony", "Web", logging]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

// The fuzzer needs a build of its own with the sanitizer; see Fuzz/run.
if Context.environment["PRIYOM_FUZZ"] != nil {
    let fuzzed: SwiftSetting = .unsafeFlags(["-sanitize=fuzzer"])
    package.targets.append(
        .executableTarget(
            name: "ami-fuzzer",
            dependencies: ["Asterisk", "Telephony"],
            path: "Fuzz",
            exclude: ["run"],
            swiftSettings: settings + [fuzzed],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]
        )
    )
    for target in package.targets where ["Asterisk", "ContactCenter", "Telephony"].contains(target.name) {
        target.swiftSettings = (target.swiftSettings ?? []) + [fuzzed]
    }
}
