/** The attack on the forms of the buying side: nonsense first, then each for real, twice, late, and by strangers. */
import { count, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { digestOf } from '../support/digest.ts';
import type { Browser, Fields } from '../support/login.ts';
import { ACTS } from './access.ts';
import { attackForms } from './attack.ts';
import { type BuyingCounty, openBuyingCounty, type Paper, WHO, type Who } from './buying-county.ts';
import type { BuyingForm } from './buying-form.ts';
import { type AttackedForm, key } from './forms.ts';

/** Whose page it is: every one of them but those who may send the form is refused. */
const strangersTo = (county: BuyingCounty, form: BuyingForm): Who[] => {
  const allowed = ACTS[form.route]?.roles ?? [];
  return WHO.filter((who) => !county.people[who].roles.some((role) => allowed.includes(role)));
};

/** A form on its own paper, as the attack of every form takes it. */
function attacked(form: BuyingForm, paperOf: (name: string) => Paper): AttackedForm<BuyingCounty> {
  const { name, by, room } = form;
  return {
    name,
    by,
    ...(room && { room }),
    path: () => paperOf(name).path,
    fields: () => ({ ...paperOf(name).fields, idempotency_key: key() }),
    get strict() {
      return [...form.strict, ...(paperOf(name).strict ?? [])];
    },
    get optional() {
      return [...(form.optional ?? []), ...(paperOf(name).optional ?? [])];
    },
    get words() {
      return [...(form.words ?? []), ...(paperOf(name).words ?? [])];
    },
  };
}

/** The papers of others: the same address with a number, an id or a line that is not there. */
function elsewhere(path: string): string | undefined {
  const changed = path
    .replace(/\b(QL|JH|CG|SH|YS|TH|FK)-\d{8}-\d{4,}/, '$1-20200101-9999')
    .replace(/\/(invoices|credits|claims|payables|statements|lines|budgets|stand-ins)\/\d+/, '/$1/99999999');
  return changed === path ? undefined : changed;
}

/** What the page itself says. */
const words = (text: string) => (/<main.*<\/main>/s.exec(text)?.[0] ?? text).replace(/<[^>]*>/g, ' ').slice(0, 600);

const doneActs = async (county: BuyingCounty): Promise<number> => {
  const rows = await county.services.db.read
    .select({ size: count() })
    .from(auditRow)
    .where(eq(auditRow.outcome, 'done'));
  return rows[0]?.size ?? 0;
};

/** Every test of these forms, in a county of their own. */
export function attackBuying(forms: BuyingForm[]): void {
  let county: BuyingCounty;
  const papers = new Map<string, Paper>();
  const paperOf = (name: string): Paper => {
    const paper = papers.get(name);
    if (paper === undefined) throw new Error(`no paper for ${name}`);
    return paper;
  };
  const as = (who: Who): Browser => county.browsers[who];
  const standing = async () => ({ tables: await digestOf(county.services.db), acts: await doneActs(county) });

  beforeAll(async () => {
    county = await openBuyingCounty();
    for (const form of forms) papers.set(form.name, await form.open(county));
  }, 120_000);
  afterAll(async () => {
    expect(county.log).toEqual([]);
    await county.drop();
  });

  attackForms(
    forms.map((form) => attacked(form, paperOf)),
    () => ({ world: county, browserOf: (form) => as(form.by as Who) }),
  );

  describe.each(forms)('$name, sent', (form) => {
    it('by people without the right, or about what is not there, changes nothing', async () => {
      const { path, fields } = paperOf(form.name);
      const before = await standing();
      const found: string[] = [];
      for (const who of strangersTo(county, form)) {
        const { status } = await as(who).post(path, { ...fields, idempotency_key: key() });
        if (status !== 403) found.push(`${who} ${status}`);
      }
      const other = elsewhere(path);
      if (other !== undefined) {
        const { status, text } = await as(form.by).post(other, { ...fields, idempotency_key: key() });
        if (status !== 404) found.push(`${other} ${status} ${words(text)}`);
      }
      expect(found).toEqual([]);
      expect(await standing()).toEqual(before);
    });

    it('is done once for a key; another form under it, and the same page sent late, are refused in words', async () => {
      const { path, fields } = paperOf(form.name);
      const { done = 303, again = { status: 409, says: /./ } } = form;
      const untouched = await standing();
      const whole: Fields = { ...fields, idempotency_key: key() };
      const first = await as(form.by).post(path, whole);
      expect([first.status, first.status === done ? '' : words(first.text)]).toEqual([done, '']);
      const after = await standing();
      expect(after.acts).toBe(untouched.acts + 1);
      const second = await as(form.by).post(path, whole);
      expect([second.status, second.location]).toEqual([first.status, first.location]);
      // Another person does not get the answer of the first, whatever the form says
      if (form.other !== undefined) expect((await as(form.other).post(path, whole)).status).toBe(409);
      expect(await standing()).toEqual(after);
      const late = await as(form.other ?? form.by).post(path, { ...fields, idempotency_key: key() });
      expect([late.status, late.status === again.status ? '' : words(late.text)]).toEqual([again.status, '']);
      if (again.status === 303 || again.status === 200) return;
      const { name } = county.people[form.by];
      const text = /<main.*<\/main>/s.exec(late.text)?.[0] ?? '';
      const said = [...text.matchAll(/role="alert"[^>]*>(.*?)<\/section>|<p class="error"[^>]*>(.*?)<\/p>/gs)];
      const sentence = said.map((one) => one[1] ?? one[2]).join(' ') || text;
      expect(sentence).toMatch(/[\u4e00-\u9fff]{4,}/);
      if (again.says !== undefined) expect(sentence).toMatch(form.again === undefined ? name : again.says);
      expect(await standing()).toEqual(after);
    });
  });
}
