/** Who may scan and who may print labels: part of the table in `access.ts`. */
import type { Role } from '../../src/auth/roles.ts';
import { paths } from '../../src/paths.ts';
import { at, EVERYONE, key, type Visit } from './visits.ts';

const PRINTERS: readonly Role[] = [
  'village_doctor',
  'branch_pharmacist',
  'branch_head',
  'hub_pharmacist',
  'storekeeper',
  'quality_officer',
];
const LABELS = '/labels/:kind{lot|place|receipt|dispatch}/:of{[A-Z0-9-]{1,24}}';

export const SCAN_READS: Record<string, Visit> = {
  '/scan': { path: at('/scan?code=6901234567892'), roles: EVERYONE },
  '/labels': { path: at('/labels'), roles: PRINTERS },
  [LABELS]: { path: (w) => paths.labels('lot', w.clinicA.lotId), roles: PRINTERS },
};

export const SCAN_ACTS: Record<string, Visit> = {
  [LABELS]: {
    path: (w) => paths.labels('lot', w.clinicA.lotId),
    roles: PRINTERS,
    answers: [422],
    fields: () => ({ idempotency_key: key(), size: 'napkin', copies: '1' }),
  },
};
