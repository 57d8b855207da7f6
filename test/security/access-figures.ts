/** Who may read how supply is judged and foreseen: part of the table in `access.ts`. */
import { MONITORING_READS } from './access-monitoring.ts';
import { at, FILE, STOCK, type Visit } from './visits.ts';

export const FIGURE_READS: Record<string, Visit> = {
  ...MONITORING_READS,
  '/foresight': { path: at('/foresight'), roles: STOCK },
  [`/foresight/${FILE}`]: { path: at('/foresight/export.csv'), roles: STOCK },
  '/figures': { path: at('/figures'), roles: STOCK },
  [`/figures/${FILE}`]: { path: at('/figures/export.csv'), roles: STOCK },
  '/figures/requests': { path: at('/figures/requests?measure=answer_late'), roles: STOCK },
  [`/figures/requests/${FILE}`]: { path: at('/figures/requests/export.csv'), roles: STOCK },
  '/figures/outages': { path: at('/figures/outages'), roles: STOCK },
  [`/figures/outages/${FILE}`]: { path: at('/figures/outages/export.csv'), roles: STOCK },
};
