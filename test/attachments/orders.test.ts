/** Files of orders: a supplier sees those of its own and of no other, and adds none; members see what is theirs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessTo } from '../../src/attachments/subject-queries.ts';
import type { Role } from '../../src/auth/roles.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import { sendOrder } from '../../src/orders/commands.ts';
import { key, type OrderWorld, openOrderWorld, ordered, orderRows } from '../orders/order-world.ts';
import { accepted, addOutside } from '../support/build.ts';
import { addParty } from '../support/parties.ts';

let world: OrderWorld;
let order: string;
let plan: string;
beforeAll(async () => {
  world = await openOrderWorld();
  const made = await ordered(world);
  order = made.number;
  plan = made.planNumber;
});
afterAll(() => world.drop());

const viewer = (roles: Role[], organisationId: number, scopePath: string) =>
  ({ roles, organisationId, scopePath, userId: 1, name: 'x', organisationName: 'x' }) as Viewer;
const access = (who: Viewer, subject: string) => accessTo(world.services.db.read, who, subject);

describe('files of an order', () => {
  it('are not there for its supplier before the order is sent', async () => {
    const seller = viewer(['supplier'], world.seller.organisationId, world.seller.scopePath);
    expect((await access(seller, `document ${order}`))?.sees).toBe(false);
    const { version } = (await orderRows(world, order)).document;
    accepted(await sendOrder(world.services, world.buyer, { key: key(), number: order, version, way: 'page' }));
  });

  it('are seen by its own supplier and kept by the buyer', async () => {
    const seller = viewer(['supplier'], world.seller.organisationId, world.seller.scopePath);
    expect(await access(seller, `document ${order}`)).toMatchObject({ sees: true, keeps: false });
    expect(await access(viewer(['buyer'], world.head.id, '/'), `document ${order}`)).toMatchObject({
      sees: true,
      keeps: true,
      name: order,
      page: `/orders/${order}`,
    });
    expect(await access(viewer(['auditor'], world.head.id, '/'), `document ${order}`)).toMatchObject({ keeps: false });
  });

  it('are not there for another supplier, nor is the plan behind it for its own', async () => {
    const company = await addOutside(world.services);
    await addParty(world.services, { organisationId: company.id });
    const other = viewer(['supplier'], company.id, company.path);
    expect((await access(other, `document ${order}`))?.sees).toBe(false);
    const seller = viewer(['supplier'], world.seller.organisationId, world.seller.scopePath);
    expect((await access(seller, `document ${plan}`))?.sees).toBe(false);
    expect((await access(seller, 'party S012'))?.sees ?? false).toBe(false);
  });
});
