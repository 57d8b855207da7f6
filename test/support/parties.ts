/** Builders of suppliers for tests: with every licence there is, unless a test is about one that is missing. */
import { party, partyLicence } from '../../db/schema/parties.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { searchText } from '../../src/kernel/search-key.ts';
import { LICENCE_KINDS, type LicenceKind, mayCover, type PartyKind } from '../../src/parties/rules.ts';
import { type BuildServices, nextNumber } from './build.ts';

export interface TestParty {
  id: number;
  code: string;
  name: string;
}

/** A supplier that may sell everything: each kind of licence but those of `without`, valid for 400 days. */
export async function addParty(
  services: BuildServices,
  given: { code?: string; name?: string; kind?: PartyKind; organisationId?: number; without?: LicenceKind[] } = {},
): Promise<TestParty> {
  const { kind = 'supplier', organisationId = null, without = [] } = given;
  const code = given.code ?? `S${String(nextNumber()).padStart(3, '0')}`;
  const name = given.name ?? `供应商${code}`;
  const at = services.clock.now();
  const today = dayOf(at);
  const id = await services.db.transaction(async (tx) => {
    const names = { name, shortName: name, searchText: searchText([name, code]) };
    const [row] = await tx
      .insert(party)
      .values({ code, ...names, kind, organisationId, createdAt: at })
      .returning({ id: party.id });
    const partyId = row?.id ?? 0;
    const held = LICENCE_KINDS.filter((each) => !without.includes(each));
    const span = { validFrom: addDays(today, -30), validTo: addDays(today, 400) };
    const rows = held.map((each) => ({
      partyId,
      kind: each,
      number: `${code}-${each}`,
      scope: [...mayCover(each)],
      ...span,
      recordedBy: 0,
      recordedAt: at,
    }));
    if (rows.length > 0) await tx.insert(partyLicence).values(rows);
    return partyId;
  });
  return { id, code, name };
}
