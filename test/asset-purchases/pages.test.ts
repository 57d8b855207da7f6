/** The pages of contracts for equipment and of acceptances: the whole road through requests. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { key } from '../assets/asset-world.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';
import { type BuyingWorld, openBuyingWorld, roadOf } from './buying-world.ts';

let world: BuyingWorld;
beforeAll(async () => {
  world = await openBuyingWorld();
});
afterAll(() => endWhole(world));

describe('the pages', () => {
  it('lead from the approved application to the card', async () => {
    const asked = await roadOf(world).approvedFor(1);
    const office = await signIn(world.app, world.officer.login);
    const user = await signIn(world.app, world.custodian.login);
    const order = await signIn(world.app, world.buyer.login);
    expect((await order.get(paths.home())).text).toContain(asked);
    expect((await order.get(paths.acquisition(asked))).text).toContain(`acquisition=${asked}`);
    expect((await order.get(paths.newAssetPurchase({ acquisition: asked }))).text).toContain('20,000.00');
    const terms = {
      ...{ acquisitionNumber: asked, supplier: world.supplier.code, method: 'tender', contractNumber: '<i>HT9</i>' },
      ...{ contractOn: '2026-03-01', quantity: '1', unit: '30000', warrantyMonths: '12', deliverOn: '2026-04-01' },
      ...{ paymentDays: '30', retentionPercent: '0', retentionMonths: '0', paymentTerms: '验收后付清' },
    };
    const dear = await order.post(paths.assetPurchases(), { idempotency_key: key(), ...terms });
    expect([dear.status, dear.text.includes('只剩20000.00元')]).toEqual([422, true]);
    const made = await order.post(paths.assetPurchases(), { idempotency_key: key(), ...terms, unit: '19000' });
    expect(made.status).toBe(303);
    const number = (made.location ?? '').split('/').at(-1) ?? '';
    expect((await order.get(paths.assetPurchase(number))).text).toContain('&lt;i&gt;HT9');
    const form = paths.assetPurchaseAct(number, 'delivery');
    expect((await order.get(form)).status).toBe(403);
    expect((await user.get(form)).text).toContain('unit.0.serialNumber');
    const things = {
      ...{ arrivedOn: '2026-03-10', brand: '迈瑞', model: 'BA-88A', maker: '深圳迈瑞', room: '检验室' },
      ...{ registrationNumber: '国械注准20233220001', categoryCode: '22', 'unit.0.serialNumber': 'P1' },
    };
    const came = await user.post(form, { idempotency_key: key(), version: '1', ...things });
    expect(came.status).toBe(303);
    const paper = (came.location ?? '').split('/').at(-1) ?? '';
    expect((await office.get(paths.home())).text).toContain(paper);
    const says = { idempotency_key: key(), version: '1', powered: '1', functional: '1' };
    const half = await user.post(paths.assetAcceptanceAct(paper, 'user'), says);
    expect(half.status).toBe(422);
    const whole = { ...says, idempotency_key: key(), trained: '1' };
    expect((await user.post(paths.assetAcceptanceAct(paper, 'user'), whole)).status).toBe(303);
    const stale = { idempotency_key: key(), version: '1', complete: '1', documents: '1', supplierPerson: '何工' };
    expect((await office.post(paths.assetAcceptanceAct(paper, 'office'), stale)).status).toBe(409);
    const good = { ...stale, idempotency_key: key(), version: '2' };
    expect((await office.post(paths.assetAcceptanceAct(paper, 'office'), good)).status).toBe(303);
    const page = await user.get(paths.assetAcceptance(paper));
    const card = /SB-\d{8}-\d{4,}/.exec(page.text)?.[0] ?? '';
    expect((await user.get(paths.equipmentCard(card))).text).toContain(paper);
    expect((await user.get(paths.assetAcceptancePaper(paper))).text.startsWith('%PDF')).toBe(true);
    expect((await user.get(paths.assetPurchases({ q: 'bzdsh' }))).text).toContain('SC-');
    expect((await user.get(paths.assetPurchases({ q: asked }))).text).toContain(number);
    expect((await user.get(paths.assetPurchasesExport('csv'))).text).toContain(number);
    const stranger = await signIn(world.app, world.stranger.login);
    expect((await stranger.get(paths.assetPurchase(number))).status).toBe(404);
    expect((await stranger.get(paths.assetAcceptance(paper))).status).toBe(404);
  });
});
