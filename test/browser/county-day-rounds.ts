/** The goods of a day of the county on their way: a wave for three routes, three rounds, one stop that refuses. */
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { picture } from './browser.ts';
import { type Day, pictures } from './county-day.ts';
import {
  hand,
  openRound,
  openRoute,
  openWave,
  packOneBox,
  pickingFor,
  pickWave,
  post,
  turnedAway,
} from './county-day-road.ts';
import { expectCalm, look, press, textOf } from './steps.ts';

const NAMES = { desktop: ['甲', '乙', '丙'], phone: ['丁', '戊', '己'] } as const;

/** Picked by shelf for all at once, packed, sent, and off. */
export async function waveAndRounds(day: Day): Promise<void> {
  const { width, shot, hub, keeper, at, dispatchOf, dispatches, ways, rounds } = day;
  const routes: number[] = [];
  for (const [index, members] of ways.entries()) {
    for (const member of members) dispatches.set(member, pickingFor(member));
    routes.push(await openRoute(keeper, `县内${NAMES[width][index]}线`, members));
  }
  const chosen = ways.flatMap((members, way) => members.map((member) => `${routes[way]}:${dispatchOf(member)}`));
  const wave = await openWave(keeper, chosen);
  await pictures(keeper.page, `county-wave-${shot}`);
  for (const [way, members] of ways.entries()) {
    rounds.push(await openRound(keeper, routes[way] ?? 0, members.map(dispatchOf)));
  }
  await look(keeper, paths.wave(wave));
  expect(await pickWave(keeper)).toBeGreaterThanOrEqual(5);
  await picture(keeper.page, `county-wave-picked-${shot}`);
  await packOneBox(keeper, dispatchOf(at(0)));
  await picture(keeper.page, `county-box-${shot}`);
  for (const number of dispatches.values()) await post(hub, number);
  for (const round of rounds) {
    await look(keeper, paths.round(round));
    await press(keeper.page, keeper.page.locator('#departure button.primary'));
    expect(await textOf(keeper.page.locator('#flash'))).toContain('已发车');
  }
  await picture(keeper.page, `county-round-${shot}`);
}

/** Each stop with a name and a signature; the goods of the one that refused come home. */
export async function handedOver(day: Day): Promise<void> {
  const { shot, hub, driver, at, dispatchOf, ways, rounds } = day;
  const turned = at(8);
  for (const [way, members] of ways.entries()) {
    await look(driver, paths.drive(rounds[way] ?? ''));
    for (const member of members) {
      if (member !== turned) await hand(driver, member, `${member.name}值班`);
      else await turnedAway(driver, member, '值班张医生', '停电，库房打不开');
    }
    await pictures(driver.page, `county-drive-${way}-${shot}`);
    await press(driver.page, driver.page.locator('#ending button.primary'));
    expect(await textOf(driver.page.locator('main'))).toContain('已收车');
  }
  await look(hub, paths.dispatchReversal(dispatchOf(turned)));
  await picture(hub.page, `county-reversal-${shot}`);
  await hub.page.locator('[name="reason"]').fill('对方停电拒收，货已回库');
  await press(hub.page, hub.page.locator(`form[action="${paths.dispatchReversal(dispatchOf(turned))}"] button`));
  await expectCalm(hub);
  expect(await textOf(hub.page.locator('.page-head'))).toContain('已红冲');
}
