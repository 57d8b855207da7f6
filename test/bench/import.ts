/** Importing 5,000 rows into a catalogue of 50,000: preview and apply, new and changed, and what it holds up. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { eq } from 'drizzle-orm';
import { engine } from '../../db/engine.ts';
import { person } from '../../db/schema/users.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { applyCatalogueImport, previewCatalogueImport } from '../../src/catalogue/commands.ts';
import { TEMPLATE_COLUMNS, type TemplateKey } from '../../src/catalogue/import/template-columns.ts';
import { SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { gs1CheckDigit } from '../../src/kernel/codes/check-digit.ts';
import { toXlsx } from '../../src/web/spreadsheets.ts';
import { type Figure, note, timed } from './measure.ts';
import { writeBigCatalogue } from './search-world.ts';
import { BENCH_DAY, openWorld } from './worlds.ts';

const SMALL = { organisations: 20, items: 60, movements: 1000, seed: 1, day: BENCH_DAY };
const ROWS = 5000;
const FORMS = ['片剂', '胶囊', '颗粒剂', '注射液', '口服溶液'];

type Row = Partial<Record<TemplateKey, string>>;

/** Rows with every kind of column; `change` is what the second file says otherwise. */
function rows(change: Row): Row[] {
  return Array.from({ length: ROWS }, (_each, n) => {
    const digits = String(690_000_000_000 + n);
    return {
      code: `IMP${String(n).padStart(5, '0')}`,
      kind: '药品',
      genericName: `${['盐酸', '硫酸', '复方', ''][n % 4]}甲${String.fromCharCode(0x4e00 + (n % 2000))}酮`,
      form: FORMS[n % FORMS.length] ?? '',
      strength: `${(n % 40) + 1}mg`,
      manufacturer: `第${n % 300}制药有限公司`,
      holder: `第${n % 90}药业有限公司`,
      packUnit: '盒',
      packSize: String(((n % 6) + 1) * 6),
      baseUnit: '片',
      price: '12.5',
      approvalNumber: `国药准字Z9${String(n).padStart(7, '0')}`,
      gtin: `${digits}${gs1CheckDigit(digits)}`,
      nhsa: `XA01AAA001A001010${String(n).padStart(6, '0')}`,
      insurance: n % 3 === 0 ? '甲类' : '乙类限',
      antimicrobial: n % 9 === 0 ? '非限制' : '',
      keyMonitored: '否',
      ddd: '1.5 g 口服 2025',
      countyTier: '是',
      townshipTier: n % 2 === 0 ? '是' : '否',
      ...change,
    };
  });
}

function sheet(change: Row): Promise<Buffer> {
  const columns = TEMPLATE_COLUMNS.map(({ key, titles }) => {
    return { head: titles[0] ?? key, value: (row: Row) => row[key] ?? '' };
  });
  return toXlsx(columns, rows(change));
}

/** Seconds of each step, and the longest time in which the process could do nothing else. */
export async function benchImport(): Promise<Figure[]> {
  const world = await openWorld(SMALL, 'write');
  const clock = new SettableClock(startOfDay(BENCH_DAY) + 9 * 3_600_000);
  const services = { db: world.db, clock };
  note(`writing 50,000 items took ${Math.round(await timed(() => writeBigCatalogue(world.db, clock.now())))} ms`);
  const [clerk] = await world.db.read.select().from(person).where(eq(person.login, 'scale.sc00'));
  const actor: Actor = {
    userId: clerk?.id ?? 0,
    name: clerk?.name ?? '',
    organisationId: clerk?.organisationId ?? 0,
    organisationName: '',
    roles: ['chief_pharmacist'],
    scopePath: '/',
  };
  const files = {
    new: await sheet({}),
    same: await sheet({}),
    changed: await sheet({ price: '13.5', insurance: '乙类' }),
  };
  const figures: Figure[] = [];
  const measure = async (name: string, work: () => Promise<unknown>) => {
    globalThis.gc?.();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const spent = await timed(work);
    await new Promise((resolve) => setTimeout(resolve, 5));
    delay.disable();
    figures.push({ name: `import.${engine}.${name}`, value: spent / 1000, unit: 's' });
    figures.push({ name: `import.${engine}.${name}.longest_wait`, value: delay.max / 1e6, unit: 'ms' });
  };
  for (const [name, content] of Object.entries(files)) {
    let draftId = 0;
    await measure(`${name}.preview`, async () => {
      const made = await previewCatalogueImport(services, actor, null, { fileName: `${name}.xlsx`, content });
      if (!made.ok) throw new Error(made.reason);
      draftId = made.value.draftId;
    });
    await measure(`${name}.apply`, async () => {
      const done = await applyCatalogueImport(services, actor, null, draftId);
      if (!done.ok) throw new Error(done.reason);
      note(`${name}: ${JSON.stringify(done.value)}`);
    });
  }
  await world.close();
  return figures;
}
