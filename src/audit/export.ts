/** Files that leave the house are part of the trail: who took which list, with which filters. */
import type { Actor } from '../auth/viewer.ts';
import { ok } from '../kernel/result.ts';
import { type CommandServices, command } from './command.ts';

export interface ExportMade {
  /** Address of the list, such as `/users/export.csv`. */
  path: string;
  /** The filters it was asked with. */
  query: Record<string, string>;
}

/** Writes the row of an export. */
export async function recordExport(services: CommandServices, actor: Actor, made: ExportMade): Promise<void> {
  const request = { act: 'export.make', key: null, input: made };
  await command(services, actor, request, async () =>
    ok({ value: null, subject: made.path, after: { query: made.query } }),
  );
}
