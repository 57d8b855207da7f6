/** People of a party whom we call: added and taken off, never edited. */
import { and, eq, isNull } from 'drizzle-orm';
import { partyContact } from '../../db/schema/parties.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, refuse } from '../kernel/result.ts';
import { partyByCode } from './queries.ts';

export interface ContactFacts {
  name: string;
  duty: string;
  phone: string;
  email: string;
}

/** Adds a contact. Refuses one without phone and e-mail, and a person who is there already. */
export async function addContact(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: ContactFacts & { code: string } },
): Promise<Answer<{ name: string }>> {
  const { key, input } = request;
  const { code, ...facts } = input;
  return command(services, actor, { act: 'party.add_contact', key, input, subject: code }, async (tx) => {
    if (!may(actor.roles, 'party.edit')) return refuseWithout('party.edit');
    const row = await partyByCode(tx, code);
    if (row === undefined) return refuse('not_found');
    if (facts.phone === '' && facts.email === '') return refuse('contact_unreachable', {}, 'phone');
    const standing = and(eq(partyContact.partyId, row.id), isNull(partyContact.endedAt));
    const others = await tx.select().from(partyContact).where(standing);
    if (others.some((other) => other.name === facts.name && other.phone === facts.phone)) {
      return refuse('contact_known', { name: facts.name }, 'name');
    }
    await tx.insert(partyContact).values({ ...facts, partyId: row.id });
    return ok({ value: { name: facts.name }, subject: code, after: facts });
  });
}

/** Takes a contact off the page; the trail keeps who it was. */
export async function endContact(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: { code: string; contactId: number } },
): Promise<Answer<{ name: string }>> {
  const { key, input } = request;
  const { code, contactId } = input;
  return command(services, actor, { act: 'party.remove_contact', key, input, subject: code }, async (tx, at) => {
    if (!may(actor.roles, 'party.edit')) return refuseWithout('party.edit');
    const row = await partyByCode(tx, code);
    if (row === undefined) return refuse('not_found');
    const [ended] = await tx
      .update(partyContact)
      .set({ endedAt: at })
      .where(and(eq(partyContact.id, contactId), eq(partyContact.partyId, row.id), isNull(partyContact.endedAt)))
      .returning();
    if (ended === undefined) return refuse('not_found');
    const { name, duty, phone, email } = ended;
    return ok({ value: { name }, subject: code, before: { name, duty, phone, email } });
  });
}
