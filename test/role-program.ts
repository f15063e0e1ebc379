import { main } from '../server/main.ts'

// A file, and not `node -e`: the threads of the program would be given that code to run as well.
await main({ role: process.argv[2]!, env: process.env, web_ready: Promise.resolve() })
