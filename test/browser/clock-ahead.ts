/** Loaded before the program: its clock runs CLOCK_AHEAD_MS milliseconds ahead. */
const now = Date.now;
const aheadMs = Number(process.env['CLOCK_AHEAD_MS']);
Date.now = () => now() + aheadMs;
