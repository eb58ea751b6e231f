// Imported before a script that knows nothing of it: the clock of this computer is wrong.
const now = Date.now
Date.now = () => now() + 1000 * Number(process.env.CLOCK_ERROR_SECONDS)
