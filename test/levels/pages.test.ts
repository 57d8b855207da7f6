/** The pages of levels: set in place, proposals with their days, files, and the requisition that follows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';
import { type LevelWorld, openLevelWorld, reckoned } from './level-world.ts';

let world: LevelWorld;
let keeper: Browser;
let hub: Browser;
beforeAll(async () => {
  world = await openLevelWorld();
  await reckoned(world);
  keeper = await signIn(world.app, world.keeper.login);
  hub = await signIn(world.app, world.hub.login);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const hidden = (page: Answer, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? '';
const box = (item: { id: number }, part: string) => `line.${item.id}.${part}`;

describe('the list of a member', () => {
  it('shows what is set and suggested, keeps what was typed when it is refused, and saves', async () => {
    const page = await keeper.get(paths.levels({ q: 'amxl' }));
    expect(page.text).toContain('阿莫西林');
    expect(page.text).toContain('5盒至');
    const typed = {
      idempotency_key: hidden(page, 'idempotency_key'),
      member: world.branch.code,
      [box(world.steady, 'least.packs')]: '七',
      [box(world.steady, 'most.packs')]: '9',
    };
    const refused = await keeper.post(paths.levels(), typed);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="七"');
    const right = { ...typed, [box(world.steady, 'least.packs')]: '3', reason: '季节备货' };
    const saved = await keeper.follow(await keeper.post(paths.levels(), right));
    expect(saved.text).toContain('已保存1个品种');
    const short = await keeper.get(paths.levels({ show: 'short' }));
    expect(short.text).toContain('阿莫西林');
    expect(short.text).not.toContain('华法林');
    const file = await keeper.get(paths.levelsExport('csv', { show: 'set' }));
    expect(file.text).toContain('下限整包');
    expect(file.text).toContain(`${world.branch.code},AMX`);
  });

  it('is not there for another branch, and for the hub there for every member', async () => {
    expect((await keeper.get(paths.levels({ member: world.other.code }))).status).toBe(404);
    expect((await keeper.get(paths.levelProposals({ member: world.head.code }))).status).toBe(404);
    expect((await keeper.get(paths.levelItem(world.other.code, 'AMX'))).status).toBe(404);
    expect((await hub.get(paths.levels({ member: world.branch.code }))).text).toContain('阿莫西林');
    expect((await hub.get(paths.levelMembers())).text).toContain('高兴分院');
    const foreign = { idempotency_key: 'level-foreign-1', member: world.other.code };
    expect((await keeper.post(paths.levelProposalsAll(), foreign)).status).toBe(404);
  });
});

describe('proposals', () => {
  it('are chosen, changed and taken over; a stale page is told', async () => {
    const page = await keeper.get(paths.levelProposals());
    expect(page.text).toContain('隔些天用一次');
    const { id } = world.rare;
    const seen = (part: string) =>
      new RegExp(`name="line\\.${id}\\.${part}" value="(\\d+)"`).exec(page.text)?.[1] ?? '';
    const typed = {
      idempotency_key: hidden(page, 'idempotency_key'),
      member: world.branch.code,
      reason: '',
      [box(world.rare, 'chosen')]: '1',
      [box(world.rare, 'seenLeast')]: seen('seenLeast'),
      [box(world.rare, 'seenMost')]: seen('seenMost'),
      [box(world.rare, 'least.packs')]: '2',
      [box(world.rare, 'most.packs')]: '4',
    };
    const stale = await keeper.post(paths.levelProposals(), { ...typed, [box(world.rare, 'seenLeast')]: '1' });
    expect(stale.status).toBe(422);
    expect(stale.text).toContain('建议刚重新算过');
    const none = { ...typed, [box(world.rare, 'chosen')]: '' };
    expect((await keeper.post(paths.levelProposals(), none)).text).toContain('没有选中');
    const again = { ...typed, idempotency_key: `${typed.idempotency_key}-2` };
    expect((await keeper.follow(await keeper.post(paths.levelProposals(), again))).text).toContain('已采用1个');
    const item = await keeper.get(paths.levelItem(world.branch.code, 'WAR'));
    expect(item.text).toContain('2盒至4盒');
    expect(item.text).toContain('<svg class="chart broad"');
    expect(item.text).toContain('采用建议');
    expect(item.text).toContain('平均需求间隔5.50天');
  });

  it('are taken back on the page of the item, with a reason', async () => {
    const address = paths.levelItem(world.branch.code, 'WAR');
    const page = await keeper.get(address);
    const typed = { idempotency_key: hidden(page, 'idempotency_key'), change: hidden(page, 'change') };
    expect((await keeper.post(paths.levelUndoing(world.branch.code, 'WAR'), typed)).status).toBe(422);
    const back = await keeper.post(paths.levelUndoing(world.branch.code, 'WAR'), { ...typed, reason: '看错了' });
    expect((await keeper.follow(back)).text).toContain('已撤销1个品种');
    const twice = { ...typed, idempotency_key: 'level-undo-again', reason: '再来' };
    expect((await keeper.post(paths.levelUndoing(world.branch.code, 'WAR'), twice)).text).toContain('又改过');
  });

  it('are reckoned anew, taken over all at once, and exported', async () => {
    const page = await keeper.get(paths.levelProposals());
    const form = { idempotency_key: 'level-anew-0001', member: world.branch.code };
    expect((await keeper.follow(await keeper.post(paths.levelComputation(), form))).text).toContain('已重算3个');
    const all = { ...form, idempotency_key: 'level-all-00001' };
    expect((await keeper.follow(await keeper.post(paths.levelProposalsAll(), all))).text).toContain('已采用2个');
    expect((await keeper.get(paths.levelProposalsExport('csv', { show: 'all' }))).text).toContain('Croston');
    expect(page.status).toBe(200);
  });

  it('decide what the next requisition asks for', async () => {
    const listed = await keeper.get(paths.requisitions());
    const form = {
      idempotency_key: hidden(listed, 'idempotency_key'),
      member: world.branch.code,
      start: 'proposal',
    };
    const draft = await keeper.follow(await keeper.post(paths.requisitions(), form));
    expect(draft.text).toContain('阿莫西林');
    // Five packs at least and eight at most, two are there
    expect(draft.text).toContain('value="6"');
  });
});

describe('a file', () => {
  it('is previewed and set, and nonsense is told by its row', async () => {
    const csv = (text: string) => new File([text], 'levels.csv', { type: 'text/csv' });
    const page = await keeper.get(paths.levelImport());
    const key = hidden(page, 'idempotency_key');
    const damaged = await keeper.post(paths.levelImport(), { idempotency_key: `${key}-0`, file: csv('x,y\n1,2') });
    expect(damaged.status).toBe(422);
    const text = `机构编码,药品编码,下限,上限\n${world.branch.code},WAR,1,3\n${world.branch.code},QQQ,1,3\n`;
    const preview = await keeper.follow(
      await keeper.post(paths.levelImport(), { idempotency_key: key, file: csv(text) }),
    );
    expect(preview.text).toContain('华法林');
    expect(preview.text).toContain('目录里没有编码');
    const action = /action="(\/levels\/import\/\d+\/application)"/.exec(preview.text)?.[1] ?? '';
    const applied = await keeper.post(action, { idempotency_key: hidden(preview, 'idempotency_key') });
    expect((await keeper.follow(applied)).text).toContain('已按文件设定1个');
    expect((await keeper.get(paths.levelItem(world.branch.code, 'WAR'))).text).toContain('1盒至3盒');
  });
});
