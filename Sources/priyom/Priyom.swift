import Server

@main
enum Priyom {
    static func main() async {
        await PriyomCommand.main()
    }
}
