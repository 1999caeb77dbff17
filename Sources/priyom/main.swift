import Server

await PriyomCommand.main()
