/** The page of today looks ahead: what a member runs out of, and what members say to the desk. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refreshForesight } from '../../src/foresight/refresh-commands.ts';
import { paths } from '../../src/paths.ts';
import { readMessages, sendMessage } from '../../src/shortages/message-commands.ts';
import { messagesOf } from '../../src/shortages/message-queries.ts';
import { shortageOf } from '../dispatches/dispatch-world.ts';
import { type LevelWorld, openLevelWorld, reckoned } from '../levels/level-world.ts';
import { openParts, world as parts, split } from '../shortages/part-world.ts';
import { accepted } from '../support/build.ts';
import { signIn } from '../support/login.ts';

describe('a member’s page of today', () => {
  let world: LevelWorld;
  beforeAll(async () => {
    world = await openLevelWorld();
    await reckoned(world);
    await refreshForesight(world.services);
  });
  afterAll(() => world.drop());

  it('tells what runs out, with one press that asks for it, and then that it was asked for', async () => {
    const keeper = await signIn(world.app, world.keeper.login);
    const page = await keeper.get(paths.home());
    expect(page.text).toContain('将断货');
    const form = page.text.match(/<form method="post" action="\/shortages\/new">.*?<\/form>/)?.[0] ?? '';
    const fields = Object.fromEntries(
      [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map((found) => [found[1] ?? '', found[2] ?? '']),
    );
    expect(fields.itemCode).toBe('AMX');
    const first = await keeper.post(paths.newShortage(), fields);
    expect(first.status).toBe(303);
    // Pressed twice it is asked for once
    expect((await keeper.post(paths.newShortage(), fields)).location).toBe(first.location);
    const after = await keeper.get(paths.home());
    expect(after.text).toMatch(/已登记 QY-\d{8}-\d{4}/);
    expect(after.text).not.toContain('name="itemCode" value="AMX"');
  });

  it('tells nobody else, and offers no form to who may not register', async () => {
    for (const person of [world.stranger, world.hub]) {
      const page = await (await signIn(world.app, person.login)).get(paths.home());
      expect(page.text).not.toContain('name="itemCode" value="AMX"');
    }
  });
});

describe('what a member says on a request', () => {
  beforeAll(openParts);
  afterAll(() => parts.drop());

  it('waits for the desk on its page of today until somebody of the hub has read it', async () => {
    const { services, people, app } = parts;
    const { shortage: number } = await split();
    const hub = await signIn(app, people.pharmacist.login);
    const what = `${number}有2条未读消息`;
    expect((await hub.get(paths.home())).text).not.toContain('未读消息');
    accepted(await sendMessage(services, people.receiver, null, { number, text: '患者今天要用' }));
    accepted(await sendMessage(services, people.receiver, null, { number, text: '能先给两盒吗' }));
    expect((await hub.get(paths.home())).text).toContain(what);
    for (const other of [people.picker, people.stranger, people.receiver]) {
      expect((await (await signIn(app, other.login)).get(paths.home())).text).not.toContain(what);
    }
    const { all } = await messagesOf(services.db.read, (await shortageOf(parts, number)).document.id);
    accepted(await readMessages(services, people.pharmacist, null, { number, upToId: all.at(-1)?.id ?? 0 }));
    expect((await hub.get(paths.home())).text).not.toContain('未读消息');
  });
});
