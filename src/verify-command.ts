/** `npm run verify`: recomputes everything and says so rule by rule; 0 whole, 1 something differs, 2 could not look. */
import { readSettings } from './env.ts';
import { verifyAtCommandLine } from './verification/report-command.ts';

try {
  process.exitCode = await verifyAtCommandLine(readSettings(process.env), (line) => process.stdout.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`Cannot verify: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
