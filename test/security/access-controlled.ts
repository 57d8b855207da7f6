/** Who may read and do what with controlled drugs: part of the table in `access.ts`. No store of theirs is there. */
import type { Role } from '../../src/auth/roles.ts';
import { at, FILE, key, none, PERMIT, refusing, STALE, type Visit } from './visits.ts';

const KEEPERS: readonly Role[] = ['branch_pharmacist', 'branch_head', 'hub_pharmacist', 'storekeeper'];
const READERS: readonly Role[] = [...KEEPERS, 'quality_officer', 'chief_pharmacist', 'auditor'];
const ITEM = '/controlled/register/:item{[A-Z0-9][A-Z0-9._-]*}';
const LINE = '/controlled/ampoules/:line{[0-9]{1,12}}';
const ONE = '/handovers/:number{JB-[0-9]{8}-[0-9]{4,}}';
const JB = '/handovers/JB-20261123-9999';
const read = (path: string, answers?: number[]): Visit => ({
  path: at(path),
  roles: READERS,
  ...(answers && { answers }),
});
const gone = (path: string, roles: readonly Role[], more: Record<string, string>): Visit => ({
  path: at(path),
  roles,
  answers: [404],
  fields: () => ({ idempotency_key: key(), version: String(STALE), ...more }),
});

export const CONTROLLED_READS: Record<string, Visit> = {
  '/controlled': read('/controlled'),
  '/controlled/register': read('/controlled/register'),
  [`/controlled/register/${FILE}`]: read('/controlled/register/export.csv'),
  [ITEM]: read('/controlled/register/NONE1', [404]),
  [`${ITEM}/${FILE}`]: read('/controlled/register/NONE1/export.csv', [404]),
  [`${ITEM}/register.pdf`]: read('/controlled/register/NONE1/register.pdf', [404]),
  '/controlled/ampoules': read('/controlled/ampoules'),
  [`/controlled/ampoules/${FILE}`]: read('/controlled/ampoules/export.csv'),
  '/controlled/ampoules/returned': read('/controlled/ampoules/returned'),
  [`/controlled/ampoules/returned/${FILE}`]: read('/controlled/ampoules/returned/export.csv'),
  [LINE]: read('/controlled/ampoules/77', [404]),
  '/controlled/cards': read('/controlled/cards'),
  [`/controlled/cards/${FILE}`]: read('/controlled/cards/export.csv'),
  '/controlled/cards/new': { path: at('/controlled/cards/new'), roles: PERMIT },
  '/handovers': read('/handovers'),
  [`/handovers/${FILE}`]: read('/handovers/export.csv'),
  '/handovers/new': { path: at('/handovers/new'), roles: KEEPERS },
  [ONE]: read(JB, [404]),
};

export const CONTROLLED_ACTS: Record<string, Visit> = {
  '/handovers': refusing(at('/handovers'), KEEPERS, none),
  [`${ONE}/closing`]: gone(`${JB}/closing`, PERMIT, { finding: '试一下' }),
  '/controlled/ampoules/destruction': refusing(at('/controlled/ampoules/destruction'), KEEPERS, none),
  [`${LINE}/return`]: gone('/controlled/ampoules/77/return', KEEPERS, { pieces: '1', returnedBy: '试一下' }),
  [`${LINE}/residue`]: gone('/controlled/ampoules/77/residue', KEEPERS, { amount: '1', method: '试一下' }),
  '/controlled/cards': refusing(at('/controlled/cards'), PERMIT, none),
  '/controlled/cards/:id{[0-9]{1,12}}/withdrawal': gone('/controlled/cards/77/withdrawal', PERMIT, {
    reason: '试一下',
  }),
};
