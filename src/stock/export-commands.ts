/** A file that leaves the program leaves a row in the audit trail: who took which list, with which filters. */
import { type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok } from '../kernel/result.ts';

/** Records the export; the caller sends the file only when this succeeded. */
export async function recordStockExport(
  services: CommandServices,
  actor: Actor,
  taken: {
    list: 'matrix' | 'member' | 'card' | 'expiry' | 'slow' | 'value' | 'as_of';
    subject: string;
    format: 'csv' | 'xlsx';
    rows: number;
    filters: unknown;
  },
): Promise<void> {
  const { list, subject, format, rows, filters } = taken;
  const request = { act: `export.stock_${list}`, key: null, input: taken };
  const recorded = await command(services, actor, request, async () =>
    ok({ value: null, subject, after: { format, rows, filters } }),
  );
  if (!recorded.ok) throw new Error(`export was not recorded: ${recorded.reason}`);
}
