/** A supplier asks for what is another's at every address of the suppliers' pages: it is as if it were not there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { digestOf } from '../support/digest.ts';
import { type BuyingCounty, openBuyingCounty, versionOf } from './buying-county.ts';
import { key } from './forms.ts';
import { run } from './money-papers.ts';
import { announcedDelivery, shipped } from './order-forms.ts';
import { begun, concludedReceipt } from './receiving-papers.ts';

let county: BuyingCounty;
let order: string;
let delivery: string;
let receipt: string;
let payment: string;

beforeAll(async () => {
  county = await openBuyingCounty();
  ({ order, delivery } = await announcedDelivery(county));
  receipt = await concludedReceipt(county);
  await begun(county);
  payment = await run(county, 'sent');
}, 120_000);
afterAll(async () => {
  expect(county.log).toEqual([]);
  await county.drop();
});

const portal = (method: string) => [
  ...new Set(
    county.app.routes.filter((one) => one.method === method && one.path.startsWith('/portal')).map((one) => one.path),
  ),
];

/** The address on the papers of the supplier that is robbed. */
const filled = (route: string) =>
  route
    .replace(/:number\{CG[^}]*\}[^/]*\}?/, order)
    .replace(/:number\{SH[^}]*\}[^/]*\}?/, delivery)
    .replace(/:file\{.*\}/, 'export.csv');

describe('another supplier', () => {
  it('finds nothing at any address of its own pages that names a paper', async () => {
    const named = portal('GET').filter((route) => route.includes(':number'));
    expect(named.length).toBeGreaterThan(5);
    for (const route of named) {
      county.clock.set(county.clock.now() + 4000);
      const path = filled(route);
      expect([path, (await county.browsers.seller.get(path)).status]).toEqual([path, 200]);
      for (const headers of [{}, { 'HX-Request-Type': 'partial' }] as Record<string, string>[]) {
        const { status, text } = await county.browsers.rival.get(path, headers);
        expect([path, status]).toEqual([path, 404]);
        expect(text.replaceAll(path, '')).not.toMatch(/章贡|药品\d|100\.00/);
      }
    }
  });

  it('does nothing there', async () => {
    const before = await digestOf(county.services.db);
    const version = await versionOf(county, order);
    for (const route of portal('POST')) {
      const fields = {
        idempotency_key: key(),
        version,
        all: '1',
        allOn: '2026-12-01',
        reason: '试',
        ...shipped(county),
      };
      const { status } = await county.browsers.rival.post(filled(route), fields);
      expect([route, status]).toEqual([route, 404]);
    }
    expect(await digestOf(county.services.db)).toEqual(before);
  });

  it('sees no order, delivery, payable or payment of another in its lists', async () => {
    for (const route of portal('GET').filter((one) => !one.includes(':number'))) {
      const { status, text } = await county.browsers.rival.get(filled(route));
      expect(status).toBe(200);
      for (const secret of [order, delivery, receipt, payment, '章贡', '123.4', '12,345']) {
        expect([route, secret, text.includes(secret)]).toEqual([route, secret, false]);
      }
    }
    const own = await county.browsers.seller.get(paths.portalStatement());
    expect(own.text).toMatch(/12,345|123/);
  });

  it('opens no page of the county about it, and is told nothing', async () => {
    const pages = [
      paths.order(order),
      paths.orderPaper(order),
      paths.delivery(delivery),
      paths.receipt(receipt),
      paths.payment(payment),
      paths.payable(1),
      paths.payables(),
      paths.invoices(),
      paths.credits(),
      paths.bankLines(),
      paths.account(),
      paths.plans(),
      paths.party(county.supplier.code),
      '/negotiations',
      '/negotiations/YJ-20261123-0001',
      '/contracts',
      '/prices',
    ];
    for (const who of ['rival', 'seller'] as const) {
      for (const path of pages) {
        const { status, text } = await county.browsers[who].get(path);
        expect([who, path, status]).toEqual([who, path, 403]);
        expect(text.replaceAll(path, '')).not.toMatch(/章贡医药有限|100\.00|药品\d/);
      }
    }
  });
});
