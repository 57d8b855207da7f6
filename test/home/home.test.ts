/** The page of today and the finder, for each side of the road. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerShortage } from '../../src/dispatches/answer-commands.ts';
import { paths } from '../../src/paths.ts';
import {
  acceptedRequest,
  type County,
  key,
  openCounty,
  pick,
  registered,
  stockedItem,
  versionOf,
} from '../shortages/county.ts';
import { accepted, addPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';

let county: County;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(async () => {
  expect(county.log).toEqual([]);
  await county.drop();
});

describe('the page of today', () => {
  it('is empty and says how it fills', async () => {
    const hub = await signIn(county.app, county.hub.login);
    expect((await hub.get(paths.home())).text).toContain('现在没有等您处理的事');
    const doctor = await signIn(county.app, county.doctor.login);
    expect((await doctor.get(paths.home())).text).toContain('登记一次就行');
  });

  it('shows each role what waits, late first, with counts that agree', async () => {
    const item = await stockedItem(county, { item: { genericName: '破伤风抗毒素' } });
    const late = await registered(county, item, { urgency: 'emergency' });
    county.clock.set(county.clock.now() + 42 * 60_000);
    const number = await acceptedRequest(county, item, { again: true });
    const hub = await signIn(county.app, county.hub.login);
    const page = await hub.get(paths.home());
    expect(page.text).toContain('今日待办 3件');
    expect(page.text).toContain('1件已超时');
    // A store without a probe is read by hand
    expect(page.text).toContain('温湿度待人工记录');
    expect(page.text).toContain('超时12分');
    expect(page.text.indexOf(late)).toBeLessThan(page.text.indexOf(number));
    const doctor = await signIn(county.app, county.doctor.login);
    expect((await doctor.get(paths.home())).text).toContain('等别人，我在盯');
    const answer = {
      number,
      version: await versionOf(county, number),
      picks: pick(county, item.lotId, 48),
      overrideReason: '',
      ownDispatch: false,
    };
    const { dispatchNumber } = accepted(await answerShortage(county.services, county.hub, key(), answer));
    const keeper = await signIn(county.app, county.keeper.login);
    const task = await keeper.get(paths.home());
    expect(task.text).toContain(dispatchNumber);
    expect(task.text).toContain('拣配1行');
  });

  it('opens for every role and for its live fragment', async () => {
    for (const role of ['auditor', 'administrator', 'chief_accountant', 'storekeeper', 'buyer'] as const) {
      const person = await addPerson(county.services, county.head, role);
      const browser = await signIn(county.app, person.login);
      expect((await browser.get(paths.home())).status, role).toBe(200);
    }
    const [buyer, auditor] = await Promise.all(
      (['buyer', 'auditor'] as const).map(async (role) => {
        const person = await addPerson(county.services, county.head, role);
        return (await (await signIn(county.app, person.login)).get(paths.home())).text;
      }),
    );
    expect(buyer).toContain('一次采购怎么走');
    for (const word of ['待受理缺药', '未结缺药登记', '一件缺药怎么走']) {
      expect(buyer, word).not.toContain(word);
      expect(auditor, word).toContain(word);
    }
    const head = await addPerson(county.services, county.branch, 'branch_head');
    const browser = await signIn(county.app, head.login);
    const part = await browser.get(paths.home(), { 'HX-Request': 'true', 'HX-Request-Type': 'partial' });
    expect(part.text).toMatch(/^<div id="today"/);
    await browser.post(paths.preferences(), { language: 'en' });
    expect((await browser.get(paths.home())).text).toContain('Today');
  });
});

describe('the finder', () => {
  it('goes straight to a number, a scanned slip and a lot, within the scope', async () => {
    const item = await stockedItem(county);
    const number = await registered(county, item);
    const hub = await signIn(county.app, county.hub.login);
    expect((await hub.get(paths.finder(number.toLowerCase()))).location).toBe(paths.shortage(number));
    const scanned = await hub.get(paths.finder(`https://yaoxie.example/slips/${number}`));
    expect(scanned.location).toBe(paths.shortage(number));
    const stranger = await signIn(county.app, county.stranger.login);
    const hidden = await stranger.get(paths.finder(number));
    expect(hidden.status).toBe(200);
    expect(hidden.text).toContain('没有找到');
  });

  it('lists items by pinyin and escapes what was typed', async () => {
    const item = await stockedItem(county, { item: { genericName: '左甲状腺素钠片' } });
    const doctor = await signIn(county.app, county.doctor.login);
    const found = await doctor.get(paths.finder('zjzxs'));
    expect(found.text).toContain('左甲状腺素钠片');
    expect(found.text).toContain(paths.item(item.code));
    const hostile = await doctor.get(paths.finder('"><script>x</script>%_'));
    expect(hostile.status).toBe(200);
    expect(hostile.text).not.toContain('<script>x');
    expect((await doctor.get(paths.finder())).status).toBe(200);
  });
});
