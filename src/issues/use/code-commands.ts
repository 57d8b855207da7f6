/** What a member's own codes mean: asked once, remembered, and taken back when it was wrong. */
import { and, eq } from 'drizzle-orm';
import { useCode } from '../../../db/schema/issues.ts';
import { type Answer, type CommandServices, command } from '../../audit/command.ts';
import { may, refuseWithout } from '../../auth/roles.ts';
import type { Actor } from '../../auth/viewer.ts';
import { itemsByCodes } from '../../catalogue/item-queries.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { judgeAgain, ownFile } from './file-commands.ts';

export interface CodeInput {
  code: string;
  /** As the file writes it; empty where it has none. */
  unit: string;
  /** Own code or barcode of the item it means. */
  item: string;
  /** One unit of the file is so many packs or base units. */
  means: 'pack' | 'base';
  times: number;
  /** The file whose rows wait for the answer. */
  fileId: number | null;
}

/**
 * Remembers what a code means and judges the waiting rows of the file again. Refuses an item nobody knows or that a
 * barcode shares with another.
 */
export function setUseCode(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: CodeInput,
): Promise<Answer<{ code: string }>> {
  return command(services, actor, { act: 'issue.set_code', key, input, subject: input.code }, async (tx, at) => {
    if (!may(actor.roles, 'issue.record')) return refuseWithout('issue.record');
    const typed = input.item.normalize('NFKC').toUpperCase();
    const found = (await itemsByCodes(tx, [typed])).get(typed) ?? [];
    const [goods] = found;
    if (goods === undefined || found.length > 1) return refuse('use_item_unknown', { code: input.item }, 'item');
    const unitBase = input.times * (input.means === 'pack' ? goods.packSize : goods.scale);
    const meaning = { itemId: goods.id, unitBase, setBy: actor.userId, setAt: at };
    const { code, unit } = input;
    await tx
      .insert(useCode)
      .values({ organisationId: actor.organisationId, code, unit, ...meaning })
      .onConflictDoUpdate({ target: [useCode.organisationId, useCode.code, useCode.unit], set: meaning });
    const file = input.fileId === null ? undefined : await ownFile(tx, actor, input.fileId);
    if (file !== undefined && file.status !== 'posting') await judgeAgain(tx, file, at);
    return ok({ value: { code }, subject: code, after: { item: goods.code, unit, unitBase } });
  });
}

/** Forgets what a code meant: it is asked again. What was posted by it stays. */
export function forgetUseCode(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { code: string; unit: string },
): Promise<Answer<{ code: string }>> {
  return command(services, actor, { act: 'issue.forget_code', key, input, subject: input.code }, async (tx) => {
    if (!may(actor.roles, 'issue.record')) return refuseWithout('issue.record');
    const own = and(
      eq(useCode.organisationId, actor.organisationId),
      eq(useCode.code, input.code),
      eq(useCode.unit, input.unit),
    );
    const gone = await tx.delete(useCode).where(own).returning({ itemId: useCode.itemId });
    if (gone.length === 0) return refuse('not_found');
    return ok({ value: { code: input.code }, subject: input.code, before: input });
  });
}
