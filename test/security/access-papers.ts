/** Who may read and lay down layouts, and print: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { paths } from '../../src/paths.ts';
import { at, EVERYONE, key, refusing, STOCK, type Visit } from './visits.ts';

const KEEPERS: readonly Role[] = ['branch_head', 'chief_pharmacist', 'administrator'];
const ONE = '/layouts/:kind{[a-z_]+}';
const NO_BATCH = 'abcdef0123456789abcdef01';

export const PAPER_READS: Record<string, Visit> = {
  '/layouts': { path: at('/layouts'), roles: EVERYONE },
  [ONE]: { path: at('/layouts/dispatch_slip'), roles: EVERYONE },
  [`${ONE}/version.pdf`]: { path: at('/layouts/pick_list/version.pdf'), roles: EVERYONE },
  '/prints/new': { path: at('/prints/new'), roles: STOCK },
  '/prints/:batch{[0-9a-f]{24}}/slip.pdf': { path: at(paths.printedPaper(NO_BATCH)), roles: STOCK, answers: [404] },
};

export const PAPER_ACTS: Record<string, Visit> = {
  '/prints': refusing(at('/prints'), STOCK, (w) => ({
    idempotency_key: key(),
    kind: 'dispatch_slip',
    number: w.clinicA.picking,
  })),
  [ONE]: refusing(at('/layouts/dispatch_slip'), KEEPERS, () => ({ idempotency_key: key() })),
  [`${ONE}/preview.pdf`]: refusing(at('/layouts/dispatch_slip/preview.pdf'), KEEPERS, () => ({})),
  [`${ONE}/restoration`]: refusing(at('/layouts/dispatch_slip/restoration'), KEEPERS, () => ({
    idempotency_key: key(),
  })),
};
