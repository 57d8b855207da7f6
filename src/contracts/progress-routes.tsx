/** Progress of the volume-based contracts, as a page and as a file with the columns of the register. */
import { type BrandLine, ProgressPage } from '../../views/contracts/progress-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { dayOf } from '../kernel/clock.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { progressQuery } from './forms.ts';
import { type ProgressLine, volumeLinesOn } from './progress-queries.ts';

const PAGE_SIZE = 50;

export function progressRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('price.read');
  router.get(paths.volumeProgress(), readers, (c) => showProgress(c, services));
  router.get('/contracts/progress/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportProgress(c, services),
  );
  return router;
}

async function linesFor(c: AppContext, services: Services) {
  const { on, q = '', state } = progressQuery.parse(c.req.query());
  const day = on ?? dayOf(services.clock.now());
  const all = await volumeLinesOn(services.db.read, day);
  const words = queryTokens(q);
  const text = (line: ProgressLine) =>
    [line.contract, line.batch, line.partyName, line.genericName, line.manufacturer, line.code].join(' ').toLowerCase();
  const fits = (line: ProgressLine) => words.every((word) => text(line).includes(word));
  const lines = all.filter((line) => (state === undefined || line.progress.state === state) && fits(line));
  return { day, lines, filter: { q: q === '' ? undefined : q, state } };
}

/** Sums of the lines of one batch, generic name and maker. */
function brandsOf(lines: readonly ProgressLine[]): BrandLine[] {
  const brands = new Map<string, BrandLine>();
  for (const { batch, genericName, manufacturer, baseUnit, progress } of lines) {
    const key = `${batch}\n${genericName}\n${manufacturer}`;
    const known = brands.get(key) ?? {
      batch,
      genericName,
      manufacturer,
      agreedUnits: 0,
      acceptedUnits: 0,
      baseUnit,
    };
    known.agreedUnits += progress.agreedUnits;
    known.acceptedUnits += progress.acceptedUnits;
    brands.set(key, known);
  }
  return [...brands.values()];
}

async function showProgress(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const { day, lines, filter } = await linesFor(c, services);
  const shown = {
    t,
    filter,
    day,
    today: dayOf(services.clock.now()),
    page: pageOf(lines, c.req.query('page'), PAGE_SIZE),
    brands: brandsOf(lines),
    mayExport: may(signedIn(c).roles, 'export'),
  };
  return c.render(<ProgressPage {...shown} />, { title: t.prices.contracts.progressTitle, active: 'prices' });
}

async function exportProgress(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.prices.contracts;
  const { day, lines } = await linesFor(c, services);
  const columns = [
    { head: words.batch, value: (line: ProgressLine) => line.batch, width: 24 },
    { head: words.number, value: (line: ProgressLine) => line.contract, width: 24 },
    { head: words.columnsCode, value: (line: ProgressLine) => line.code },
    { head: words.item, value: (line: ProgressLine) => `${line.genericName} ${line.strength}`, width: 30 },
    { head: words.maker, value: (line: ProgressLine) => line.manufacturer, width: 24 },
    { head: words.conversion, value: (line: ProgressLine) => words.conversionText(line.convertTimes, line.convertBy) },
    { head: words.agreed, value: ({ progress }: ProgressLine) => progress.agreedUnits },
    { head: words.startsOn, value: (line: ProgressLine) => line.startsOn },
    { head: words.endsOn, value: (line: ProgressLine) => line.endsOn },
    { head: words.accepted, value: ({ progress }: ProgressLine) => progress.acceptedUnits },
    { head: `${words.progress}%`, value: ({ progress }: ProgressLine) => progress.percentBp / 100 },
    { head: `${words.timeProgress}%`, value: ({ progress }: ProgressLine) => progress.timeBp / 100 },
    { head: words.progressState, value: ({ progress }: ProgressLine) => words.progressStates[progress.state] },
    { head: words.other, value: (line: ProgressLine) => line.otherBase },
    { head: words.excuseUnits, value: ({ progress }: ProgressLine) => progress.excusedUnits },
    { head: words.backup, value: (line: ProgressLine) => line.backupName, width: 24 },
    { head: t.lists.asOf, value: () => day },
  ];
  return spreadsheet(c, `${words.progressExport}-${day}`, columns, lines);
}
