/** A notice of recall written down: every card that it means is barred from that moment, where it says so. */
import { deviceRecall, deviceRecallSerial } from '../../db/schema/device-recalls.ts';
import { recordEvents } from '../assets/advance-commands.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok } from '../kernel/result.ts';
import { searchText } from '../kernel/search-key.ts';
import { lockCardsOfScope } from './card-queries.ts';
import { checkNotice, type Level, type Measure, type Scope, type Source } from './rules.ts';

export interface NoticeInput extends Scope {
  title: string;
  level: Level;
  measure: Measure;
  reason: string;
  source: Source;
  noticeNumber: string;
  /** `YYYY-MM-DD`, both. */
  receivedOn: string;
  dueOn: string;
}

/**
 * Opens a recall; one that means nothing in the county today is kept as well, and catches what comes later. Refuses
 * notices that name no device, and days that cannot be.
 */
export function openDeviceRecall(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: NoticeInput,
): Promise<Answer<{ number: string; cards: number }>> {
  return command(services, actor, { act: 'device_recall.open', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'asset.edit')) return refuseWithout('asset.edit');
    const { serials, ...facts } = input;
    const fit = checkNotice(input, facts, dayOf(at));
    if (!fit.ok) return fit;
    const cards = await lockCardsOfScope(tx, input);
    const opening = { kind: 'device_recall' as const, status: 'open', act: 'open', note: facts.reason };
    const whose = { organisationId: actor.organisationId, counterpartId: null, actor, at };
    const { id, number } = await openDocument(tx, { ...opening, ...whose });
    const names = [...new Set([facts.title, ...cards.map(({ name }) => name)])];
    const codes = [facts.registrationNumber, facts.model, facts.udiDi, facts.noticeNumber, number];
    const words = `${searchText(names)} ${codes.filter(Boolean).join(' ')}`.toLowerCase();
    await tx.insert(deviceRecall).values({ documentId: id, ...facts, searchText: words });
    if (serials.length > 0) {
      await tx.insert(deviceRecallSerial).values(serials.map((serial) => ({ recallId: id, serial })));
    }
    const event = { act: 'device_recall', note: facts.title, documentNumber: number };
    const told = cards.map(({ id: assetId, status }) => ({ ...event, assetId, from: status, to: status }));
    await recordEvents(tx, actor, at, told);
    return ok({ value: { number, cards: cards.length }, subject: number, after: { ...input, cards: cards.length } });
  });
}
